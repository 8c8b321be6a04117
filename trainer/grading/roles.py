"""Who does what to whom: "lithium raises theophylline" is not "theophylline raises lithium"."""

from __future__ import annotations

from collections.abc import Iterable

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
