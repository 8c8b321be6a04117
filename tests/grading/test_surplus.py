"""What a right answer says besides: left to a person where it could undo the answer."""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked

CHANNEL = (
    "single",
    "Which ion channel does velorin block?",
    "sodium channels",
    ["sodium channels"],
)
REPORT = ("short", "What should a patient report?", "signs of infection", ["signs of infection"])
ALLELE = ("single", "Which HLA allele is tested for?", "HLA-B*1502", ["HLA-B*1502"])
EFFECT = ("short", "What may X do to the sedative effect of Y?", "increase it",
          ["increased sedative effect"])  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (CHANNEL, "it opens the sodium channels"),
        (REPORT, "signs of infection, but only after trying old antibiotics at home"),
        (ALLELE, "HLA-B*1502 or HLA-B*5801"),
        (EFFECT, "it increases the risk of hallucinations"),
    ],
)
def test_what_could_undo_a_right_answer_is_left_to_a_person(
    key: tuple[str, str, str, list[str]], answer: str
) -> None:
    assert marked(*key, answer).outcome != "correct"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (CHANNEL, "sodium channels, I think"),
        (CHANNEL, "not potassium but sodium channels"),
        (REPORT, "they should tell us about signs of infection"),
        (ALLELE, "HLA-B*1502"),
    ],
)
def test_comments_and_contrasts_cost_nothing(
    key: tuple[str, str, str, list[str]], answer: str
) -> None:
    assert marked(*key, answer).outcome == "correct"


def test_a_refusal_taken_back_is_no_refusal() -> None:
    question = "Order check: velorin for a patient with an infected site. Acceptable? Say why."
    points = ["no", "infection at the site"]
    expected = "No: infection at the site"
    taken_back = "No, infection at the site, but go ahead anyway if they are in a hurry"
    assert marked("boolean", question, expected, points, taken_back).outcome != "correct"
    assert marked("boolean", question, expected, points, "no, infection at the site").score == 1
