"""Keys and cards as a deck file writes them: the other way round of `answers`.

Strings are written in JSON's quotes, which YAML reads alike, so that nothing in them is taken for
YAML. What cannot be written is said in words, and never changed in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities, read_quantity
from trainer.calculator.writer import write, write_number
from trainer.deck.deck import AuthoredCard
from trainer.deck.key import (
    ChangeKey,
    ChoiceKey,
    ExplanationKey,
    Key,
    ListKey,
    MatchKey,
    OrderKey,
    Point,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)
from trainer.deck.plain_answer import kind_of
from trainer.errors import DataError
from trainer.text import visible


def quoted(text: str) -> str:
    """A text in quotes that both YAML and JSON read; what a deck would refuse is made visible."""
    return json.dumps(visible(text), ensure_ascii=False)


def answer_text(key: Key) -> tuple[str, tuple[str, ...]]:
    """Return the `answer:` of a key in one line, and what is lost by it, in words."""
    lost: list[str] = []
    match key:
        case TermKey(model=model, point=point):
            fields = [("term", _point(point, lost))]
            fields += _model(model, point.text)
        case ListKey(model=model, points=points, ask_for=ask_for, also_true=also):
            fields = [("list", _points(points, lost, weighed=True))]
            fields += [("ask_for", str(ask_for))] if ask_for else []
            fields += [("also_true", _texts(also))] if also else []
            fields += _model(model, ", ".join(point.text for point in points))
        case QuantityKey() | RangeKey():
            name = "range" if isinstance(key, RangeKey) else "quantity"
            fields = [(name, quoted(_amount(key.quantity, lost)))]
            fields += _number_fields(key.unit_named, key.tolerance)
            fields += _model(key.model, json.loads(fields[0][1]))
        case RegimenKey(model=model, dose=dose, doses_per_day=often):
            text = _regimen(model, dose, often, lost)
            fields = [("regimen", quoted(text)), *_model(model, text)]
        case ChangeKey(model=model):
            lost.append("a change is written as an explanation by points")
            fields = [("explain", _points(key.points, lost)), ("model", quoted(model))]
        case YesNoKey(model=model, yes=yes, reasons=reasons, approves_harm=harm):
            word = "yes" if yes else "no"
            fields = [(word, _points(reasons, lost))]
            if harm and not yes:
                fields.append(("unsafe", "yes"))
            elif harm:
                lost.append("that the other answer would harm")
            spoken = f"{word}: {', '.join(r.text for r in reasons)}" if reasons else word
            fields += _model(model, spoken)
        case ExplanationKey(model=model, points=points):
            fields = [("explain", _points(points, lost, weighed=True))]
            fields += _model(model, "; ".join(point.text for point in points))
        case ChoiceKey(model=model, options=options, several=several):
            rows = []
            for option in options:
                row = [f"text: {quoted(option.text)}"]
                row += ["right: yes"] if option.right else []
                row += [f"because: {quoted(option.because)}"] if option.because else []
                rows.append("{" + ", ".join(row) + "}")
            fields = [("choice", "[" + ", ".join(rows) + "]")]
            fields += [("several", "yes")] if several else []
            fields += _model(model, "; ".join(o.text for o in options if o.right))
        case OrderKey(model=model, points=points):
            if key.shown:
                lost.append("the order in which the entries are shown")
            fields = [("order", _points(points, lost))]
            fields += _model(model, ", then ".join(point.text for point in points))
        case MatchKey(model=model, pairs=pairs):
            if key.places:
                lost.append("the places to sort into")
            inner = ", ".join(f"{quoted(cue)}: {_point(point, lost)}" for cue, point in pairs)
            fields = [("match", "{" + inner + "}")]
            fields += _model(model, "; ".join(f"{cue}: {point.text}" for cue, point in pairs))
    return "{" + ", ".join(f"{name}: {text}" for name, text in fields) + "}", tuple(lost)


def card_lines(card: AuthoredCard) -> tuple[list[str], tuple[str, ...]]:
    """Return a card as lines of a deck file, and what is lost. Computed cards are not written."""
    if card.key is None:
        raise DataError(f"card {card.id} computes its answer and cannot be written as one question")
    answer, lost = answer_text(card.key)
    lines = [f"  - id: {card.id}", f"    ask: {quoted(card.ask)}", f"    answer: {answer}"]
    for name, text in (("hint", card.hint), ("because", card.because), ("source", card.source)):
        if text:
            lines.append(f"    {name}: {quoted(text)}")
    if card.tags:
        lines.append(f"    tags: {_texts(card.tags)}")
    if card.lines:
        lines.append(f"    lines: [{', '.join(str(line) for line in card.lines)}]")
    return lines, lost


def deck_text(deck_id: str, title: str, drug: str, cards: Iterable[AuthoredCard]) -> str:
    """Return a whole deck.yaml with these cards."""
    head = [f"id: {deck_id}", f"title: {quoted(title)}"]
    head += [f"drug: {quoted(drug)}"] if drug else []
    lines = [*head, "", "cards:"]
    for card in cards:
        lines += card_lines(card)[0]
    return "\n".join(lines) + "\n"


def _model(model: str, usual: str) -> list[tuple[str, str]]:
    """The `model` field, where it is not what reading the answer gives by itself."""
    return [] if model == usual else [("model", quoted(model))]


def _point(point: Point, lost: list[str]) -> str:
    texts = (point.text, *point.accepted)
    if any("|" in text for text in texts):
        lost.append("a stroke in an answer, which separates accepted forms")
    if point.weight != 1:
        lost.append("the weight of a point")
    return quoted(" | ".join(" ".join(text.replace("|", "/").split()) for text in texts))


def _points(points: Sequence[Point], lost: list[str], *, weighed: bool = False) -> str:
    """A list of points; with `weighed`, one that counts more is written with its weight."""
    rows = []
    for point in points:
        whole = point.weight.denominator == 1 and 1 < point.weight <= 10
        if weighed and whole:
            text = _point(replace(point, weight=Fraction(1)), lost)
            rows.append(f"{{point: {text}, weight: {point.weight}}}")
        else:
            rows.append(_point(point, lost))
    return "[" + ", ".join(rows) + "]"


def _texts(texts: Iterable[str]) -> str:
    return "[" + ", ".join(quoted(text) for text in texts) + "]"


def _number_fields(unit_named: bool, tolerance: Fraction) -> list[tuple[str, str]]:
    fields = [("unit_in_question", "yes")] if unit_named else []
    if tolerance:
        fields.append(("tolerance", quoted(write_number(tolerance).replace(",", ""))))
    return fields


def _amount(quantity: Quantity, lost: list[str]) -> str:
    text = write(quantity)
    try:
        same = read_quantity(text) == quantity
    except DataError:
        same = False
    if not same:
        lost.append(f"the exact amount behind {text!r}")
    return text


def _regimen(model: str, dose: Quantity, often: Fraction, lost: list[str]) -> str:
    for text in (model, f"{write(dose)} {write_number(often)} times daily"):
        found = find_quantities(text)
        if len(found) == 1 and (found[0].quantity, found[0].doses_per_day) == (dose, often):
            return text
    lost.append(f"the exact regimen behind {model!r}")
    return model


def plain_answer(text: str) -> str:
    """Return the `answer:` that a plain text means, in full."""
    bare = " ".join(text.split()).rstrip(".")
    kind = kind_of(bare)
    if kind in ("yes", "no"):
        return f"{{{kind}: []}}"
    return quoted(bare) if kind == "term" else f"{{{kind}: {quoted(bare)}}}"
