"""What a monograph states, typed: facts, their values, their groups, and what a reader doubts.

The JSON forms are those of `trainer facts FILE --json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

SectionId = Literal[
    "introduction",
    "mechanism",
    "indications",
    "dosage_administration",
    "pharmacokinetics",
    "contraindications",
    "warnings_precautions",
    "drug_interactions",
    "adverse_effects",
    "monitoring",
    "patient_education",
    "references",
]

Kind = Literal[
    "classification",
    "indication_summary",
    "date",
    "list",
    "mechanism",
    "indication",
    "off_label",
    "dose",
    "titration",
    "dose_range",
    "max_dose",
    "condition",
    "requirement",
    "dose_adjustment",
    "caution",
    "age_limit",
    "property",
    "percentage",
    "duration",
    "contraindication",
    "warning",
    "withdrawal_sign",
    "pregnancy",
    "lactation",
    "interaction",
    "adverse_effect",
    "strength",
    "limitation",
    "not_indicated",
    "not_recommended",
    "administration",
    "rate",
    "ratio",
    "monitoring",
    "education",
    "reference",
    "disclaimer",
]

Frequency = Literal["common", "less common", "serious", "unstated"]
Bound = Fraction | str | None


@dataclass(frozen=True, slots=True)
class Section:
    """One titled part of a monograph; `line` counts from 1."""

    id: str
    title: str
    line: int

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "title": self.title, "line": self.line}


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-heading that facts stand under; `inferred` if the text does not show it there.

    `editor` is true where a person restored a lost heading and marked it as theirs in the file.
    """

    name: str
    inferred: bool = False
    editor: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "inferred": self.inferred, "editor": self.editor}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Group:
        return cls(data["name"], bool(data.get("inferred")), bool(data.get("editor")))


@dataclass(frozen=True, slots=True)
class Value:
    """One number or range of a fact, in the unit that the text uses.

    `low` and `high` are exact numbers, or words such as "1970s" and "C". A one-sided limit leaves
    one of them None and names the `comparator` ("<", "<=", ">", ">="). `unit` may hold its own
    "/day" or "/kg"; `per` is "dose" where the amount is per single dose; `freq_per_day` says how
    often a dose is given. `role` says what the number is for: "increment", "interval",
    "threshold", "reduction", ... `derived` values are computed by the reader, not written.
    """

    low: Bound
    high: Bound
    unit: str | None = None
    per: str | None = None
    comparator: str | None = None
    role: str | None = None
    freq_per_day: Fraction | None = None
    qualifier: str | None = None
    measure: str | None = None
    derived: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "low": _number_out(self.low),
            "high": _number_out(self.high),
            "unit": self.unit,
            "per": self.per,
            "comparator": self.comparator,
            "role": self.role,
            "freq_per_day": _number_out(self.freq_per_day),
            "qualifier": self.qualifier,
            "measure": self.measure,
            "derived": self.derived,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Value:
        frequency = number_in(data.get("freq_per_day"))
        if isinstance(frequency, str):
            raise ValueError(f"freq_per_day is not a number: {frequency!r}")
        return cls(
            number_in(data.get("low")),
            number_in(data.get("high")),
            data.get("unit"),
            data.get("per"),
            data.get("comparator"),
            data.get("role"),
            frequency,
            data.get("qualifier"),
            data.get("measure"),
            bool(data.get("derived")),
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the monograph.

    `id` is given once, in the deck's facts.yaml; a fresh reading numbers them provisionally.
    `lines` are the source lines, counted from 1. `review` is None, or why an instructor should
    look before the fact is asked as it stands. `details` is free: "items", "reason", "route",
    "agents", "effect", "population", "divided", ... as each kind needs. `concept` links facts of
    several sections that say one thing (renal impairment on four lines).
    """

    id: str
    section: str
    subject: str
    kind: str
    statement: str
    lines: tuple[int, ...]
    values: tuple[Value, ...] = ()
    group: Group | None = None
    frequency: str | None = None
    negated: bool = False
    qualifier: str | None = None
    review: str | None = None
    concept: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "section": self.section,
            "group": self.group.to_json() if self.group else None,
            "subject": self.subject,
            "kind": self.kind,
            "statement": self.statement,
            "values": [value.to_json() for value in self.values],
            "lines": list(self.lines),
            "frequency": self.frequency,
            "negated": self.negated,
            "qualifier": self.qualifier,
            "review": self.review,
            "concept": self.concept,
            "details": dict(self.details),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fact:
        group = data.get("group")
        return cls(
            id=data["id"],
            section=data["section"],
            subject=data["subject"],
            kind=data["kind"],
            statement=data["statement"],
            lines=tuple(data["lines"]),
            values=tuple(Value.from_json(value) for value in data.get("values", ())),
            group=Group.from_json(group) if group else None,
            frequency=data.get("frequency"),
            negated=bool(data.get("negated")),
            qualifier=data.get("qualifier"),
            review=data.get("review"),
            concept=data.get("concept"),
            details=data.get("details", {}),
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Lines that a person must look at, and why."""

    lines: tuple[int, ...]
    reason: str

    def to_json(self) -> dict[str, Any]:
        return {"lines": list(self.lines), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Reading:
    """A monograph, read: its text line by line, sections, facts, doubts, and what no fact covers.

    `text` holds the source lines as shown to a learner: line n is `text[n - 1]`.
    """

    drug: str
    text: tuple[str, ...]
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    review: tuple[Doubt, ...] = ()
    uncovered: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "drug": self.drug,
            "sections": [section.to_json() for section in self.sections],
            "facts": [fact.to_json() for fact in self.facts],
            "review": [doubt.to_json() for doubt in self.review],
            "uncovered": list(self.uncovered),
        }


def _number_out(bound: Bound) -> int | float | str | None:
    if isinstance(bound, Fraction):
        return int(bound) if bound.denominator == 1 else float(bound)
    return bound


def number_in(bound: object) -> Bound:
    """Read a bound from JSON: numbers become exact by their decimal writing, text stays text."""
    if bound is None or isinstance(bound, str | Fraction):
        return bound
    if isinstance(bound, int | float) and not isinstance(bound, bool):
        written = Fraction(str(bound))
        # A third of a day has no end in JSON: it comes back as the simple fraction that it was.
        return written if written.denominator < 10**12 else written.limit_denominator(1000)
    raise ValueError(f"not a number or a text: {bound!r}")
