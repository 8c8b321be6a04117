"""`deck.yaml`: what a monograph does not hold, read with every problem found at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import read_quantity
from trainer.deck.answers import read_answer
from trainer.deck.case_file import read_cases
from trainer.deck.cases import Case
from trainer.deck.collector import collector_paused
from trainer.deck.deck import AuthoredCard, CardTest, Supply, Term
from trainer.deck.drawn import read_computed, read_draws, unknown_names
from trainer.deck.form import Form
from trainer.deck.formula import check_formula, read_formula
from trainer.deck.key import Key
from trainer.deck.problem import Problem
from trainer.deck.salvage import read_as_far
from trainer.deck.yaml_tree import Scalar, Table
from trainer.errors import DataError, Place

_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?")


VERDICTS = ("correct", "partial", "incorrect", "unsure", "no_attempt")


@dataclass(slots=True)
class DeckFile:
    """The contents of a deck.yaml; paths are relative to its folder.

    `answers_at` and `lines_at` say where the answer and the `lines` of a card stand, by its id, and
    `cards_at` on which line the card begins.
    """

    id: str = ""
    title: str = ""
    drug: str = ""
    monograph: str = ""
    supplies: list[Supply] = field(default_factory=list)
    vocabulary: list[Term] = field(default_factory=list)
    blueprint: dict[str, Fraction] = field(default_factory=dict)
    cards: list[AuthoredCard] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    answers_at: dict[str, Place] = field(default_factory=dict)
    lines_at: dict[str, Place] = field(default_factory=dict)
    cards_at: dict[str, int] = field(default_factory=dict)


def read_deck_file(path: Path, problems: list[Problem]) -> DeckFile:
    """Read a deck.yaml; problems are added to the list, unreadable files raise DeckError."""
    with collector_paused():
        return _read_deck_file(path, problems)


def _read_deck_file(path: Path, problems: list[Problem]) -> DeckFile:
    root, found = read_as_far(path)
    problems += found
    deck = DeckFile()
    if not isinstance(root, Table):
        problems.append(
            Problem(
                Place(str(path), root.line, root.column),
                "error",
                "type",
                "a deck file begins with named fields",
                "Begin with `id:` and `title:`.",
            )
        )
        return deck
    form = Form(root, str(path), problems, "the deck")
    deck.id = _read_id(form, "the deck's id")
    deck.title = form.text("title", required=True)
    deck.drug = form.text("drug")
    deck.monograph = form.text("monograph")
    form.text("licence")
    form.text("about")
    deck.supplies = [
        supply
        for table in form.tables("inputs")
        if (supply := _read_supply(form.within(table, "the input")))
    ]
    deck.vocabulary = [_read_term(form.within(t, "the term")) for t in form.tables("vocabulary")]
    deck.blueprint = _read_blueprint(form)
    deck.cards = _read_cards(form, deck)
    deck.cases = read_cases(form, _read_id, deck.cards_at)
    form.close()
    if any(problem.code == "syntax" for problem in found):  # what seems missing may stand there
        at = form.place()
        problems[:] = [one for one in problems if (one.code, one.place) != ("missing", at)]
    return deck


def _read_id(form: Form, what: str) -> str:
    name = form.text("id", required=True)
    if name and not _ID.fullmatch(name):
        form.complain(
            form.node("id"),
            "id",
            f"{what} {name!r} holds more than small letters, digits, dots and dashes",
            f"Write it as `{slug(name)}`.",
        )
    return name


def is_id(text: str) -> bool:
    """Whether a text may be an id: small letters, digits, dots and dashes, 80 at most."""
    return bool(_ID.fullmatch(text))


def slug(text: str) -> str:
    """A short id made of `text`: small letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-") or "x"


def _read_supply(form: Form) -> Supply | None:
    name = form.text("name", required=True)
    values: list[Quantity] = []
    node = form.node("values")
    for text in form.texts_of(node, "values"):
        try:
            quantity = read_quantity(text)
        except DataError as error:
            form.complain(node, "quantity", f"{text!r} is not a quantity: {error.what}", error.hint)
            continue
        if quantity.unit is None:
            form.complain(node, "unit", f"{text!r} has no unit", "Write it as 10 mg/tablet.")
            continue
        values.append(quantity)
    origin = form.text("origin", required=True)
    route = form.text("route")
    form.close()
    if not values:
        form.complain(node, "empty", f"the input `{name}` has no values")
        return None
    return Supply(name, tuple(values), origin, route, form.line)


def _read_term(form: Form) -> Term:
    term = Term(form.text("term", required=True), form.texts("also"), form.text("category"))
    form.close()
    return term


def _read_blueprint(form: Form) -> dict[str, Fraction]:
    node = form.node("blueprint")
    if node is None:
        return {}
    if not isinstance(node, Table):
        form.complain(node, "type", "`blueprint` has a line `section: weight` for each section")
        return {}
    weights: dict[str, Fraction] = {}
    for key, value in node.entries:
        text = value.text.strip() if isinstance(value, Scalar) else ""
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            form.complain(value, "number", f"the weight of `{key.text}` must be a whole number")
            continue
        weights[key.text] = Fraction(int(text))
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()} if total else {}


def _read_cards(form: Form, deck: DeckFile) -> list[AuthoredCard]:
    cards: list[AuthoredCard] = []
    first: dict[str, int] = {}
    for table in form.tables("cards"):
        inner = form.within(table, "the card")
        card = _read_card(inner)
        if card is None:
            continue
        if card.id in first:
            form.complain(
                table,
                "duplicate-id",
                f"the card id `{card.id}` is used twice; the first is on line {first[card.id]}",
                "Give this card another id.",
            )
            continue
        first[card.id] = table.line
        cards.append(card)
        deck.cards_at[card.id] = table.line
        for name, places in (("answer", deck.answers_at), ("lines", deck.lines_at)):
            if node := table.get(name):
                places[card.id] = inner.place(node)
    return cards


def _read_card(form: Form) -> AuthoredCard | None:
    card_id = _read_id(form, "the card's id")
    ask = form.text("ask", required=True)
    draws, computed, formula = read_draws(form), read_computed(form), read_formula(form)
    node = form.node("answer")
    key: Key | None = None
    if computed is not None and node is not None:
        said = "a card has an `answer` or a `calculate`, not both"
        form.complain(node, "answer-type", said, "Take one of them away.")
    elif computed is None and formula.answer is None:
        key = read_answer(form, node)
    hint, because, source = form.text("hint"), form.text("because"), form.text("source")
    tags, lines = form.texts("tags"), form.lines("lines")
    variants = form.number("variants", 1, 1_000)
    tests = tuple(_read_test(form.within(table, "the test")) for table in form.tables("tests"))
    form.close()
    names = frozenset({"drug", *(draw.name for draw in draws)})
    check_formula(form, formula, names)
    names |= {name for name, _ in formula.lets}
    texts = (ask, hint, because, *(text for _, text in (computed.inputs if computed else ())))
    texts += (formula.answer.text,) if formula.answer else ()
    for name in unknown_names(texts, names) if draws or computed or formula else ():
        said = f"nothing gives {{{name}}} a value"
        form.complain(
            form.node("ask"), "unknown-name", said, f"Draw it: draw: {{{name}: 5 to 20}}."
        )
    if (key is None and computed is None and formula.answer is None) or not card_id or not ask:
        return None
    if form.complained("calculation-input"):
        return None  # it cannot be drawn, and why is told
    return AuthoredCard(
        card_id, ask, key, hint, because, source, tags, form.line, draws, computed,
        formula or None, lines,
        variants, tests,
    )  # fmt: skip


def _read_test(form: Form) -> CardTest:
    typed, verdict = form.text("typed"), form.text("verdict", required=True)
    if verdict and verdict not in VERDICTS:
        form.complain(
            form.node("verdict"), "verdict", f"{verdict!r} is no verdict",
            f"Write one of: {', '.join(VERDICTS)}.",
        )  # fmt: skip
    node = form.node("given")
    given = []
    if isinstance(node, Table):
        for key, value in node.entries:
            texts = form.texts_of(value, key.text)
            if len(texts) == 1:
                given.append((key.text, texts[0]))
    elif node is not None:
        form.complain(node, "type", "`given` has a line `name: value` for each number")
    form.close()
    return CardTest(typed, verdict, tuple(given), form.line)
