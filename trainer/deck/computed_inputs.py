"""The inputs that a `calculate:` names, held against those that the calculation has."""

from __future__ import annotations

import re
from difflib import get_close_matches

from trainer.calculator.calculation import Calculation, InputSpec
from trainer.calculator.catalogue import candidates
from trainer.calculator.quantity import Quantity
from trainer.calculator.units import is_unit, unit
from trainer.calculator.writer import unit_words
from trainer.deck.form import Form
from trainer.deck.plain_answer import near_unit
from trainer.deck.yaml_tree import Node, Scalar

_AMOUNT = re.compile(
    r"(?:\{\w+\}|\d[\d.,]*)(?:\s*(?:to|-)\s*(?:\{\w+\}|\d[\d.,]*))?\s*([^\d\s{}].*)"
)
"""A number, drawn or written, and all that stands behind it."""


def check_input_of(form: Form, calculation: str, key: Scalar, value: Scalar) -> None:
    """Complain of an input that the calculation has not, or of a unit that it cannot have."""
    if not check_name_of(form, calculation, key.text, key):
        return
    specs = _known(candidates(calculation))[key.text.casefold()]
    behind = _AMOUNT.fullmatch(" ".join(value.text.split()))
    measured = [spec for spec in specs if spec.unit]
    if behind is None or not measured or any(spec.choices for spec in specs):
        return
    written = behind[1].strip()
    units = " or ".join(dict.fromkeys(_units(spec) for spec in measured))
    if not is_unit(written):
        if " " in written and "/" not in written and not written.startswith("per "):
            return  # words that the calculator reads: "5 mg three times daily"
        said = (
            f"`{key.text}` is {value.text.strip()!r}, and {written!r} is no unit that is known here"
        )
        close_unit = near_unit(written)
        hint = f"Did you mean {close_unit}?" if close_unit else f"It is measured in {units}."
        form.complain(value, "calculation-input", said, hint)
    elif not any(_fits(spec, written) for spec in measured):
        said = f"`{key.text}` is {value.text.strip()!r}, and the {measured[0].meaning}"
        said += f" of `{calculation}` is measured in {units}"
        form.complain(value, "calculation-input", said, f"Write it in {units}.")


def check_name_of(form: Form, calculation: str, name: str, at: Node | None) -> bool:
    """Whether a calculation has an input of this name; a complaint if not."""
    found = candidates(calculation)
    known = _known(found)
    if name.casefold() in known:
        return True
    close = get_close_matches(name.casefold(), sorted(known), n=1)
    inputs = ", ".join(dict.fromkeys(spec.name for one in found for spec in one.inputs))
    said = f"{form.named} calculates `{calculation}`, which has no input `{name}`"
    hint = f"Did you mean `{close[0]}`?" if close else f"Its inputs: {inputs}."
    form.complain(at, "calculation-input", said, hint)
    return False


def _known(found: tuple[Calculation, ...]) -> dict[str, tuple[InputSpec, ...]]:
    names: dict[str, tuple[InputSpec, ...]] = {}
    for one in found:
        for spec in one.inputs:
            for name in (spec.name, *spec.aliases):
                key = name.casefold()
                names[key] = (*names.get(key, ()), spec)
    return names


def _units(spec: InputSpec) -> str:
    names = (spec.unit, *(name for name, _, _ in spec.also))
    return " or ".join(unit_words(unit(name)) for name in names)


def _fits(spec: InputSpec, written: str) -> bool:
    """Whether an amount in this unit can be that input; one of a dose or tablet needs no stroke."""
    amount = Quantity.of(1, unit(written))
    above, _, below = spec.unit.partition("/")
    each = below in ("dose", "tablet") and amount.converts_to(above)
    names = (spec.unit, *(name for name, _, _ in spec.also))
    return each or any(amount.converts_to(name) for name in names)
