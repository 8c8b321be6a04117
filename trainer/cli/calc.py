"""`trainer calc`: list the calculations, run one, check an answer."""

from __future__ import annotations

import argparse
import re
from typing import Any

from trainer.calculator.catalogue import CALCULATIONS, Outcome, calculate
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import Ambiguous, Unreadable, read_daily, read_quantity
from trainer.calculator.rules import EMPTY, Given, Origin, Rulebook
from trainer.calculator.slips import described
from trainer.calculator.writer import write
from trainer.cli.output import print_json, print_line
from trainer.errors import DataError, UsageError

NAME = "calc"
HELP = (
    "Calculate a dose with every step and the origin of every number, or check an answer. "
    "Without a name, all calculations are listed. For training, not for patient care."
)
EPILOG = """\
examples:
  trainer calc
  trainer calc cockcroft_gault age=60 weight=72kg creatinine="1.1 mg/dL" sex=female
  trainer calc titration --deck baclofen day=8
  trainer calc titration --deck baclofen day=8 --answer "105 mg/day"
  trainer calc renal_adjustment --deck baclofen crcl="22 mL/min" usual="60 mg/day"

With --deck, what the deck's monograph states need not be given."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the calculation")
    parser.add_argument("inputs", nargs="*", metavar="input=value", help="values with their units")
    parser.add_argument("--deck", metavar="DECK", help="take what this deck's monograph states")
    parser.add_argument("--scope", default="", help="the route or form, where a deck has several")
    parser.add_argument("--find", default="", metavar="WHAT", help="which result, of several")
    parser.add_argument("--answer", metavar="TEXT", help="an answer to check")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    if args.name is None:
        return _list(as_json=args.json)
    find, words = args.find, []
    for word in args.inputs:  # `find=` among the inputs is the option
        if word.startswith("find="):
            find = word.partition("=")[2]
        else:
            words.append(word)
    inputs = read_inputs(words)
    outcome = calculate(args.name, inputs, _rules(args.deck), args.scope, find)
    checked = check_answer(outcome, args.answer) if args.answer is not None else {}
    if args.json:
        print_json({**outcome.to_json(), "verdict": None, "slip": None, **checked})
    else:
        _print(outcome, checked)
    return 0 if outcome.reason is None else 1


def read_inputs(words: list[str]) -> dict[str, Given]:
    """Read `name=value` words. DataError names the input whose value cannot be read."""
    found: dict[str, Given] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                f"{word!r} is not an input", hint='Write input=value, as weight="72 kg"'
            )
        if name in found:
            raise UsageError(f"the input {name!r} is given twice")
        found[name.strip()] = Given(_value(name, text.strip()), Origin("scenario", "given"))
    return found


def _value(name: str, text: str) -> Quantity | str:
    if negative := re.match(r"[-\u2212]\s*(?=\d)", text):  # so that the input's range is named
        size = _value(name, text[negative.end() :])
        if not isinstance(size, str) and not size.comparator:
            ends = size.ends
            return Quantity(-ends[-1], -ends[0], size.unit)
    if name.casefold() == "value" and read_daily(text):
        return text  # how often a day counts when the amount of a day is asked for
    try:
        return read_quantity(text)
    except Ambiguous as error:
        raise DataError(error.what, where=name) from error
    except Unreadable as error:
        if "," in text and all(_is_quantity(part) for part in text.split(",")):
            return text  # several amounts, such as the strengths of tablets
        if any(character.isdigit() for character in text):
            raise DataError(error.what, where=name, hint=error.hint) from error
        return text


def _is_quantity(text: str) -> bool:
    try:
        return read_quantity(text).unit is not None
    except DataError:
        return False


def _rules(name: str | None) -> Rulebook:
    if name is None:
        return EMPTY
    from trainer.deck.rules import rulebook
    from trainer.deck.shelf import load
    from trainer.settings import folders

    return rulebook(load(name, folders()))


def check_answer(outcome: Outcome, text: str) -> dict[str, Any]:
    """Judge an answer: correct, incorrect with the slips that explain it, or missing its unit."""
    right = outcome.quantity
    if right is None:
        return {"verdict": None, "slip": None, "slips": []}
    try:
        answer = read_quantity(text)
    except DataError as error:
        return {"verdict": "incorrect", "slip": None, "slips": [], "message": error.what}
    if answer.unit is None:
        with_unit = Quantity(answer.low, answer.high, right.unit, answer.comparator)
        if outcome.is_right(with_unit):
            return {"verdict": "partial", "slip": "missing_unit", "slips": ["missing_unit"]}
        answer = with_unit
    if outcome.is_right(answer):
        return {"verdict": "correct", "slip": None, "slips": []}
    slips = outcome.explain(answer)
    names = [slip.name for slip in slips]
    return {
        "verdict": "incorrect",
        "slip": names[0] if len(names) == 1 else None,
        "slips": names,
        "message": "; or ".join(described(slip) for slip in slips),
    }


def _print(outcome: Outcome, checked: dict[str, Any]) -> None:
    if outcome.reason is not None:
        print_line(outcome.reason[:1].upper() + outcome.reason[1:])
        return
    assert outcome.result is not None
    for name, given in outcome.given.items():
        print_line(f"{name} = {given} ({given.origin})")
    for number, step in enumerate(outcome.steps, 1):
        print_line(f"Step {number}: {step}")
    for warning in outcome.result.warnings:
        print_line(f"Warning: {warning}")
    if outcome.quantity is not None:
        print_line(f"Result: {write(outcome.quantity)}")
    elif outcome.result.label is not None:
        print_line(f"Result: {outcome.result.label}")
    if checked:
        verdict = checked["verdict"] or "no number to compare with"
        print_line(f"Answer: {verdict}.")
        if message := checked.get("message"):
            print_line(f"{message}.")
    print_line("For training, not for patient care.")


def _list(*, as_json: bool) -> int:
    if as_json:
        print_json([calculation.to_json() for calculation in CALCULATIONS])
        return 0
    for calculation in CALCULATIONS:
        print_line(f"{calculation.name}: {calculation.summary}")
        for spec in calculation.inputs:
            unit = f", in {spec.unit}" if spec.unit else ""
            optional = "" if spec.required else " (may be left out)"
            print_line(f"  {spec.name}: {spec.meaning}{unit}{optional}")
    return 0
