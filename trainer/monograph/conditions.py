"""For whom a dose holds: the patients or the other drugs that its sentence or heading names.

"In patients taking clarithromycin, therapy should be limited to 20 mg" gives no maximum of the
drug, and what stands under "Pediatric patients" is no dose for adults. A dose with a condition
carries it in `details["condition"]`; where an earlier sentence has named it, `details["carried"]`
says that nobody wrote it here. What else a heading names (a disease) is `details["use"]`: the dose
holds for it, and is named with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from trainer.monograph import amounts, wordlists
from trainer.monograph.document import Heading
from trainer.monograph.fact import Fact, Value
from trainer.monograph.titles import group_name, unnumbered

DOSES = frozenset({"dose", "dose_range", "max_dose", "titration"})
_LONGEST = 40  # words of a condition that a question can name

_PERSONS = (
    r"(?:patients?|adults?|children|child|infants?|neonates?|adolescents?|boys|girls|women|men|"
    r"those|individuals|persons|people|subjects|elderly|populations?)"
)
_QUALIFIED = (
    r"(?:who|whose|with|without|taking|receiving|on|requiring|needing|aged?|weighing|undergoing|"
    r"already|under|over|above|below|less|older|younger|at|having|from|switching|previously)"
)
_OPENER = re.compile(r"(?i)^(?:in|for|with|when|if|during|where|among|following|after|while)\b")
_MAIN = re.compile(
    r"(?i)\s*(?:then\s+)?(?:(?:the|an?|no|its|their)\s+)?(?:"
    r"(?:[\w-]+\s+){0,4}?(?:dos(?:e|es|age)|therapy|treatment|maximum|administration)\b|"
    r"(?:do\s+not|start|begin|initiate|give|use|limit|reduce|increase|administer|consider|titrate|"
    r"take|it|avoid|maximum|max)\b|"
    r"[\w-]+\s+(?:should|may|must|can|is|are)\b|\d)"
)
_SUBJECT = re.compile(
    rf"(?i)^((?:[\w-]+\s+){{0,4}}?{_PERSONS}\s+{_QUALIFIED}\b.*?)"
    r"\s+(?:may|should|can|must|will)\b"
)
_IN_WHOM = re.compile(
    rf"(?i)\b(?:in|for|among|to)\s+(?:[\w-]+\s+){{0,4}}?"
    rf"(?:{_PERSONS}\b|\w+\s+(?:impairment|insufficiency|failure)\b)[^,;.()]*"
)
_BESIDE = re.compile(
    r"(?i)\b(?:(?:when|if|while|in|with)\s+[^,;.()]*?\b)?"
    r"(?:combination|together|concomitant\w*|concurrent\w*|co-?administ\w+|combined|taken|given|used)"
    r"\s+(?:\w+\s+)?with\s+(?!or\b|food|meals?|water|milk|breakfast)[^,;.()]*"
)
_VERB = re.compile(r"(?i)\s+(?:is|are|was|were|should|may|must|can|will)\b.*$")
_TAIL = re.compile(r"(?i)\s+(?:is|are|to|at|with|of|from)?\s*$")
_BACK = re.compile(
    r"(?i)\b(?:this|these|such|those|that)\s+(?:\w+\s+)?"
    r"(?:patients?|populations?|children|groups?|individuals|combinations?)\b"
)
_GENERAL = re.compile(
    r"(?i)\b(?:usual|recommended|standard|adults?|most patients|all (?:other )?patients|general\w*|"
    r"other patients|dosage range|dose range)\b"
)
_VAGUE = re.compile(
    r"(?i)^(?:(?:in|for|among|to)\s+)?"
    rf"(?:the|most|all|many|some|other|certain|selected|adult|these|such|those|each|any|\s)*{_PERSONS}?"
    r"(?:\s+(?:and|or)\s+(?:most\s+)?(?:adults?|patients))?$"
)


_WITH = re.compile(r"(?i)^(?:with|when|if|in|during|after)\b")
_EMPTY = frozenset({"patients", "taking", "receiving", "dosage", "adults", "combination"})


@dataclass(frozen=True, slots=True)
class Holding:
    """For whom a dose holds: `condition` is "" for everybody; `use` is what it is given for.

    `carried` is true where only an earlier sentence says so.
    """

    condition: str = ""
    use: str = ""
    carried: bool = False


def of_heading(title: str) -> Holding:
    """Read a sub-heading of the dosing section: whom it names, or else which use."""
    plain = " ".join(unnumbered(title).split()).strip(" :")
    routes = {row[0] for row in wordlists.rows("routes")}
    if not plain or wordlists.phrases("routes").first(plain) or routes & _runs(group_name(plain)):
        return Holding()
    if _names_some(plain):
        return Holding(condition=plain)
    words = re.findall(r"[\w'-]+", plain.lower())
    neither = set(wordlists.words(wordlists.rows("conditions")[-1][-1]))
    if all(word in neither or word.isdigit() for word in words):
        return Holding()
    if wordlists.phrases("dosing").first(plain) and len(words) <= 3:
        return Holding()
    return Holding(use=plain)


def _runs(name: str) -> set[str]:
    """The words of a name and each two that stand together."""
    words = name.split()
    return {*words, *(" ".join(pair) for pair in pairwise(words))}


def of_statement(text: str) -> tuple[str, bool]:
    """Return the condition that a sentence names ("" for none), and whether it opens with it."""
    text = text.strip()
    if _OPENER.match(text):
        opening = _opening(text)
        if opening and _restricts(opening):
            beside = _BESIDE.search(text, len(opening))
            also = _VERB.sub("", _until_amount(beside.group())).strip() if beside else ""
            return (f"{opening}, {also}" if also else opening), True
    subject = _SUBJECT.match(text)
    if subject and _restricts(subject.group(1)):
        return subject.group(1).strip(), True
    for pattern in (_IN_WHOM, _BESIDE):
        for found in pattern.finditer(text):
            words = _TAIL.sub("", _until_amount(_VERB.sub("", found.group()))).strip()
            if not _BACK.search(words) and _restricts(words):
                return words, False
    return "", False


def _until_amount(text: str) -> str:
    """A dose behind the patients is no part of them: "in elderly patients 2.5 mg daily"."""
    doses = [one for one in amounts.find(text) if one.dimension == "dose" and not one.measure]
    return text[: doses[0].start] if doses else text


def _opening(text: str) -> str:
    """What stands before the main clause: up to the first comma that a main clause follows."""
    for start in _commas(text):
        if _MAIN.match(text, start + 1):
            return text[:start].strip()
    return ""


def _commas(text: str) -> list[int]:
    depth, found = 0, []
    for place, mark in enumerate(text):
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif mark in ",:" and not depth and text[place + 1 : place + 2].isspace():
            found.append(place)
    return found


def _restricts(words: str) -> bool:
    """Whether the words tell some patients from the rest: not "in most patients"."""
    return _names_some(words) and not _VAGUE.match(words)


def _names_some(words: str) -> bool:
    rows = {row[0] for row in wordlists.phrases("conditions").all(words)}
    if rows & {"some", "company"}:
        return True
    return re.search(rf"(?i)\b{_PERSONS}\s+{_QUALIFIED}\b", words) is not None


def _content(words: str) -> set[str]:
    """The words that name somebody or something, by their first letters."""
    return {word[:6] for word in re.findall(r"[a-z]{6,}", words.lower()) if word not in _EMPTY}


@dataclass(slots=True)
class Reach:
    """Follows the conditions through one paragraph or bullet, sentence by sentence."""

    heading: Heading | None
    label: str = ""
    _open: str = field(default="")

    def at(self, sentence: str) -> Holding:
        """Return for whom the doses of this sentence hold."""
        above = of_heading(self.heading.title) if self.heading else Holding()
        own, opens = of_statement(sentence)
        if not own and self.label and (_names_some(self.label) or _WITH.match(self.label)):
            own = self.label
        if own:
            self._open = own if opens else self._open
            apart = above.condition and not _content(own) & _content(above.condition)
            return Holding(f"{above.condition}, {own}" if apart else own, above.use)
        if self._open and not _GENERAL.search(sentence):
            return Holding(self._open, above.use, carried=True)
        if _BACK.search(sentence) and not above.condition:
            return Holding(self._open or "these patients", above.use, carried=True)
        return above


def bound(fact: Fact, holding: Holding) -> Fact:
    """Return a dose with the condition it holds under; any other fact as it is."""
    adjusted = fact.kind == "dose_adjustment" and not fact.details.get("population")
    if not (fact.kind in DOSES or adjusted) or fact.details.get("alternative"):
        return fact
    if fact.details.get("population") and not holding.condition:
        holding = replace(holding, condition=str(fact.details["population"]))
    details: dict[str, Any] = {
        "condition": holding.condition,
        "use": holding.use if not holding.condition else "",
        "carried": holding.carried or len(holding.condition.split()) > _LONGEST,
    }
    kept = {name: value for name, value in details.items() if value}
    if not kept:
        return fact
    values = fact.values
    if holding.condition and not holding.carried:
        inside = [(one.low, one.high, one.unit) for one in amounts.find(holding.condition)]
        values = tuple(_limit(value, inside) for value in values)
    return replace(fact, values=values, details={**fact.details, **kept})


def _limit(value: Value, inside: list[tuple[Any, Any, Any]]) -> Value:
    """A number of the condition itself is a limit and no dose: "who weigh less than 50 kg"."""
    mine = value.role is None and (value.low, value.high, value.unit) in inside
    return replace(value, role="threshold") if mine else value
