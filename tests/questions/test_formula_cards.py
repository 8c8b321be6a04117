"""Cards that compute their numbers: what is asked, what is right, what goes wrong and is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.shelf import bundled, check
from trainer.questions.card_tests import run_tests
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.craft import flaws
from trainer.questions.forms import authored
from trainer.questions.vocabulary import lexicon_of

HEAD = "id: sums\ntitle: Sums\ncards:\n"
RATE = """\
  - id: rate
    ask: An order reads {dose} mg/h; the bag holds {amount} mg in 100 mL. Which rate in mL/h?
    draw: {dose: 2 to 9, amount: [50, 200]}
    let: {ml: dose * 100 / amount}
    where: ml = round(ml, 1)
    answer: {quantity: "{ml} mL/h"}
    mistakes: [{is: dose * amount / 100, says: The ratio is upside down., name: inverted_ratio}]
"""


def deck_of(folder: Path, text: str) -> Deck:
    (folder / "deck.yaml").write_text(HEAD + text)
    checked = check(folder)
    assert checked.deck is not None, checked.problems
    return checked.deck


def problems_of(folder: Path, text: str) -> list[str]:
    (folder / "deck.yaml").write_text(HEAD + text)
    checked = check(folder)
    found = [problem.message for problem in checked.problems]
    if checked.deck is not None:
        tests = run_tests(checked.deck, lexicon_of(checked.deck), "deck.yaml")
        found += [problem.message for problem in tests]
    return found


def test_numbers_key_steps_and_errors_belong_together(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, RATE)
    (card,) = cards_of(deck)
    for seed in range(30):
        question = draw(deck, card, seed)
        dose, amount = int(question.given["dose"]), int(question.given["amount"])
        right = dose * 100 / amount
        assert question.key.model == f"{right:g} mL/h"
        assert question.steps == (f"ml = {dose} * 100 / {amount} = {right:g}",)
        assert f"{dose} mg/h" in question.text
        (slip,) = question.slips or (None,)
        if slip is not None:
            assert float(slip.quantity.value) == pytest.approx(dose * amount / 100)
        assert question == draw(deck, card, seed)


def test_fixed_variants_are_so_many_and_no_more(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, RATE + "    variants: 3\n")
    (card,) = cards_of(deck)
    assert len({draw(deck, card, seed).text for seed in range(60)}) <= 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("dose * 100 / amount", "dosis * 100 / amount"), "nothing gives `dosis` a value"),
        (("dose * 100 / amount", "dose * * amount"), "a number or a name is expected"),
        (("dose * 100 / amount", "dose / 11"), "no clean draw"),
        (("dose * 100 / amount", "dose / 0"), "this divides by zero"),
        (("ml = round(ml, 1)", "ml > 1000000"), "no clean draw for rate"),
        (('"{ml} mL/h"', '"{ml}"'), "has no unit"),
        (('"{ml} mL/h"', '"{rate} mL/h"'), "nothing gives {rate} a value"),
        (("dose * amount / 100", "amuont"), "nothing gives `amuont` a value"),
    ],
)
def test_what_is_wrong_with_a_formula_is_said(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    assert any(sentence in one for one in problems_of(tmp_path, RATE.replace(*change)))


def test_a_card_s_own_tests_are_run(tmp_path: Path) -> None:
    text = RATE + (
        "    tests:\n"
        "      - {given: {dose: 4, amount: 200}, typed: 2 mL/h, verdict: correct}\n"
        "      - {given: {dose: 4, amount: 200}, typed: 8 mL/h, verdict: correct}\n"
        "      - {given: {dose: 4}, typed: 2 mL/h, verdict: correct}\n"
    )
    found = problems_of(tmp_path, text)
    assert len(found) == 2
    assert "'8 mL/h' is marked incorrect, and this test expects correct" in found[0]
    assert "`amount` has no value" in found[1]


@pytest.mark.parametrize("folder", sorted(bundled().glob("*/deck.yaml")), ids=str)
def test_the_bundled_decks_pass_their_tests_and_the_craft_rules(folder: Path) -> None:
    deck = check(folder.parent).deck
    assert deck is not None
    lexicon = lexicon_of(deck)
    assert not [problem.message for problem in run_tests(deck, lexicon, "deck.yaml")]
    by_id = {card.id: card for card in authored.cards(deck)}
    for written in deck.cards:
        for seed in range(4):
            question = authored.draw(deck, by_id[written.id], Chance(deck.id, written.id, seed))
            assert not [flaw.message for flaw in flaws(deck, question, lexicon) if flaw.serious]
