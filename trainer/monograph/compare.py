"""Two readings of a drug, fact by fact: kept, reworded, changed, new, gone.

A deck keeps a fact's id through every edit of its wording or its line; a changed value, unit,
limit or denial is a change of the fact itself, which must be asked anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal

from trainer.monograph.fact import Fact, Reading, Value

Status = Literal["kept", "reworded", "changed", "new", "gone"]

# In these kinds the subject is taken from the wording, so it says nothing that survives an edit.
_WORDED = (
    "mechanism", "limitation", "education", "monitoring", "classification", "administration",
    "condition", "requirement", "reference", "disclaimer", "list", "indication_summary",
    "property", "caution",
)  # fmt: skip
_SMALL = re.compile(
    r"\b(?:an?|and|are|as|at|be|by|for|from|in|is|it|its|of|on|or|that|the|to|with)\b"
)
_LIKE_ENOUGH = 0.4
_MOST_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact in two readings; `old` is None for a new fact, `new` for one that is gone."""

    status: Status
    old: Fact | None
    new: Fact | None

    def to_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "old": self.old.to_json() if self.old else None,
            "new": self.new.to_json() if self.new else None,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs, in the order of the new reading; what is gone stands at the end."""

    pairs: tuple[Pair, ...]

    def of(self, status: Status) -> tuple[Pair, ...]:
        """Return the pairs of one status."""
        return tuple(pair for pair in self.pairs if pair.status == status)

    def to_json(self) -> dict[str, Any]:
        return {
            status: [pair.to_json() for pair in self.of(status)]
            for status in ("changed", "new", "gone", "reworded", "kept")
        }


def fingerprint(fact: Fact) -> str:
    """Return 16 hexadecimal digits for what a fact asserts.

    Kind, group, subject, values and polarity count; wording, lines and computed values do not.
    """
    subject = "" if fact.kind in _WORDED else " ".join(sorted(_stems(fact.subject)))
    group = fact.group.name if fact.group else ""
    said = [fact.section, fact.kind, group, subject, str(fact.negated), str(fact.frequency)]
    said += sorted(_said(value) for value in fact.values if not value.derived)
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def compare(old: Reading, new: Reading) -> Comparison:
    """Pair the facts of two readings; each fact stands in one pair."""
    return pair_up(old.facts, new.facts)


def pair_up(old: Iterable[Fact], new: Iterable[Fact]) -> Comparison:
    """Pair facts: first those that say the same in the same words, then by what they assert,
    then by likeness of words within a section and kind.
    """
    left = dict(enumerate(old))
    right = dict(enumerate(new))
    partner: dict[int, int] = {}
    for key in (_same_words, _same_assertion, _same_place):
        _by_key(left, right, partner, key)
    _by_likeness(left, right, partner)
    pairs = [
        Pair(_status(left[partner[n]], fact), left[partner[n]], fact)
        if n in partner
        else Pair("new", None, fact)
        for n, fact in right.items()
    ]
    used = set(partner.values())
    pairs += [Pair("gone", fact, None) for n, fact in left.items() if n not in used]
    return Comparison(tuple(pairs))


def _status(old: Fact, new: Fact) -> Status:
    if _asserted(old) != _asserted(new):
        return "changed"
    return "kept" if _plain(old.statement) == _plain(new.statement) else "reworded"


def _asserted(fact: Fact) -> tuple[object, ...]:
    values = sorted(_said(value) for value in fact.values if not value.derived)
    # Two groups are told apart only if both are known: a restored heading changes no dose.
    return (fact.kind, fact.negated, fact.frequency or "unstated", fact.qualifier, tuple(values))


def _same_words(fact: Fact) -> object:
    return (fact.section, fact.kind, _plain(fact.statement), _group(fact))


def _same_assertion(fact: Fact) -> object:
    return (fact.section, frozenset(_stems(fact.statement)), _asserted(fact))


def _same_place(fact: Fact) -> object | None:
    if fact.kind in _WORDED:
        return None
    return (fact.section, fact.kind, _group(fact), _plain(fact.subject), fact.details.get("form"))


def _group(fact: Fact) -> str:
    return fact.group.name if fact.group else ""


def _by_key(
    left: dict[int, Fact], right: dict[int, Fact], partner: dict[int, int], key: Any
) -> None:
    """Pair facts with the same key, in order; a key None pairs nothing."""
    used = set(partner.values())
    waiting: dict[object, list[int]] = {}
    for index, fact in left.items():
        if index not in used and (name := key(fact)) is not None:
            waiting.setdefault(name, []).append(index)
    for index, fact in right.items():
        if index in partner or (name := key(fact)) is None:
            continue
        found = waiting.get(name)
        if not found:
            continue
        said = _asserted(fact)
        best = next((one for one in found if _asserted(left[one]) == said), found[0])
        found.remove(best)
        partner[index] = best


def _by_likeness(left: dict[int, Fact], right: dict[int, Fact], partner: dict[int, int]) -> None:
    used = set(partner.values())
    sides: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for index, fact in left.items():
        if index not in used:
            sides.setdefault((fact.section, _family(fact)), ([], []))[0].append(index)
    for index, fact in right.items():
        if index not in partner:
            sides.setdefault((fact.section, _family(fact)), ([], []))[1].append(index)
    for olds, news in sides.values():
        if len(olds) * len(news) > _MOST_PAIRS:
            continue
        scored = sorted(
            (
                (-score, one, other)
                for one in olds
                for other in news
                if (score := _likeness(left[one], right[other])) >= _LIKE_ENOUGH
            ),
        )
        taken: set[int] = set()
        for _, one, other in scored:
            if one not in taken and other not in partner:
                taken.add(one)
                partner[other] = one


def _family(fact: Fact) -> str:
    return "dose" if fact.kind in ("dose", "dose_range") else fact.kind


def _likeness(old: Fact, new: Fact) -> float:
    one, other = set(_stems(old.statement)), set(_stems(new.statement))
    if not one or not other:
        return 0.0
    shared = len(one & other) / len(one | other)
    same_subject = _plain(old.subject) == _plain(new.subject)
    apart = _group(old) and _group(new) and _group(old) != _group(new)
    return shared + 0.3 * same_subject - 0.5 * bool(apart)


def _said(value: Value) -> str:
    freq = value.freq_per_day.limit_denominator(1000) if value.freq_per_day is not None else None
    cells = (
        _bound(value.low), _bound(value.high), value.unit, value.per, value.comparator, value.role,
        freq, value.measure,
    )  # fmt: skip
    return "|".join("" if cell is None else str(cell) for cell in cells)


def _bound(bound: Fraction | str | None) -> str:
    return "" if bound is None else str(bound)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9.%<>=≥≤]+", text.lower()))


def _stems(text: str) -> list[str]:
    """The first letters of the words that say something."""
    return [word[:6] for word in re.findall(r"[a-z0-9]+", _SMALL.sub(" ", text.lower()))]
