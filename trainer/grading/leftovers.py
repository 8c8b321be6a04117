"""What in a right answer nothing accounts for: words that no point, question or number explains.

All points may be named, and a word beside them may still turn them round: "hallucinations never
happen", "anything other than sedation", "lowest 2-3 h after the dose". Where such a word was not
understood the answer is not called right: it is left to a person. Words that add nothing stand in
`tables/leftovers.txt`, and so do those that may turn what they stand with.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities
from trainer.grading.claims import claims_of
from trainer.grading.cues import cue, implied
from trainer.grading.guidance import begins_a_clause
from trainer.grading.reading import WORDING, Reading
from trainer.grading.rows import listed, rows
from trainer.lexicon.words import LIGHT, Word, plain_form, stem

Kind = Literal["name", "number", "prose"]


def left_open(answer: Reading, known: Sequence[Reading], kind: Kind) -> tuple[str, bool]:
    """Why a person should look at a right answer, and whether what it holds may turn it round.

    `known` are the question, the model answer and the points. Where a name or a number was asked
    for, every word has to be accounted for; in prose those that turn or order, and all but one of
    the others.
    """
    rest = unexplained(answer, known)
    kinds = ("turns",) if kind == "prose" else ("turns", "turns a name")
    free = _words("beside a number") if kind == "number" else frozenset()
    turning = [
        index
        for index in rest
        if _is(answer.words[index], kinds, kind != "prose")
        and answer.words[index].plain not in (_denying() if kind == "prose" else free)
        and not _is_settled(answer, index, known)
    ]
    if turning:
        return f'"{answer.words[turning[0]].typed}" may turn that round', True
    if kind == "name" and (word := _denied_part(answer, known)):
        return f'"{word}" is denied', True
    if kind != "number" and (amount := _own_amount(answer, known)):
        return f"{amount} was not asked for", True
    if kind == "prose":
        ordered = [i for i in rest if answer.words[i].plain in _words("orders")]
        if begun := [answer.words[i].typed for i in ordered if begins_a_clause(answer, i)]:
            return f'"{begun[0]}" is advice of its own', True
    odd = [
        answer.words[index].typed
        for index in rest
        if not _is(answer.words[index], ("idle", "turns", "turns a name"), True)
        and answer.words[index].plain not in free
        and not _is_noun(answer, index, known)
        and not _is_denied(answer, index)
    ]
    if kind == "prose" and len(odd) < SEVERAL:
        return "", False
    return (f'"{odd[0]}" was not understood', False) if odd else ("", False)


SEVERAL = 2
"""Unknown words from which prose beside all points may say something of its own."""


def unexplained(answer: Reading, known: Sequence[Reading]) -> list[int]:
    """The words of an answer that stand in no term of the key or question and in no number."""
    ids = frozenset().union(*(one.ids for one in known))
    ids = ids.union(*(implied().get(one, frozenset()) for one in ids))
    stems = {word.stem for one in known for word in one.words if word.is_word}
    held: set[int] = set()
    for atom in answer.atoms:
        if atom.ids & ids or any(implied().get(one, frozenset()) & ids for one in atom.ids):
            held.update(range(atom.first, atom.last))
    telling = _words("turns a name") | _words("orders")
    spans = [(one.start, one.end) for one in find_quantities(answer.text)]
    spans += [(one.start, one.end) for one in find_frequencies(answer.text)]
    return [
        index
        for index, word in enumerate(answer.words)
        if word.is_word
        and index not in held
        and word.stem not in stems
        and word.plain not in LIGHT
        and (word.plain not in cue("function") or word.plain in telling)
        and word.plain not in cue("hedge")
        and len(word.plain) > 1
        and not word.plain[0].isdigit()
        and not any(start <= word.start and word.end <= end for start, end in spans)
    ]


def _denied_part(answer: Reading, known: Sequence[Reading]) -> str:
    """A word of the name, in another form, that is denied: "a pump that cannot be programmed"."""
    if any(one.has_negation for one in known):
        return ""
    names = {word.plain[:_ROOT] for one in known[1:] for word in one.words if word.is_word}
    for atom in answer.top:
        word = answer.words[atom.first]
        if atom.denied and atom.is_word and len(word.plain) > _ROOT and word.plain[:_ROOT] in names:
            return word.typed
    return ""


_ROOT = 6
"""Letters by which two forms of a word are taken for one: programmed, programmable."""


def _own_amount(answer: Reading, known: Sequence[Reading]) -> str:
    """A dose where the key has none: whether it may be given, no key tells."""
    stated = [one for text in known for one in find_quantities(text.text)]
    if any(_is_mass(one.quantity) for text in known[1:] for one in find_quantities(text.text)):
        return ""
    ends = {one.quantity.ends for one in stated}
    for one in find_quantities(answer.text):
        if _is_mass(one.quantity) and one.quantity.ends not in ends:
            return one.text
    return ""


def _is_mass(quantity: Quantity) -> bool:
    return quantity.unit is not None and ("mass", 1) in quantity.unit.dimension


_NOUNS_NOT = WORDING - {"person", "route"} | {""}


_FINDINGS = frozenset(
    ("symptom", "condition", "event", "adverse effect", "withdrawal sign", "sign")
)


def _is_noun(answer: Reading, index: int, known: Sequence[Reading]) -> bool:
    """Whether a word belongs to a name that the grader knows: such extras are judged as names.

    What happens to someone is none where no such thing was asked for: "which make it toxic".
    """
    kinds = {atom.category for one in known[1:] for atom in one.top}
    passed = _NOUNS_NOT if kinds & _FINDINGS else _NOUNS_NOT | _FINDINGS
    return any(
        atom.first <= index < atom.last and atom.category not in passed for atom in answer.top
    )


def _is_denied(answer: Reading, index: int) -> bool:
    return any(atom.first <= index < atom.last and atom.denied for atom in answer.atoms)


def _is_settled(answer: Reading, index: int, known: Sequence[Reading]) -> bool:
    """Whether a turning word speaks of something else than of what was asked: "not A but B"."""
    word = answer.words[index]
    if word.plain not in cue("negative"):
        return _is_denied(answer, index)
    claims = [claim for claim in claims_of(answer.text) if not claim.denied]
    if word.plain == "free":  # "70 % is free, so 30 % is bound"
        return len(claims) > 1
    after = [one.plain for one in answer.words[index + 1 : index + 5]]
    if set(after) & _SURE or set(after[:2]) & _LIMITS:
        return True
    if any(other.plain in cue("negative") for one in known[1:] for other in one.words):
        return True  # "without a pacemaker" is a part of the key
    ahead = [claim for claim in claims_of(answer.text) if claim.found.start >= word.start]
    if ahead and ahead[0].denied and claims:
        return True
    near = [atom for atom in answer.top if 0 < atom.first - index < 8 and atom.denied]
    own = frozenset().union(*(one.ids for one in known[1:]))
    spoken = [
        atom
        for atom in near
        if not _is(answer.words[atom.first], ("turns", "turns a name", "idle"))
    ]
    return bool(spoken) and not any(
        atom.ids & own or (atom.ids & known[0].ids and atom.category in WORDING) for atom in spoken
    )


_SURE = frozenset(("sure", "certain", "positive", "there"))
_LIMITS = frozenset(
    ("more", "less", "longer", "shorter", "faster", "slower", "above", "below", "over", "under")
) | frozenset(
    ("before", "after", "until", "exceed", "later", "earlier", "higher", "lower", "beyond")
)


def _is(word: Word, kinds: Sequence[str], negative: bool = False) -> bool:
    """Whether a word is of one of these kinds, or denies."""
    if negative and word.plain in cue("negative"):
        return True
    return any(word.plain in _words(kind) or word.stem in _stems(kind) for kind in kinds)


def _denying() -> frozenset[str]:
    """The words that deny: in prose each point is read with them already."""
    return cue("negative") | cue("prevents")


@lru_cache(maxsize=8)
def _stems(kind: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words(kind))


@lru_cache(maxsize=8)
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        plain_form(word)
        for name, words in rows("leftovers")
        if name == kind
        for word in listed(words)
    )
