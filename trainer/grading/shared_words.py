"""A word that several things share, written with each of them: "liver and kidney damage"."""

from __future__ import annotations

import re

_HARM = r"damage|toxicity|injury|failure|impairment|function|problems|disease|disorders|tests|pain"
_SHARED_LAST = re.compile(
    rf"\b(?!and\b|or\b)([a-z]{{3,12}})\s+(and|or|&|/)\s+([a-z]{{3,12}})\s+({_HARM})\b", re.I
)
_SHARED_FIRST = re.compile(
    r"\b((?:toxic|harmful|damage|injury)\s+(?:to|of)\s+(?:the\s+)?)([a-z]{3,12})\s+(and|or|&)\s+"
    r"(?:the\s+)?([a-z]{3,12})\b(?!\s+[a-z])",
    re.I,
)


_STATE = (
    r"(?:inflammation|inflamed|inflaming|ruptur\w+|torn|tear(?:s|ing)?|snap(?:s|ped|ping)?|sore(?:ness)?|swollen|swelling"
    r"|damaged?|failure|failing|pain(?:ful)?|weak(?:ness)?|stiff(?:ness)?|injur(?:y|ed))"
)
_PART = r"(?:tendons?|muscles?|joints?|kidneys?|liver|heart|nerves?|lungs?|veins?|gums?|eyes?)"
_TWO_STATES = re.compile(
    rf"\b({_PART})\s+(?:(?:getting|becoming|being|get|become)\s+)?({_STATE})\s*(/|,?\s*\b(?:or|and)\b)\s*(?:getting\s+|becoming\s+)?({_STATE})\b",
    re.I,
)
_TWO_STATES_BEFORE = re.compile(rf"\b({_STATE})\s+(or|and)\s+({_STATE})\s+({_PART})\b", re.I)
""""inflamed or torn tendons" are inflamed tendons or torn tendons."""
_MEMBER = r"(?:VIII|VII|VI|IV(?!\s+[a-z])|IX|XI{0,3}|I{1,3}|V|\d{1,2})(?![\w.%])"
_MEMBERS = re.compile(
    rf"\b(topoisomerase|phosphodiesterase|phase|class|type|grade|topo)(?:e?s)?([\s-])({_MEMBER})"
    rf"((?:\s*(?:,|&|/|\band\b|\bor\b|,\s*and\b)\s*{_MEMBER})+)(?!\s*(?:mg|mcg|g|ml|hours?|h|days?|weeks?|%)\b)",
    re.I,
)


def each_with_its_own(text: str) -> str:
    """The answer with what is said of two things, or of two members of a family, said of each."""
    text = _SHARED_LAST.sub(r"\1 \4 \2 \3 \4", text)
    text = _SHARED_FIRST.sub(r"\1\2 \3 \1\4", text)
    text = _TWO_STATES_BEFORE.sub(r"\1 \4 \2 \3 \4", text)
    text = _TWO_STATES.sub(r"\1 \2 \3 \1 \4", text)
    return _MEMBERS.sub(_each_member, text)


def _each_member(match: re.Match[str]) -> str:
    """ "topoisomerases II and IV" with the family before each: "topoisomerase IV"."""
    family, gap, first, rest = match.groups()
    return f"{family}{gap}{first}" + re.sub(
        rf"(?<![\w.])({_MEMBER})", rf"{family} \1", rest, flags=re.I
    )
