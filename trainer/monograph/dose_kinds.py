"""What kind of statement a clause about dosing is: dose, step, maximum, adjustment, ..."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.monograph import amounts, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Value
from trainer.monograph.values import Dosed

_SAFETY = re.compile(
    r"(?i)\b(?:safety|effectiveness|efficacy)\b.{0,60}?\bnot\b.{0,20}?"
    r"\b(?:established|known|studied|determined)\b"
)
_NOT_RECOMMENDED = re.compile(
    r"(?i)\b(?:not\s+(?:be\s+)?(?:recommended|used?|advised|indicated|given)|avoid(?:ed)?|"
    r"contraindicated|do\s+not\s+(?:use|give|administer))\b"
)
_UNCHANGED = re.compile(
    r"(?i)\bno\s+(?:\w+\s+){0,3}?(?:adjustments?|changes?|reductions?|modifications?)\b|"
    r"\bnot\s+(?:require|need)\w*\b|\bunchanged\b|"
    r"\b(?:adjustment|reduction)\s+(?:is\s+)?not\s+(?:required|needed|necessary)\b"
)
_CAUTION = re.compile(r"(?i)\bcaution\w*\b|\bcarefully\b")
_LOWER = re.compile(r"(?i)\b(?:lower|smaller|reduced)\b.{0,20}\bdos|\blow end\b|\blower initial\b")
_ADJUST = re.compile(
    r"(?i)\b(?:reduc\w+|decreas\w+|lower\w*|adjust\w*|halve\w*|extend\w*|dose|less frequent\w*|"
    r"increase\s+(?:the\s+)?(?:dosing\s+)?interval|give|start|supplement\w*)\b"
)
_CONDITION = re.compile(
    r"(?i)\b(?:reserved?\s+for|only\s+(?:for|if|when|in)|restricted\s+to|second-line|first-line|"
    r"limited\s+to\s+patients|for patients\s+(?:who|with|unresponsive)|when\s+(?:other|oral)|"
    r"alternative)\b"
)
_REQUIRES = re.compile(r"(?i)^\s*(?:needs?|must\s+be|should\s+be|necessitates)\b|\brequires?\b")
MAXIMUM = re.compile(
    r"(?i)\b(?:max(?:imum)?|do(?:es)?\s+not\s+exceed|not\s+(?:to\s+)?exceed|upper\s+limit|ceiling|"
    r"(?:should|must)\s+not\s+exceed|no\s+more\s+than|not\s+more\s+than)\b"
)
_ON_OCCASION = re.compile(r"(?i)\b(?:when|if|with|in patients|during)\b")
_PREPARED = re.compile(r"(?i)\b(?:dilut\w+|reconstitut\w+|dissol\w+|mix(?:ed)?|flush\w*)\b")
_TIMES = ("day", "week", "month", "h", "min")


@dataclass(frozen=True, slots=True)
class Line:
    """One bullet with what its label says about it.

    `kind` is the kind that the label gives where no amount decides otherwise; `population` and
    `concept` are of tables/populations.txt, "" and None for a line about no special patients.
    """

    block: Block
    label: str
    subject: str
    kind: str = ""
    population: str = ""
    concept: str | None = None


def is_dose(value: Value) -> bool:
    """Tell whether a value is an amount of drug."""
    return amounts.dimension_of(value.unit) == "dose"


def schedule_row(label: str, rest: str) -> tuple[str, ...] | None:
    """Return the row of tables/dosing.txt that a label names, or that opens an unlabelled line."""
    table = wordlists.phrases("dosing")
    if label:
        limit = next((row for row in table.all(label) if row[1] == "max_dose"), None)
        return limit or table.longest(label)
    head = wording.brackets(rest.split(";")[0])[0][:80]
    return table.first(re.split(r"\d", head, maxsplit=1)[0])


def decide(text: str, line: Line, measured: Dosed) -> tuple[str, str, bool]:
    """Return kind, subject and denial of one clause with its values."""
    subject = line.subject or _own_subject(text)
    if _SAFETY.search(text):
        return "age_limit", line.population or "age limit", False
    if line.population:
        return _for_population(text, measured, line, subject)
    if not any(is_dose(value) for value in measured.values if not value.derived):
        return _without_dose(text, line, measured, subject)
    if (line.kind == "max_dose" and not _above_only(measured)) or (
        MAXIMUM.match(text.strip()) and not measured.increase
    ):
        return "max_dose", _maximum_of(line), False
    if line.kind == "titration" or _changes_dose(measured):
        return "titration", subject if line.kind == "titration" else _change(measured), False
    if _PREPARED.search(text) and all(value.unit == "mL" for value in _amounts(measured)):
        return "administration", subject or "administration", wording.negated(text)
    if _above_only(measured):
        return "caution", subject or "higher doses", wording.negated(text)
    doses = [value for value in measured.doses if value.comparator not in (">", ">=")]
    if not doses:
        return "max_dose", _maximum_of(line), False
    if subject == "maximum dose":
        subject = ""  # the maximum in this clause is a fact of its own
    return _single_or_range(doses), subject or _leading_words(text), False


def _for_population(text: str, measured: Dosed, line: Line, subject: str) -> tuple[str, str, bool]:
    doses = [value for value in measured.doses if value.role != "maximum"]
    stated = any(is_dose(value) or value.unit == "%" for value in measured.values)
    if not stated and _UNCHANGED.search(text):
        return "dose_adjustment", subject, True
    if not stated and _NOT_RECOMMENDED.search(text):
        return "not_recommended", subject, True
    if line.concept == "paediatrics" and any(map(is_dose, measured.values)):
        if MAXIMUM.match(text.strip()) or not (doses or measured.increase):
            return "max_dose", "maximum dose", False
        if measured.increase:
            return "titration", "dose increase", False
        return _single_or_range(doses), subject, False
    if stated:
        return "dose_adjustment", subject, False
    if _CAUTION.search(text) or _LOWER.search(text):
        return "caution", subject, False
    if _ADJUST.search(text):
        return "dose_adjustment", subject, False
    return "caution", subject, wording.negated(text)


def _without_dose(text: str, line: Line, measured: Dosed, subject: str) -> tuple[str, str, bool]:
    named = subject or wording.plain_label(line.label)
    steps = any(
        value.unit in ("%", "fold") or value.role == "interval" for value in measured.values
    )
    if (
        (measured.decrease or measured.increase)
        and _ON_OCCASION.search(text)
        and any(value.unit == "%" for value in measured.values)
        and not any(value.role == "interval" for value in measured.values)
    ):
        return "dose_adjustment", subject or _change(measured), False
    if steps and (measured.decrease or measured.increase):
        return "titration", subject if line.kind == "titration" else _change(measured), False
    lasting = any(value.unit in _TIMES for value in measured.values)
    if lasting and (
        line.kind in ("duration", "max_dose") or re.match(r"(?i)\s*(?:continue|treat)\b", text)
    ):
        return "duration", "duration of treatment", False
    if _NOT_RECOMMENDED.search(text):
        if re.search(r"(?i)\bnot\s+recommended\b", text):
            return "not_recommended", named, True
        return "administration", named, wording.negated(text)
    if _CONDITION.search(text):
        return "condition", subject or "condition of use", False
    if _REQUIRES.search(text):
        return "requirement", subject or "requirement", False
    if _CAUTION.search(text):
        return "caution", named or "caution", False
    if measured.increase or line.kind == "titration":
        return "titration", subject or "dose increase", wording.negated(text)
    return "administration", named or "administration", False


def _changes_dose(measured: Dosed) -> bool:
    changing = measured.increase or measured.decrease
    return changing and any(
        value.role in ("increment", "reduction", "target", "from") and not value.derived
        for value in measured.values
    )


def _change(measured: Dosed) -> str:
    return "dose increase" if measured.increase else "dose reduction"


def _above_only(measured: Dosed) -> bool:
    """ "Doses above 16 mg have not been studied" states neither a dose nor a maximum."""
    doses = _amounts(measured)
    return bool(doses) and all(value.comparator in (">", ">=") for value in doses)


def _amounts(measured: Dosed) -> list[Value]:
    return [value for value in measured.values if is_dose(value) and not value.derived]


def _maximum_of(line: Line) -> str:
    """A maximum under a label of its own ("With CYP3A4 inhibitors") is not the usual maximum."""
    if not line.label or schedule_row(line.label, "") is not None:
        return "maximum dose"
    return f"maximum dose: {wording.plain_label(line.label)}"


def _single_or_range(doses: list[Value]) -> str:
    return "dose_range" if any(value.low != value.high for value in doses) else "dose"


def _own_subject(text: str) -> str:
    row = wordlists.phrases("dosing").first(text[:60])
    return row[0] if row else ""


def _leading_words(text: str) -> str:
    """What an unlabelled line doses: "Folic acid 1 mg daily" is about folic acid."""
    found = amounts.find(text)
    words = text[: found[0].start].split() if found else []
    return wording.plain_label(" ".join(words[:5])) if words else "dose"
