"""Who does what to whom: "lithium raises theophylline" is not "theophylline raises lithium"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trainer.grading.reading import WORDING, Atom, Reading

_NO_DRUG = WORDING | {
    "adverse effect", "symptom", "condition", "withdrawal sign", "effect", "process", "measure",
    "laboratory test", "vital sign", "place", "organ", "receptor", "receptor family", "enzyme",
    "enzyme family", "ion", "ion channel", "function", "state", "event", "reflex", "reflex kind",
    "fluid", "device", "dosage form", "barrier", "food", "test", "sign", "cell", "", "transporter",
    "kinetic figure", "neurotransmitter", "substance", "mediator", "hormone", "matter", "finding",
}  # fmt: skip
_VERBS = frozenset(("direction", "action", "kinetics"))
_LEADS_IN = frozenset(
    ("by", "with", "because", "due", "from", "after", "under", "when", "if", "on", "during")
) | frozenset(("since", "as", "through", "via", "than"))
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets"])


def swapped(answer: Reading, question: Reading, points: Iterable[Reading]) -> bool:
    """Whether the drug that something is done to does it, to the one that the question names as
    doing it.

    The first is the drug that question and points name, the second one that only the question
    names. "Lithium excretion rises with theophylline" is no such sentence: nothing is done to
    theophylline there.
    """
    named = frozenset(i for point in points for atom in point.top for i in atom.ids)
    asked = [atom for atom in question.top if _is_drug(atom)]
    suffers = frozenset(i for atom in asked for i in atom.ids if i in named)
    does = frozenset(i for atom in asked if not atom.ids & named for i in atom.ids)
    if not suffers or not does:
        return False
    for verb in answer.top:
        if verb.category not in _VERBS or verb.denied or _is_passive(verb, answer):
            continue
        before = [a for a in answer.top if a.clause == verb.clause and a.last <= verb.first]
        after = [a for a in answer.top if a.clause == verb.clause and a.first >= verb.last]
        if any(a.ids & does for a in before) or not any(
            _stands_free(a, suffers, answer) for a in before
        ):
            continue
        if any(_stands_free(a, does, answer) for a in after):
            return True
    return False


def acts_on_the_actor(answer: Reading, question: Reading, key: Reading) -> bool:
    """Whether the thing asked for is said to do to the question's subject what that does to it.

    "Which enzyme does atorvastatin inhibit?": "HMG-CoA reductase inhibits atorvastatin". Both have
    to stand in the answer, on either side of a verb in the active.
    """
    own = frozenset(one for atom in key.top if atom.concepts for one in atom.ids)
    asked = _DOES.search(question.text)
    if asked is None:
        return False
    inner = [a for a in question.top if asked.end() <= question.words[a.first].start]
    actor = next((a for a in inner if a.concepts and a.category not in WORDING), None)
    if actor is None or actor.ids & own:
        return False
    frame = frozenset(one for a in inner if a.category in _VERBS for one in a.ids)
    for verb in answer.atoms:  # also within a name: "HMG-CoA reductase inhibits" looks like one
        if not verb.ids & frame or verb.denied or _is_passive(verb, answer):
            continue
        here = [a for a in answer.atoms if a.clause == verb.clause]
        before = [a for a in here if a.last <= verb.first]
        after = [a for a in here if verb.last <= a.first < verb.last + 3]
        if any(a.ids & actor.ids for a in before):
            continue
        if any(a.ids & own for a in before) and any(
            _stands_free(a, actor.ids, answer) for a in after
        ):
            return True
    return False


_DOES = re.compile(r"\b(?:which|what)\b[^?.]*?\b(?:does|do|did)\s", re.I)
_RESULT = re.compile(
    r"\b(?:what|which)\b[^?.;]{0,30}\b(?:it|this|that|they|these)\s+(?:result\s+in|lead\s+to|cause|bring\s+about)",
    re.I,
)
_RESULTS = re.compile(
    r"\b(?:results?\s+in|resulting\s+in|leads?\s+to|leading\s+to|causes?|causing|brings?\s+(?:about|on))\b",
    re.I,
)


def effect_before_cause(answer: Reading, question: Reading, points: Sequence[Reading]) -> bool:
    """Whether, asked what comes and "what may it result in", the result is said to cause it."""
    if len(points) != 2 or not _RESULT.search(question.text):
        return False
    first, second = (
        frozenset(word.stem for word in one.words if word.is_word and len(word.plain) > 4)
        for one in points
    )
    for match in _RESULTS.finditer(answer.text):
        sides: tuple[set[str], set[str]] = (set(), set())
        for word in answer.words:
            sides[word.start > match.start()].add(word.stem)
        if sides[0] & second and sides[1] & first and not sides[0] & first:
            return True
    return False


_WITH = re.compile(r"\b(?:with|by|of)\s+(?:the\s+)?(?P<other>[a-z]{5,})\b", re.I)
_LEVEL = r"(?:levels?|concentrations?|effects?|clearance|exposure)"


def level_of_the_other(answer: Reading, question: Reading, points: Sequence[Reading]) -> bool:
    """Whether the level of the drug that is taken with the asked one is spoken of instead."""
    asked = re.search(
        rf"\b{_LEVEL}\s+of\s+(?:the\s+)?(?:drug\s+)?(?P<own>\w+)", question.text, re.I
    )
    if asked is None:
        return False
    own = asked["own"].casefold()
    known = " ".join(one.text for one in points).casefold()
    for other in (m["other"] for m in _WITH.finditer(question.text, asked.end())):
        name = re.escape(other)
        said = rf"\b{_LEVEL}\s+of\s+(?:the\s+)?{name}\b|\b{name}(?:['’]s)?\s+{_LEVEL}\b"
        if other.casefold() in known or own in answer.text.casefold().split():
            continue
        if re.search(said, answer.text, re.I):
            return True
    return False


def _is_drug(atom: Atom) -> bool:
    return bool(atom.concepts) and all(one.category not in _NO_DRUG for one in atom.concepts)


def _is_passive(verb: Atom, answer: Reading) -> bool:
    before = {word.plain for word in answer.words[max(0, verb.first - 2) : verb.first]}
    after = answer.words[verb.last].plain if verb.last < len(answer.words) else ""
    return bool(before & _PASSIVE) or after == "by"


def _stands_free(atom: Atom, ids: frozenset[str], answer: Reading) -> bool:
    """Whether one of the drugs is named without "by", "with" or "because of" before it."""
    lead = {word.plain for word in answer.words[max(0, atom.first - 3) : atom.first]}
    return bool(atom.ids & ids) and not lead & _LEADS_IN
