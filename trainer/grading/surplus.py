"""What a right answer says besides, which the key does not hold and which could undo it.

The points may all be there, and something else with them: "it switches the receptor on", "but only
after trying the antibiotics from last year", "or HLA-B*5801". A key cannot tell whether that is
true, so such an answer is not marked right: it is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.grading.cues import cue, implied
from trainer.grading.guidance import goes_on_as_before
from trainer.grading.reading import Atom, Reading
from trainer.lexicon.words import LIGHT

_DOINGS = frozenset(("action", "deed", "direction", "kinetics", "ordered relation"))
"""Kinds of which one too many can turn an answer round; a further property seldom does."""


def surplus(
    answer: Reading,
    known: Sequence[Reading],
    judged: bool,
    facts: Sequence[frozenset[str]] = (),
) -> str:
    """Why a person should look at a right answer, or an empty string.

    `known` are the question, the model answer and the points; where something is `judged` by yes
    or no, only what is set against the judgement counts. `facts` are what each fact of the deck
    names, by ids: what a fact states as well is no surplus.
    """
    if set_against(answer, known):
        return "It says something against that, or a condition of its own"
    if judged:
        return ""
    if other_object(answer, known) or another_finding(answer, known):
        return "It speaks of something else"
    odd = [atom for atom in doings_besides(answer, known) if not _is_stated(atom, answer, facts)]
    if odd:
        return "It says more of what is done than was asked"
    return "It leaves open which of two it is" if names_two(answer, known) else ""


def doings_besides(answer: Reading, known: Sequence[Reading]) -> list[Atom]:
    """The actions, deeds and directions that neither question nor key speaks of."""
    ids = _ids_of(known)
    stems = {word.stem for one in known for word in one.words if word.is_word}
    found = []
    for atom in answer.top:
        if atom.category not in _DOINGS or atom.denied or _means(atom, ids):
            continue
        if set(atom.stems) <= stems or _passes(atom, answer):
            continue
        if goes_on_as_before(answer.text[answer.words[atom.first].start :], known[0].text):
            continue
        found.append(atom)
    return found


def _ids_of(known: Sequence[Reading]) -> frozenset[str]:
    """All that the texts name, with what that says besides."""
    ids = frozenset().union(*(one.ids for one in known))
    return ids.union(*(implied().get(one, frozenset()) for one in ids))


def _means(atom: Atom, ids: frozenset[str]) -> bool:
    """Whether an atom is one of these, or says one of them besides."""
    return bool(atom.ids & ids) or any(implied().get(one, frozenset()) & ids for one in atom.ids)


_OBJECTS = frozenset(("adverse effect", "symptom", "condition", "withdrawal sign"))


def other_object(answer: Reading, known: Sequence[Reading]) -> bool:
    """Whether all that is said of what was asked is a direction, and it is said of another finding.

    "Increases the risk of hallucinations", asked for the muscle relaxant effect.
    """
    ids = _ids_of(known[1:])
    if not any(atom.category == "direction" and atom.ids & ids for atom in answer.top):
        return False
    own = any(atom.category not in _EMPTY and _means(atom, ids) for atom in answer.top)
    return not own and any(
        atom.category in _OBJECTS and not atom.denied and not atom.ids & (ids | known[0].ids)
        for atom in answer.top
    )


def another_finding(answer: Reading, known: Sequence[Reading]) -> bool:
    """Whether a finding that nobody asked for stands by itself in a row of those asked for."""
    ids = _ids_of(known)
    rows = [atom for atom in answer.top if atom.category in _OBJECTS and not atom.denied]
    asked = [atom for atom in rows if atom.ids & ids]
    return bool(asked) and any(
        not _means(atom, ids)
        and atom.item not in {one.item for one in asked}
        and all(one is atom or one.category == "vague" for one in answer.top_of_item[atom.item])
        and (len(asked) > 1 or _is_joined(atom, asked[0], answer))
        for atom in rows
    )


def _is_joined(one: Atom, other: Atom, answer: Reading) -> bool:
    """Whether two names stand in one row: "spinal cord injury and asthma"."""
    first, last = sorted((one, other), key=lambda atom: atom.first)
    between = [word.plain for word in answer.words[first.last : last.first]]
    return bool(between) and set(between) <= {"and", "or", ",", "&", "/", "plus"}


_EMPTY = frozenset(("direction", "action", "light", "vague", "relation", "degree", ""))


def _is_stated(atom: Atom, answer: Reading, facts: Sequence[frozenset[str]]) -> bool:
    """Whether one fact of the deck names all that the statement of this atom names."""
    said = [one for one in answer.in_segment[atom.segment] if one.concepts and not one.inner]
    return len(said) > 1 and any(all(one.ids & ids for one in said) for ids in facts)


def _passes(atom: Atom, answer: Reading) -> bool:
    """Whether it only joins or measures: "I think", "which leads to", "less than 30"."""
    words = {answer.words[n].plain for n in range(atom.first, atom.last)}
    if words & (cue("joins") | cue("hedge")) or {"cause", "monitor"} & atom.ids:
        return True
    if "remember" in atom.ids and _AS_SOON.search(answer.text[: answer.words[atom.first].start]):
        return True
    if atom.category == "direction" and _OR_MORE.search(
        answer.text[: answer.words[atom.first].start]
    ):
        return True
    return atom.category == "direction" and any(
        answer.words[n].plain[0].isdigit() or answer.words[n].plain == "than"
        for n in range(atom.last, min(atom.last + 3, len(answer.words)))
    )


_AS_SOON = re.compile(
    r"\b(?:as\s+|so\s+)?(?:soon\s+as|when|once)\s+(?:you|u|ya|they|he|she|it\s+is|the\s+patient)\s+$",
    re.I,
)
"""When one thinks of it: "as soon as you remember"."""

_OR_MORE = re.compile(r"\d\s*(?:[a-zµ%]+(?:\s*(?:/|per)\s*[a-z]+)?\s+)?(?:or|and)\s+$", re.I)
"""A limit and its side: "1.5 mg/dL or more"."""

_AGAINST = re.compile(
    r"\b(?:but|unless|anyway|regardless|even\s+(?:if|when|though)"
    r"|only\s+(?:after|if|when|once|until|in\s+case)|as\s+long\s+as|provided)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"^\W*(?:no|nope|never|yes|not\s+\w+)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|never|neither|rather\s+than|no)\b|n['’]t\b", re.IGNORECASE)


def set_against(answer: Reading, known: Sequence[Reading]) -> bool:
    """Whether something new is set against what was said: "but go ahead anyway".

    "Not A but B" corrects, and says nothing against B.
    """
    text = answer.text
    stems = {word.stem for one in known for word in one.words if word.is_word}
    ids = frozenset().union(*(one.ids for one in known))
    covered = {n for atom in answer.top if atom.ids & ids for n in range(atom.first, atom.last)}
    said = " ".join(one.text for one in known[1:])
    for match in _AGAINST.finditer(text):
        before = _JUDGED.sub("", text[: match.start()])
        if _DENIES.search(before) or match.group() in said:
            continue
        rest = [
            word
            for index, word in enumerate(answer.words)
            if word.start >= match.end()
            and word.is_word
            and index not in covered
            and word.stem not in stems
            and len(word.plain) > 2
            and word.plain not in LIGHT
            and word.plain not in cue("function")
        ]
        if rest:
            return True
    return False


def names_two(answer: Reading, known: Sequence[Reading]) -> bool:
    """Whether two of a kind are joined by an "or" of which the key names one."""
    ids = frozenset().union(*(one.ids for one in known))
    stems = {word.stem for one in known for word in one.words if word.is_word}
    for item in answer.joined_by_or:
        here = answer.top_of_item.get(item, ())
        before = answer.top_of_item.get(item - 1, ())
        mine = [a for a in here if a.category and not a.ids & ids and not a.denied]
        own = [a for a in before if a.ids & ids]
        odd = [
            a for a in here if a.is_word and not set(a.stems) & stems and a.stems[0][:1].isdigit()
        ]
        if own and (odd or any(a.category == b.category for a in mine for b in own)):
            return True
    return False
