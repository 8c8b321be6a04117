"""What a drug is for, what it is not for, and when it may not be given."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trainer.monograph import amounts, values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value
from trainer.monograph.statements import stated

_OFF_LABEL = re.compile(r"(?i)^(?:off[- ]label|unlabell?ed|unapproved)\b[^:]*:?\s*(?:uses?:?\s*)?")
_NOT_INDICATED = re.compile(
    r"(?i)^(?:(?:it\s+is\s+)?"
    r"not\s+(?:indicated|recommended|approved|effective|intended|for use)\s+(?:for|in)\s+"
    r"(?:the\s+)?(?:treatment\s+of\s+)?|"
    r"not\s+for\s+|should\s+not\s+be\s+used\s+(?:for|in|to)\s+|limitations?\s+of\s+use:?\s*)"
)
_DENIED_INSIDE = re.compile(
    r"(?i)\bnot\s+(?:be\s+|been\s+)?(?:recommended|indicated|used|approved|studied|established)\b"
)
_DUE_TO = re.compile(
    r"(?i)\b(?:resulting from|due to|caused by|associated with|secondary to|including|such as)\s+"
)
_HEAD = re.compile(
    r"(?i)^((?:(?:management|treatment|prevention|prophylaxis|relief|control|"
    r"adjunctive treatment|reduction)\s+(?:and\s+(?:prevention|treatment)\s+)?of|"
    r"adjunct\s+to\s+.+?\s+for|used\s+for|for)\s+(?:the\s+)?)(.+)$"
)
# What the drug does to several things at once is one use: "to reduce LDL-C, apo B and TG".
_TO_DO = re.compile(r"(?i)^(?:(?:as\s+)?(?:an?\s+)?adjunct\w*\s+to\s+\w+\s+)?to\s+\w+")
_REST = re.compile(r"(?i)(?:and|or|with|who|which|that|but|if|when|to|\d|one|two|three|more)\b")
_CLAUSE = re.compile(r"(?i)\b(?:is|are|was|were|has|have|should|may|can|indicated)\b|:$")
_LENGTH = re.compile(r"(?i)\b(?:use|treatment|duration|short-term|up to|longer)\b")
_AGED = re.compile(r"(?i)\b(?:of age|aged?|old|children|infants|adolescents)\b")
_LIMIT = re.compile(r"(?i)up to|longer|exceed|max")
_REASON = re.compile(r"(?i)^(?:causes?|due to|because of|because|risk of|may cause|may)\s+")
_CARRIED = re.compile(
    r"(?i)^((?:concomitant\s+|concurrent\s+)?use\s+(?:with|of)\s+|patients\s+with\s+|"
    r"history\s+of\s+|known\s+)"
)


def indications(block: Block) -> list[Fact]:
    """Return approved uses, off-label uses and uses that are denied, one fact each."""
    text = block.text.strip()
    if _OFF_LABEL.match(text):
        return _off_label(text, block)
    denied = _NOT_INDICATED.match(text)
    if denied:
        return [
            stated(block, "indications", "not_indicated", item, f"Not indicated for {item}",
                   negated=True)
            for item in _denied(text[denied.end() :])
        ]  # fmt: skip
    measured = values.plain(text)
    lasting = any(value.unit in ("day", "week", "month") for value in measured)
    if lasting and _LENGTH.search(text) and not _AGED.search(text):
        return [stated(block, "indications", "duration", "duration of use", text,
                       measured=_lengths(measured, text))]  # fmt: skip
    negated = _DENIED_INSIDE.search(text) is not None
    return [
        stated(block, "indications", "not_indicated" if negated else "indication", _use(item),
               item, measured=values.plain(item) if measured else (), negated=negated)
        for item in _listed_uses(text)
    ]  # fmt: skip


def _lengths(measured: tuple[Value, ...], text: str) -> tuple[Value, ...]:
    limit = _LIMIT.search(text) is not None
    return tuple(
        replace(value, role="maximum")
        if limit and value.unit in ("day", "week", "month") and value.role is None
        else value
        for value in measured
    )


def _off_label(text: str, block: Block) -> list[Fact]:
    split = wording.labelled(text)
    rest = split.rest if split.label else _OFF_LABEL.sub("", text)
    rest = re.sub(r"(?i)^(?:treatment|management)\s+of\s+", "", rest)
    outside, inside = wording.brackets(rest)
    hedge = wording.qualifier(rest)
    if inside and not any(map(wording.qualifier, inside)):
        outside = rest  # a bracket that is no shared hedge belongs to its own use
    return [
        stated(block, "indications", "off_label", item, f"Off-label: {item}",
               measured=values.plain(item), qualifier=hedge)
        for piece in wording.top_level(outside)
        for item in wording.items(piece)
    ]  # fmt: skip


def _denied(text: str) -> list[str]:
    """ "spasticity of cerebral palsy or spinal cord disease": each with its "spasticity of"."""
    parts = wording.items(text)
    if len(parts) < 2:
        return [text.strip(" .")]
    head = re.match(r"(?i)^(.+?\bof\s+|.+?\b(?:due to|associated with|caused by)\s+)", parts[0])
    carried = head.group(1) if head else ""
    return [parts[0], *(part if " of " in part else carried + part for part in parts[1:])]


def _listed_uses(text: str) -> list[str]:
    """Split "spasticity resulting from A, B or C" in three; two joined by "and" stay one."""
    plain = text.strip(" .")
    cue = _DUE_TO.search(plain)
    if cue:
        tail = plain[cue.end() :]
        parts = wording.items(tail)
        several = len(wording.top_level(tail, ",")) >= 3 or (
            len(parts) == 2 and re.search(r"\bor\b", tail) is not None
        )
        if several and all(len(part.split()) <= 7 and _is_condition(part) for part in parts):
            return [plain[: cue.end()] + part for part in parts]
        return [plain]
    head = _HEAD.match(plain)
    body, _ = wording.brackets(head.group(2) if head else plain)
    parts = wording.items(body)
    whole = _TO_DO.match(plain) or not all(map(_is_condition, parts))
    if len(wording.top_level(body, ",")) >= 3 and len(parts) >= 3 and not whole:
        return [(head.group(1) if head else "") + part for part in parts]
    return [plain]


def _is_condition(part: str) -> bool:
    """Whether a piece between commas is a condition of its own, and no rest of a sentence."""
    return not _REST.match(part.strip()) and not _CLAUSE.search(part)


def _use(text: str) -> str:
    head = _HEAD.match(text)
    body = head.group(2) if head else text
    return re.sub(
        r"(?i)\s+(?:resulting from|due to|caused by|associated with)\s+", ": ", body, count=1
    )


def contraindications(block: Block) -> list[Fact]:
    """Return one contraindication for each condition that a bullet names."""
    text = block.text.strip(" .")
    outside, inside = wording.brackets(text)
    reason = next((part for part in inside if _REASON.match(part)), None)
    found = []
    for item in _conditions(text, outside, reason):
        details: dict[str, Any] = {}
        if reason:
            details["reason"] = wording.items(_REASON.sub("", reason))
        route = wordlists.phrases("routes").first(item)
        if route:
            details["route"] = route[0]
        found.append(
            stated(block, "contraindications", "contraindication", _condition(item), item,
                   measured=values.plain(item), details=details)
        )  # fmt: skip
    return found


def _conditions(text: str, outside: str, reason: str | None) -> list[str]:
    if wording.labelled(text).label:
        return [text]
    if len(wording.top_level(text, ",;")) < 3 and ";" not in text:
        return [text if amounts.find(text) or not reason else outside]
    parts = [part for piece in wording.top_level(text) for part in _listed_conditions(piece)]
    return parts if all(len(part.split()) <= 9 for part in parts) else [text]


def _listed_conditions(text: str) -> list[str]:
    pieces = wording.top_level(text, ",")
    if len(pieces) < 3:
        return [text]
    pieces[-1] = re.sub(r"(?i)^(?:and/or|and|or)\s+", "", pieces[-1])
    if pieces[0].lower().startswith("hypersensitivity"):
        return [text]
    lead = _CARRIED.match(pieces[0])
    carried = lead.group(1) if lead else ""
    return [pieces[0], *(carried + piece for piece in pieces[1:])]


def _condition(text: str) -> str:
    if text.lower().startswith("hypersensitivity"):
        return "hypersensitivity"
    plain = re.sub(r"(?i)^(?:use (?:with|of|in)|patients with|history of)\s+", "", text)
    return re.sub(r"(?i)\s+or within\b.*", "", plain)[:80]
