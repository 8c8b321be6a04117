"""Prose of the introduction and the mechanism, split into single statements."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trainer.monograph import amounts, forms, values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value

_DATE = re.compile(
    r"(?i)\b(?:introduced|marketed|approved|discovered|licensed|launched|synthesi[sz]ed|available|"
    r"developed|used?|described|released|isolated)\b[^.;]{0,60}?\b(?:in|since)\s+(?:the\s+)?(?P<early>early\s+|late\s+|mid-?)?(?P<y>(?:1[5-9]|20)\d\d)(?P<s>'?s)?\b"
)
_VERB = (
    r"introduced|marketed|approved|discovered|licensed|launched|synthesi[sz]ed|developed|used|"
    r"described|released|isolated"
)
_SUPPLIED = re.compile(
    r"(?i)\b(?:supplied|available|marketed|comes|come|provided|formulated)\s+(?:\w+\s+)?(?:as|in)\b\s*"
)
_USED = re.compile(
    r"(?i)\b(?:is\s+|are\s+)?(?:used|indicated|prescribed|given|approved)\s+(?:\w+\s+){0,2}?(?:for|to|in|as)\b"
)
_IS_A = re.compile(r"(?i)\b(?:is|are|belongs to)\s+(?:an?|the|one)?\b")
_INTRO_CUT = re.compile(
    r"(?i)\s+(?:that|which)\s+(?=acts|works|blocks|inhibits|binds|is\b|has\b|reduces|activates)|"
    r",?\s+and\s+(?=(?:it\s+)?(?:acts?|works|is|was|has|blocks|inhibits|belongs)\b)|"
    r"\s+(?=(?:used|indicated|prescribed)\s+(?:\w+\s+){0,2}?(?:for|to|in)\b)|;\s*|"
    rf",\s+(?=(?:it|the drug|\w+)\s+(?:is|has|was|remains)\b)|"
    rf",\s+(?=first\s+(?:{_VERB})\b)|,\s+(?=(?:and\s+)?(?:used|indicated)\s)"
)
_OF_CLASS = re.compile(r"(?i)\b(?:class|group|family|member)\s+of\s+(?:the\s+)?")
_IS_WHOLLY = re.compile(
    r"(?i)\b(?:is|are)\s+(?:an?|the)\s+(?:[\w-]+\s+){1,5}"
    r"(?:inhibitor|blocker|antagonist|agonist)s?\s*(?:\(\w+s?\)\s*)?$"
)
_OTHER_SUBJECT = re.compile(
    r"(?i)^\s*(?:this|these|those|its|their|such|the)\s+"
    r"(?!(?:drug|medicine|medication|agent|compound|active\s+\w+)\b)"
)
_ITEMS_FOR = re.compile(
    r"(?i)\b(?:associated with|resulting from|due to|caused by|including|such as|for)\s+"
)
_MECHANISM_CUT = re.compile(
    r"(?i);\s*|,?\s+(?:thereby|thus)\s+|,\s+(?:leading to|resulting in|causing|producing)\s+|"
    r",\s+(?:which|and this)\s+(?:in turn\s+)?(?=\w+s\b)|"
    r",\s+(?=(?!including|according|depending|during)\w{3,}ing\b)|"
    r",?\s+(?:and|but)\s+(?=(?:it\s+|also\s+|thereby\s+)?(?:(?:is|does|has|acts|was)\b|(?:inhibit|block|reduc|increas|decreas|enhanc|activat|bind|prevent|suppress|stimulat|hyperpolari[sz]|impair|promot|antagoni[sz]|modulat|rais|lower|slow|prolong|interfer|relax|dilat|produc)\w*s\b))|"
    r"\s+and\s+(?=[a-z]{4,}[a-rt-z]s\s+(?:the|an?|its|their|both|this)\b)|"
    r"\s+(?:through|via)\s+(?=(?:an?|the|its|inhibition|activation|blockade)\b)|"
    r"\s+resulting in\s+|\s+leading to\s+"
)
_EITHER = re.compile(r"(?i)^(.*?\b(?:does not|do not|did not)\s+\w+)\s+(.+?)\s+(?:or|nor)\s+(.+)$")
_LIMIT = re.compile(
    r"(?i)\b(?:not|in)\s?(?:effective|active|useful)\b|\bno\s+(?:effect|activity|efficacy)\b|\binactive\b|\blacks?\b"
)

_ACTION = re.compile(
    r"(?i)\breceptor|\bagonist|\bantagonist|\binhibitor|\bblocker|"
    r"^(?:(?:it|\w+)\s+)?(?:acts|binds|blocks|inhibits|stimulates|activates|opens|closes|reduces|"
    r"increases|prevents|enhances|modulates|antagoni[sz]es)\b"
)


def introduction(block: Block) -> list[Fact]:
    """Return the facts of a paragraph that introduces the drug."""
    found: list[Fact] = []
    for start, sentence in wording.sentences(block.text):
        lines = block.lines(start, start + len(sentence))
        for clause in _cut(sentence.rstrip("."), _INTRO_CUT):
            found += _introduced(clause, lines)
    return found


def mechanism(block: Block) -> list[Fact]:
    """Return the facts of a paragraph or bullet about how the drug works."""
    found: list[Fact] = []
    for start, sentence in wording.sentences(block.text):
        lines = block.lines(start, start + len(sentence))
        for clause in _cut(sentence.rstrip("."), _MECHANISM_CUT):
            for part in _either(clause):
                found.append(_worked(part, lines))
    return found


def strengths(block: Block) -> list[Fact]:
    """Return the strengths of the forms that a line about supply names."""
    found = _strengths(block.text.rstrip("."), block.lines())
    return [replace(fact, section="dosage_administration") for fact in found if fact.values]


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in pattern.finditer(text):
        left = text[start : match.start()]
        right = text[match.end() :]
        if len(left.split()) < 3 or len(right.split()) < 2 or left.count("(") != left.count(")"):
            continue
        parts.append(left.strip(" ,;"))
        start = match.end()
    parts.append(text[start:].strip(" ,;"))
    return [part for part in parts if part]


def _introduced(text: str, lines: tuple[int, ...]) -> list[Fact]:
    dated = _DATE.search(text)
    supplied = _SUPPLIED.search(text)
    facts: list[Fact] = []
    if dated:
        facts.append(_date(text, dated, lines))
    if supplied and (amounts.find(text) or forms.shape(text[supplied.end() :])):
        facts += _strengths(text[supplied.end() :], lines)
    if facts:
        return facts
    measured = values.plain(text)
    kind, subject, details = _introduction_kind(text)
    return [
        Fact(
            id="",
            section="introduction",
            subject=subject,
            kind=kind,
            statement=wording.statement(text),
            lines=lines,
            values=measured,
            negated=wording.negated(text),
            qualifier=wording.qualifier(text),
            details=details,
        )
    ]


def _introduction_kind(text: str) -> tuple[str, str, dict[str, Any]]:
    cues = list(_ITEMS_FOR.finditer(text))
    cue = cues[-1] if cues else None
    listed = wording.items(text[cue.end() :]) if cue else []
    used = _USED.search(text)
    if used and used.start() < 12:
        return "indication_summary", "primary use", {}
    if len(listed) >= 3 and not any(amounts.find(item) or item.isdigit() for item in listed):
        return "list", "conditions", {"items": listed}
    if re.search(r"(?i)\bderivative|\bstructur|\bchemical|\bsalt\b|\bamine\b|\banalog", text):
        return "classification", "chemical relation", {}
    if _ACTION.search(text) and not _IS_WHOLLY.search(text):
        return "classification", "action", {}
    if used and not _IS_A.match(text):
        return "indication_summary", "primary use", {}
    return "classification", "drug class" if _names_a_class(text) else "description", {}


def _names_a_class(text: str) -> bool:
    """ "Baclofen is a muscle relaxant" does; "This enzyme catalyzes ..." is of another thing."""
    if _OTHER_SUBJECT.match(text):
        return False
    said = _IS_A.search(text) or _OF_CLASS.search(text)
    if said is None:
        return False
    name = re.split(r"[,;(]|\s(?:that|which|with|used|for|of|in)\s", text[said.end() :])[0]
    return (
        wordlists.phrases("drug_classes").first(re.sub(r"s\b", "", name) + " " + name) is not None
    )


def _date(text: str, match: re.Match[str], lines: tuple[int, ...]) -> Fact:
    year = match.group("y")
    decade = bool(match.group("s"))
    word = f"{year}s" if decade else year
    verb = re.search(rf"(?i)\b(?:first\s+)?(?:{_VERB})\b", text)
    place = re.search(
        r"\bin the (United States|United Kingdom|European Union|US|USA|UK|EU)\b", text
    )
    return Fact(
        id="",
        section="introduction",
        subject=(verb.group().lower() if verb else "date"),
        kind="date",
        statement=wording.statement(text),
        lines=lines,
        values=(Value(word, word, "decade" if decade else "year",
                      qualifier=(match.group("early") or "").strip() or None),),
        details={"country": place.group(1)} if place else {},
    )  # fmt: skip


def _strengths(text: str, lines: tuple[int, ...]) -> list[Fact]:
    """ "tablets (5 mg and 10 mg) and capsules (15 mg)": one fact for each form."""
    found: list[Fact] = []
    for piece in _by_form(text):
        shape = forms.shape(piece)
        form = forms.form(piece)
        per = shape if shape in ("tablet", "capsule", "patch", "vial", "suppository") else None
        strengths = []
        for amount in amounts.find(piece):
            if amount.dimension not in ("dose", "level", "percent"):
                continue
            own = amount.unit
            strengths.append(
                Value(amount.low, amount.high, own, per if amount.dimension == "dose" else None)
            )
        found.append(
            Fact(
                id="",
                section="introduction",
                subject=f"{forms.release(piece) or form or 'product'} strengths",
                kind="strength",
                statement=wording.statement(piece),
                lines=lines,
                values=tuple(strengths),
                details={"form": form} if form else {},
            )
        )  # fmt: skip
    return found


def _by_form(text: str) -> list[str]:
    """Cut between forms: before "and"/comma where the next piece names a form before its amount."""
    pieces: list[str] = []
    start = 0
    for match in re.finditer(
        r",\s+(?:and\s+)?(?:as\s+|an?\s+)?|\s+and\s+(?:as\s+|an?\s+)?|;\s*", text
    ):
        left, right = text[start : match.start()], text[match.end() :]
        following = re.split(r",\s|\sand\s|;", right, maxsplit=1)[0]
        if (
            left.count("(") != left.count(")")
            or not forms.shape(left)
            or not forms.shape(following)
        ):
            continue
        pieces.append(left.strip())
        start = match.end()
    pieces.append(text[start:].strip(" ."))
    return [piece for piece in pieces if piece]


def _either(text: str) -> list[str]:
    """ "does not act at A or directly on B": two denials."""
    found = _EITHER.match(text)
    if found is None or len(found.group(3).split()) < 2:
        return [text]
    head, first, second = found.groups()
    if not re.match(r"(?i)(?:directly\s+)?(?:at|on|in|to|with|by|through|via)\b", second):
        return [text]
    return [f"{head} {first}", f"{head} {second}"]


def _worked(text: str, lines: tuple[int, ...]) -> Fact:
    listed = wording.listed_after_cue(text)
    if not listed:
        both = re.search(r"(?i)\bboth\s+(?:the\s+)?(\S+)\s+and\s+(\S+)", text)
        listed = list(both.groups()) if both else []
    limit = _LIMIT.search(text) is not None and wording.negated(text)
    return Fact(
        id="",
        section="mechanism",
        subject=_topic(text),
        kind="limitation" if limit else "mechanism",
        statement=wording.statement(text),
        lines=lines,
        values=values.plain(text),
        negated=bool(
            re.search(
                r"(?i)\b(?:does|do|is|are|has|have)\s+(?:not|no)\b|\bno\s+effect|\bnor\b|"
                r"\bnot effective\b",
                text,
            )
        ),
        qualifier=wording.qualifier(text),
        details={"items": listed} if listed else {},
    )


def _topic(text: str) -> str:
    words = re.sub(r"^(?:it|this|the|its|\w+ine?)\s+", "", text.strip().lower()).split()
    return " ".join(words[:4]).strip(",")
