"""How well a monograph is read: a reading scored against a gold file.

    python -m tests.evaluation.facts GOLD.json TEXT [--json] [--all]

Recall: a gold fact is found if a fact of ours, used for no other gold fact, stands in the same
section on one of its lines, is of the same family of kinds, has all its values with their units,
and (where it has no value) shares words with it. Precision: of our values, how many the gold file
has on that line with that unit. Violations: classes that `scoring.must_not` forbids.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.evaluation import expected
from trainer.monograph.fact import Fact, Reading, Value, number_in
from trainer.monograph.reader import read_file

FAMILIES = (
    {"dose", "dose_range", "max_dose", "titration"},
    {"dose_adjustment", "not_recommended", "caution", "dose", "dose_range"},
    {"age_limit"},
    {"condition", "requirement", "administration", "caution"},
    {"duration"},
    {"percentage", "property", "rate", "ratio", "duration"},
    {"classification", "indication_summary", "list"},
    {"date"},
    {"strength"},
    {"mechanism", "limitation"},
    {"indication"},
    {"not_indicated"},
    {"off_label"},
    {"warning", "pregnancy", "lactation"},
    {"withdrawal_sign"},
)
_STOP = re.compile(
    r"\b(?:an?|and|are|as|at|be|by|for|from|if|in|into|is|it|its|may|of|on|or|than|the|to|used?|"
    r"with|which|that|when|mg)\b"
)
Key = tuple[str, str, str]


@dataclass(slots=True)
class Score:
    """The figures of one reading, and what stands behind them."""

    facts: int = 0
    found: int = 0
    ours: int = 0
    values: int = 0
    wrong_values: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    line_right: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.facts if self.facts else 1.0

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong_values) / self.values if self.values else 1.0

    def to_json(self) -> dict[str, Any]:
        return {
            "facts": self.facts,
            "found": self.found,
            "recall": round(self.recall, 4),
            "ours": self.ours,
            "values": self.values,
            "value_precision": round(self.precision, 4),
            "line_accuracy": round(self.line_right / self.found, 4) if self.found else 0.0,
            "violations": self.violations,
            "wrong_values": self.wrong_values,
            "missed": self.missed,
        }


def score(gold: Sequence[dict[str, Any]], reading: Reading) -> Score:
    """Score a reading against gold facts (the JSON of `trainer facts`, plus `scoring`)."""
    result = Score(facts=len(gold), ours=len(reading.facts))
    taken: set[str] = set()
    # Facts with values choose first: what they need is rarest.
    for entry in sorted(gold, key=lambda one: -len(_wanted(one))):
        match = _best(entry, reading.facts, taken)
        if match is None:
            result.missed.append(
                f"{entry.get('id')} {entry['kind']} line {entry['lines']}: "
                f"{entry['statement']} {_wanted(entry)}"
            )
            continue
        taken.add(match.id)
        result.found += 1
        result.line_right += set(match.lines) <= set(entry["lines"])
    _judge_values(gold, reading, result)
    _judge_bans(gold, reading, result)
    return result


def _wanted(entry: dict[str, Any]) -> list[Key]:
    accepted = (entry.get("scoring") or {}).get("accept_frequency", ())
    if entry["kind"] == "adverse_effect" and "unstated" in accepted:
        return []
    return [_key(value) for value in entry.get("values", ()) if not value.get("derived")]


def _key(value: dict[str, Any]) -> Key:
    return (_bound(value.get("low")), _bound(value.get("high")), str(value.get("unit")))


def _bound(raw: object) -> str:
    bound = number_in(raw)
    return str(bound) if not isinstance(bound, Fraction) else f"{float(bound):g}"


def _our_key(value: Value) -> Key:
    return (_bound(value.low), _bound(value.high), str(value.unit))


def _best(entry: dict[str, Any], facts: Sequence[Fact], taken: set[str]) -> Fact | None:
    wanted = _wanted(entry)
    best: tuple[float, Fact] | None = None
    for fact in facts:
        if fact.id in taken or fact.section != entry["section"]:
            continue
        if not set(fact.lines) & set(entry["lines"]) or not _kin(entry["kind"], fact.kind):
            continue
        if bool(entry.get("negated")) and not fact.negated and entry["kind"] != "not_recommended":
            continue
        ours = [_our_key(value) for value in fact.values]
        if any(key not in ours for key in wanted):
            continue
        shared = _shared(entry, fact)
        if not wanted and shared < 0.34:
            continue
        extra = sum(1 for value in fact.values if not value.derived) - len(wanted)
        points = shared + (fact.kind == entry["kind"]) - 0.2 * extra
        if best is None or points > best[0]:
            best = (points, fact)
    return best[1] if best else None


def _kin(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in FAMILIES)


def _words(text: str) -> set[str]:
    """The first letters of the words that say something: "manage" and "management" are one."""
    return {word[:6] for word in re.findall(r"[a-z0-9]+", _STOP.sub(" ", text.lower()))}


def _shared(entry: dict[str, Any], fact: Fact) -> float:
    mine = _words(fact.statement) | _words(fact.subject)
    return max(
        len(theirs & mine) / len(theirs) if theirs else 0.0
        for theirs in (_words(entry["statement"]), _words(entry["subject"]))
    )


def _judge_values(gold: Sequence[dict[str, Any]], reading: Reading, result: Score) -> None:
    known: dict[int, set[Key]] = {}
    for entry in gold:
        for line in entry["lines"]:
            known.setdefault(line, set()).update(_key(value) for value in entry.get("values", ()))
    for fact in reading.facts:
        for value in fact.values:
            if value.derived:
                continue
            result.values += 1
            if not any(_our_key(value) in known.get(line, ()) for line in fact.lines):
                result.wrong_values.append(f"line {fact.lines} {fact.kind}: {_our_key(value)}")


def _judge_bans(gold: Sequence[dict[str, Any]], reading: Reading, result: Score) -> None:
    for entry in gold:
        rules = entry.get("scoring") or {}
        banned = rules.get("must_not")
        group = rules.get("must_not_subsection")
        for fact in reading.facts:
            if entry["lines"][-1] not in fact.lines or fact.section != entry["section"]:
                continue
            if banned and banned in (fact.frequency, fact.kind):
                result.violations.append(f"{entry['id']}: {banned} asserted")
            if group and fact.group and fact.group.name.replace(" ", "_") == group:
                result.violations.append(f"{entry['id']}: group {group} asserted")
        allowed = rules.get("accept_frequency")
        if allowed:
            for fact in reading.facts:
                same = fact.section == "adverse_effects" and entry["lines"][-1] in fact.lines
                if same and fact.frequency not in allowed:
                    result.violations.append(f"{entry['id']}: frequency {fact.frequency}")


def load_gold(path: Path) -> list[dict[str, Any]]:
    """Read a gold file: JSON with "facts", or the lines of a .expected file."""
    if path.suffix == ".expected":
        return expected.load(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    return list(data["facts"] if isinstance(data, dict) else data)


def main(words: Sequence[str] | None = None) -> int:
    """Score TEXT against GOLD and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.facts", description=__doc__)
    parser.add_argument("gold", type=Path, help="gold file: {facts: [...]} as JSON")
    parser.add_argument("text", type=Path, help="the monograph that the gold file describes")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    args = parser.parse_args(words)
    result = score(load_gold(args.gold), read_file(args.text))
    report = result.to_json()
    if args.json:
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        print(
            f"recall {report['recall']:.3f} ({result.found} of {result.facts}; ours {result.ours})"
        )
        print(f"value precision {report['value_precision']:.3f} of {result.values}")
        print(f"line accuracy {report['line_accuracy']:.3f}")
        for name in ("violations", "wrong_values", "missed"):
            print(f"{name}: {len(report[name])}")
            for line in report[name]:
                print(f"  {line}")
    return 0 if not result.violations and not result.wrong_values else 1


if __name__ == "__main__":
    raise SystemExit(main())
