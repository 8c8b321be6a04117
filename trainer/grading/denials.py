"""A right answer once more: is something denied in it that the key affirms?

"Less angiotensin II is not made", "the release is not lowered", "infection there is not a
contraindication": the words are the key's, a "not" stands before one of them, and none in the key.
Orders ("do not stop it") are left to the points: the key may put them the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from trainer.grading.cues import cue
from trainer.grading.reading import Reading
from trainer.lexicon.words import LIGHT, Word


def denied(answer: Reading, question: Reading, known: Sequence[Reading], *, judged: bool) -> str:
    """The word of the key that the answer denies, or an empty string.

    `known` are the model answer and the points. Where a yes or no is asked for (`judged`), what
    the question itself says may be denied, but for what it says of the patient.
    """
    if doubled := _DOUBLED.search(answer.text):
        return doubled.group()
    banned = any(_BANNED.search(one.text) for one in known)
    allowed = any(_NOT_BANNED.search(one.text) for one in known)
    if banned and not allowed and _NOT_BANNED.search(answer.text):
        return "contraindicated"
    stems, ids = _affirmed(known)
    asked = {word.stem for word in question.words}
    for index in _denials(answer):
        place = _what(answer, index)
        if place is None:
            continue
        word = answer.words[place]
        atoms = [atom for atom in answer.top if atom.first <= place < atom.last]
        if any(atom.first <= index for atom in atoms):
            continue  # "isn't leaking" is one thing
        own: frozenset[str] = frozenset().union(*(atom.ids for atom in atoms))
        if own & question.ids or any(w.stem == word.stem for w in question.words):
            named = [*atoms, *(atom for atom in question.top if word.stem in atom.stems)]
            if place <= index + 2 and any(atom.category in _OF_PATIENTS for atom in named):
                return word.typed
            if judged and not _of_the_key(answer, index, stems - asked):
                continue
            if judged:
                return word.typed
        if (word.stem in stems or own & ids) and not _said_too(word, answer, place):
            return word.typed
    return ""


_DOUBLED = re.compile(r"\b(?:not|never)\s+(?:not|never)\b", re.I)
_NOT_BANNED = re.compile(
    r"(?:\bnot|n['’]t)\s+(?:(?:a|an|one|of|the|any|really)\s+)*"
    r"(?:contra-?indicat\w*|forbidden|prohibited)",
    re.I,
)
_BANNED = re.compile(r"\b(?:contra-?indicat\w*|forbidden|prohibited)\b", re.I)
_OF_PATIENTS = frozenset(
    ("symptom", "condition", "event", "adverse effect", "withdrawal sign", "sign", "degree")
)
_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "does",
        "did",
        "can",
        "may",
        "might",
        "will",
        "would",
        "could",
        "has",
        "have",
    ]
)
_CONTRACTED = re.compile(r"(?:is|are|was|were|does|did|ca|wo|would|could|has|have)n['’]?t$", re.I)
_DUTY = frozenset(("must", "should", "need", "needs"))
_LAPSES = frozenset(("pass", "elapse", "lapse", "go", "have"))
"""What time does: "14 days must not pass" is no order."""
_REACH = 5
"""Words behind a denial within which what it denies is looked for."""
_PASSED = frozenset(
    ["one", "more", "less", "a", "get", "bring", "cause", "give", "any", "be", "been", "able"]
)
_BREAKS = frozenset(
    [
        "but",
        "only",
        "just",
        "until",
        "till",
        "unless",
        "if",
        "before",
        "than",
        "for",
        "to",
        "with",
        "in",
        "by",
        "at",
        "on",
        "from",
        "as",
        "under",
        "below",
        "above",
        "over",
    ]
)
_BLOCKS = re.compile(r"block|inhibit|hardly|poorly|unrespons|resist|fail|prevent|hinder")
_FORBIDS = frozenset(("contraindicated", "unsafe", "prohibited"))


def _denials(answer: Reading) -> list[int]:
    """Where something is said not to be so: "is not", "cannot", "doesn't"; not "do not ..."."""
    found = []
    for index, word in enumerate(answer.words):
        before = answer.words[index - 1].plain if index else ""
        apart = word.plain in ("not", "never") and before in _AUXILIARY
        after = answer.words[index + 1].plain if index + 1 < len(answer.words) else ""
        apart = apart or (word.plain == "not" and before in _DUTY and after in _LAPSES)
        if apart or word.plain in ("cannot", "cant") or _CONTRACTED.match(word.plain):
            found.append(index)
    return found


def _what(answer: Reading, index: int) -> int | None:
    """Where the word stands that is denied, if it is near."""
    for place in range(index + 1, min(index + 1 + _REACH, len(answer.words))):
        word = answer.words[place]
        if answer.segment_of[place] != answer.segment_of[index] or word.plain in _BREAKS:
            return None
        if word.is_word and word.plain not in LIGHT and word.plain not in _PASSED:
            return place
    return None


def _of_the_key(answer: Reading, index: int, stems: Set[str]) -> bool:
    """Whether it is denied of what only the key names: "the fetus is not harmed"."""
    before = answer.words[max(0, index - 3) : index]
    return any(
        word.is_word
        and word.plain not in LIGHT
        and word.plain not in _AUXILIARY
        and word.stem in stems
        and answer.segment_of[place] == answer.segment_of[index]
        for place, word in enumerate(before, max(0, index - 3))
    )


def _said_too(word: Word, answer: Reading, place: int) -> bool:
    """Whether the same is affirmed elsewhere: "acts on A, it does not act on B"."""
    return any(
        word.stem in atom.stems and not atom.denied and not atom.first <= place < atom.last
        for atom in answer.top
    )


def _affirmed(known: Sequence[Reading]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems and ids of the key's statements that hold no denial.

    What blocks something denies it too, but for the blocking itself.
    """
    denies = cue("negative") | cue("prevents") | _FORBIDS
    stems: set[str] = set()
    ids: set[str] = set()
    open_stems: set[str] = set()
    open_ids: set[str] = set()
    for text in known:
        for segment, places in text.by_segment.items():
            words = [text.words[place] for place in places]
            inside = {i for atom in text.in_segment.get(segment, ()) for i in atom.ids}
            own = {word.stem for word in words if word.is_word and word.plain not in LIGHT}
            if any(word.plain in denies for word in words):
                open_stems |= own
                open_ids |= inside
            elif blocking := {word.stem for word in words if _BLOCKS.match(word.plain)}:
                stems |= blocking
            else:
                stems |= own
                ids |= inside
    return frozenset(stems - open_stems), frozenset(ids - open_ids)
