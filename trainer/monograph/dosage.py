"""Lines about dosing become facts: doses, ranges, steps, maxima, adjustments, conditions.

A line is cut into clauses (at semicolons, sentences and verbs of change), and each clause becomes
one fact, so that a starting dose and its increase in one bullet are two facts with their own
values. A maximum inside a clause is a fact of its own as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trainer.monograph import amounts, forms, frequencies, values, wording, wordlists
from trainer.monograph.conditions import Reach, bound
from trainer.monograph.document import Block
from trainer.monograph.dose_kinds import MAXIMUM, Line, decide, is_dose, schedule_row
from trainer.monograph.fact import Fact, Value
from trainer.monograph.statements import sentence_blocks
from trainer.monograph.values import Dosed

_VERBS = r"(?:increas\w+|titrat\w+|taper\w*|escalat\w+|rais\w+|reduc\w+|doubl\w+)"
_CUT = re.compile(
    rf"(?i)(?:,\s*(?:and\s+)?then|,|\band)\s+(?=(?:may\s+(?:be\s+)?)?{_VERBS}\b)|"
    r",\s+(?=(?:on\s+)?days?\s+\d)|"
    r",?\s+or\s+(?=\d[\d.,-]*\s?[a-zA-Z/]+\s+(?:every|once|twice|three|four|daily|weekly|q\d))|"
    r"\s+then\s+(?=\d|increas|titrat|maintain|continu|reduc|every)|,\s*(?:and\s+)?then\s+|"
    r",?\s*followed\s+by\s+"
)
_HEDGED_LIMIT = re.compile(
    r"(?i)\b(?:some\s+\w+\s+(?:recommend|allow|suggest|use|state|permit|advise|list)|rarely|"
    r"exceptional|in\s+(?:selected|severe|some)\s+(?:patients|cases)|hospital(?:ized|ised)?|"
    r"inpatient)"
)
_REASON = re.compile(r"(?i)\b(?:due to|because of|because|owing to)\s+(.+?)(?:[.;]|$)")
_LASTING = ("day", "week", "month", "h", "min")


def rank(block: Block) -> int:
    """Return the place of a dosing line in a schedule, 1 (test dose) to 8 (taper); 0 if none."""
    split = wording.labelled(block.text)
    row = schedule_row(split.label, split.rest)
    return int(row[2]) if row else 0


def population_of(block: Block) -> str | None:
    """Return the kind of patient that a line's label (or its first words) names, or None."""
    row = _population(block.text, wording.labelled(block.text).label)
    return row[0] if row else None


def read(
    block: Block, section: str = "dosage_administration", reach: Reach | None = None
) -> list[Fact]:
    """Return the facts of one dosing line; `reach` is the paragraph's that it is a sentence of."""
    split = wording.labelled(block.text)
    reach = reach or Reach(block.heading)
    reach.label = split.label
    population = _population(block.text, split.label)
    if population is None and any(
        amount.measure in ("CrCl", "eGFR", "GFR") for amount in amounts.find(block.text)
    ):
        population = wordlists.phrases("populations").first("renal impairment")
    row = schedule_row(split.label, split.rest)
    line = _line(block, split.label, row)
    if population:
        line = Line(block, split.label, population[0], "", population[0], population[1])
    found: list[Fact] = []
    for sentence, clause in _clauses(split.rest):
        own = line
        if found and found[-1].kind == "titration" and re.match(r"(?i)by\s+\S*\d", clause):
            # "reduce by 2.5 mg weekly, then by 1 mg monthly": the verb goes on
            clause = f"{_verb(found[-1])} {clause}"
        if found:
            own = _later(clause, line)
        holding = reach.at(sentence)
        found += [bound(fact, holding) for fact in _clause(clause, own, section)]
    return found


def read_paragraph(block: Block) -> list[Fact]:
    """Return the facts of a paragraph: whom one sentence names, later ones may be about."""
    reach = Reach(block.heading)
    return [fact for sentence in sentence_blocks(block) for fact in read(sentence, reach=reach)]


def _verb(step: Fact) -> str:
    falling = any(value.role == "reduction" for value in step.values)
    return "reduce" if falling else "increase"


def _line(block: Block, label: str, row: tuple[str, ...] | None) -> Line:
    kind = "" if row is None or row[1] == "-" else row[1]
    return Line(block, label, row[0] if row else wording.plain_label(label), kind)


def _later(clause: str, line: Line) -> Line:
    """A later clause with a label of its own does not stand under the line's label."""
    if not line.label and not line.population:
        return _line(line.block, "", schedule_row("", clause))
    own = wording.labelled(clause)
    if own.label and (
        amounts.find(own.label) or re.match(r"(?i)(?:class|days?|weeks?)\b", own.label)
    ):
        return replace(line, label="")
    return line


def _population(text: str, label: str) -> tuple[str, ...] | None:
    return wordlists.phrases("populations").best(label or " ".join(text.split()[:5]))


def _clauses(text: str) -> list[tuple[str, str]]:
    """Return the clauses of a line, each with the sentence that it stands in."""
    if not amounts.find(text):
        return [(text, text)]
    found: list[tuple[str, str]] = []
    for piece in wording.top_level(text):
        for _, sentence in wording.sentences(piece):
            found += [(sentence, clause) for clause in _cut(sentence.rstrip("."))]
    return found


def _cut(sentence: str) -> list[str]:
    """Cut "5 mg daily, increase by 5 mg weekly" before its verb, if both sides hold an amount."""
    start = 0
    parts: list[str] = []
    for match in _CUT.finditer(sentence):
        left = sentence[start : match.start()]
        whole = left.count("(") == left.count(")")
        if re.match(r"(?i),?\s*or\b", match.group()) and not frequencies.find(left):
            continue  # "10 mg or 20 mg once daily" are two amounts of one rhythm
        if whole and _has_dose(left) and amounts.find(sentence[match.end() :]):
            parts.append(left.strip(" ,"))
            start = match.end()
    parts.append(sentence[start:].strip(" ,"))
    return [part for part in parts if part]


def _has_dose(text: str) -> bool:
    return any(
        amount.dimension in ("dose", "percent", "fold") and not amount.measure
        for amount in amounts.find(text)
    )


def _clause(text: str, line: Line, section: str) -> list[Fact]:
    outside, inside = wording.brackets(text)
    rule = next((part for part in inside if ":" in part and amounts.find(part)), None)
    if rule is not None and not amounts.find(outside):
        # "Requires dose reduction (CrCl <30 mL/min: reduce dose by 25-50%)": the rule is the fact
        return [_fact(piece, piece, line, section, []) for piece in wording.top_level(rule)]
    asides: list[Fact] = []
    kept: list[str] = []
    for part in inside:
        hedge = wording.qualifier(part)
        if (hedge or _HEDGED_LIMIT.search(part)) and _has_dose(part):
            asides.append(_alternative(part, line, section, hedge))
            continue
        if MAXIMUM.search(part) and _has_dose(part):
            asides.append(_limit(part, _limits_of(values.dosed(part).values), line, section))
        if amounts.find(part):
            kept.append(part)
    body = f"{outside} ({'; '.join(kept)})" if kept else outside
    main = _fact(body, body if asides else text, line, section, inside)
    if not asides and main.kind in ("dose", "dose_range", "titration", "dose_adjustment"):
        limits = _limits_of(tuple(value for value in main.values if value.role == "maximum"))
        if limits:
            asides.append(_limit(_under_label(body, line), limits, line, section))
    return [main, *asides]


def _fact(text: str, shown: str, line: Line, section: str, inside: list[str]) -> Fact:
    adjusting = line.concept in ("renal impairment", "hepatic impairment")
    measured = values.dosed(text, label=line.label, changes=not adjusting)
    if line.label and not _has_dose(line.label):
        measured = replace(measured, values=(*values.plain(line.label), *measured.values))
    elif line.label:
        measured = replace(measured, values=(*_limits_in(line.label), *measured.values))
    kind, subject, negated = decide(text, line, measured)
    release = forms.release(text) or next(filter(None, map(forms.release, inside)), None)
    doubt = next((amount.doubt for amount in amounts.find(text) if amount.doubt), None)
    return Fact(
        id="",
        section=section,
        subject=subject,
        kind=kind,
        statement=wording.statement(_under_label(shown, line)),
        lines=line.block.lines(),
        values=_valued(kind, text, line, measured),
        negated=negated,
        qualifier=wording.qualifier(shown),
        review=doubt,
        details=_details(text, line, measured, release),
    )


def _limits_in(label: str) -> tuple[Value, ...]:
    """ "Doses above 7.5 mg daily: ..." is about doses above a limit."""
    return tuple(
        replace(value, role="threshold", per=None) if is_dose(value) else value
        for value in values.plain(label)
        if value.comparator and not value.derived
    )


def _details(text: str, line: Line, measured: Dosed, release: str | None) -> dict[str, Any]:
    reason = _REASON.search(text)
    every: dict[str, Any] = {
        "divided": measured.divided or None,
        "reason": reason.group(1).strip(" .)") if reason else None,
        "form": release,
        "population": line.population or None,
        "as_needed": measured.as_needed or None,
    }
    return {name: value for name, value in every.items() if value is not None}


def _under_label(text: str, line: Line) -> str:
    return f"{line.label}: {text}" if line.label else text


def _valued(kind: str, text: str, line: Line, measured: Dosed) -> tuple[Value, ...]:
    """The clause's values with the roles that its kind gives them."""
    if kind == "age_limit":
        return tuple(_as_age_limit(value, text) for value in measured.values)
    if kind == "duration":
        limit = MAXIMUM.search(f"{line.label} {text}") or re.search(
            r"(?i)\b(?:not\s+(?:be\s+)?longer|no\s+longer|up\s+to|limit)\b", f"{line.label} {text}"
        )
        return tuple(_as_length(value, limit is not None) for value in measured.values)
    if kind == "max_dose":
        return tuple(
            replace(value, role=None)
            if value.role in ("maximum", "target") and is_dose(value)
            else value
            for value in measured.values
        )
    if line.concept == "paediatrics":
        return tuple(_as_age(value) for value in measured.values)
    if kind == "dose_adjustment" and re.search(r"(?i)\b(?:start|initiat|begin|initial)", text):
        return tuple(_as_start(value) for value in measured.values)
    return measured.values


def _as_age_limit(value: Value, text: str) -> Value:
    plain = replace(value, role=None, measure=None)
    younger = re.search(r"(?i)\b(?:under|below|younger|less)\b", text)
    if younger and value.comparator is None and value.low == value.high:
        return replace(plain, low=None, comparator="<")
    return plain


def _as_age(value: Value) -> Value:
    """In a line about children, months and years before the dose are ages."""
    if value.unit not in ("year", "month", "week", "day") or value.derived:
        return value
    if value.role in (None, "threshold") or (value.role == "duration" and value.comparator):
        return replace(value, role="threshold", measure="age")
    return value


def _as_length(value: Value, limit: bool) -> Value:
    if value.unit not in _LASTING or value.role not in (None, "duration", "maximum"):
        return value
    return replace(value, role="maximum" if limit else None)


def _as_start(value: Value) -> Value:
    plain = value.role is None and not value.derived and value.freq_per_day is None
    return replace(value, role="start") if plain and is_dose(value) and value.per else value


def _limits_of(found: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(
        replace(value, role=None) if value.role == "maximum" else value
        for value in found
        if is_dose(value) and not value.derived
    )


def _limit(text: str, limits: tuple[Value, ...], line: Line, section: str) -> Fact:
    return Fact(
        id="",
        section=section,
        subject=f"maximum dose: {line.population}" if line.population else "maximum dose",
        kind="max_dose",
        statement=wording.statement(text),
        lines=line.block.lines(),
        values=limits,
    )


def _alternative(part: str, line: Line, section: str, hedge: str | None) -> Fact:
    """A second, hedged amount in brackets: "(some sources recommend up to 100 mg daily)"."""
    limit = line.kind == "max_dose" or MAXIMUM.search(part) or "up to" in part
    subject = "maximum dose" if limit else (line.subject or "dose")
    return Fact(
        id="",
        section=section,
        subject=f"{subject} (alternative)",
        kind="max_dose" if limit else "dose",
        statement=wording.statement(part),
        lines=line.block.lines(),
        values=tuple(
            replace(value, role=None) if value.role == "maximum" else value
            for value in values.dosed(part, label=line.label).values
        ),
        qualifier=hedge or "in some patients",
        details={"alternative": True},
    )
