"""Right answers in the words that people talk in, beside wrong ones that sound alike."""

from __future__ import annotations

import pytest

from tests.grading.test_paraphrases import marked
from trainer.grading.contractions import with_apostrophes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("isnt", "isn't"), ("it is'nt", "it isn't"), ("its'nt", "it isn't"), ("does'nt", "doesn't"),
     ("cant", "can't"), ("ca'nt", "can't"), ("it aint", "it isn't"), ("mustnt", "mustn't"),
     ("donot", "do not"), ("cannot", "cannot"), ("its not", "its not"), ("want", "want"),
     ("a faint paint", "a faint paint")],
)  # fmt: skip
def test_a_contraction_is_read_wherever_its_apostrophe_stands(typed: str, meant: str) -> None:
    assert with_apostrophes(typed) == meant


@pytest.mark.parametrize(
    "answer", ["It is'nt", "it isnt", "its'nt", "it aint", "wouldnt be allowed"]
)
def test_no_is_heard_in_a_contraction(answer: str) -> None:
    question = "Order check: metformin in a patient with eGFR 20. Is it allowed? Yes or no."
    assert marked("boolean", question, "no", ["no"], answer).outcome == "correct"


@pytest.mark.parametrize(
    ("answer", "score"),
    [("5 mg as a single daily dose", 1), ("five milligrams in one daily dose", 1),
     ("a single dose of 5 mg every day", 1), ("5 mg as a once-a-day dose", 1),
     ("5 mg, one dose a day", 1), ("5 mg as two daily doses", 0.5),
     ("50 mg as a single daily dose", 0.5)],
)  # fmt: skip
def test_a_single_daily_dose_is_once_daily(answer: str, score: float) -> None:
    question = "What is the usual dose of amlodipine and how often is it taken?"
    verdict = marked(
        "regimen", question, "5 mg once daily", ["5 mg per dose", "once daily"], answer
    )
    assert verdict.score == score


@pytest.mark.parametrize(
    ("answer", "right"),
    [("btw 5 and 7 days", True), ("five days, a week tops", True), ("btwn five & seven days", True),
     ("five days at the shortest, seven at the longest", True), ("from 5 d up to a week", True),
     ("5 days at the very least, 7 days max", True), ("five days, at the longest a week", True),
     ("a week at the shortest, five days at the longest", False), ("btw 5 and 7 weeks", False),
     ("five days, ten days tops", False), ("7 days tops", False)],
)  # fmt: skip
def test_limits_are_heard_as_people_put_them(answer: str, right: bool) -> None:
    question = "For how long is cellulitis treated with flucloxacillin? Give the unit."
    points = ["low end 5 days", "high end 7 days"]
    assert (marked("range", question, "5-7 days", points, answer).outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "score"),
    [("topo II and topo IV", 1), ("gyrase, topo 4", 1), ("topoisomerase 2 and 4", 1),
     ("topoisomerases II and IV", 1), ("gyrase and topoisomerase-4", 1),
     ("DNA gyrase and topo III", 0.5), ("gyrase only", 0.5)],
)  # fmt: skip
def test_enzymes_are_numbered_in_roman_and_in_arabic(answer: str, score: float) -> None:
    question = "Which two bacterial enzymes does levofloxacin inhibit?"
    points = ["DNA gyrase (topoisomerase II)", "topoisomerase IV"]
    assert marked("list", question, " and ".join(points), points, answer).score == score


def test_another_member_of_the_family_is_not_the_one() -> None:
    question = "Which enzyme does etoposide inhibit?"
    points = ["topoisomerase II"]
    assert marked("single", question, "topoisomerase II", points, "topo I").score == 0
    assert marked("single", question, "topoisomerase II", points, "topo 2").outcome == "correct"


@pytest.mark.parametrize(
    ("answer", "score"),
    [("iron chelates it, absorption is reduced; take it 2 h before or 4 h after", 1),
     ("Fe chelates it -> poor absorption -> 2 h before, 4 h after", 1),
     ("chelated by iron, less absorbed; two hrs ahead of the iron or four hrs behind it", 1),
     ("chelated by iron, poorer absorption, 120 min before or 240 min after", 1),
     ("chelated by iron, absorption falls, take it 4 h before or 2 h after the iron", 0.5),
     ("chelated by iron, absorption falls; take the iron 2 h before or 4 h after", 0.5),
     ("chelated by iron, absorption falls; 2 h before the iron", 0.75)],
)  # fmt: skip
def test_what_is_taken_before_what_goes_without_saying(answer: str, score: float) -> None:
    question = "Why is doxycycline kept apart from iron, and when is it taken relative to it?"
    points = ["chelated by iron", "absorption is reduced", "at least 2 hours before",
              "or 4 hours after the iron"]  # fmt: skip
    expected = "Iron chelates it and its absorption is reduced; 2 hours before or 4 hours after."
    assert marked("explanation", question, expected, points, answer).score == score


def test_the_two_are_not_taken_the_other_way_round() -> None:
    question = "When is alendronate taken relative to calcium supplements?"
    points = ["at least 30 minutes before"]
    expected = "at least 30 minutes before the calcium"
    assert marked("short", question, expected, points, "half an hour before").score == 1
    turned = "calcium 30 min before the alendronate"
    assert marked("short", question, expected, points, turned).outcome == "incorrect"


@pytest.mark.parametrize(
    ("answer", "right"),
    [("fourteen, after that it can be started", True), ("14 days, then it may be started", True),
     ("needs 14 clear days off the MAOI before its allowed", True),
     ("two weeks; after that it's allowed", True), ("14 hours, after that it can start", False),
     ("it can be started at once", False), ("14 days before it can be given 7 days", False)],
)  # fmt: skip
def test_what_comes_after_a_ban_allows_nothing(answer: str, right: bool) -> None:
    question = "Within how many days of stopping an MAO inhibitor is sertraline contraindicated?"
    verdict = marked("numeric", question, "14 days", ["14 days"], answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "score"),
    [("avoid both until the effects are known", 1), ("do neither till you know how it hits you", 1),
     ("not before they know how they react to it", 1), ("avoid both", 0.5),
     ("both are fine", 0), ("do both until the effects are known", 0.5)],
)  # fmt: skip
def test_what_the_question_names_may_be_pointed_at(answer: str, score: float) -> None:
    question = "What is a patient on zolpidem told about driving or operating machinery?"
    points = ["avoid driving or operating machinery", "until effects are known"]
    assert marked("short", question, " ".join(points), points, answer).score == score


def test_what_alcohol_does_is_no_advice_to_drink() -> None:
    question = "What happens with alcohol and diazepam, and what should be done about alcohol?"
    points = ["increased sedation", "avoid alcohol"]
    expected = "Sedation is increased; avoid alcohol."
    said = marked("explanation", question, expected, points, "EtOH = more sedation")
    assert said.outcome == "partial" and not said.unsafe
    assert (
        marked("explanation", question, expected, points, "EtOH = more sedation so avoid").score
        == 1
    )
    assert marked("explanation", question, expected, points, "have a drink with it").score == 0


@pytest.mark.parametrize(
    ("answer", "right"),
    [("potassium, so you get hypokalaemia", True), ("K+, ie hypokalemia", True),
     ("potassium (hypokalaemia)", True), ("potassium, so you get hyperkalaemia", False),
     ("sodium, so you get hyponatraemia", False)],
)  # fmt: skip
def test_the_same_finding_in_another_word_is_no_second_answer(answer: str, right: bool) -> None:
    question = "Which electrolyte in the blood may fall too low on furosemide?"
    verdict = marked("single", question, "potassium", ["potassium"], answer)
    assert (verdict.outcome == "correct") is right


def test_feeling_sick_and_throwing_up_are_two() -> None:
    question = "Which two adverse effects are named for phenytoin?"
    points = ["nausea", "vomiting"]
    expected = "nausea, vomiting"
    assert marked("list", question, expected, points, "feeling sick, throwing up").score == 1
    assert marked("list", question, expected, points, "feeling sick").score == 0.5


def test_what_is_not_there_denies_nothing_behind_it() -> None:
    question = "Which two psychiatric effects does montelukast have?"
    points = ["hallucinations", "mood changes"]
    answer = "seeing things that arent there, mood going up and down"
    assert marked("list", question, ", ".join(points), points, answer).outcome == "correct"


def test_two_states_of_one_part_are_heard() -> None:
    question = "Which two tendon reactions does levofloxacin cause?"
    points = ["tendinitis", "tendon rupture"]
    for answer in ("inflamed or torn tendons", "tendons getting inflamed or snapping",
                   "tendon inflammation and rupture"):  # fmt: skip
        assert marked("list", question, ", ".join(points), points, answer).outcome == "correct"


_DRIVING = "What should be said about driving on cetirizine, and why?"
_DRIVING_POINTS = ["avoid driving until the effect is known", "may cause sleepiness"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("leave the car keys at home until you know the effect, it may make you sleepy", "correct"),
     ("stay off the road until the effect is known, makes you sleepy", "correct"),
     ("hold off driving until the effect is known, may make you sleepy", "correct"),
     ("take the car until the effect is known, may make you sleepy", "incorrect"),
     ("don't leave the car at home until the effect is known, may make you sleepy", "incorrect")],
)  # fmt: skip
def test_a_car_left_at_home_is_not_driven(answer: str, outcome: str) -> None:
    verdict = marked("explanation", _DRIVING, "; ".join(_DRIVING_POINTS), _DRIVING_POINTS, answer)
    assert (verdict.outcome == "correct") is (outcome == "correct")
    if outcome == "correct":
        assert not verdict.unsafe


@pytest.mark.parametrize(
    ("answer", "right"),
    [("as soon as you remember on the same day, never two tablets at once", True),
     ("as soon as they remember the same day, then carry on as usual, no two in one go", True),
     ("as soon as u remeber on the same day, dont dubble up", True),
     ("as soon as you remember on the same day, two at once if needed", False),
     ("as soon as you remember on the same day, no fear of two at once", False),
     ("as soon as you remember on the same day, take both together next time", False)],
)  # fmt: skip
def test_two_at_once_is_a_double_dose(answer: str, right: bool) -> None:
    question = "What is done about a missed dose of dabigatran, and what must not be done?"
    points = ["take it as soon as possible on the same day", "do not double the dose"]
    verdict = marked("explanation", question, "; ".join(points), points, answer)
    assert (verdict.outcome == "correct") is right
    assert right or verdict.score < 1


@pytest.mark.parametrize(
    ("answer", "right"),
    [("last resort when nothing else works or suits, and reliable birth control", True),
     ("only if nothing else works, with dependable contraception", True),
     ("fine for everyone, with reliable birth control", False),
     ("not only as a last resort, with reliable birth control", False),
     ("last resort, fine in pregnancy, with reliable birth control", False)],
)  # fmt: skip
def test_a_last_resort_is_allowed_on_a_condition(answer: str, right: bool) -> None:
    question = "When may topiramate be used in a woman who may become pregnant, and with what?"
    points = ["only if other medicines have failed", "effective contraception"]
    verdict = marked("explanation", question, "; ".join(points), points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [("75 yrs or older, 50 kilos or lighter, creatinine 2 mg per dl or more", True),
     ("75 or older; weighing 50 kg or less; creatinine 2 mg/dl and above", True),
     ("75 yrs or younger, 50 kilos or lighter, creatinine 2 mg per dl or more", False),
     ("75 yrs or older, 50 kilos or heavier, creatinine 2 mg per dl or more", False),
     ("57 yrs or older, 50 kilos or lighter, creatinine 2 mg per dl or more", False)],
)  # fmt: skip
def test_older_and_lighter_are_limits(answer: str, right: bool) -> None:
    question = "Name the three characteristics with which the dose is reduced."
    points = ["age at least 75 years", "body weight 50 kg or less",
              "serum creatinine at least 2 mg/dL"]  # fmt: skip
    verdict = marked("list", question, ", ".join(points), points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("key", "answer", "right"),
    [("factor VIIa", "factor 7a", True), ("factor VIIa", "factor 7", False),
     ("factor VII", "factor 7", True), ("factor VIIa", "FVIIa (directly)", True),
     ("factor VIIa", "factor 8a", False)],
)  # fmt: skip
def test_an_active_factor_keeps_its_letter(key: str, answer: str, right: bool) -> None:
    verdict = marked("single", "Which clotting factor is meant?", key, [key], answer)
    assert (verdict.outcome == "correct") is right


_COURSE = "Drug X for an embolism: which starting dose, for how long, and which dose after that?"
_COURSE_POINTS = ["12 mg twice daily at the start", "for 7 days", "then 6 mg twice daily"]


@pytest.mark.parametrize(
    ("answer", "score"),
    [("first week 24 mg/day in two equal doses, afterwards 12 mg/day in two equal doses", 1),
     ("12 mg bid for 7 days then 6 mg bid", 1),
     ("6 mg bid after 7 days of 12 mg bid", 1),
     ("6 mg twice daily for 7 days, then 12 mg twice daily", 1 / 3),
     ("start with 6 mg twice daily for 7 days, afterwards 12 mg twice daily", 1 / 3),
     ("24 mg/day in three equal doses for 7 days, then 12 mg/day in two equal doses", 2 / 3)],
)  # fmt: skip
def test_doses_that_follow_each_other_keep_their_places(answer: str, score: float) -> None:
    verdict = marked("explanation", _COURSE, "; ".join(_COURSE_POINTS), _COURSE_POINTS, answer)
    assert float(verdict.score) == pytest.approx(score)
    assert (verdict.outcome == "correct") is (score == 1)


@pytest.mark.parametrize(
    ("answer", "right"),
    [("three full weeks", True), ("three whole weeks", True), ("21 clear days", True),
     ("three full days", False), ("two full weeks", False)],
)  # fmt: skip
def test_full_weeks_are_weeks(answer: str, right: bool) -> None:
    question = "How many days must pass after stopping fluoxetine before it may be given?"
    assert (
        marked("numeric", question, "21 days", ["21 days"], answer).outcome == "correct"
    ) is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [("an underactive thyroid gland", True), ("hypothyriodism or however its spelt", True),
     ("hypothyroidism (spelling?)", True), ("an overactive thyroid gland", False),
     ("hyperthyroidism or however you spell it", False)],
)  # fmt: skip
def test_a_remark_on_ones_spelling_names_nothing(answer: str, right: bool) -> None:
    question = "Which endocrine disorder is a contraindication?"
    verdict = marked("single", question, "hypothyroidism", ["hypothyroidism"], answer)
    assert (verdict.outcome == "correct") is right


def test_harm_to_the_unborn_is_a_fetal_risk() -> None:
    question = "Name the two hazards in the boxed warning."
    points = ["hepatotoxicity", "fetal risk"]
    for answer in ("liver damage, teratogenicity", "harm to the unborn child and liver damage"):
        assert marked("list", question, ", ".join(points), points, answer).outcome == "correct"
    assert (
        marked("list", question, ", ".join(points), points, "liver damage, neonatal jaundice").score
        <= 0.5
    )


@pytest.mark.parametrize(
    ("answer", "right"),
    [("no, halve it: 5 mg twice daily", True), ("no, double it: 5 mg twice daily", False),
     ("no, halve it: 2.5 mg twice daily", False)],
)  # fmt: skip
def test_half_of_the_ordered_dose_is_halved(answer: str, right: bool) -> None:
    question = ("Order check: 10 mg twice daily is ordered. Is that the labelled dose? Say yes or "
                "no and give the right dose with its frequency.")  # fmt: skip
    points = ["no", "5 mg per dose", "twice daily"]
    verdict = marked("boolean", question, "No: 5 mg twice daily", points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [("ca. 40 per cent, so the rest (60%) floats free", True),
     ("only a small bit, 40 %", True), ("60%, so 40% floats free", False)],
)  # fmt: skip
def test_what_floats_free_is_not_bound(answer: str, right: bool) -> None:
    question = "What is the protein binding of drug X?"
    assert (marked("numeric", question, "40%", ["40%"], answer).outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "unsafe"),
    [("wean off slowly, never just quit overnight", False), ("taper, don't just drop it", False),
     ("taper bit by bit, no going cold turkey", False), ("quit overnight", True),
     ("just stop taking it, then taper", True), ("slowly or go cold turkey", True)],
)  # fmt: skip
def test_never_just_quitting_is_no_stop(answer: str, unsafe: bool) -> None:
    question = "How should venlafaxine be ended?"
    points = ["taper gradually", "do not stop abruptly"]
    verdict = marked("explanation", question, "; ".join(points), points, answer)
    assert bool(verdict.unsafe) is unsafe
    assert (verdict.outcome == "correct") is not unsafe


@pytest.mark.parametrize(
    ("answer", "unsafe"),
    [("let someone else drive until the effect is known, it may make you sleepy", False),
     ("don't let someone else drive until the effect is known, makes you sleepy", True),
     ("take the car or the bus until the effect is known, makes you sleepy", True)],
)  # fmt: skip
def test_someone_else_drives(answer: str, unsafe: bool) -> None:
    verdict = marked("explanation", _DRIVING, "; ".join(_DRIVING_POINTS), _DRIVING_POINTS, answer)
    assert bool(verdict.unsafe) is unsafe
    assert (verdict.outcome == "correct") is not unsafe
