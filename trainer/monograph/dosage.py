"""Lines about dosing become facts: doses, ranges, steps, maxima, adjustments, conditions.

A line is cut into clauses (at semicolons, sentences and verbs of change), and each clause becomes
one fact, so that a starting dose and its increase in one bullet are two facts with their own
values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from trainer.monograph import amounts, forms, values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value
from trainer.monograph.values import Dosed

_SAFETY = re.compile(
    r"(?i)\b(?:safety|effectiveness|efficacy)\b.{0,60}?\bnot\b.{0,20}?\b(?:established|known|studied|determined)\b"
)
_NOT_RECOMMENDED = re.compile(
    r"(?i)\b(?:not\s+(?:be\s+)?(?:recommended|used?|advised|indicated|given)|avoid(?:ed)?|contraindicated|do\s+not\s+(?:use|give|administer))\b"
)
_UNCHANGED = re.compile(
    r"(?i)\bno\s+(?:\w+\s+){0,3}?(?:adjustments?|changes?|reductions?|modifications?)\b|\bnot\s+(?:require|need)\w*\b|\b(?:adjustment|reduction)\s+(?:is\s+)?not\s+(?:required|needed|necessary)\b|\bunchanged\b"
)
_CAUTION = re.compile(r"(?i)\bcaution\w*\b|\bcarefully\b")
_LOWER = re.compile(r"(?i)\b(?:lower|smaller|reduced)\b.{0,20}\bdos|\blow end\b|\blower initial\b")
_ADJUST = re.compile(
    r"(?i)\b(?:reduc\w+|decreas\w+|lower\w*|adjust\w*|halve\w*|extend\w*|increase\s+(?:the\s+)?(?:dosing\s+)?interval|dose|less frequent\w*|give|start|supplement\w*)\b"
)
_CONDITION = re.compile(
    r"(?i)\b(?:reserved?\s+for|only\s+(?:for|if|when|in)|restricted\s+to|limited\s+to\s+patients|for patients\s+(?:who|with|unresponsive)|when\s+(?:other|oral)|second-line|first-line|alternative)\b"
)
_REQUIRES = re.compile(
    r"(?i)^\s*(?:requires?|needs?|must\s+be|should\s+be|necessitates)\b|\brequires?\b"
)
_MAXIMUM = re.compile(
    r"(?i)\b(?:max(?:imum)?|do(?:es)?\s+not\s+exceed|not\s+(?:to\s+)?exceed|should\s+not\s+exceed|must\s+not\s+exceed|no\s+more\s+than|not\s+more\s+than|upper\s+limit|ceiling)\b"
)
_CUT = re.compile(
    r"(?i)(?:,\s*(?:and\s+)?then|,|\band)\s+(?=(?:may\s+(?:be\s+)?)?(?:increas\w+|titrat\w+|taper\w*|escalat\w+|rais\w+|reduc\w+)\b)|,?\s+or\s+(?=\d[\d.,-]*\s?[a-zA-Z/]+\s+(?:every|once|twice|three|four|daily|weekly|q\d))|\s+then\s+(?=\d|increas|titrat|maintain|continu|reduc|every)|,\s*(?:and\s+)?then\s+|,\s*followed\s+by\s+|\s+followed\s+by\s+"
)
_HEDGED_LIMIT = re.compile(
    r"(?i)\b(?:some\s+\w+\s+(?:recommend|allow|suggest|use|state|permit|advise|list)|rarely|exceptional|"
    r"in\s+(?:selected|severe|some)\s+(?:patients|cases)|hospital(?:ized|ised)?|inpatient)"
)
_REASON = re.compile(r"(?i)\b(?:due to|because of|because|owing to)\s+(.+?)(?:[.;]|$)")


@dataclass(frozen=True, slots=True)
class _Line:
    """One bullet with what its label says about it."""

    block: Block
    label: str
    subject: str
    kind: str
    population: str
    concept: str | None


def rank(block: Block) -> int:
    """Return the place of a dosing line in a schedule, 1 (test dose) to 8 (taper); 0 if none."""
    split = wording.labelled(block.text)
    row = _schedule(split.label, split.rest)
    return int(row[2]) if row else 0


def population_of(block: Block) -> str | None:
    """Return the kind of patient that a line's label (or its first words) names, or None."""
    split = wording.labelled(block.text)
    row = _population(split.label or " ".join(block.text.split()[:5]))
    return row[0] if row else None


def read(block: Block, section: str = "dosage_administration") -> list[Fact]:
    """Return the facts of one dosing line."""
    split = wording.labelled(block.text)
    population = _population(split.label or " ".join(block.text.split()[:5]))
    schedule = _schedule(split.label, split.rest)
    line = _Line(
        block,
        split.label,
        population[0] if population else schedule[0] if schedule else "",
        "" if population or not schedule or schedule[1] == "-" else schedule[1],
        population[0] if population else "",
        population[1] if population else None,
    )
    found: list[Fact] = []
    for clause in _clauses(split.rest):
        own = line
        if found and not split.label and not population:
            row = _schedule("", clause)
            own = replace(line, subject=row[0] if row else "",
                          kind="" if not row or row[1] == "-" else row[1])
        found += _clause(clause, own, section, first=not found)
    return found


def _population(text: str) -> tuple[str, ...] | None:
    lowered = text.lower()
    return wordlists.phrases("populations").best(lowered)


def _schedule(label: str, rest: str) -> tuple[str, ...] | None:
    table = wordlists.phrases("dosing")
    if label:
        found = table.longest(label.lower())
        if found is not None:
            return found
    head = brackets_gone(rest)[:80].lower()
    return table.first(head) if not label else None


def brackets_gone(text: str) -> str:
    """Return the text outside round brackets."""
    return wording.brackets(text)[0]


def _clauses(text: str) -> list[str]:
    if not amounts.find(text):
        return [text]
    found: list[str] = []
    for piece in wording.top_level(text):
        for _, sentence in wording.sentences(piece):
            found += _cut(sentence.rstrip("."))
    return found


def _cut(sentence: str) -> list[str]:
    """Cut "5 mg daily, increase by 5 mg weekly" before its verb, if both sides hold an amount."""
    start = 0
    parts: list[str] = []
    for match in _CUT.finditer(sentence):
        left = sentence[start : match.start()]
        right = sentence[match.end() :]
        if _depth(left) == 0 and _has_dose(left) and amounts.find(right):
            parts.append(left.strip(" ,"))
            start = match.end()
    parts.append(sentence[start:].strip(" ,"))
    return [part for part in parts if part]


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _has_dose(text: str) -> bool:
    return any(amount.dimension in ("dose", "percent") for amount in amounts.find(text))


def _clause(text: str, line: _Line, section: str, *, first: bool) -> list[Fact]:
    outside, inside = wording.brackets(text)
    rule = next((part for part in inside if ":" in part and amounts.find(part)), None)
    if rule is not None and not amounts.find(outside):
        # "Requires dose reduction (CrCl <30 mL/min: reduce dose by 25-50%)": the rule is the fact
        return [
            _fact(piece, piece, line, section, [], first=first) for piece in wording.top_level(rule)
        ]
    asides: list[Fact] = []
    kept: list[str] = []
    for part in inside:
        hedge = wording.qualifier(part)
        if (hedge or _HEDGED_LIMIT.search(part)) and _has_dose(part):
            asides.append(_alternative(part, line, section, hedge))
        elif _MAXIMUM.search(part) and _has_dose(part):
            kept.append(part)
            asides.append(_limit(part, line, section))
        elif amounts.find(part) and not _has_dose(part):
            kept.append(part)
        elif _has_dose(part):
            kept.append(part)
    body = outside if not kept else _with_brackets(outside, kept)
    main = _fact(body, text if not asides else body, line, section, inside, first=first)
    if not asides and main.kind != "max_dose":
        asides += _inner_limit(main, body, line, section)
    return [main, *asides]


def _with_brackets(outside: str, kept: list[str]) -> str:
    return f"{outside} ({'; '.join(kept)})"


def _fact(
    text: str, shown: str, line: _Line, section: str, inside: list[str], *, first: bool
) -> Fact:
    head = f"{line.label}: " if line.label else ""
    adjusting = bool(line.population) and line.concept in ("renal impairment", "hepatic impairment")
    labelled_amounts = amounts.find(line.label) if first or line.label else ()
    measured = values.dosed(text, label=line.label, changes=not adjusting)
    label_values = tuple(values.plain(line.label) if labelled_amounts and line.label else ())
    if not _has_dose(line.label):
        measured = replace(measured, values=(*label_values, *measured.values))
    kind, subject, negated = _kind(text, line, measured)
    dosing = measured.values
    if kind == "age_limit":
        dosing = tuple(_as_age_limit(value, text) for value in dosing)
    elif kind == "duration":
        dosing = tuple(_as_length(value, text, line.label) for value in dosing)
    elif kind == "max_dose":
        dosing = tuple(
            replace(value, role=None)
            if value.role in ("maximum", "target") and _is_dose(value)
            else value
            for value in dosing
        )
    elif line.concept == "paediatrics":
        dosing = tuple(_as_age(value) for value in dosing)
    elif kind == "dose_adjustment" or line.population == "elderly":
        dosing = tuple(_as_start(value, text) for value in dosing)
    details: dict[str, Any] = {}
    if measured.divided:
        details["divided"] = measured.divided
    reason = _REASON.search(text)
    if reason:
        details["reason"] = reason.group(1).strip(" .)")
    release = forms.release(text) or next(filter(None, map(forms.release, inside)), None)
    if release:
        details["form"] = release
    if line.population:
        details["population"] = line.population
    statement = wording.statement(head + shown)
    return Fact(
        id="",
        section=section,
        subject=subject,
        kind=kind,
        statement=statement,
        lines=line.block.lines(),
        values=dosing,
        negated=negated,
        qualifier=wording.qualifier(shown),
        review=_review(text, measured),
        details=details,
    )


def _kind(text: str, line: _Line, measured: Dosed) -> tuple[str, str, bool]:
    """Decide kind, subject and negation of one clause."""
    subject = line.subject or _own_subject(text)
    has_dose = any(_is_dose(value) for value in measured.values if not value.derived)
    if _SAFETY.search(text):
        return "age_limit", line.population or "age limit", False
    if line.population:
        return (*_population_kind(text, measured, has_dose, line, subject),)
    if not has_dose:
        return _kind_without_dose(text, line, measured, subject)
    if (line.kind == "max_dose" and not _unlimited(measured)) or (_MAXIMUM.match(text.strip()) and not measured.increase):
        return "max_dose", "maximum dose", False
    if (measured.increase or measured.decrease) and (
        line.kind == "titration"
        or any(value.role in ("increment", "reduction", "target", "from", "interval") and not value.derived
               and value.role != "interval" for value in measured.values)
    ):  # fmt: skip
        return (
            "titration",
            subject if line.kind == "titration" else _change_subject(measured),
            False,
        )
    if line.kind == "titration":
        return "titration", subject, False
    doses = [value for value in measured.doses if value.role != "maximum"]
    if not doses:
        return "max_dose", "maximum dose", False
    if all(value.comparator in (">", ">=") for value in doses):
        return "caution", subject or "higher doses", wording.negated(text)
    ranged = any(value.low != value.high for value in doses)
    return ("dose_range" if ranged else "dose"), subject or _leading_words(text), False


def _leading_words(text: str) -> str:
    """What an unlabelled line doses: "Folic acid 1 mg daily" is about folic acid."""
    found = amounts.find(text)
    words = text[: found[0].start].split() if found else []
    return wording.plain_label(" ".join(words[:5])) if words else "dose"


def _change_subject(measured: Dosed) -> str:
    return "dose increase" if measured.increase else "dose reduction"


def _population_kind(
    text: str, measured: Dosed, has_dose: bool, line: _Line, subject: str
) -> tuple[str, str, bool]:
    stated = has_dose or any(value.unit == "%" for value in measured.values)
    if _UNCHANGED.search(text) and not stated:
        return "dose_adjustment", subject, True
    if _NOT_RECOMMENDED.search(text) and not stated:
        return "not_recommended", subject, True
    if line.concept == "paediatrics" and has_dose:
        if _MAXIMUM.match(text.strip()):
            return "max_dose", "maximum dose", False
        if measured.increase:
            return "titration", "dose increase", False
        doses = [value for value in measured.doses if value.role != "maximum"]
        if doses:
            ranged = any(value.low != value.high for value in doses)
            return ("dose_range" if ranged else "dose"), subject, False
    if has_dose or any(value.unit == "%" for value in measured.values):
        return "dose_adjustment", subject, False
    if _CAUTION.search(text) or _LOWER.search(text):
        return "caution", subject, False
    if _ADJUST.search(text):
        return "dose_adjustment", subject, False
    return "caution", subject, wording.negated(text)


def _kind_without_dose(
    text: str, line: _Line, measured: Dosed, subject: str
) -> tuple[str, str, bool]:
    steps = any(value.unit == "%" for value in measured.values)
    times = any(value.role == "interval" for value in measured.values)
    if (steps or times) and (measured.decrease or measured.increase):
        return (
            "titration",
            subject if line.kind == "titration" else _change_subject(measured),
            False,
        )
    lasting = [
        value for value in measured.values if value.unit in ("day", "week", "month", "h", "min")
    ]
    if lasting and (line.kind in ("duration", "max_dose") or re.match(r"(?i)\s*(?:continue|treat)\b", text)):
        return "duration", "duration of treatment", False
    if _NOT_RECOMMENDED.search(text) and not re.search(r"(?i)\bwith\b.*\bfood\b", text):
        if re.search(r"(?i)\bnot\s+recommended\b", text):
            return "not_recommended", subject or wording.plain_label(line.label), True
        return "administration", subject or wording.plain_label(line.label), wording.negated(text)
    if _CONDITION.search(text):
        return "condition", subject or "condition of use", False
    if _REQUIRES.search(text):
        return "requirement", subject or "requirement", False
    if _CAUTION.search(text):
        return "caution", subject or wording.plain_label(line.label) or "caution", False
    if measured.increase or (line.kind == "titration"):
        return "titration", subject or "dose increase", wording.negated(text)
    return (
        line.kind if line.kind == "administration" else "administration",
        subject or wording.plain_label(line.label) or "administration",
        False,
    )


def _own_subject(text: str) -> str:
    row = wordlists.phrases("dosing").first(text[:60].lower())
    return row[0] if row else ""


def _unlimited(measured: Dosed) -> bool:
    """ "Doses above 16 mg have not been studied" states no maximum."""
    doses = measured.doses
    return bool(doses) and all(value.comparator in (">", ">=") for value in doses)


def _is_dose(value: Value) -> bool:
    return amounts.Amount(None, None, value.unit, 0, 0).dimension == "dose"


def _as_age_limit(value: Value, text: str) -> Value:
    if value.unit in ("year", "month", "week", "day") and value.comparator is None:
        if value.low == value.high and re.search(r"(?i)\b(?:under|below|younger|less)\b", text):
            return replace(value, low=None, comparator="<", role=None, measure=None)
        return replace(value, role=None, measure=None)
    return replace(value, role=None, measure=None)


def _as_age(value: Value) -> Value:
    """In a line about children, months and years before the dose are ages."""
    if value.unit in ("year", "month", "week", "day") and value.role in (None, "threshold", "duration"):
        if value.role == "duration" and value.comparator is None:
            return value
        return replace(value, role="threshold", measure="age")
    return value


def _as_length(value: Value, text: str, label: str) -> Value:
    if value.unit not in ("day", "week", "month", "h", "min") or value.role not in (
        None,
        "duration",
    ):
        return value
    limit = re.search(
        r"(?i)\b(?:not\s+(?:be\s+)?longer|no\s+longer|not\s+exceed|up\s+to|max\w*|limit)\b",
        f"{label} {text}",
    )
    return replace(value, role="maximum" if limit else None)


def _as_start(value: Value, text: str) -> Value:
    if (
        _is_dose(value) and value.role is None and not value.derived
        and value.freq_per_day is None and value.per == "dose"
        and re.search(r"(?i)\b(?:start|initiat|begin|initial)", text)
    ):  # fmt: skip
        return replace(value, role="start")
    return value


def _alternative(part: str, line: _Line, section: str, hedge: str | None) -> Fact:
    measured = values.dosed(part, label=line.label)
    kind = (
        "max_dose"
        if line.kind == "max_dose" or _MAXIMUM.search(part) or "up to" in part
        else "dose"
    )
    subject = "maximum dose" if kind == "max_dose" else (line.subject or "dose")
    return Fact(
        id="",
        section=section,
        subject=f"{subject} (alternative)",
        kind=kind,
        statement=wording.statement(part),
        lines=line.block.lines(),
        values=tuple(
            replace(value, role=None) if value.role == "maximum" else value
            for value in measured.values
        ),
        qualifier=hedge or "in some patients",
        details={"alternative": True},
    )


def _limit(part: str, line: _Line, section: str) -> Fact:
    measured = values.dosed(part)
    return Fact(
        id="",
        section=section,
        subject="maximum dose",
        kind="max_dose",
        statement=wording.statement(part),
        lines=line.block.lines(),
        values=tuple(
            replace(value, role=None) if value.role == "maximum" else value
            for value in measured.values
            if _is_dose(value)
        ),
    )


def _inner_limit(main: Fact, text: str, line: _Line, section: str) -> list[Fact]:
    """The maximum that ends a clause about a dose is a fact of its own as well."""
    if main.kind not in ("dose", "dose_range", "titration", "dose_adjustment"):
        return []
    limits = tuple(
        replace(value, role=None)
        for value in main.values
        if value.role == "maximum" and _is_dose(value)
    )
    if not limits:
        return []
    return [
        Fact(
            id="",
            section=section,
            subject="maximum dose",
            kind="max_dose",
            statement=wording.statement(f"{line.label}: {text}" if line.label else text),
            lines=line.block.lines(),
            values=limits,
        )
    ]


def _review(text: str, measured: Dosed) -> str | None:
    doubtful = next((amount.doubt for amount in amounts.find(text) if amount.doubt), None)
    if doubtful:
        return doubtful
    if any(
        value.role in ("increment", "reduction") and value.unit and value.unit.endswith("/day")
        for value in measured.values
    ) and any(value.role == "interval" for value in measured.values):
        return None
    return None
