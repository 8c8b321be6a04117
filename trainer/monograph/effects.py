"""Adverse effects, each with the frequency that its own line or its written heading asserts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from trainer.monograph import amounts, values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value
from trainer.monograph.statements import stated

_CLASS = re.compile(
    r"(?i)^\s*(?:(?:very\s+|most\s+)?(?:common|frequent|rare)|uncommon|less common|infrequent|"
    r"occasional|serious|severe|other|(?:frequency\s+)?not known|life-threatening|"
    r"postmarketing)\b[^:]*$"
)
_NAMES_EFFECTS = re.compile(
    r"(?i)\b(?:adverse (?:reactions?|effects?|events?)|side effects?|reactions)\b.*?"
    r"\b(?:were|was|are|is|include[sd]?|including)\b:?\s+"
)
# The same with a colon: what stands before it may hold verbs of its own ("that are not listed").
_NAMES_THEM = re.compile(
    r"(?i)\b(?:adverse (?:reactions?|effects?|events?)|side effects?|reactions)\b[^:]*"
    r"\b(?:were|was|are|is|include[sd]?|including)(?:\s+the\s+following)?\s*:\s+"
)
_MOST = re.compile(r"(?i)^(?:the\s+)?(?:most|only)\b")
_REPORTS_OF = re.compile(
    r"(?i)\b(?:reports?|cases|instances|episodes)\s+of\s+(.+?)"
    r"(?:\s+(?:have|has|were|was|in\s+patients)\b|;|$)"
)
_WITH_USE = re.compile(r"(?i),?\s+(?:associated with|during|following|after|in association)\b")
_SYSTEM = re.compile(
    r"(?i)\b(?:system|body|disorders?|skin|appendages|senses|urogenital|gastrointestinal|"
    r"cardiovascular|respiratory|digestive|nervous|musculoskeletal|hematologic|haematologic|"
    r"hepatic|renal|psychiatric|dermatologic|metabolic|ocular|endocrine|general|other)\b"
)
_LONGEST = 8  # words of an effect's name
_SENTENCE = re.compile(
    r"(?i)\b(?:is|are|was|were|has|have|had|been|be|should|may|might|can|could|will|occurs?|"
    r"occurred|included?|includes|reported|observed|seen|received|discussed|described|listed|"
    r"discontinued|treated)\b"
)
_FRAGMENT = re.compile(
    r"(?i)(?:not|no|regardless|including|the|that|these|this|those|of|because|see|however|"
    r"patients?|most|refer|table|who|which|when|if|other|with|for|from|by|as|than|adverse|"
    r"reactions?|additional|certain|some|all|any|overall)\b(?!\s+(?:appetite|libido)\b)"
)
_OF_A_STUDY = re.compile(
    r"(?i)\b(?:study|studies|trials?|placebo|incidence|causality|database|adverse|side effects?|"
    r"subjects|participants|percent|table|above|below|following)\b"
)
_ONE_IN = re.compile(r"([<>≤≥]=?)?\s*1\s*/\s*(\d{1,3}(?:[,\s]\d{3})*|\d+)")
_SIGNS = {"≥": ">=", "≤": "<="}


def adverse_effects(block: Block) -> list[Fact]:
    """Return one adverse effect for each effect that a bullet names.

    A heading that was glued to another line asserts nothing here: the frequency is "unstated".
    """
    split = wording.labelled(block.text)
    own = split.label if split.label and _CLASS.match(split.label) else ""
    heading = own or (block.heading.title if block.heading else "")
    frequency = (class_of(heading) if heading else None) or "unstated"
    rate = _rate(heading) if heading else ()
    found = []
    for text in _names(block.text, split, own):
        name, _ = wording.brackets(text)
        found.append(
            stated(block, "adverse_effects", "adverse_effect", name, text,
                   measured=values.plain(text) or rate, frequency=frequency,
                   qualifier=wording.qualifier(text))
        )  # fmt: skip
    return found


def in_prose(block: Block) -> list[Fact]:
    """Return the effects that a sentence lists ("adverse reactions were: ..."); else none."""
    text = block.text
    by_system = _by_system(text)
    listed = _NAMES_THEM.search(text) or _NAMES_EFFECTS.search(text)
    if by_system:
        return _each(block, by_system)
    if listed:
        named = wording.items(text[listed.end() :])
        alone = len(named) == 1 and _MOST.match(text) is not None
        return _each(block, named) if alone or len(named) > 1 else []
    reported = _REPORTS_OF.search(text)
    if reported:
        return _each(block, wording.items(_WITH_USE.split(reported.group(1))[0]))
    split = wording.labelled(text)
    short = not split.label and len(text.split()) <= 6
    own_class = bool(split.label) and _CLASS.match(split.label) is not None
    found = adverse_effects(block) if short or own_class else []
    return [fact for fact in found if is_finding(fact.statement)]


def _each(block: Block, named: Iterable[str]) -> list[Fact]:
    """One effect for each name that is one; a list with more rests than names is none."""
    names = list(named)
    findings = [name for name in names if is_finding(name)]
    if 2 * len(findings) <= len(names):
        return []
    return [fact for name in findings for fact in adverse_effects(replace(block, text=name))]


def _by_system(text: str) -> list[str]:
    """The effects of "Digestive system: nausea, hepatitis; Nervous system: nightmare"."""
    pieces = [wording.labelled(piece) for piece in wording.top_level(text)]
    if not pieces or not all(one.label and len(one.label.split()) <= 7 for one in pieces):
        return []
    if len(pieces) < 2 and not _SYSTEM.search(pieces[0].label):
        return []
    if any(_CLASS.match(one.label) for one in pieces):
        return []
    return [item for one in pieces for item in wording.items(one.rest)]


def is_finding(name: str) -> bool:
    """Whether words name what happens to a patient: no study, no part of a sentence."""
    plain, inside = wording.brackets(name)
    words = plain.split()
    if not words or len(words) > _LONGEST or not re.search(r"[A-Za-z]{3}", plain):
        return False
    titled = len(words) > 2 and sum(word[:1].isupper() for word in words) * 2 > len(words)
    if titled and any(part.isupper() for part in inside):
        return False  # "Stroke Prevention by Aggressive Reduction in Cholesterol Levels (SPARCL)"
    return not (_SENTENCE.search(plain) or _FRAGMENT.match(plain) or _OF_A_STUDY.search(plain))


def class_of(heading: str) -> str | None:
    """Return the frequency class that a heading's words name, or None."""
    row = wordlists.phrases("classes").longest(heading)
    return row[0] if row else None


def _names(text: str, split: wording.Labelled, own: str) -> list[str]:
    if own:
        return [item for piece in wording.top_level(split.rest) for item in wording.items(piece)]
    if split.label and not amounts.find(split.label):
        return [f"{split.label}: {split.rest}"]
    pieces = wording.top_level(text, ",;")
    if len(pieces) >= 3:
        return wording.items(text)
    return pieces if ";" in text else [text.strip(" .")]


def _rate(heading: str) -> tuple[Value, ...]:
    """The rate in a heading: "Common (>=10%)", or "(>=1/100 to <1/10)" as computed percentages."""
    written = tuple(value for value in values.plain(heading) if value.unit == "%")
    if written:
        return written
    ends: dict[str, Fraction] = {}
    for sign, below in _ONE_IN.findall(heading):
        share = Fraction(100, int(re.sub(r"\D", "", below)))
        ends[_SIGNS.get(sign, sign)] = share
    low, high = ends.get(">=", ends.get(">")), ends.get("<", ends.get("<="))
    if low is None and high is None:
        return ()
    comparator = None if low is not None and high is not None else ">=" if high is None else "<"
    return (Value(low, high, "%", comparator=comparator, derived=True),)
