"""Moodle XML: the questions with their feedback, draws expanded, one category a section."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from xml.etree import ElementTree as xml

from trainer.calculator.writer import unit_words, write_number
from trainer.deck.key import ChoiceKey, MatchKey, OrderKey, Point, QuantityKey, TermKey, YesNoKey
from trainer.interchange.bank import Item, Loss, feedback
from trainer.text import visible


def to_moodle(items: Iterable[Item], title: str, losses: list[Loss]) -> str:
    """Write a Moodle XML file; what it cannot hold is added to `losses`."""
    quiz = xml.Element("quiz")
    section = None
    for item in items:
        here = item.question.section or "cards"
        if here != section:
            section = here
            category = xml.SubElement(quiz, "question", type="category")
            _text(xml.SubElement(category, "category"), f"$course$/top/{title}/{section}")
        quiz.append(_question(item, losses))
    xml.indent(quiz, " ")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(quiz, encoding="unicode") + "\n"
    )


def _question(item: Item, losses: list[Loss]) -> xml.Element:
    question = item.question
    element = xml.Element("question", type=_type(item))
    _text(xml.SubElement(element, "name"), item.name)
    _text(xml.SubElement(element, "questiontext", format="plain_text"), question.text)
    _text(xml.SubElement(element, "generalfeedback", format="plain_text"), feedback(question))
    xml.SubElement(element, "defaultgrade").text = "1"
    xml.SubElement(element, "idnumber").text = item.name
    match question.key:
        case ChoiceKey(options=options, several=several):
            xml.SubElement(element, "single").text = "false" if several else "true"
            xml.SubElement(element, "shuffleanswers").text = "true"
            xml.SubElement(element, "answernumbering").text = "abc"
            right = sum(option.right for option in options)
            wrong = max(1, len(options) - right)
            for option in options:
                share = Fraction(100, right) if option.right else Fraction(-100, wrong)
                if not several:
                    share = Fraction(100) if option.right else Fraction(0)
                _answer(element, option.text, share, option.because)
        case QuantityKey(quantity=quantity, tolerance=tolerance):
            _answer(element, _number(quantity.value), Fraction(100), "", tolerance)
            for slip in question.slips:
                if slip.quantity.unit == quantity.unit and not slip.quantity.is_range:
                    _answer(
                        element, _number(slip.quantity.value), Fraction(0), slip.words, Fraction(0)
                    )
            if quantity.unit is not None:
                units = xml.SubElement(xml.SubElement(element, "units"), "unit")
                xml.SubElement(units, "multiplier").text = "1"
                xml.SubElement(units, "unit_name").text = unit_words(quantity.unit)
                xml.SubElement(element, "unitgradingtype").text = "1"
                xml.SubElement(element, "unitpenalty").text = "1.0"
                xml.SubElement(element, "showunits").text = "0"
                losses.append(Loss(item.name, "units of the same kind are not converted"))
        case TermKey(point=point):
            xml.SubElement(element, "usecase").text = "0"
            for text in dict.fromkeys((point.text, *point.accepted)):
                _answer(element, text.replace("*", r"\*"), Fraction(100), "")
            losses.append(Loss(item.name, "typing errors and other wordings are not understood"))
        case YesNoKey(yes=yes, reasons=reasons) if not reasons:
            for word in (True, False):
                _answer(element, "true" if word else "false", Fraction(100 * (word == yes)), "")
        case MatchKey(pairs=pairs):
            _pairs(element, pairs)
        case OrderKey(points=points):
            _pairs(element, [(str(number), point) for number, point in enumerate(points, 1)])
            losses.append(Loss(item.name, "the order becomes pairs of place and step"))
        case _:
            xml.SubElement(element, "responseformat").text = "plain"
            graders = xml.SubElement(element, "graderinfo", format="plain_text")
            _text(graders, "; ".join(point.text for point in question.key.points))
            losses.append(Loss(item.name, "it is marked by a person: the points are for them"))
    for hint in question.hints:
        _text(xml.SubElement(element, "hint", format="plain_text"), hint)
    tags = xml.SubElement(element, "tags")
    for tag in item.tags:
        _text(xml.SubElement(tags, "tag"), tag)
    return element


def _type(item: Item) -> str:
    match item.question.key:
        case ChoiceKey():
            return "multichoice"
        case QuantityKey():
            return "numerical"
        case TermKey():
            return "shortanswer"
        case YesNoKey(reasons=reasons) if not reasons:
            return "truefalse"
        case MatchKey() | OrderKey():
            return "matching"
    return "essay"


def _answer(
    element: xml.Element,
    text: str,
    share: Fraction,
    said: str,
    tolerance: Fraction | None = None,
) -> None:
    answer = xml.SubElement(
        element,
        "answer",
        fraction=f"{float(share):.5f}".rstrip("0").rstrip("."),
        format="plain_text",
    )
    _put(xml.SubElement(answer, "text"), text)
    _text(xml.SubElement(answer, "feedback", format="plain_text"), said)
    if tolerance is not None:
        xml.SubElement(answer, "tolerance").text = _number(tolerance)


def _pairs(element: xml.Element, pairs: Iterable[tuple[str, Point]]) -> None:
    xml.SubElement(element, "shuffleanswers").text = "true"
    for cue, point in pairs:
        pair = xml.SubElement(element, "subquestion", format="plain_text")
        _put(xml.SubElement(pair, "text"), cue)
        _text(xml.SubElement(pair, "answer"), point.text)


def _text(element: xml.Element, text: str) -> None:
    _put(xml.SubElement(element, "text"), text)


def _put(element: xml.Element, text: str) -> None:
    """Text that XML 1.0 can hold: control characters are made visible."""
    element.text = visible(" ".join(text.split()))


def _number(value: Fraction) -> str:
    return write_number(value).replace(",", "")
