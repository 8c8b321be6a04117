"""The JSON Schema and the checker agree on what a deck file is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from trainer.deck.deck_file import read_deck_file
from trainer.deck.problem import Problem
from trainer.deck.schema import SCHEMA_FILE
from trainer.deck.shelf import bundled
from trainer.deck.yaml_tree import Listing, Node, Scalar, Table, read_tree

HEAD = "id: fictamine\ntitle: Fictamine\n"
GOOD = {
    "a term": "cards:\n  - {id: a, ask: What?, answer: levodopa}\n",
    "a list": "cards:\n  - {id: a, ask: Which two?, answer: [x, y]}\n",
    "every kind of answer": """\
cards:
  - {id: a, ask: How much?, answer: {quantity: 5 mg, tolerance: 0.5}}
  - {id: b, ask: Which range?, answer: {range: 5 to 8 mg, unit_in_question: yes}}
  - {id: c, ask: How?, answer: {regimen: 5 mg three times daily}}
  - {id: d, ask: May it?, answer: {no: [harm], unsafe: yes}}
  - {id: e, ask: Why?, answer: {explain: [one, two]}}
  - {id: e2, ask: Why twice?, answer: {explain: [{point: one, weight: 3}, two]}}
  - {id: f, ask: Which?, answer: {choice: [{text: x, right: yes}, {text: z, because: it is not}]}}
  - {id: g, ask: Order?, answer: {order: [x, y]}}
  - {id: h, ask: Match?, answer: {match: {a: x, b: z}}}
""",
    "a computed card": """\
cards:
  - id: a
    ask: How many mg are {n} g?
    draw: {n: 1 to 9}
    let: {mg: n * 1000}
    where: mg > 500
    answer: {quantity: "{mg} mg"}
    mistakes: [{is: n, says: Not turned into mg.}]
    tests: [{given: {n: 2}, typed: 2000 mg, verdict: correct}]
    variants: 5
""",
    "inputs and weights": """\
inputs: [{name: strength, values: [5 mg/tablet], origin: ours}]
vocabulary: [{term: x, also: [y]}]
blueprint: {dosage_administration: 3}
""",
}
BAD = {
    "an unknown field": "crads: []\n",
    "an unknown field of a card": "cards:\n  - {id: a, ask: What?, answer: x, hnit: y}\n",
    "a card without a question": "cards:\n  - {id: a, answer: x}\n",
    "an id with capitals": "cards:\n  - {id: A B, ask: What?, answer: x}\n",
    "two types of answer": (
        "cards:\n  - {id: a, ask: W?, answer: {quantity: 5 mg, range: 5 to 8 mg}}\n"
    ),
    "a weight that is no number": "blueprint: {dosage_administration: much}\n",
    "cards that are no list": "cards: {a: b}\n",
    "a verdict that is none": (
        "cards:\n  - {id: a, ask: W?, answer: x, tests: [{typed: x, verdict: good}]}\n"
    ),
}


def plain(node: Node) -> Any:
    match node:
        case Scalar(text=text):
            return text
        case Listing(items=items):
            return [plain(item) for item in items]
        case Table(entries=entries):
            return {key.text: plain(value) for key, value in entries}
    raise AssertionError(node)


def judged(path: Path) -> tuple[bool, bool]:
    """Whether the checker finds no error, and whether the schema finds none."""
    problems: list[Problem] = []
    read_deck_file(path, problems)
    root, _ = read_tree(path)
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text()))
    checked = not any(problem.severity == "error" for problem in problems)
    return checked, validator.is_valid(plain(root))


@pytest.mark.parametrize("name", GOOD)
def test_both_accept_what_is_right(tmp_path: Path, name: str) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(HEAD + GOOD[name])
    assert judged(path) == (True, True)


@pytest.mark.parametrize("name", BAD)
def test_both_refuse_what_is_wrong(tmp_path: Path, name: str) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(HEAD + BAD[name])
    assert judged(path) == (False, False)


@pytest.mark.parametrize("folder", sorted(bundled().glob("*/deck.yaml")))
def test_the_bundled_decks_fit_the_schema(folder: Path) -> None:
    assert judged(folder) == (True, True)
