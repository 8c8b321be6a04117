"""Which words of an answer stand under a negation: not, without, "to prevent", "is wrong"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from trainer.grading.cues import cue
from trainer.lexicon.concept import Mention
from trainer.lexicon.words import Word


def polarity(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    clause_of: Sequence[int],
    item_of: Sequence[int],
    negative: frozenset[str],
    kept: Sequence[tuple[int, int]] = (),
) -> list[bool]:
    """For each word, whether it stands under an odd number of negations.

    `kept` are stretches that belong to a name and deny nothing: the "lack" of a lack of potassium.
    """
    held = [False] * len(words)
    for first, last in kept:
        for index in range(first, last):
            held[index] = True
    for one in mentions:
        first, last = one.words
        if last - first > 1 and not one.inner:
            # "must not" names a ban, and denies what follows all the same
            leads = words[last - 1].plain in negative & _LEADS
            # "seeing things that aren't there" is a finding, and denies nothing
            stop = last - 1 if leads and one.concept.category not in _FINDINGS else last
            for index in range(first, stop):
                held[index] = True
    denied = [False] * len(words)
    depth = 0
    begun = -10
    alone: set[int] = set()
    for index, word in enumerate(words):
        new_clause = index > 0 and clause_of[index] != clause_of[index - 1] and word.plain != "("
        if new_clause or (word.plain in cue("ends negation") and not _goes_on(words, index, begun)):
            depth = 0
        plain = word.plain
        new_item = depth and index and item_of[index] != item_of[index - 1]
        if new_item and (
            _ends_here(words, index, item_of)
            or (words[index].plain == "," and _qualifies(words, begun, item_of))
            or _is_contrast(words, index, begun)
            or _new_verb(words, mentions, index)
        ):
            depth = 0
        if not held[index] and plain in negative and not _is_pseudo(words, index):
            if _is_particle(words, index) or _is_passive(words, index):
                continue
            if plain == "non":  # "a non-hormonal method" is a method
                after = (
                    index + 2
                    if index + 1 < len(words) and words[index + 1].plain == "-"
                    else index + 1
                )
                if after < len(words):
                    alone.add(after)
                continue
            double = depth and index - begun <= 4 and item_of[index] == item_of[begun]
            depth = depth + 1 if double else 1
            begun = index
            continue
        denied[index] = (depth % 2 == 1) != (index in alone)
        if not held[index] and plain in cue("hardly"):
            depth, begun = 1, index
    _after(words, denied, clause_of)
    _at_the_end(words, denied, clause_of, held)
    if "avoid" in negative:
        _to_be_avoided(words, denied, clause_of)
    _left_alone(words, denied, clause_of)
    _no_problem(words, denied, clause_of)
    return denied


_FINITE = frozenset(("falls", "rises", "drops", "increases", "decreases", "goes", "improves"))
_LEADS = frozenset(("not", "never", "avoid"))
_FINDINGS = frozenset(("adverse effect", "symptom", "condition", "withdrawal sign"))
_VERBAL = frozenset(("action", "kinetics", "direction"))


def _new_verb(words: Sequence[Word], mentions: Sequence[Mention], index: int) -> bool:
    """Whether an item begins with a finite verb of its own: "is not broken down and builds up"."""
    first = index + 1 if words[index].plain in ("and", ",") else index
    if first < len(words) and words[first].plain == "and":
        first += 1
    if first >= len(words):
        return False
    # "magnesium falls" after "potassium does not fall," has its subject before the verb
    near = range(first, min(first + 3, len(words)))
    finite = {n for n in near if words[n].typed.endswith("s") and (n == first or _ends(words, n))}
    if any(words[n].plain in _FINITE for n in finite):
        return True
    return any(
        one.words[0] in finite and any(c.category in _VERBAL for c in one.concepts)
        for one in mentions
        if not one.inner
    )


def _ends(words: Sequence[Word], index: int) -> bool:
    return index + 1 >= len(words) or not words[index + 1].is_word


def _is_passive(words: Sequence[Word], index: int) -> bool:
    """Whether "avoided" speaks of what stands before it, and not of what follows."""
    before = words[index - 1].plain if index else ""
    return words[index].plain == "avoided" and before in ("be", "is", "are", "was", "were")


def _to_be_avoided(words: Sequence[Word], denied: list[bool], clause_of: Sequence[int]) -> None:
    """ "rubbing is to be avoided": what stands before is not to be."""
    for index, word in enumerate(words):
        if (
            word.plain != "avoided"
            or not index
            or words[index - 1].plain not in ("be", "is", "are")
        ):
            continue
        _turn_before(words, denied, clause_of, index)


def _turn_before(
    words: Sequence[Word], denied: list[bool], clause_of: Sequence[int], index: int
) -> None:
    """Deny what stands before a place in its clause, back to the last mark."""
    for place in range(index - 1, max(-1, index - 25), -1):
        if clause_of[place] != clause_of[index] or words[place].plain in (",", ";"):
            break
        denied[place] = not denied[place]


def _goes_on(words: Sequence[Word], index: int, begun: int) -> bool:
    """Whether a negation goes on over "if" or "only": "not if it is only planned"."""
    plain = words[index].plain
    if plain in ("if", "when", "where", "because", "due", "during", "while"):
        return index - begun == 1
    # "no A, only B" ends it; "not if it is only planned" does not
    return plain == "only" and index > 0 and words[index - 1].is_word and index - begun <= 6


def _at_the_end(
    words: Sequence[Word], denied: list[bool], clause_of: Sequence[int], held: Sequence[bool]
) -> None:
    """ "ACE inhibitors do not", "liver tests are not needed": what stands before is denied."""
    answered = any(word.plain == "yes" for word in words)  # "A yes, B no"
    for index, word in enumerate(words):
        if (
            word.plain not in ("not", "never", "no", "nt", "unnecessary")
            or not index
            or held[index]
        ):
            continue
        last = index + 1
        while (
            last < len(words)
            and clause_of[last] == clause_of[index]
            and words[last].plain in cue("after a final not")
        ):
            last += 1
        if words[last - 1].plain == "be" and last < len(words) and _is_participle(words[last]):
            last += 1
        at_end = (
            last >= len(words)
            or clause_of[last] != clause_of[index]
            or not words[last].is_word
            or (words[last - 1].typed.endswith(("ed", "en")) and words[last].plain in _GOES_BEFORE)
        )
        verb = (
            words[index - 1].plain in cue("auxiliary")
            or (word.plain == "never")
            or (last > index + 1 and word.plain == "not")
        )
        if word.plain == "unnecessary" or (word.plain in ("no", "not") and answered):
            verb = True
        if not at_end or not verb or (last < len(words) and words[last].plain in "-/"):
            continue
        _turn_before(words, denied, clause_of, index)


_PROBLEMS = frozenset(("problem", "issue", "risk", "concern", "worry", "danger", "complication"))


def _no_problem(words: Sequence[Word], denied: list[bool], clause_of: Sequence[int]) -> None:
    """ "lactic acidosis is not a problem with it": what stands before is denied."""
    for index, word in enumerate(words):
        if word.plain not in ("not", "no", "never") or not index:
            continue
        after = index + 1
        if after < len(words) and words[after].plain in ("a", "an", "any", "the", "my", "our"):
            after += 1
        named = after < len(words) and words[after].plain in _PROBLEMS
        if not named or words[index - 1].plain not in ("is", "are", "was", "were"):
            continue
        _turn_before(words, denied, clause_of, index)


_GOES_BEFORE = frozenset(
    ("until", "till", "before", "unless", "as", "while", "if", "when", "during")
)


def _qualifies(words: Sequence[Word], begun: int, item_of: Sequence[int]) -> bool:
    """Whether a negation stands in the middle of an entry: "block without pacemaker, ..."."""
    if begun < 1 or words[begun].plain not in ("without", "no", "lacking"):
        return False
    before = [n for n in range(begun) if item_of[n] == item_of[begun]]
    content = [n for n in before if words[n].is_word and words[n].plain not in cue("function")]
    return len(content) >= 2


def _is_participle(word: Word) -> bool:
    return word.plain.endswith(("ed", "en")) and len(word.plain) > 4


def _left_alone(words: Sequence[Word], denied: list[bool], clause_of: Sequence[int]) -> None:
    """ "the others are left alone", "leaves the muscle alone"."""
    for index, word in enumerate(words):
        if word.plain != "alone":
            continue
        for place in range(index - 1, max(-1, index - 12), -1):
            if clause_of[place] != clause_of[index]:
                break
            if words[place].plain in ("leave", "leaves", "left", "leaving"):
                span = (
                    range(place + 1, index)
                    if index - place > 1
                    else range(max(0, place - 12), place)
                )
                for one in reversed(span):
                    if clause_of[one] != clause_of[index] or words[one].plain == ",":
                        break
                    denied[one] = not denied[one]
                break


def denied_within(words: Sequence[Word], mentions: Sequence[Mention]) -> list[bool]:
    """For each word of a longer name, whether a "not" of that name stands before it."""
    denied = [False] * len(words)
    for one in mentions:
        first, last = one.words
        if last - first < 2 or one.inner:
            continue
        under = False
        for index in range(first, last):
            if words[index].plain in cue("negative"):
                under = True
            else:
                denied[index] = under
    return denied


def _is_particle(words: Sequence[Word], index: int) -> bool:
    """ "No," or "Nope:" as an answer by itself, not as the negation of what follows."""
    if words[index].plain not in ("no", "nope", "nah", "never"):
        return False
    if index > 0 and words[index - 1].is_word:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if words[index].plain == "never":
        return following is None or not following.is_word
    return following is None or not following.is_word or following.plain in cue("after particle")


def _is_pseudo(words: Sequence[Word], index: int) -> bool:
    following = words[index + 1].plain if index + 1 < len(words) else ""
    if words[index].plain == "no" and following == "longer":
        return index + 2 < len(words) and words[index + 2].plain == "than"
    if words[index].plain in ("rather", "instead"):
        return following not in ("than", "of")
    if words[index].plain in ("fail", "fails"):
        return following != "to"  # "if the pump fails" denies nothing
    if words[index].plain == "absence":
        return following != "of"  # "absence seizures" deny nothing
    if words[index].plain == "free":
        return following not in ("of", "from")
    if following in ("just", "merely", "only") and index and words[index - 1].plain in _AUXILIARIES:
        return any(word.plain == "but" for word in words[index:])  # "don't just stop it" forbids
    return following in cue("pseudo after negative")


_AUXILIARIES = frozenset(("do", "does", "should", "must", "can", "may", "will"))


def _ends_here(words: Sequence[Word], index: int, item_of: Sequence[int]) -> bool:
    """Whether the item that begins here starts a statement of its own, so a negation ends."""
    for place in range(index, min(index + 6, len(words))):
        if item_of[place] != item_of[index]:
            return False
        if words[place].plain in _GOES_BEFORE:
            return False  # "and machines until you know": the subject comes with the "until"
        if words[place].plain in cue("subject"):
            return True
    return False


def _is_contrast(words: Sequence[Word], index: int, begun: int) -> bool:
    """ "not A, B": two items and no "or" after the negation make a contrast.

    After "do not A, B, C" the further items are told to be done, unless an "or" joins them.
    """
    if words[index].plain != "," or words[begun].plain not in ("not", "never"):
        return False
    rest = words[index + 1 :]
    ordered = words[begun].plain == "never" or (begun > 0 and words[begun - 1].plain == "do")
    subject = begun > 1 and words[begun - 2].plain in cue("subject") | {"drugs", "inhibitors"}
    if ordered and not subject:
        sentence = itertools.takewhile(lambda word: word.plain not in ".;", rest)
        return not any(word.plain in ("or", "nor") for word in sentence)
    return not any(word.plain in ("or", "nor", "and", ",") for word in rest[:12])


def _after(words: Sequence[Word], denied: list[bool], clause_of: Sequence[int]) -> None:
    """Negations that follow what they deny: "seizures are absent", "is not one of them"."""
    for index, word in enumerate(words):
        if word.plain not in cue("negative after"):
            continue
        if index and words[index - 1].plain in cue("negative"):
            continue
        if word.plain in _JUDGEMENTS and not _is_said_of(words, index):
            continue
        place = index - 1
        while place >= 0 and clause_of[place] == clause_of[index] and index - place <= 24:
            if words[place].plain == ",":
                break
            denied[place] = not denied[place]
            place -= 1


_JUDGEMENTS = frozenset(("wrong", "incorrect", "mistaken", "false", "untrue"))


def _is_said_of(words: Sequence[Word], index: int) -> bool:
    """Whether "wrong" ends a statement about what stands before it: "ALT is wrong"."""
    before = words[index - 1].plain if index else ""
    after = words[index + 1] if index + 1 < len(words) else None
    return before in ("is", "are", "was", "were", "be") and (after is None or not after.is_word)
