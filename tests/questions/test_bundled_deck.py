"""What every question of a bundled deck keeps: traceable, complete, the same on every machine."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from trainer import __version__
from trainer.calculator.writer import write
from trainer.deck.deck import Deck
from trainer.deck.shelf import bundled, check
from trainer.grading.grader import Asked, grade
from trainer.lexicon.notation import find_notation
from trainer.questions.card import Card
from trainer.questions.catalogue import PLACES, VERSION, cards_of, draw, form_named, kept_cards_of
from trainer.questions.kept import KeptCards
from trainer.questions.question import Question
from trainer.questions.vocabulary import lexicon_of

SEEDS = range(1, 9)


def load(name: str) -> Deck:
    checked = check(bundled() / name)
    assert checked.deck is not None
    assert checked.problems == ()
    return checked.deck


DECK = load("baclofen")
CARDS = cards_of(DECK)
LEXICON = lexicon_of(DECK)
ids = [card.id for card in CARDS]


def questions(card: Card) -> list[Question]:
    return [draw(DECK, card, seed) for seed in (SEEDS if card.fresh else (1, 2))]


def test_cards_have_ids_of_their_own() -> None:
    assert len(set(ids)) == len(ids)


def test_every_fact_is_asked_but_references_and_the_disclaimer() -> None:
    asked = {fact for card in CARDS for fact in card.facts}
    left = {fact.kind for fact in DECK.facts if fact.id not in asked}
    assert left <= {"reference", "disclaimer"}


def test_the_first_day_meets_every_kind_that_was_promised() -> None:
    kinds = {card.kind for card in CARDS}
    assert {"value", "range", "regimen", "list", "interaction", "reason"} <= kinds
    assert {"titration", "renal", "pump", "order"} <= {card.form for card in CARDS}


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_the_same_seed_gives_the_same_bytes(card: Card) -> None:
    one = json.dumps(draw(DECK, card, 7).to_json(), sort_keys=True)
    assert json.dumps(draw(DECK, card, 7).to_json(), sort_keys=True) == one


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_question_survives_the_log(card: Card) -> None:
    for question in questions(card):
        stored = json.loads(json.dumps(question.to_json()))
        assert Question.from_json(stored).to_json() == question.to_json()


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_question_rests_on_lines_of_the_monograph(card: Card) -> None:
    for question in questions(card):
        assert question.lines
        assert all(DECK.text[line - 1].strip() for line in question.lines)


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_question_is_a_whole_sentence_without_leftovers(card: Card) -> None:
    for question in questions(card):
        assert question.text[0].isupper()
        assert question.text[-1] in '?."'
        assert "  " not in question.text
        assert not re.search(r"[{}]|None|\bnan\b", question.text + question.key.model)
        assert len(question.text.split()) <= 80


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_the_model_answer_is_right(card: Card) -> None:
    for question in questions(card):
        asked = Asked(question.text, question.key, facts=DECK.facts, card=card.id)
        assert grade(question.key.model, asked, LEXICON).outcome == "correct", question.text


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_no_named_error_passes_for_right(card: Card) -> None:
    for question in questions(card):
        asked = Asked(question.text, question.key, facts=DECK.facts, card=card.id)
        for slip in question.slips:
            verdict = grade(write(slip.quantity), asked, LEXICON)
            assert verdict.outcome != "correct", f"{question.text} {slip.name}"


@pytest.mark.parametrize("card", CARDS, ids=ids)
def test_a_question_does_not_give_its_answer_away(card: Card) -> None:
    for question in questions(card):
        if question.key.type in ("term", "explanation"):
            shown = question.text.casefold()
            assert all(point.text.casefold() not in shown for point in question.key.points)


@pytest.mark.parametrize("card", [card for card in CARDS if card.fresh], ids=str)
def test_scenarios_are_written_without_error_prone_notation(card: Card) -> None:
    for question in questions(card):
        written = " ".join((question.text, question.key.model, *question.steps))
        assert find_notation(written) == ()


def test_editing_the_wording_moves_no_card(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    for file in DECK.folder.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "monograph.md":
            text = text.replace("Widely distributed", "Broadly distributed")
            text = text.replace("## Introduction\n", "## Introduction\n\n\n")
        (folder / file.name).write_text(text, encoding="utf-8")
    edited = check(folder).deck
    assert edited is not None
    assert {card.id for card in cards_of(edited)} == set(ids)


def test_cards_kept_beside_the_compiled_deck_are_the_same(tmp_path: Path) -> None:
    from trainer.deck import compiled

    copy = compiled.place_of(DECK.folder, tmp_path)
    compiled.save(copy, "stamp", DECK)
    assert tuple(kept_cards_of(DECK, tmp_path).values()) == CARDS
    made_of = f"{DECK.revision} {__version__} {VERSION}"
    rows = compiled.load_rows(copy, "cards", made_of)
    assert rows is not None and rows.names == [card.id for card in CARDS]
    rows.connection.close()
    kept = kept_cards_of(DECK, tmp_path)
    assert isinstance(kept, KeptCards)
    assert tuple(kept.values()) == CARDS
    assert list(kept.outlines()) == list(kept.outlines_of(card.id for card in CARDS))
    compiled.save_rows(copy, "cards", made_of, {"?": {"id": "?"}})
    assert tuple(kept_cards_of(DECK, tmp_path).values()) == CARDS


def test_every_form_stands_where_the_catalogue_says() -> None:
    assert all(name == form_named(name).NAME for name in PLACES)


LISTS = [card for card in CARDS if questions(card)[0].key.type == "list"]


@pytest.mark.parametrize("card", LISTS, ids=[card.id for card in LISTS])
def test_a_lists_items_in_a_row_are_right_and_each_makes_one_point(card: Card) -> None:
    question = questions(card)[0]
    items = [point.text for point in question.key.points]
    asked = Asked(question.text, question.key)
    for typed in (", ".join(items), "\n".join(reversed(items))):
        assert grade(typed, asked, LEXICON).outcome == "correct"
    for item in items:
        met = [point.point for point in grade(item, asked, LEXICON).points if point.met]
        assert met == [item]
