"""Lines about pharmacokinetics become properties, percentages, durations, rates and ratios."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trainer.monograph import amounts, forms, values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value

_BY_ENZYMES = re.compile(
    r"(?i)\s*\b(?:by|via|through|involving)\s+(?=(?:cytochrome|CYP|UGT|P-gp)\S*)"
)
_ENZYME = re.compile(r"\b(?:CYP\s?\d\w*|CYP450|UGT\d\w*|P-gp|P-glycoprotein|cytochrome P450\s?\w*)")
_LESSER = re.compile(
    r"(?i),?\s*(?:and,?\s+)?to a lesser extent,?\s*(?:by\s+)?|"
    r",?\s*(?:and,?\s+)?(?:with\s+)?minor\s+(?:contributions?\s+(?:from|by)\s+)?(?=CYP)"
)
_THREE_LETTERS = re.compile(r"[a-zA-Z]{3}")
_SPREADS = re.compile(r"(?i)^(crosses|enters|penetrates|passes into)\s+(?:the\s+)?")
_RANGE_IN = re.compile(r"(?i)\brange[ds]?\b|\bfrom\b")


def read(block: Block, section: str = "pharmacokinetics") -> list[Fact]:
    """Return the facts of one pharmacokinetic line, one for each statement in it."""
    split = wording.labelled(block.text)
    found: list[Fact] = []
    table = wordlists.phrases("kinetics")
    named = table.best(split.label.lower()) if split.label else None
    for piece in wording.top_level(split.rest):
        for _, sentence in wording.sentences(piece):
            for clause in _clauses(sentence):
                own = table.first(" ".join(clause.lower().split()[:4])) if found else None
                label = "" if own and named and own != named else split.label
                found += _clause(clause, label, block, section)
    return found


def _clauses(text: str) -> list[str]:
    """Cut at commas where each side holds its own amount: "70% oral, 95% intramuscular"."""
    pieces = wording.top_level(text, ",")
    if len(pieces) < 2:
        return _and(text)
    cut: list[str] = []
    for piece in pieces:
        plain = re.sub(r"^(?:and|but|with)\s+", "", piece)
        if cut and amounts.find(wording.brackets(plain)[0]) and amounts.find(cut[-1]):
            cut.append(plain)
        else:
            cut[-1:] = [f"{cut[-1]}, {piece}" if cut else piece]
    return [part for piece in cut for part in _and(piece)]


def _and(text: str) -> list[str]:
    """Cut "6 hours in adults and 10 hours in the elderly"; "5 and 10 hours" stays whole."""
    for match in re.finditer(
        r"\s+(?:and|but|or)\s+(?=(?:is\s+)?(?:about|approximately|up to|[<>~]|\d))", text
    ):
        left, right = text[: match.start()], text[match.end() :]
        if (
            _THREE_LETTERS.search(text, _last_digit(left), match.start())
            and left.count("(") == left.count(")")
            and not re.search(r"(?i)\bbetween\b", left)
            and amounts.find(left)
            and amounts.find(right)
        ):
            return [left, *_and(right)]
    return [text]


def _last_digit(text: str) -> int:
    """Where what stands behind the last digit begins."""
    return next((n for n in range(len(text), 0, -1) if text[n - 1].isdigit()), 0)


def _clause(text: str, label: str, block: Block, section: str) -> list[Fact]:
    found = values.plain(text)
    if not found:
        return _properties(text, label, block, section)
    outside, inside = wording.brackets(text)
    found = _typical_and_range(found, outside, inside)
    subject = _subject(outside, label, found)
    details: dict[str, Any] = {}
    release = forms.release(text)
    if release:
        details["form"] = release
        subject = f"{subject}, {release}"
    kind = _kind(found)
    shown = text if not label else f"{label}: {text}"
    return [
        Fact(
            id="",
            section=section,
            subject=subject,
            kind=kind,
            statement=wording.statement(shown),
            lines=block.lines(),
            values=found,
            negated=wording.negated(text),
            qualifier=wording.qualifier(text),
            details=details,
        )
    ]


def _subject(text: str, label: str, found: tuple[Value, ...]) -> str:
    table = wordlists.phrases("kinetics")
    own = table.best(text.lower())
    named = table.best(label.lower()) if label else None
    if named and named[0] in ("absorption", "distribution", "elimination", "hepatic metabolism"):
        return own[0] if own else named[0]
    if wordlists.phrases("populations").first(label.lower()):
        return f"{wording.plain_label(label)} {_noun(text)}".strip()
    of_what = _HALF_LIFE_OF.search(text)
    if of_what:
        return f"half-life of {of_what.group(1)}"
    folded = any(value.unit == "fold" for value in found)
    if folded and re.search(r"(?i)single dose|first dose", text):
        return "accumulation"
    if named:
        return named[0]
    return own[0] if own else wording.plain_label(label) or "pharmacokinetics"


# Of what the parent drug's half-life is not: its effect, or what it is turned into.
_HALF_LIFE_OF = re.compile(
    r"(?i)\bhalf-li(?:fe|ves)\s+of\s+(?:the\s+|its\s+)?((?:[\w-]+\s+){0,3}?"
    r"(?:activity|effect|metabolites?|inhibition))\b"
)


def _noun(text: str) -> str:
    found = re.search(
        r"(?i)\b(exposure|auc|half-life|clearance|concentrations?|levels?|bioavailability)\b", text
    )
    return found.group(1).lower() if found else ""


def _kind(found: tuple[Value, ...]) -> str:
    unit = found[0].unit or ""
    dimension = amounts.dimension_of(unit)
    if unit == "fold":
        return "ratio"
    if dimension == "percent":
        return "percentage"
    if dimension in ("time", "age"):
        return "duration"
    if unit.endswith(("/min", "/h")) or "/min/" in unit or "/h/" in unit:
        return "rate"
    return "property"


def _typical_and_range(
    found: tuple[Value, ...], outside: str, inside: list[str]
) -> tuple[Value, ...]:
    """ "18 hours (range 8-37 hours)": the first value is typical, the one in brackets a range."""
    if len(found) == 2 and found[0].unit == found[1].unit and any(map(_RANGE_IN.search, inside)):
        return (replace(found[0], role="typical"), replace(found[1], role="range"))
    return found


def _properties(text: str, label: str, block: Block, section: str) -> list[Fact]:
    statements: list[tuple[str, str, tuple[str, ...], str | None]] = []
    cut = _BY_ENZYMES.search(text)
    crossing = _SPREADS.match(text)
    if cut and _ENZYME.search(text[cut.end() :]):
        way = text[: cut.start()].strip(" ,")
        major, minor = _enzymes(text[cut.end() :])
        if way and not re.fullmatch(r"(?i)(?:primarily|mainly|extensively|metaboli[sz]ed)", way):
            statements.append((_subject(way, label, ()), way, (), None))
        statements.append(("main enzymes", f"By {_joined(major)}", tuple(major), None))
        if minor:
            statements.append(
                ("minor enzyme" if len(minor) == 1 else "minor enzymes",
                 f"{_joined(minor)} to a lesser extent", tuple(minor), "to a lesser extent")
            )  # fmt: skip
    elif crossing:
        verb = crossing.group(1)
        for item in wording.items(text[crossing.end() :]):
            statements.append((f"{verb.lower()} {_bare(item)}", f"{verb} {item}", (), None))
    else:
        statements.append((_subject(text, label, ()), text, (), wording.qualifier(text)))
    found = []
    for subject, statement, names, hedge in statements:
        details: dict[str, Any] = {"items": list(names)} if names else {}
        found.append(
            Fact(
                id="",
                section=section,
                subject=subject,
                kind="property",
                statement=wording.statement(statement),
                lines=block.lines(),
                negated=wording.negated(statement),
                qualifier=hedge,
                details=details,
            )
        )
    return found


def _bare(item: str) -> str:
    return re.sub(r"^(?:the|into|in)\s+", "", item.strip())


def _enzymes(text: str) -> tuple[list[str], list[str]]:
    parts = _LESSER.split(text, maxsplit=1)
    major = _ENZYME.findall(parts[0])
    minor = _ENZYME.findall(parts[1]) if len(parts) > 1 else []
    return (major or minor), (minor if major else [])


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
