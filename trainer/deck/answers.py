"""The `answer:` of an authored card becomes a key.

    answer: levodopa                                  a term
    answer: no                                        yes or no
    answer: 80 mg/day                                 a number with its unit
    answer: [glutamate, aspartate]                    a list, in any order
    answer: {quantity: 80 mg/day}                     a number with its unit
    answer: {range: 40 to 80 mg/day}                  both ends are asked
    answer: {regimen: 5 mg three times daily}         a dose and how often
    answer: {no: [CNS depression, cardiovascular collapse]}      yes or no, with reasons
    answer: {explain: [activates GABA-B receptors, in the spinal cord]}
    answer: {choice: [{text: ..., right: yes, because: ...}, ...]}
    answer: {order: [first, second, third]}
    answer: {match: {levodopa: hallucinations, ...}}

`also:` beside a term, and "glutamate | glutamic acid" inside any list, give accepted forms.
"""

from __future__ import annotations

from fractions import Fraction

from trainer.deck.amount_answers import quantity_key, range_key, regimen_key
from trainer.deck.form import Form
from trainer.deck.key import (
    ChoiceKey,
    ExplanationKey,
    Key,
    ListKey,
    MatchKey,
    Option,
    OrderKey,
    Point,
    TermKey,
    YesNoKey,
)
from trainer.deck.plain_answer import doubt, kind_of, odd_unit
from trainer.deck.yaml_tree import Listing, Node, Scalar, Table

TYPES = (
    "term",
    "list",
    "quantity",
    "range",
    "regimen",
    "yes",
    "no",
    "explain",
    "choice",
    "order",
    "match",
)


LONGEST = 1_000  # characters of what one point or option says
MOST = 200  # points, options or pairs


def read_answer(form: Form, node: Node | None) -> Key | None:
    """Build the key of an answer node; problems are reported to the form and give None."""
    if node is None:
        form.complain(None, "missing", "the card has no `answer`", "Add a line `answer: ...`.")
        return None
    said = _texts(node)
    if len(said) > 4 * MOST:
        form.complain(node, "long", f"an answer has at most {MOST} points", "Make several cards.")
        return None
    for one in said:
        forms = one.text.split("|")
        if len(forms) > MOST or len(max(forms, key=len)) > LONGEST:
            message = f"this has more than {MOST} forms, or one of more than {LONGEST:,} characters"
            form.complain(one, "long", message, "Ask for less at once.")
            return None
    return _read(form, node)


def _texts(node: Node) -> list[Scalar]:
    """Every value in an answer."""
    if isinstance(node, Scalar):
        return [node]
    parts = node.items if isinstance(node, Listing) else [value for _, value in node.entries]
    return [one for part in parts for one in _texts(part)]


def _read(form: Form, node: Node) -> Key | None:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        if not text:
            form.complain(node, "empty", "`answer` is empty")
            return None
        return _plain(form, node, text)
    if isinstance(node, Listing):
        points = tuple(_point(text) for text in form.texts_of(node, "answer"))
        return _list_key(form, node, points, None, ())
    return _typed(form, node)


def _plain(form: Form, node: Scalar, text: str) -> Key | None:
    """The key of an answer that is one text without a type."""
    kind = kind_of(text)
    if kind in ("yes", "no"):
        return YesNoKey(kind, kind == "yes")
    if kind != "term":
        return _READERS[kind](form, node, "")
    if (odd := odd_unit(text)) and odd[1]:
        said = f"{text!r} looks like an amount, and {odd[0]!r} is no unit that is known here"
        form.complain(node, "unit", said, f"Did you mean {odd[1]}? If not: answer: {{term: ...}}.")
        return None
    if doubted := doubt(text):
        form.complain(node, "plain-answer", *doubted, severity="warning")
    point = _point(text)
    return TermKey(point.text, point)


def _typed(form: Form, table: Table) -> Key | None:
    inner = form.within(table, "the answer")
    named = [key for key, _ in table.entries if key.text in TYPES]
    if len(named) != 1:
        form.complain(
            table,
            "answer-type",
            "an answer needs exactly one type",
            f"Write one of: {', '.join(TYPES)}.",
        )
        return None
    kind = named[0].text
    value = inner.node(kind)
    assert value is not None
    model = inner.text("model")
    key = _READERS[kind](inner, value, model)
    inner.close()
    return key


def _point(text: str) -> Point:
    first, *others = (part.strip() for part in text.split("|"))
    return Point(first, tuple(other for other in others if other))


def _points(form: Form, node: Node, name: str) -> tuple[Point, ...]:
    """The points of a rubric: texts, or tables with a `point` and its `weight` (1 to 10)."""
    if not isinstance(node, Listing) or not any(isinstance(item, Table) for item in node.items):
        return tuple(_point(text) for text in form.texts_of(node, name))
    points: list[Point] = []
    for item in node.items:
        if not isinstance(item, Table):
            points += [_point(text) for text in form.texts_of(item, name)]
            continue
        inner = form.within(item, "the point")
        point = _point(inner.text("point", required=True))
        weight = inner.number("weight", 1, 10) or 1
        inner.close()
        if point.text:
            points.append(Point(point.text, point.accepted, Fraction(weight)))
    return tuple(points)


def _term(form: Form, node: Node, model: str) -> Key | None:
    texts = form.texts_of(node, "term")
    if len(texts) != 1:
        form.complain(node, "type", "`term` must be a single text")
        return None
    point = _point(texts[0])
    accepted = (*point.accepted, *form.texts("also"))
    return TermKey(model or point.text, Point(point.text, accepted))


def _list(form: Form, node: Node, model: str) -> Key | None:
    points = _points(form, node, "list")
    ask_for = form.number("ask_for", 1, max(1, len(points)))
    return _list_key(form, node, points, ask_for, form.texts("also_true"), model)


def _list_key(
    form: Form,
    node: Node,
    points: tuple[Point, ...],
    ask_for: int | None,
    also_true: tuple[str, ...],
    model: str = "",
) -> Key | None:
    if not points:
        form.complain(node, "empty", "the list has no entries")
        return None
    return ListKey(model or ", ".join(p.text for p in points), points, ask_for, also_true)


def _yes(form: Form, node: Node, model: str) -> Key | None:
    reasons = _points(form, node, "yes")
    return YesNoKey(model or _spoken("yes", reasons), True, reasons)


def _no(form: Form, node: Node, model: str) -> Key | None:
    reasons = _points(form, node, "no")
    unsafe = form.flag("unsafe")
    return YesNoKey(model or _spoken("no", reasons), False, reasons, unsafe)


def _spoken(word: str, reasons: tuple[Point, ...]) -> str:
    return f"{word}: {', '.join(r.text for r in reasons)}" if reasons else word


def _explain(form: Form, node: Node, model: str) -> Key | None:
    points = _points(form, node, "explain")
    if not points:
        form.complain(node, "empty", "an explanation needs at least one point")
        return None
    return ExplanationKey(model or "; ".join(p.text for p in points), points)


def _choice(form: Form, node: Node, model: str) -> Key | None:
    if not isinstance(node, Listing):
        form.complain(node, "type", "`choice` must be a list of options")
        return None
    options = []
    for item in node.items:
        if not isinstance(item, Table):
            form.complain(item, "type", "an option has `text`, `right: yes` or `no`, and `because`")
            continue
        option = form.within(item, "the option")
        right = option.flag("right")
        options.append(Option(option.text("text", required=True), right, option.text("because")))
        option.close()
    several = form.flag("several")
    right_ones = [option.text for option in options if option.right]
    if not right_ones or (len(right_ones) > 1 and not several):
        form.complain(
            node,
            "choice",
            f"{len(right_ones)} options are marked `right: yes`",
            "Mark one, or add `several: yes` for a question with several right options.",
        )
        return None
    return ChoiceKey(model or "; ".join(right_ones), tuple(options), several)


def _order(form: Form, node: Node, model: str) -> Key | None:
    points = _points(form, node, "order")
    if len(points) < 2:
        form.complain(node, "order", "an order needs at least two entries")
        return None
    return OrderKey(model or ", then ".join(p.text for p in points), points)


def _match(form: Form, node: Node, model: str) -> Key | None:
    if not isinstance(node, Table) or len(node.entries) < 2:
        form.complain(node, "match", "`match` needs at least two lines of `cue: answer`")
        return None
    pairs = []
    for cue, value in node.entries:
        texts = form.texts_of(value, cue.text)
        if texts:
            pairs.append((cue.text, _point(texts[0])))
    return MatchKey(model or "; ".join(f"{cue}: {p.text}" for cue, p in pairs), tuple(pairs))


_READERS = {
    "term": _term,
    "list": _list,
    "quantity": quantity_key,
    "range": range_key,
    "regimen": regimen_key,
    "yes": _yes,
    "no": _no,
    "explain": _explain,
    "choice": _choice,
    "order": _order,
    "match": _match,
}
