"""What the lint of questions sees, each flaw in a question that has it and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.calculator.quantity import Quantity
from trainer.cli.main import main
from trainer.deck.deck import Deck
from trainer.deck.key import ChoiceKey, Key, ListKey, Option, Point, QuantityKey, TermKey
from trainer.lexicon.lexicon import general_lexicon
from trainer.questions.craft import flaws
from trainer.questions.question import Question, SlipValue

DECK = Deck("test", "Test", "testine", "1", Path("nowhere"))


def codes(text: str, key: Key, **more: object) -> set[str]:
    question = Question("c", "test", "1", "value", text, key, **more)  # type: ignore[arg-type]
    return {flaw.code for flaw in flaws(DECK, question, general_lexicon())}


def choice(*texts: str, reasons: bool = True) -> ChoiceKey:
    """The first text is the right option."""
    because = "it is something else" if reasons else ""
    options = [Option(texts[0], True), *(Option(text, False, because) for text in texts[1:])]
    return ChoiceKey(texts[0], tuple(options))


DOSE = QuantityKey("80 mg per day", Quantity.of(80, "mg/day"))


def test_a_sound_question_has_no_flaw() -> None:
    assert (
        codes("What is the usual maximum daily dose? Give the number and its unit.", DOSE) == set()
    )
    assert codes("Which of these is a route?", choice("oral", "hepatic", "renal")) == set()


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        ("What is the usual maximum daily dose?", DOSE, "no-unit"),
        ("Give .5 mg of it: what is the daily dose? Give the unit.", DOSE, "notation"),
        ("Is it levodopa that interacts? Name it.", TermKey("levodopa", Point("levodopa")), "leak"),
        ("Name the signs.", ListKey("fever and rash", (Point("fever"), Point("rash"))), "no-count"),
        ("Which is not a route?", choice("renal", "oral", "rectal"), "negative-stem"),
        ("Which of these?", choice("a b", "all of the above", "c d"), "all-or-none"),
        ("Which of these?", choice("often seen", "never seen", "rarely seen"), "absolute"),
        ("Which of these?", choice("renal", "renal.", "oral"), "same-options"),
        ("Which of these?", choice("renal", "oral", "rectal", reasons=False), "no-reason"),
        ("Which of these?", choice("a long option that says a great deal more", "b", "c d"),
         "longest-is-right"),
        ("Which of these?", choice("20", "5", "40"), "unordered-numbers"),
        ("Word " * 81 + "? Give the unit.", DOSE, "long-stem"),
    ],
)  # fmt: skip
def test_a_flaw_is_named(text: str, key: Key, code: str) -> None:
    assert codes(text, key) == {code}


def test_an_error_that_would_pass_for_right_is_serious() -> None:
    slip = SlipValue("per_dose_for_per_day", Quantity.of(80, "mg/day"), "the same")
    question = Question(
        "c", "test", "1", "value", "What is it? Give the unit.", DOSE, slips=(slip,)
    )
    (flaw,) = flaws(DECK, question, general_lexicon())
    assert (flaw.code, flaw.serious) == ("slip-passes", True)


def test_every_card_of_the_bundled_deck_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "baclofen", "--check"]) == 0
    assert capsys.readouterr().out == "No flaws.\n"


def test_coverage_of_the_bundled_deck(capsys: pytest.CaptureFixture[str]) -> None:
    """Doses, contraindications, warnings, interactions, kinetics: asked, twice, and applied."""
    assert main(["cards", "baclofen", "--coverage", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    core = {"dosage_administration", "contraindications", "warnings_precautions",
            "drug_interactions", "pharmacokinetics"}  # fmt: skip
    facts = [fact for fact in told["facts"] if fact["section"] in core]
    forms = [len(fact["recalled"]) + len(fact["applied"]) for fact in facts]
    assert all(forms)
    assert sum(count > 1 for count in forms) >= 0.9 * len(facts)
    assert sum(bool(fact["applied"]) for fact in facts) >= 0.7 * len(facts)
    assert all(section["asked"] >= 0.9 for section in told["sections"])


def test_many_draws_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    card = "titration-dose-increase/dose-on-day"
    assert main(["ask", "baclofen", "--card", card, "--variants", "20"]) == 0
    out = capsys.readouterr().out
    assert out.count("        key: ") == 20
    assert "increment_per_dose" in out
