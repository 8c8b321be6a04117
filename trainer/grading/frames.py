"""What a question says of the things it asks for, and answers that say the opposite of them.

"Which drugs raise the level?": "all three lower it: ...", "A does, B does not", "may be used with
it" for what must not be combined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trainer.grading.needs import contraries
from trainer.grading.reading import Atom, Reading
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import stem, words_of

_KINDS = frozenset({"action", "kinetics", "direction", "prohibit", "property", "deed"})
_PERMITTED = re.compile(
    r"\b(?:may|can|could|should|is\s+to)\s+(?:well\s+|safely\s+|still\s+)?(?:be\s+)?(?:used|given|taken|combined|take\b"
    r"|added|continued|started|begun|have\b)|\b(?:is|are)\s+(?:\w+ly\s+)?(?:fine|ok(?:ay)?|safe|allowed|acceptable|all\s+right"
    r"|recommended|no\s+(?:problem|obstacle|bar))\b|\bno\s+(?:obstacle|problem|contra-?indication)\b",
    re.I,
)
_DONE = (
    r"driv\w*|drink\w*|eat\w*|tak(?:e|ing)|us(?:e|ing)|run\w*|operat\w*|stop\w*|crush\w*|chew\w*|swallow\w*"
    r"|breast-?feed\w*|nurs\w*|giv(?:e|ing)|carry\s+on|go\s+on|continu\w*|combin\w*|mix\w*|smok\w*|start\w*"
    r"|double|inject\w*|work\w*|cycl\w*|ride|handle|do\b"
)
_MAY_DO = re.compile(
    r"\b(?:he|she|they|you|one|we|i|patients?|people|mothers?|women|men|anyone)\s+"
    r"(?:can|may|could|(?:is|are)\s+(?:allowed|free|able|fine|ok(?:ay)?)\s+to)\s+"
    rf"(?:still\s+|safely\s+|well\s+|happily\s+|just\s+)?(?:{_DONE})",
    re.I,
)
"""What lets somebody do something: "he may drive"."""
_NOT = re.compile(r"\b(?:not|never|neither|nor|n['’]t|cannot)\b", re.I)
_FORBIDS = re.compile(
    r"\b(?:must|should|may|can)\s+(?:\w+\s+){0,4}?(?:not|never)\b|\bcannot\b|n['’]t\b|contra-?indicat|\bavoid|\bforbid|\bprohibit",
    re.I,
)


def frame_of(question: Reading) -> tuple[Atom, ...]:
    """The relations by which a question asks: "inhibit", "raise", "metabolize"."""
    return tuple(atom for atom in question.top if atom.category in _KINDS)


def forbids(question: Reading) -> bool:
    """Whether a question asks what must not be done."""
    return bool(_FORBIDS.search(question.text))


def forbids_text(text: str) -> bool:
    """Whether a text bans something: "must not", "avoid", "contraindicated"."""
    return bool(_FORBIDS.search(text)) or bool(_TELLS_NOT.search(text))


_WHAT_NOT = re.compile(
    r"\bavoid|\bforb[ai]d|\bprohibit|\babstain|\brefrain|\b(?:give|cut|leave)\s+(?:up|out)\b|\bstay\s+away"
    r"|\bsteer\s+clear|\bnot\s+(?:\w+\s+)?(?:take|taken|eat|drink|use|used|have|do)\b",
    re.I,
)


def asks_what_not(question: str) -> bool:
    """Whether a question asks what is to be avoided: then "no alcohol" avoids it."""
    return bool(_WHAT_NOT.search(question))


_UN = re.compile(r"\b(?:un|non-?|dis|in|im|ir)(?P<rest>[a-z]{5,})\b", re.I)


def unprefixed(text: str, question: str, model: str) -> str:
    """ "unrelated" as "not related", where the question says related."""
    if not _UN.search(text):
        return text
    asked = {word.stem for word in words_of(question) if len(word.plain) > 4}
    own = asked | {word.stem for word in words_of(model)}

    def written_out(match: re.Match[str]) -> str:
        plain = match["rest"].casefold()
        if stem(plain) in asked and stem(match.group().casefold()) not in own:
            return f"not {plain}"
        return match.group()

    return _UN.sub(written_out, text)


_TELLS_NOT = re.compile(r"\b(?:do\s+not|never)\b", re.I)
_BAN = re.compile(
    r"\b(?:(?:they|you|he|she|it|one|patients?|the\s+patient)\s+)?(?:must|should|may|can|ought)\s*(?:not|never|n['’]?t)\s+(?:be\s+)?"
    r"|\bdo\s*(?:not|n['’]?t)\s+|\bnot\s+to\s+"
    r"|\bnever\s+(?=(?:be|to|tak\w+|giv\w+|us\w+|stop\w*|com\w+|driv\w+|drink\w*|crush\w*|chew\w*|mix\w*|inject\w*"
    r"|combin\w+|exceed\w*|doubl\w+|start\w*|infus\w+|run\w*)\b)",
    re.I,
)
_NEITHER = re.compile(
    r"\bneither\s+(?P<one>[^,;.]{2,40}?)\s+nor\s+(?P<other>[^,;.]{2,40}?)\s+(?:may|can|should|must)\s+(?:ever\s+)?be\s+\w+",
    re.I,
)


_ENDED = re.compile(
    r"\s+(?:must|should|may|can|ought)\s*(?:not|never|n['’]?t)(?:\s+be)?(?:\s+either)?(?=\s*(?:$|[,;.]|and\b))",
    re.I,
)
""""X must not, and Y must not either"."""


def without_ban(text: str) -> str:
    """The answer to what must not be done, without its own "must not"."""
    text = _ENDED.sub("", text)
    return _BAN.sub("", _NEITHER.sub(r"\g<one> and \g<other>", text))


def turned_clauses(
    answer: Reading,
    question: Reading,
    own: frozenset[str],
    used: Iterable[int],
    lexicon: Lexicon,
) -> frozenset[int]:
    """The clauses of an answer in which what is named is said to be the opposite of what is asked.

    `own` are the ids of the things asked for, `used` the words by which the answer names them. A
    clause that names none of them ("all three lower it: ...") speaks for all.
    """
    taken = set(used)
    clauses_named = {
        atom.clause for atom in answer.top if taken & set(range(atom.first, atom.last))
    }
    turned: set[int] = set()
    for asked in frame_of(question):
        against = contraries(asked, lexicon) - own
        said = [atom for atom in answer.top if not taken & set(range(atom.first, atom.last))]
        agreeing = {a.clause for a in said if a.ids & asked.ids and a.denied == asked.denied}
        for atom in said:
            opposite = bool(atom.ids & against) and atom.denied == asked.denied
            opposite = opposite or ("treat" in asked.ids and _brings_on(atom, answer))
            if asked.category == "deed" and atom.ids & against:
                opposite = False  # "stop" beside "start" is more often the next step
            denied = bool(atom.ids & asked.ids) and atom.denied != asked.denied
            if (opposite or denied) and atom.clause not in agreeing:
                turned.add(atom.clause)
    if forbids(question):
        turned |= set(permitting(answer))
    if turned and not turned & clauses_named and not any(
        atom.clause in clauses_named and atom.category in ("action", "kinetics", "direction")
        and not taken & set(range(atom.first, atom.last))
        for atom in answer.top
    ):  # fmt: skip
        return frozenset(range(answer.clauses))
    return frozenset(turned)


_HARMS = frozenset(("cause", "worsen"))


def _brings_on(atom: Atom, answer: Reading) -> bool:
    """Whether it causes or worsens, said of what acts: not "spasms caused by MS"."""
    if not atom.ids & _HARMS or atom.denied:
        return False
    last = answer.words[atom.last - 1].plain
    after = answer.words[atom.last].plain if atom.last < len(answer.words) else ""
    before = {word.plain for word in answer.words[max(0, atom.first - 4) : atom.first]}
    passive = last.endswith("ed") or after == "by" or "by" in before
    return not passive and not before & {"that", "which", "whatever", "without"}


def permitting(answer: Reading) -> Sequence[int]:
    """The clauses that allow what they name."""
    found = []
    for clause, text in clause_texts(answer).items():
        for match in (*_PERMITTED.finditer(text), *_MAY_DO.finditer(text)):
            around = text[max(0, match.start() - 40) : match.end()]
            if not _NOT.search(around.replace(match.group(), "")) and not _NOT.search(
                match.group()
            ):
                found.append(clause)
                break
    return found


def clause_texts(answer: Reading) -> dict[int, str]:
    """The text of each clause."""
    spans: dict[int, tuple[int, int]] = {}
    for index, word in enumerate(answer.words):
        clause = answer.starts[answer.item_of[index]]
        first, _ = spans.get(clause, (word.start, 0))
        spans[clause] = (first, word.end)
    return {clause: answer.text[start:end] for clause, (start, end) in spans.items()}
