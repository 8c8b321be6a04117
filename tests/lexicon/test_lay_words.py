"""What people say at home is heard as the clinical term that it means.

One line for each: this is where a newcomer's first change is tested (CONTRIBUTING.md).
"""

from __future__ import annotations

import pytest

from trainer.lexicon.lexicon import general_lexicon


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tarry poo", "melena"),
        ("blood in the pee", "hematuria"),
        ("a hypo", "hypoglycemia"),
        ("dizzy on standing", "orthostatic hypotension"),
        ("numb feet", "peripheral neuropathy"),
        ("goes deaf", "hearing loss"),
        ("sleepier", "greater drowsiness"),
        ("weeing a lot", "urinary frequency"),
        ("gone off food", "anorexia"),
        ("cannot sit still", "akathisia"),
        ("high sugars", "hyperglycemia"),
        ("going to A&E", "seek help at once"),
    ],
)
def test_what_people_say_at_home_is_heard_as_the_clinical_term(said: str, meant: str) -> None:
    assert meant in {mention.concept.name for mention in general_lexicon().find(said)}
