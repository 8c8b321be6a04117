"""Names that stop short of what was asked: "acidosis" for lactic acidosis, "a CYP enzyme" for one.

By the labelling rules a vague head noun is half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trainer.deck.key import Point
from trainer.grading.cues import cue
from trainer.grading.needs import Wanted
from trainer.grading.reading import Reading
from trainer.lexicon.words import LIGHT, words_of

_NUMBERED = re.compile(r"(?P<family>[a-z]{2,}(?:-[a-z]+)?)[-* ]?\d", re.IGNORECASE)
_CYTOCHROME = re.compile(r"\bcytochromes?(?:\s+p-?450)?\b|\bcyp(?:\s*-?450|s)?\b", re.IGNORECASE)


def is_vague(answer: Reading, forms: Sequence[Wanted], question: Reading) -> bool:
    """Whether an answer is the head of the name asked for and nothing else."""
    if answer.has_negation:
        return False
    asked = {word.stem for word in question.words if word.is_word}
    said = {stem for stem in _content(answer.text) if stem not in asked}
    if any(_names_another(name, answer) for name in _names(forms)):
        return False
    repeated = {stem for atom in answer.top if atom.concepts for stem in atom.stems} & asked
    for name in _names(forms):
        if _is_family(answer.text, name):
            return True
        stems = _content(name)
        whole = [stem for stem in stems if stem not in asked] or stems
        if repeated - set(stems):
            continue  # "magnesium gluconate", asked for what is given in magnesium toxicity
        if said and said < set(whole) and ({stems[-1], _head(name)} & said):
            return True
    return False


def is_bare_head(answer: Reading, point: Point, question: Reading) -> bool:
    """Whether a name was answered without what it says of its head: "a pump" for programmable pump.

    What the question says already may be left out, and so may what an accepted form leaves out.
    """
    asked = {word.stem for word in question.words if word.is_word}
    stems, typed = set(_content(point.text)), set(_content(answer.text))
    said = typed - asked
    if re.search(r"\d", point.text + answer.text) or _head(point.text) not in said | asked:
        return False
    if typed & asked - stems:
        return False  # "magnesium gluconate", asked for what is given in magnesium toxicity
    if any(said >= set(_content(form)) - asked for form in point.accepted):
        return False
    return bool(said) and said < stems - asked


def _names_another(name: str, answer: Reading) -> bool:
    """Whether a member of the family is named that is not the one: "topoisomerase I" for II."""
    mine = [word.plain for word in words_of(name) if word.is_word]
    said = [word.plain for word in answer.words if word.is_word]
    if len(mine) < 2 or not mine[-1].isdigit() or mine[-2] not in said[:-1]:
        return False
    other = said[said.index(mine[-2]) + 1]
    return other.isdigit() and other != mine[-1]


def _names(forms: Sequence[Wanted]) -> Iterable[str]:
    for form in forms:
        yield form.text
        for need in form.needs:
            if len(form.needs) == 1:
                for concept in need.atom.concepts:
                    yield from concept.names


def _is_family(answer: str, name: str) -> bool:
    """ "HLA-B" for HLA-B*1502, "a cytochrome P450" for CYP1A2."""
    found = _NUMBERED.match(name)
    if found is None:
        return False
    family = found["family"].casefold()
    plain = answer.casefold()
    if family == "cyp" and _CYTOCHROME.search(plain):
        return not re.search(r"\d", _CYTOCHROME.sub(" ", plain))
    if re.search(r"\d", plain):
        return False
    return len(family) > 3 and family in re.findall(r"[a-z]+(?:-[a-z]+)?", plain)


def _content(text: str) -> list[str]:
    return [
        word.stem
        for word in words_of(text)
        if word.is_word
        and word.plain not in LIGHT
        and word.plain not in cue("function")
        and word.plain not in cue("hedge")
        and word.plain not in _LOOSE
    ]


_LOOSE = frozenset(("some", "type", "kind", "sort", "one", "other", "of", "certain", "its"))


def _head(name: str) -> str:
    """The stem of the noun before the first preposition: "limb" of the limb of the loop."""
    before = re.split(r"\s+(?:of|in|to|with|at|for|from|on)\s+", name)[0]
    stems = _content(before)
    return stems[-1] if stems else ""
