"""What a right answer may hold that turns it wrong: another one of a kind, a denial, the contrary
act, an end that drops it. Each with a twin that says it rightly.
"""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked

Asked = tuple[str, str, str, list[str]]
CARE: Asked = (
    "short",
    "What does the monograph advise for glipizide in hepatic impairment?",
    "Use with caution",
    ["use with caution"],
)
CLEARED: Asked = (
    "explanation",
    "Explain why gabapentin builds up in renal failure.",
    "It is excreted by the kidneys, so less of it is cleared",
    ["excreted by the kidneys", "less of it is cleared"],
)
WAIT: Asked = (
    "boolean",
    "A patient stopped an MAO inhibitor 5 days ago. May meperidine be given? Yes or no, and why.",
    "No: it is contraindicated within 14 days of an MAO inhibitor",
    ["no", "within 14 days of an MAO inhibitor"],
)
MISSED: Asked = (
    "short",
    "What should a patient do about a missed dose of apixaban?",
    "Take it as soon as possible on the same day",
    ["take it as soon as possible", "on the same day"],
)
RELEASE: Asked = (
    "explanation",
    "Explain how pregabalin calms overactive nerves.",
    "It reduces calcium influx and so lowers the release of glutamate",
    ["reduces calcium influx", "lowers the release of glutamate"],
)
FETUS: Asked = (
    "boolean",
    "Is isotretinoin safe for a woman who is trying to conceive? Yes or no, and why.",
    "No: it is teratogenic",
    ["no", "teratogenic"],
)
ACTIVE: Asked = (
    "boolean",
    "Order check: valproate for a patient with hepatic disease. Is it acceptable? Yes or no.",
    "No (contraindicated)",
    ["no"],
)
DRIVE: Asked = (
    "short",
    "What is a patient on zolpidem told about driving?",
    "Avoid driving until the effects are known",
    ["avoid driving", "until the effects are known"],
)
PASS: Asked = (
    "boolean",
    "Lisinopril is ordered 24 hours after sacubitril/valsartan. Acceptable? Yes or no, and why.",
    "No: 36 hours must pass",
    ["no", "36 hours must pass"],
)
THEN: Asked = (
    "regimen",
    "Rivaroxaban for a pulmonary embolism: which dose at the start, how long, and which then?",
    "15 mg twice daily for 21 days, then 20 mg once daily",
    ["15 mg twice daily at the start", "for 21 days", "then 20 mg once daily"],
)
SLEEPY: Asked = (
    "short",
    "What should a patient on zolpidem avoid because of drowsiness, and until when?",
    "Avoid driving or operating machinery until effects are known",
    ["avoid driving or operating machinery", "until effects are known"],
)
ONE_DAY: Asked = (
    "numeric",
    "What is the single oral dose of tinidazole for the one-day treatment of giardiasis?",
    "2 g",
    ["2 g"],
)
HARMED: Asked = (
    "boolean",
    "Losartan for a woman in the third trimester. Acceptable? Yes or no, and who is harmed?",
    "No: the fetus",
    ["no", "the fetus"],
)
WEAN: Asked = (
    "short",
    "How is clonazepam stopped, and why?",
    "Taper it slowly, to avoid seizures",
    ["taper slowly", "to avoid seizures"],
)
HIGHEST: Asked = (
    "regimen",
    "What is the starting dose of losartan, how often is it taken, and what is the maximum a day?",
    "50 mg once daily; maximum 200 mg daily",
    ["50 mg", "once daily", "maximum 200 mg daily"],
)
PER_DOSE: Asked = (
    "range",
    "What is the dose range of acetaminophen for a child, in mg/kg per dose?",
    "10-15 mg/kg per dose",
    ["low end 10 mg/kg per dose", "high end 15 mg/kg per dose"],
)
INSIDE: Asked = (
    "boolean",
    "Order check: 900 mg a day. Is the daily dose inside the stated range of 600 to 1200 mg?",
    "Yes",
    ["yes"],
)


def outcome(asked: Asked, answer: str) -> str:
    return marked(*asked, answer).outcome


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (CARE, "be careful if the kidneys are bad"),
        (CARE, "caution in renal impairment"),
        (CLEARED, "it is excreted by the liver, so less of it is cleared"),
        (WAIT, "no, 14 days must pass after an SSRI"),
        (RELEASE, "it reduces sodium influx and so lowers the release of glutamate"),
        (RELEASE, "it reduces calcium influx and the release of glutamate is not lowered"),
        (
            RELEASE,
            "it reduces calcium influx and so lowers the release of glutamate, or the contrary",
        ),
        (FETUS, "no, it is not teratogenic"),
        (FETUS, "no no, it isn't teratogenic"),
        (ACTIVE, "it must not not be given"),
        (ACTIVE, "Do give it - contraindicated"),
        (ACTIVE, "do not withhold it, it is contraindicated"),
        (ACTIVE, "not acceptable, since liver disease is not a contraindication"),
        (MISSED, "skip it as soon as possible on the same day"),
        (MISSED, "take it as soon as possible on the same day... no, something else"),
        (DRIVE, "avoid driving until the effects are known, but only if it rains"),
        (PASS, "no: 36 hours must not pass"),
        (CARE, "be careful if the liver is not impaired"),
        (DRIVE, "do drive, until the effects are known"),
        (THEN, "20 mg once daily for 21 days, then 15 mg twice daily"),
        (ONE_DAY, "2 g three times a day"),
        (HARMED, "no, though the fetus is not harmed"),
        (SLEEPY, "drive as much as possible until the effects are known"),
        (SLEEPY, "no problem driving until the effects are known"),
        (SLEEPY, "don't be afraid to drive until the effects are known"),
        (SLEEPY, "do not stop driving until the effects are known"),
        (WEAN, "stop it quickly, to avoid seizures"),
        (HIGHEST, "50 mg once daily, min 200 mg a day"),
        (PER_DOSE, "10 to 15 per kilo per day"),
        (INSIDE, "it isnt inside"),
        (INSIDE, "it's outside"),
        (INSIDE, "yes, well actually no, its outside"),
    ],
)
def test_one_word_that_turns_it_keeps_it_from_being_right(asked: Asked, answer: str) -> None:
    assert outcome(asked, answer) != "correct"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (CARE, "be careful if the liver is bad"),
        (CARE, "caution in hepatic impairment"),
        (CLEARED, "it is excreted by the kidneys, not the liver, so less of it is cleared"),
        (WAIT, "no, it is within 14 days of an MAOI"),
        (RELEASE, "it reduces calcium influx and so lowers the release of glutamate"),
        (FETUS, "no, it is teratogenic"),
        (FETUS, "it is not safe, teratogenic"),
        (ACTIVE, "don't give it, it is contraindicated"),
        (ACTIVE, "no, withhold it"),
        (MISSED, "take it as soon as possible on the same day"),
        (MISSED, "don't skip it, take it as soon as possible on the same day"),
        (DRIVE, "don't drive until the effects are known"),
        (DRIVE, "no driving until the effects are known"),
        (PASS, "no: 36 hours must pass"),
        (THEN, "15 mg twice daily for 21 days, then 20 mg once daily"),
        (THEN, "15 mg bd for 3 weeks, then 20 mg od"),
        (ONE_DAY, "2 g once"),
        (HARMED, "no, the fetus is harmed"),
        (SLEEPY, "don't drive or run machines until you know how you react"),
        (SLEEPY, "no driving until effects are known"),
        (SLEEPY, "no car and no machines till you know how it hits you"),
        (WEAN, "taper it slowly, to avoid seizures"),
        (HIGHEST, "50 mg once daily, max 200 mg a day"),
        (PER_DOSE, "10 to 15 mg per kilo each time"),
        (INSIDE, "it is inside"),
        (INSIDE, "yes, it isn't outside"),
    ],
)
def test_what_says_it_rightly_stays_right(asked: Asked, answer: str) -> None:
    assert outcome(asked, answer) == "correct"


def test_what_is_named_within_a_longer_name_gives_way_to_what_is_named_for_itself() -> None:
    asked: Asked = (
        "list",
        "Name the two kinds of pain that carbamazepine is used for.",
        "trigeminal neuralgia, neuropathic pain",
        ["trigeminal neuralgia", "neuropathic pain"],
    )
    assert outcome(asked, "trigeminal neuralgia; neuropathic pain") == "correct"
    assert outcome(asked, "neuropathic pain, trigeminal neuralgia") == "correct"
    assert outcome(asked, "trigeminal neuralgia") == "partial"
