"""The text that the program text2qti makes a QTI file of, for Canvas."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from trainer.calculator.writer import write_number
from trainer.deck.key import ChoiceKey, QuantityKey, TermKey, YesNoKey
from trainer.interchange.bank import Item, Loss, feedback

_SMALLEST = Fraction(1, 10_000)  # Canvas rounds what is smaller


def to_qti_text(items: Iterable[Item], title: str, losses: list[Loss]) -> str:
    """Write a quiz; what the format cannot hold is added to `losses`."""
    blocks = [f"Quiz title: {_line(title)}"]
    for number, item in enumerate(items, 1):
        question = item.question
        head = [f"Title: {_line(item.name)}", "Points: 1", f"{number}. {_line(question.text)}"]
        head.append(f"... {_line(feedback(question))}")
        blocks.append("\n".join((*head, *_body(item, losses))))
    return "\n\n".join(blocks) + "\n"


def _body(item: Item, losses: list[Loss]) -> list[str]:
    match item.question.key:
        case ChoiceKey(options=options, several=several):
            lines = []
            for place, option in enumerate(options):
                if several:
                    lines.append(f"[{'*' if option.right else ' '}] {_line(option.text)}")
                else:
                    mark = "*" if option.right else ""
                    lines.append(f"{mark}{chr(ord('a') + place)}) {_line(option.text)}")
                if option.because and not several:
                    lines.append(f"... {_line(option.because)}")
            return lines
        case QuantityKey(quantity=quantity, tolerance=tolerance):
            losses.append(Loss(item.name, "the unit and the feedback on errors"))
            if 0 < abs(quantity.value) < _SMALLEST:
                losses.append(Loss(item.name, "the number: Canvas rounds what is below 0.0001"))
            value = write_number(quantity.value).replace(",", "")
            near = write_number(tolerance).replace(",", "")
            return [f"=   {value} +- {near}"]
        case TermKey(point=point):
            losses.append(Loss(item.name, "typing errors and other wordings are not understood"))
            return [f"*   {_line(text)}" for text in dict.fromkeys((point.text, *point.accepted))]
        case YesNoKey(yes=yes, reasons=reasons) if not reasons:
            return [f"{'*' if yes else ''}a) Yes", f"{'' if yes else '*'}b) No"]
    losses.append(Loss(item.name, "it is marked by a person"))
    return ["____"]


def _line(text: str) -> str:
    """One line; Markdown's signs stand for themselves."""
    joined = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#$|" else sign for sign in joined)
