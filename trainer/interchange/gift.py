"""GIFT, the text format of Moodle's question bank, out and in.

Out: choices, numbers with tolerance and error feedback, short answers, pairs, true or false; all
else becomes an essay with the model answer as its feedback. In: the same types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from trainer.calculator.writer import unit_words, write_number
from trainer.deck.deck_file import slug
from trainer.deck.key import (
    ChoiceKey,
    MatchKey,
    OrderKey,
    QuantityKey,
    TermKey,
    YesNoKey,
)
from trainer.deck.writing import plain_answer, quoted
from trainer.errors import DataError, Place
from trainer.interchange.bank import Item, Loss, feedback, free_id
from trainer.interchange.spreadsheet import Row

_ESCAPED = re.compile(r"([\\~=#{}:])")
LONGEST = 64 * 1024 * 1024
LONGEST_QUESTION = 20_000


def to_gift(items: Iterable[Item], losses: list[Loss]) -> str:
    """Write questions; what GIFT cannot hold is added to `losses`."""
    blocks = []
    for item in items:
        question = item.question
        head = f"::{_out(item.name)}:: [plain]{_out(question.text)}"
        comment = f"// [id:{item.name}]" + "".join(f" [tag:{tag}]" for tag in item.tags)
        blocks.append(f"{comment}\n{head} {{{_body(item, losses)}}}")
    return "\n\n".join(blocks) + "\n"


def _body(item: Item, losses: list[Loss]) -> str:
    question = item.question
    general = f"####{_out(feedback(question))}"
    match question.key:
        case ChoiceKey(options=options, several=several):
            right = sum(option.right for option in options)
            wrong = len(options) - right
            lines = []
            for option in options:
                said = f"#{_out(option.because)}" if option.because else ""
                if not several:
                    mark = "=" if option.right else "~"
                elif option.right:
                    mark = f"~%{_percent(Fraction(100, right))}%"
                else:
                    mark = f"~%-{_percent(Fraction(100, max(1, wrong)))}%"
                lines.append(f"\t{mark}{_out(option.text)}{said}")
            return "\n" + "\n".join(lines) + f"\n\t{general}\n"
        case QuantityKey(quantity=quantity, tolerance=tolerance):
            value = _number(quantity.value)
            if quantity.unit is not None and quantity.unit.symbol != "":
                losses.append(
                    Loss(item.name, f"the unit {unit_words(quantity.unit)!r} is not checked")
                )
            lines = [f"\t=%100%{value}:{_number(tolerance)}"]
            for slip in question.slips:
                if slip.quantity.unit == quantity.unit and not slip.quantity.is_range:
                    lines.append(f"\t=%0%{_number(slip.quantity.value)}:0#{_out(slip.words)}")
            return "#\n" + "\n".join(lines) + f"\n\t{general}\n"
        case TermKey(point=point):
            lines = [f"\t={_out(text)}" for text in dict.fromkeys((point.text, *point.accepted))]
            losses.append(Loss(item.name, "typing errors and other wordings are not understood"))
            return "\n" + "\n".join(lines) + f"\n\t{general}\n"
        case YesNoKey(yes=yes, reasons=reasons) if not reasons:
            return f"{'T' if yes else 'F'}{general}"
        case MatchKey(pairs=pairs) if len(pairs) > 1:
            lines = [f"\t={_out(cue)} -> {_out(point.text)}" for cue, point in pairs]
            return "\n" + "\n".join(lines) + f"\n\t{general}\n"
        case OrderKey(points=points):
            losses.append(Loss(item.name, "the order becomes pairs of place and step"))
            lines = [f"\t={number} -> {_out(p.text)}" for number, p in enumerate(points, 1)]
            return "\n" + "\n".join(lines) + f"\n\t{general}\n"
        case _:
            losses.append(Loss(item.name, "it is marked by a person: the points become feedback"))
            return general


def from_gift(text: str, name: str, losses: list[Loss]) -> list[Row]:
    """Read questions into cards; what cannot be read is left out and added to `losses`, by line.

    Raises DataError for a file that is too large.
    """
    if len(text) > LONGEST:
        raise DataError("the file is too large", where=name)
    rows: list[Row] = []
    taken: set[str] = set()
    category = ""
    for block, line in _blocks(text):
        if block.startswith("$CATEGORY:"):
            category = block.partition(":")[2].strip().rpartition("/")[2]
            continue
        try:
            rows.append(_row(block, Place(name, line), taken, category))
        except DataError as error:
            losses.append(Loss(str(error.where), f"{error.what}. {error.hint}".strip()))
            continue
        taken.add(rows[-1].id)
    return rows


def _blocks(text: str) -> Iterator[tuple[str, int]]:
    """Questions are parted by empty lines outside braces; comments are left out, their ids kept."""
    gathered: list[str] = []
    start = 0
    depth = 0
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.lstrip().startswith("//") and not depth:
            continue
        if not line.strip() and not depth:
            if gathered:
                yield "\n".join(gathered), start
            gathered = []
            continue
        if line.startswith("$CATEGORY:") and not gathered:
            yield line, number
            continue
        start = start if gathered else number
        gathered.append(line)
        bare = re.sub(r"\\.", "", line)
        depth = max(0, depth + bare.count("{") - bare.count("}"))
    if gathered:
        yield "\n".join(gathered), start


_BRACES = re.compile(r"(?<!\\)\{(.*?)(?<!\\)\}", re.DOTALL)
_TITLE = re.compile(r"^\s*::(.*?)(?<!\\)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
_PART = re.compile(r"(?<!\\)([=~])")


def _row(block: str, place: Place, taken: set[str], category: str) -> Row:
    if len(block) > LONGEST_QUESTION:
        said = f"this question is longer than {LONGEST_QUESTION:,} characters"
        raise DataError(said, where=place, hint="Close its brace")
    title = ""
    if match := _TITLE.match(block):
        title, block = _in(match[1]), block[match.end() :]
    block = _FORMAT.sub("", block)
    braces = _BRACES.search(block)
    if braces is None:
        raise DataError("this question has no answer in braces", where=place)
    before, after = block[: braces.start()], block[braces.end() :]
    ask = _in(f"{before} ____ {after}" if after.strip() else before)
    if not ask:
        raise DataError("this question has no text", where=place)
    body, _, general = _split(braces[1].strip(), "####")
    answer = _answer(body.strip(), place)
    card_id = free_id(slug(title or " ".join(ask.split()[:6])), taken)
    tags = (category,) if category else ()
    return Row(card_id, ask, answer, because=_in(general), tags=tags, line=place.line)


def _answer(body: str, place: Place) -> str:
    """The answer as a deck file writes it."""
    plain = body.upper()
    word = re.match(r"(T|TRUE|F|FALSE)\s*(?:#|$)", plain)
    if word:
        return "{yes: []}" if word[1].startswith("T") else "{no: []}"
    if body.startswith("#"):
        return _numeric(body[1:], place)
    parts = _PART.split(body)
    if not body or len(parts) < 3:
        raise DataError(
            "an essay has no answer that could be marked", where=place, hint="Add a model answer"
        )
    marked = list(zip(parts[1::2], parts[2::2], strict=True))
    if all(mark == "=" for mark, _ in marked) and all("->" in text for _, text in marked):
        pairs = [text.split("->", 1) for _, text in marked]
        inner = ", ".join(f"{quoted(_in(a))}: {quoted(_in(b))}" for a, b in pairs)
        return "{match: {" + inner + "}}"
    if all(mark == "=" for mark, _ in marked):
        texts = [_in(_split(_weighted(text)[1], "#")[0]) for _, text in marked]
        if len(texts) == 1:
            return plain_answer(texts[0].replace("|", "/"))
        return quoted(" | ".join(text.replace("|", "/") for text in texts))
    rows = []
    rights = 0
    for mark, text in marked:
        weight, rest = _weighted(text)
        said, _, why = _split(rest, "#")
        right = mark == "=" or (weight is not None and weight > 0)
        rights += right
        row = f"text: {quoted(_in(said))}" + (", right: yes" if right else "")
        rows.append("{" + row + (f", because: {quoted(_in(why))}" if why.strip() else "") + "}")
    if not rights:
        raise DataError("no option is right", where=place)
    return "{choice: [" + ", ".join(rows) + "]" + (", several: yes" if rights > 1 else "") + "}"


def _numeric(body: str, place: Place) -> str:
    """A number, a number with tolerance, or a span; GIFT numbers have no unit."""
    text = body.strip()
    if text.startswith("="):
        text = _weighted(_PART.split(text)[2])[1]
    text = _split(text, "#")[0].strip()
    span = re.fullmatch(r"(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)", text)
    try:
        if span:
            low, high = Fraction(span[1]), Fraction(span[2])
            value, tolerance = (low + high) / 2, (high - low) / 2
        else:
            number, _, within = text.partition(":")
            value, tolerance = Fraction(number.strip()), Fraction(within.strip() or 0)
    except (ValueError, ZeroDivisionError) as error:
        raise DataError(f"{text!r} is no number", where=place) from error
    unit = "unit_in_question: yes"
    near = f", tolerance: {quoted(_number(tolerance))}" if tolerance else ""
    return "{quantity: " + quoted(f"{_number(value)} units") + f", {unit}{near}" + "}"


def _weighted(text: str) -> tuple[Fraction | None, str]:
    match = re.match(r"\s*%(-?\d+(?:\.\d+)?)%", text)
    return (Fraction(match[1]), text[match.end() :]) if match else (None, text)


def _split(text: str, mark: str) -> tuple[str, str, str]:
    match = re.search(rf"(?<!\\){re.escape(mark)}", text)
    return (text[: match.start()], mark, text[match.end() :]) if match else (text, "", "")


def _number(value: Fraction) -> str:
    return write_number(value).replace(",", "")


def _percent(value: Fraction) -> str:
    return f"{float(value):.5f}".rstrip("0").rstrip(".")


def _out(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", " ".join(text.split()))


def _in(text: str) -> str:
    return " ".join(re.sub(r"\\([\\~=#{}:])", r"\1", text.replace("\\n", " ")).split())
