"""Adverse effects, each with the frequency that its own line or its written heading asserts."""

from __future__ import annotations

import re
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
    listed = _NAMES_EFFECTS.search(block.text)
    if listed is None:
        split = wording.labelled(block.text)
        short = not split.label and len(block.text.split()) <= 6
        own = bool(split.label) and _CLASS.match(split.label) is not None
        return adverse_effects(block) if short or own else []
    named = wording.items(block.text[listed.end() :])
    if len(named) < 2 or any(len(wording.brackets(name)[0].split()) > 6 for name in named):
        return []
    return [fact for name in named for fact in adverse_effects(replace(block, text=name))]


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
