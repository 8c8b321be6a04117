"""What people say in plain words: findings put together, relations turned round, advice added."""

from __future__ import annotations

import pytest

from trainer.grading.cues import implied
from trainer.grading.grader import Asked, grade
from trainer.grading.plain_key import key_from_plain
from trainer.grading.rewordings import reworded
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import general_lexicon


def marked(kind: str, question: str, expected: str, points: list[str], answer: str) -> Verdict:
    key = key_from_plain(kind, question, expected, points)
    return grade(answer, Asked(question, key), general_lexicon())


ELECTROLYTES = ["hypokalaemia", "hypomagnesaemia", "hypercalcaemia"]


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("potassium too low, magnesium too low, calcium too high", 1),
        ("lack of potassium, magnesium deficiency, an excess of calcium", 1),
        ("too much potassium, too much magnesium and too little calcium", 0),
    ],
)
def test_a_finding_is_named_by_what_changes_and_how(answer: str, score: float) -> None:
    question = "Which three electrolyte disturbances make digoxin more toxic?"
    verdict = marked("list", question, ", ".join(ELECTROLYTES), ELECTROLYTES, answer)
    assert verdict.score == score


@pytest.mark.parametrize(
    "answer",
    [
        "it harms the kidneys, the liver and the hearing",
        "damage to the kidneys, damage to the liver, damage to the ears",
        "hard on the kidneys, bad for the liver, poisons the inner ear",
    ],
)
def test_one_change_may_be_said_of_several_organs(answer: str) -> None:
    points = ["nephrotoxicity", "hepatotoxicity", "ototoxicity"]
    assert marked("list", "Name three harms of the drug.", "", points, answer).score == 1


def test_a_finding_that_is_denied_is_not_named() -> None:
    points = ["nephrotoxicity", "hepatotoxicity"]
    answer = "it does no damage to the kidneys, but it is toxic to the liver"
    verdict = marked("list", "Name two harms of the drug.", ", ".join(points), points, answer)
    assert [point.met for point in verdict.points] == [False, True]


def test_less_of_it_excreted_is_no_lack_of_it() -> None:
    question = "Which electrolyte disturbance does furosemide cause?"
    answer = "less potassium is excreted"
    assert marked("single", question, "hypokalemia", ["hypokalemia"], answer).score == 0


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("class 3", True),
        ("Class three", True),
        ("a class-III agent", True),
        ("class III, no, class I", False),
        ("class I and class III", False),
    ],
)
def test_a_member_of_a_family_in_any_digits(answer: str, right: bool) -> None:
    question = "To which class of antiarrhythmic drugs does sotalol belong?"
    verdict = marked("single", question, "class III", ["class III"], answer)
    assert (verdict.score == 1) is right


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("potassium and magnesium", 1),
        ("potassium and magnesium are retained", 0),
        ("neither potassium nor magnesium is lost", 0),
        ("potassium, but magnesium is kept", 0.5),
        ("potassium yes, magnesium no", 0.5),
    ],
)
def test_the_relation_asked_for_may_be_turned_round(answer: str, score: float) -> None:
    points = ["potassium", "magnesium"]
    question = "Which two electrolytes are lost with bumetanide?"
    assert marked("list", question, "potassium and magnesium", points, answer).score == score


def test_words_with_un_deny_what_the_question_calls_so() -> None:
    question = "Which antidepressant is it closely related to?"
    wrong = marked(
        "single", question, "imipramine", ["imipramine"], "It is unrelated to imipramine"
    )
    assert wrong.score == 0
    assert marked("single", question, "imipramine", ["imipramine"], "to imipramine").score == 1


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("no, the stomach could bleed", 1),
        ("do not give it - GI bleed risk", 1),
        ("no, it raises the potassium", 0.5),
        ("yes, there is no risk of bleeding", 0),
    ],
)
def test_a_risk_is_said_by_what_may_happen(answer: str, score: float) -> None:
    question = "Ketorolac for a patient with an active gastric ulcer. Is it acceptable? Say why."
    points = ["no", "risk of gastrointestinal bleeding"]
    expected = "No; risk of gastrointestinal bleeding"
    assert marked("boolean", question, expected, points, answer).score == score


@pytest.mark.parametrize(
    ("answer", "said_yes"),
    [
        ("it must not be used", True),
        ("it may be used", False),
        ("it isn't contraindicated", False),
        ("indeed it is", True),
    ],
)
def test_where_a_ban_is_asked_for_to_allow_is_a_no(answer: str, said_yes: bool) -> None:
    question = "Is the drug contraindicated in porphyria?"
    assert (marked("boolean", question, "Yes", ["yes"], answer).score == 1) is said_yes


@pytest.mark.parametrize("answer", ["carry on with it", "it can be continued", "don't stop it"])
def test_going_on_is_right_where_it_need_not_be_stopped(answer: str) -> None:
    question = "Must aspirin be stopped before a tooth is drawn?"
    assert marked("boolean", question, "No", ["no"], answer).score == 1


@pytest.mark.parametrize(
    "answer",
    [
        "cough and fever; mention it at the next visit",
        "cough and fever, but it can wait",
        "cough and fever - no need to report it",
    ],
)
def test_putting_off_what_is_to_be_reported_is_unsafe(answer: str) -> None:
    question = "Which two complaints should be reported at once?"
    assert marked("short", question, "cough and fever", ["cough", "fever"], answer).unsafe


@pytest.mark.parametrize(
    "answer", ["crush them up and take them with water", "with water; they may be crushed"]
)
def test_doing_what_the_key_forbids_is_unsafe(answer: str) -> None:
    points = ["swallow whole, do not crush or chew", "with water"]
    expected = "Swallowed whole (not crushed or chewed) with water"
    assert marked("short", "How are the capsules taken?", expected, points, answer).unsafe


@pytest.mark.parametrize(
    "answer",
    [
        "articaine, and the same mixture may be run into a vein",
        "articaine; so double it if it does not work",
        "articaine, unless the patient would like another",
    ],
)
def test_advice_of_its_own_is_never_marked_right(answer: str) -> None:
    question = "Which local anesthetic is injected?"
    verdict = marked("single", question, "articaine", ["articaine"], answer)
    assert verdict.outcome != "correct"


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("bradykinin is no longer broken down, so it builds up", 1),
        ("the breakdown of bradykinin is blocked, and it accumulates", 1),
        ("they speed up the breakdown of bradykinin, so it accumulates", 0.5),
    ],
)
def test_a_point_may_be_said_in_another_wording(answer: str, score: float) -> None:
    points = ["blocks the breakdown of bradykinin", "bradykinin accumulates"]
    expected = "They block the breakdown of bradykinin, which accumulates"
    question = "How does enalapril make people cough?"
    assert marked("explanation", question, expected, points, answer).score == score


def test_a_wording_that_the_table_does_not_hold_has_no_other() -> None:
    assert reworded("less potassium is excreted") == ("potassium is retained",)
    assert reworded("acts at the brain stem") == ()


@pytest.mark.parametrize(
    ("answer", "score"),
    [("pushes the levels up", 1), ("brings the levels down", 0), ("they go up", 1)],
)
def test_up_and_down_may_stand_behind_what_moves(answer: str, score: float) -> None:
    question = "What does itraconazole do to lovastatin levels?"
    points = ["raises the lovastatin level"]
    assert marked("short", question, "It raises them", points, answer).score == score


@pytest.mark.parametrize(("answer", "right"), [("a dubble dose", True), ("a noble dose", False)])
def test_a_word_that_sounds_like_the_keys_is_a_misspelling_of_it(answer: str, right: bool) -> None:
    question = "What must a patient not do after forgetting a tablet?"
    verdict = marked("short", question, "Take a double dose", ["take a double dose"], answer)
    assert (verdict.score == 1) is right


def test_a_time_before_is_no_time_after() -> None:
    question = "When should it be taken in relation to breakfast?"
    points = ["30-60 minutes before breakfast"]
    expected = "30 to 60 minutes before breakfast"
    right = marked("short", question, expected, points, "30 to 60 minutes before breakfast")
    wrong = marked("short", question, expected, points, "30 to 60 minutes after breakfast")
    assert right.score == 1
    assert wrong.outcome != "correct"


def test_a_small_word_is_no_misspelling_of_another() -> None:
    question = "How do tricyclics interact with it?"
    expected = "they may increase its muscle relaxant effects"
    points = ["increased muscle relaxant effects"]
    answer = "they increase the muscle relaxant effects and also decrease them"
    assert marked("short", question, expected, points, answer).score == 0


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("nephrotoxicity and ototoxicity", 1),
        ("you can go deaf and it harms the kidneys", 1),
        ("nephrotoxcity, otoxicity", 1),
        ("hepatotoxicity and ototoxicity", 0),
        ("the kidneys, but hearing is not affected", 0.5),
    ],
)
def test_a_harm_says_which_organ_is_harmed(answer: str, score: float) -> None:
    question = "Toxicity to which two organs is the main danger of gentamicin?"
    assert marked("list", question, "kidney, ear", ["kidney", "ear"], answer).score == score


def test_what_a_word_says_besides_are_terms_of_the_tables() -> None:
    known = general_lexicon().concepts
    assert not {one for said, also in implied().items() for one in (said, *also)} - set(known)


def test_what_falls_or_rises_in_a_finding_is_no_direction_itself() -> None:
    """ "Increased falls" would make a fall of every "high ..., low ..."."""
    lexicon = general_lexicon()
    changes = ("high", "low", "raised", "increased", "reduced", "decreased", "slow", "fast")
    things = [
        name.split(" ", 1)[1]
        for one in lexicon.concepts.values()
        for name in one.names
        if one.category in ("adverse effect", "symptom", "condition", "effect")
        and " " in name
        and name.split()[0] in changes
    ]
    directions = {
        thing
        for thing in things
        for one in lexicon.named(thing)
        if lexicon.concepts[one].category in ("direction", "degree", "share", "matter")
    }
    assert not directions


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        ("an inflamed pancreas", "pancreatitis"), ("the vein becomes inflamed", "phlebitis"),
        ("they lose their sight", "vision loss"), ("the lens of the eye clouds", "cataract"),
        ("swollen lips", "angioedema"), ("tarry motions", "melena"),
        ("the skin dies", "skin necrosis"), ("bloody wee", "hematuria"),
    ],
)  # fmt: skip
def test_a_finding_is_put_together_from_what_is_inflamed_lost_or_coloured(
    answer: str, finding: str
) -> None:
    question = "Which adverse effect is meant?"
    assert marked("single", question, finding, [finding], answer).score == 1


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("you get much sleepier than with it alone", True),
        ("it makes one less sleepy", False),
        ("sleepy", False),
    ],
)
def test_a_comparative_says_that_there_is_more_of_it(answer: str, right: bool) -> None:
    question = "What does alcohol do to the effects of baclofen?"
    points = ["enhanced sedative effects"]
    verdict = marked("short", question, points[0], points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("90 mg, which is over the limit", True),
        ("90 mg, which is not over the limit", False),
        ("90 mg, which is within the maximum", False),
    ],
)
def test_what_is_not_within_a_limit_is_over_it(answer: str, right: bool) -> None:
    question = "Give the total daily dose and say whether it is within the maximum of 80 mg."
    points = ["90 mg/day", "not within the maximum"]
    verdict = marked("short", question, "; ".join(points), points, answer)
    assert (verdict.outcome == "correct") is right
