"""All calculations by name, and running one: inputs found, checked, computed and explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from trainer.calculator import (
    clearance,
    conversion,
    dosing,
    intrathecal,
    kinetics,
    order,
    renal,
    supply,
    taper,
    titration,
)
from trainer.calculator.bounds import warnings_of
from trainer.calculator.calculation import Calculation, CannotCalculate, Result, Values, checked
from trainer.calculator.quantity import Quantity
from trainer.calculator.routes import scope_of_route
from trainer.calculator.rules import EMPTY, Given, Rulebook
from trainer.calculator.slips import (
    SlipValue,
    by_unit,
    explaining,
    is_answer,
    slip_values,
    wordings,
)
from trainer.calculator.writer import write
from trainer.errors import UsageError

GROUPS: tuple[tuple[str, tuple[Calculation, ...]], ...] = (
    ("Titration", titration.CALCULATIONS),
    ("Doses", dosing.CALCULATIONS),
    ("Tablets and liquids", supply.CALCULATIONS),
    ("Kidney", (*clearance.CALCULATIONS, *renal.CALCULATIONS)),
    ("Intrathecal pump", intrathecal.CALCULATIONS),
    ("Half-life", kinetics.CALCULATIONS),
    ("Taper", taper.CALCULATIONS),
    ("Orders and units", (*order.CALCULATIONS, *conversion.CALCULATIONS)),
)
"""All calculations under the headings that a person looks for them under."""

CALCULATIONS: tuple[Calculation, ...] = tuple(
    calculation for _, group in GROUPS for calculation in group
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A calculation that was run, or that could not be: then `reason` says why.

    `slips` holds every wrong procedure with the value it gives on these inputs.
    """

    calculation: Calculation
    given: Mapping[str, Given]
    result: Result | None
    reason: str | None = None
    slips: tuple[SlipValue, ...] = ()

    @property
    def quantity(self) -> Quantity | None:
        return self.result.quantity if self.result else None

    @property
    def steps(self) -> tuple[str, ...]:
        return self.result.steps if self.result else ()

    def explain(self, answer: Quantity) -> tuple[SlipValue, ...]:
        """The slips that explain a wrong answer: one, several or none."""
        if self.quantity is None:
            return ()
        name = by_unit(answer, self.quantity)
        if name is not None:
            return (SlipValue(name, answer, wordings()[name]),)
        assert self.result is not None
        return explaining(answer, self.slips, self.result.places)

    def is_right(self, answer: Quantity) -> bool:
        """Whether an answer is the result: exact, or rounded no more coarsely than the result is.

        A number that the calculation rounds in a direction (tablets up, days down) is right only
        so rounded: 76.5 tablets cannot be dispensed.
        """
        return self.result is not None and is_answer(answer, self.result)

    def to_json(self) -> dict[str, Any]:
        return {
            "calculation": self.calculation.name,
            "inputs": {name: str(given) for name, given in self.given.items()},
            "result": _result_json(self.result),
            "reason": self.reason,
            "exact": _exact_json(self.result),
            "steps": list(self.steps),
            "origins": [
                {"input": name, **given.origin.to_json()} for name, given in self.given.items()
            ],
            "warnings": list(self.result.warnings) if self.result else [],
        }


def candidates(name: str) -> tuple[Calculation, ...]:
    """The calculations that a name, an alias or a family means; UsageError if there are none."""
    wanted = name.casefold().replace("-", "_").replace(" ", "_")
    exact = [one for one in CALCULATIONS if wanted == one.name]
    if exact and exact[0].family != wanted:
        return (exact[0],)
    named = [one for one in CALCULATIONS if wanted == one.family or wanted in one.aliases]
    if named or exact:
        return tuple(named or exact)
    known = sorted({n for one in CALCULATIONS for n in (one.name, one.family, *one.aliases)})
    close = get_close_matches(wanted, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else "See all with: trainer calc"
    raise UsageError(f"there is no calculation {name!r}", hint=hint)


def calculate(
    name: str,
    inputs: Mapping[str, Given],
    rules: Rulebook = EMPTY,
    scope: str = "",
    find: str = "",
) -> Outcome:
    """Run a calculation by name.

    `inputs` are by name or alias; what they leave open is filled from `rules` (of `scope`, where
    several routes have rules). Of several calculations that the name may mean, the one is run that
    uses the most of what was given and whose inputs are all there; `find` says which is meant
    ("increases", "schedule"). A missing input gives a reason, an implausible one raises
    CannotCalculate; an input that no candidate knows, and a `find` that none has, raise UsageError.
    """
    found = _meant(candidates(name), find)
    route = inputs.get("route")
    if route is not None and isinstance(route.value, str) and not scope:
        scope = scope_of_route(route.value, rules.scopes())
    ready = [(one, _filled(one, inputs, rules, scope)) for one in found]
    known = {key for _, (_, used) in ready for key in used}
    if unknown := [key for key in inputs if key not in known]:
        raise UsageError(_unknown(unknown[0], found))
    most = max(len(used) for _, (_, used) in ready)
    outcomes: list[Outcome] = []
    for calculation, (given, used) in ready:
        if len(used) == most:  # one that ignores an input would answer another question
            outcome = run(calculation, given, rules, scope)
            if outcome.result is not None:
                return _noting(outcome, [key for key in inputs if key not in used])
            outcomes.append(outcome)
    return outcomes[0]


def _meant(found: tuple[Calculation, ...], find: str) -> tuple[Calculation, ...]:
    wanted = find.casefold().strip().replace(" ", "_").replace("-", "_")
    if not wanted:
        return found
    named = tuple(
        one
        for one in found
        if wanted in (one.name, *one.aliases) or one.name.endswith(f"_{wanted}")
    )
    if not named:
        names = ", ".join(one.name for one in found)
        raise UsageError(f"there is nothing called {find!r} to find", hint=f"Find one of: {names}")
    return named


def _noting(outcome: Outcome, unused: Iterable[str]) -> Outcome:
    """The outcome with a note for each input that was given for nothing."""
    notes = tuple(f"{name} was given, and is not used here" for name in unused)
    if not notes or outcome.result is None:
        return outcome
    result = replace(outcome.result, warnings=(*outcome.result.warnings, *notes))
    return replace(outcome, result=result)


def run(
    calculation: Calculation, given: Mapping[str, Given], rules: Rulebook = EMPTY, scope: str = ""
) -> Outcome:
    """Check the inputs and compute; a missing input is a reason, an implausible one is raised.

    Nothing is filled from `rules`: they say which doses are far from what is stated.
    """
    try:
        values: Values = checked(calculation, given)
        result = calculation.compute(values)
    except CannotCalculate as error:
        if not error.what.startswith("cannot calculate"):
            raise
        return Outcome(calculation, given, None, f"{error.what}. {error.hint}".rstrip(". ") + ".")
    if outside := warnings_of(calculation, values.given, result, rules, scope):
        result = replace(result, warnings=(*outside, *result.warnings))
    return Outcome(
        calculation, values.given, result, slips=slip_values(calculation, values, result)
    )


def _filled(
    calculation: Calculation, inputs: Mapping[str, Given], rules: Rulebook, scope: str
) -> tuple[dict[str, Given], set[str]]:
    """The inputs under their proper names, completed from the rules; and which were used."""
    given: dict[str, Given] = {}
    used: set[str] = set()
    for spec in calculation.inputs:
        for key in (spec.name, *spec.aliases):
            match = next((name for name in inputs if name.casefold() == key.casefold()), None)
            if match is not None and match not in used:
                given[spec.name] = inputs[match]
                used.add(match)
                break
    replaced = calculation.replaced(given)
    for spec in calculation.inputs:
        if spec.name not in given and spec.name not in replaced:
            rule = spec.rule(rules, scope)
            if rule is not None:
                given[spec.name] = rule
    return {spec.name: given[spec.name] for spec in calculation.inputs if spec.name in given}, used


def _unknown(name: str, found: Iterable[Calculation]) -> str:
    names = {key for one in found for spec in one.inputs for key in (spec.name, *spec.aliases)}
    close = get_close_matches(name, sorted(names), n=1)
    inputs = ", ".join(dict.fromkeys(spec.name for one in found for spec in one.inputs))
    hint = f"Did you mean {close[0]}?" if close else f"Its inputs: {inputs}"
    return f"the calculation has no input {name!r}. {hint}"


def _result_json(result: Result | None) -> dict[str, Any] | None:
    if result is None:
        return None
    if result.label is not None:
        return {"label": result.label, "unit": None}
    if result.quantity is None:
        rows = [
            {"first_day": row.first, "last_day": row.last, "value": float(row.daily.value)}
            for row in result.table
        ]
        return {"table": rows, "unit": "mg/day"}
    unit = result.quantity.unit.symbol if result.quantity.unit else None
    ends = [float(end) for end in result.quantity.ends]
    if len(ends) == 1:
        return {"value": ends[0], "unit": unit, "text": write(result.quantity)}
    return {"low": ends[0], "high": ends[1], "unit": unit, "text": write(result.quantity)}


def _exact_json(result: Result | None) -> list[str] | str | None:
    if result is None or result.exact is None:
        return None
    ends = [str(end) for end in result.exact.ends]
    return ends[0] if len(ends) == 1 else ends
