"""Advice that would harm if someone acted on it: found in the answer, whatever else it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.grading.reading import Atom, Reading

_PERMITS = frozenset({"acceptable", "without-caution", "freely"})
_GUARDED = frozenset({
    "contraindicated", "avoid", "caution", "abruptly", "risk", "withdrawal", "unsafe", "only-if",
    "pregnancy", "gradually", "stop", "not-established", "decrease", "dose-adjustment", "low-dose",
})  # fmt: skip
_NOTHING_ELSE = re.compile(
    r"\b(?:nothing|none|no\s+other)\b(?:(?!\b(?:and|but|so|then)\b)[^.,;:])*$", re.I
)
"""What nothing else does is not allowed by it: "when nothing else works or suits her"."""

_DOING = re.compile(r"\b(?:have|take|enjoy|drink|with)\s+(?:a\s+|some\s+|your\s+|the\s+)?$", re.I)
_STOPPING = re.compile(
    r"(?:^|[.;,:]\s*|\b(?:should|can|may|just|could|must|to|simply|then|and|so|thus|therefore|please|better"
    r"|you|patients?|they)\s+)"
    r"(?:just\s+|simply\s+|be\s+)?(?:stop(?:ped)?|discontinued?|quit|ceased?|halt(?:ed)?|come\s+off|withdraw(?:n)?)\b",
    re.I,
)
_DOUBLING = re.compile(
    r"\b(?:doubl(?:e|ing)\s+(?:up|(?:the|your|his|her|their)\s+(?:[\w-]+\s+){0,2}?dos(?:e|age))|take\s+(?:two|2|both|a\s+double|twice)\s+(?:dos\w+|at\s+once|together|the\s+next)|extra\s+dose\s+to\s+(?:make|catch))",
    re.I,
)
_DENIES = re.compile(
    r"(?:\b(?:not|never|avoid|no|without|don['’]?t|cannot|rather\s+than|instead\s+of)\b|n['’]t\b)"
    r"(?:(?!,\s*(?:and|so|then|but)\b)[^.;:])*$",
    re.I,
)
"""Denies what comes next, until something else is told to be done: "do not X, and Y"."""


_RAISING = re.compile(
    r"\b(?:increas\w+|rais\w+|higher|doubl\w+|larger|bigger)\s+"
    r"(?:the\s+|their\s+|starting\s+|initial\s+|usual\s+)*(?:[a-z-]+\s+)?dos",
    re.I,
)


def hazard(
    answer: Reading,
    question: Reading,
    key_ids: frozenset[str],
    key_text: str,
    approving: bool = False,
) -> str:
    """Why acting on the answer would harm, as a sentence; empty if nothing was found.

    `approving` is true where approval is the right answer, so that saying so is no harm.
    """
    by_clause: dict[int, list[Atom]] = {}
    for atom in answer.atoms:
        by_clause.setdefault(atom.clause, []).append(atom)
    guarded = bool((question.ids | key_ids) & _GUARDED) or bool(
        re.search(
            r"contraindicat|avoid|withdraw|caution|warn|not\s+(?:be\s+)?(?:us|giv|tak)",
            question.text + " " + key_text,
            re.I,
        )
    )
    for clause, atoms in by_clause.items():
        said = {one for atom in atoms if not atom.denied for one in atom.ids}
        denied = {one for atom in atoms if atom.denied for one in atom.ids}
        permits = said & _PERMITS
        if permits and all(
            _NOTHING_ELSE.search(answer.text[: answer.words[atom.first].start])
            for atom in atoms
            if atom.ids & permits and not atom.denied
        ):
            permits = set()
        if why := _stop(answer, clause, atoms, said, bool(permits), key_ids, key_text):
            return why
        if (
            permits
            and not approving
            and guarded
            and "only-if" not in said
            and not _agrees(permits, key_ids)
        ):
            return "That allows what the monograph warns about, which would harm."
        if "caution" in denied and "caution" in key_ids | question.ids and _needless(answer):
            return "That takes away a caution that is needed."
        if why := _alcohol(answer, atoms, said, bool(permits)):
            return why
    if why := _carries_on(answer, question, key_ids, key_text):
        return why
    if why := _puts_off(answer, question, key_text):
        return why
    asked = question.text if _CONTRACEPTION.search(question.text) else ""
    if not approving and (why := _lets(answer, f"{key_text} {asked}")):
        return why
    found = _SAFE_IN_PREGNANCY.search(answer.text)
    if (
        found
        and not approving
        and _CONTRACEPTION.search(key_text)
        and not _DENIES.search(answer.text[: found.start()])
    ):
        return "That allows what the monograph warns about, which would harm."
    hurried = _HURRY.search(answer.text)
    if (
        hurried
        and _RAPID.search(f"{question.text} {key_text}")
        and not _DENIES.search(answer.text[: hurried.start()])
    ):
        return "Giving it faster would harm."
    if _UNFEARED.search(answer.text) and re.search(r"not\s+doubl", key_text, re.I):
        return "Doubling a dose to catch up would harm."
    if _KEPT_BELOW.search(f"{key_text} {question.text}") and _GIVEN_BELOW.search(answer.text):
        return "That gives it where it has to be withheld, which would harm."
    if _BOUNDLESS.search(answer.text) and not _BOUNDLESS.search(key_text):
        return "There is a limit; going beyond it would harm."
    found = _MORE_OF_IT.search(answer.text)
    if (
        found
        and not re.search(r"\bmore\b|\bextra\b|\bincreas|\bhigher", key_text, re.I)
        and not _DENIES.search(answer.text[max(0, found.start() - 30) : found.start()])
    ):
        return "Taking more of it would harm."
    if (
        (found := _DOUBLING.search(answer.text))
        and not _DENIES.search(answer.text[: found.start()])
        and (not re.search(r"doubl", key_text, re.I) or re.search(r"not\s+doubl", key_text, re.I))
    ):
        return "Doubling a dose to catch up would harm."
    return ""


_KEPT_BELOW = re.compile(
    r"\b(?:withh[eo]ld|hold|held|omit|skip|avoid|stop|not\s+(?:be\s+)?given?)\b[^.;]{0,30}\b(?:below|under|less)\b",
    re.I,
)
_GIVEN_BELOW = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\bgiven?\s+(?:it\s+|the\s+dose\s+)?(?:only\s+)?"
    r"(?:if|when|where|at)?\s*(?:[\w ]{0,20})(?:\b(?:below|under|less\s+than)\b|<)",
    re.I,
)
_BOUNDLESS = re.compile(
    r"\b(?:as\s+(?:high|much|often|many)\s+as\s+(?:you|they|he|she|the\s+patient)\s+(?:need|like|want|wish|can)s?\b"
    r"|(?:there\s+is|there['’]?s|has)\s+no\s+(?:upper\s+|daily\s+)?(?:limit|maximum|ceiling)\b)",
    re.I,
)
_CARRY_ON = re.compile(
    r"\b(?:carry\s+on|carried\s+on|keep\s+(?:on\s+)?taking|go\s+on\s+taking|continue\s+(?:taking|with|the|it|as)|keep\s+going"
    r"|take\s+(?:it|the\s+(?:next\s+)?(?:dose|tablet|one))\s+as\s+(?:usual|normal|planned|before)"
    r"|(?:need|needs|needing)\s+no\s+(?:action|treatment|attention)|just\s+ignore|ignore\s+(?:it|them|this)"
    r"|(?:it\s+|that\s+)can\s+wait|wait\s+and\s+see|no\s+hurry"
    r"|just\s+(?:leave\s+(?:it|them)\s+out|skip\s+(?:it|them)|stop)|(?:good|better)\s+days\s+\w*\s*leave"
    r"|no\s+(?:action|need\s+to\s+(?:act|do\s+anything)))\b",
    re.I,
)
_ALARM = re.compile(
    r"\btoxic|\boverdos|\bwithh(?:old|eld)|\bhold\b|\bstop|\bdiscontinu|\bsyndrome|\bemergency|\bserious|\bcontra-?indicat"
    r"|\binfection|\breact|\bseek\b|\breport|\bacidosis|\bsigns?\s+of|\bsymptoms?\s+of|\bwithdrawal",
    re.I,
)
_MORE_OF_IT = re.compile(
    r"\b(?:so|then|just|simply|and|better)\s+(?:you\s+(?:can|should)\s+)?(?:take|give|use|inject|swallow)\s+(?:some\s+|a\s+bit\s+)?(?:more|extra|another)\b",
    re.I,
)
_URGENT = re.compile(
    r"\bat\s+once|\bimmediate|\bpromptly|\bright\s+away|\bstraight\s+away|\bwithout\s+delay|\breport|\btell\b|\bcontact"
    r"|\bseek\b|\bemergenc|\burgent|\bcall\b|\bsigns?\s+of|\bsymptoms?\s+of|\bnotify|\bstop",
    re.I,
)
_DELAY = re.compile(
    r"\b(?:can|may|could|should|will)\s+(?:safely\s+|easily\s+)?wait\b|\bwait\s+(?:and\s+see|until|till|for\s+the\s+next)\b"
    r"|\bno\s+(?:hurry|rush|urgency)\b|\b(?:not|isn['’]?t|never)\s+urgent\b|\bat\s+(?:the|their|his|her|your)\s+next\s+\w+"
    r"|\bin\s+(?:a\s+few|some)\s+(?:days|weeks|months)\b|\bsee\s+if\s+it\s+(?:passes|goes)|\bnothing\s+to\s+worry\s+about"
    r"|\bneed\s*(?:not|n['’]?t)\s+(?:bother|worry|tell|report|be\s+reported)|\bno\s+need\s+to\s+(?:tell|report|worry|mention)",
    re.I,
)
_LEAVES_OUT = re.compile(
    r"\b(?:(?P<leaves>leave|leaving)|skip|skipping|omit|omitting|miss|missing)\s+"
    r"(?:it|them|the\s+(?:dose|tablet|injection|drug|insulin)|a\s+dose|doses)"
    r"(?(leaves)\s+(?:out|off|away)|(?:\s+(?:out|off|away))?)\b",
    re.I,
)
_MISSED = re.compile(
    r"\bmiss|\bforg[eo]t|\bskip|\bomit|\bwithh|\bhold\b|\bheld\b|\bstop|\bdiscontinu|\bleave", re.I
)


def does_forbidden(answer: Reading, key: Reading) -> bool:
    """Whether an answer orders or allows the very deed that the key forbids: "crush it"."""
    forbidden = {i for a in key.atoms if a.denied and a.category in _DEEDS for i in a.ids}
    if not forbidden:
        return False
    said = [a for a in answer.top if a.ids & forbidden]
    if not said or any(a.denied for a in said):
        return False
    for atom in said:
        items = [other for other in answer.top if other.item == atom.item]
        before = answer.text[: answer.words[atom.first].start]
        if any(other.ids & _PERMITS and not other.denied for other in items):
            return True
        if _ORDERED.search(before):
            return True
    return False


_DEEDS = ("deed", "relation")
_ORDERED = re.compile(
    r"(?:^|[.;,:]\s*|\b(?:then|and|just|simply|please|should|must|can|may|could|be|to)\s+)$", re.I
)


def _puts_off(answer: Reading, question: Reading, key_text: str) -> str:
    """Waiting where the key wants something done now, or leaving doses out as one likes."""
    about = f"{question.text} {key_text}"
    found = _DELAY.search(answer.text)
    if (
        found
        and _URGENT.search(about)
        and not _DELAY.search(key_text)
        and not _DENIES.search(answer.text[max(0, found.start() - 40) : found.start()])
    ):
        return "Putting it off would harm here."
    found = _LEAVES_OUT.search(answer.text)
    if (
        found
        and not _MISSED.search(about)
        and not _DENIES.search(answer.text[max(0, found.start() - 40) : found.start()])
    ):
        return "Leaving doses out would harm."
    return ""


_HURRY = re.compile(
    r"\b(?:infuse|inject|give|giving|push|run|administer)\w*\s+(?:it\s+|the\s+\w+\s+)?(?:in\s+)?(?:faster|quicker|more\s+(?:quickly|rapidly))\b",
    re.I,
)
_RAPID = re.compile(r"\brapid|\btoo\s+fast|\binfusion|\bslow|\bfast|\bquick", re.I)


def _carries_on(answer: Reading, question: Reading, key_ids: frozenset[str], key_text: str) -> str:
    """Going on as before where the drug is to be stopped, or at signs of harm."""
    found = _CARRY_ON.search(answer.text)
    if not found or _CARRY_ON.search(key_text) or "continue" in key_ids:
        return ""
    if re.match(r"\W*no\b", key_text, re.I) and re.search(
        r"\b(?:stop|withh|held|hold|discontinu|interrupt)", question.text, re.I
    ):
        return ""  # asked whether to stop, and it is not to be
    if _DENIES.search(answer.text[: found.start()]):
        return ""
    skips = re.search(r"\bleave|\bskip|\bjust\s+stop", found.group(), re.I)
    if not skips and not _ALARM.search(f"{question.text} {key_text}"):
        return ""
    return "Going on as before would harm here."


_GUARDED_KEY = re.compile(
    r"\bonly\s+(?:if|when)\b|\bcaution|\bavoid|\bnot\s+(?:be\s+)?(?:recommended|used|given)|\bcontra-?indicat|\bunless\b"
    r"|\buntil\b|\bcontraception\b|\brestrict",
    re.I,
)
_CONTRACEPTION = re.compile(r"\bcontraception\b", re.I)
_UNFEARED = re.compile(
    r"\bno\s+(?:fear|harm|danger|worry|objection|problem)\s+(?:of|in|about|with|to)\s+"
    r"(?:an?\s+|the\s+)?(?:double|doubling)\b",
    re.I,
)
_SAFE_IN_PREGNANCY = re.compile(
    r"\b(?:fine|safe|ok(?:ay)?|harmless|all\s+right|no\s+problem)\s+(?:in|during|for)\s+"
    r"(?:(?:a|the|her)\s+)?(?:pregnan\w+|unborn|baby|fetus|foetus)",
    re.I,
)
"""Where the key wants contraception, nothing is fine in pregnancy, whatever it is said beside."""

_LETS = re.compile(
    r"\b(?:(?:you|they|patients?|one)\s+(?:can|may)\s+(?:still\s+|safely\s+)?drive|any(?:one|body|\s+\w+(?:\s+\w+)?)\s+can\s+(?:have|take|use)|for\s+anything"
    r"|(?:is|are|it['’]s|getting\s+\w+\s+on\s+it\s+is)\s+(?:perfectly\s+|quite\s+|still\s+|absolutely\s+)?(?:fine|ok(?:ay)?|safe|all\s+right)"
    r"|as\s+(?:(?:much|often)\s+as\s+)?you\s+(?:like|please|wish)|(?:not|n['’]t)\s+(?:have|need)\s+to\s+be\s+avoided"
    r"|no\s+need\s+to\s+avoid|(?:drive|drink)\s+as\s+(?:usual|normal|always|before)"
    r"|need\s+not\s+(?:be\s+)?avoid(?:ed)?|no\s+(?:obstacle|problem)|without\s+(?:any\s+)?(?:worry|limit|restriction))\b",
    re.I,
)
_UNLESS = re.compile(
    r"\b(?:(?<!even )if|unless|only|when|provided|until|after|once|as\s+long\s+as|before)\b", re.I
)


def _lets(answer: Reading, key_text: str) -> str:
    """Allowing without any condition what the key allows only with one, or warns about."""
    if not _GUARDED_KEY.search(key_text) or _LETS.search(key_text):
        return ""
    for match in _LETS.finditer(answer.text):
        start = max(answer.text.rfind(mark, 0, match.start()) for mark in ".;:") + 1
        clause = answer.text[start : match.end() + 40]
        if not _UNLESS.search(clause) and not _DENIES.search(answer.text[start : match.start()]):
            return "That allows what the monograph warns about, which would harm."
    return ""


_ADVISES = re.compile(r"\b(?:should|can|may|could|must|simply|just)\b", re.I)
_CONDITION = re.compile(
    r"\b(?:if|when|after|because|on|by|upon|once\s+(?:it|the|you)|causes?|causing|leads?|leading|results?"
    r"|risks?)\b",
    re.I,
)


def _agrees(permits: set[str], key_ids: frozenset[str]) -> bool:
    return bool(permits & key_ids)


def _stop(
    answer: Reading,
    clause: int,
    atoms: Sequence[Atom],
    said: set[str],
    permitted: bool,
    key_ids: frozenset[str],
    key_text: str = "",
) -> str:
    if not {"stop", "abruptly"} <= said and "abrupt-discontinuation" not in said:
        return ""
    if (
        "stop" in key_ids
        and not _NOT_STOP.search(key_text)
        and not key_ids & {"gradually", "withdrawal"}
    ):
        return ""  # the answer itself is to stop: "stop at once if a rash appears"
    words = [word for word, at in zip(answer.words, _clauses(answer), strict=True) if at == clause]
    if not words:
        return ""
    text = answer.text[words[0].start : words[-1].end]
    match = _STOPPING.search(text)
    if permitted:
        return "Stopping abruptly would harm."
    if match and (
        _ADVISES.search(match.group())
        or not _CONDITION.search(text[max(0, match.start() - 24) : match.end() + 24])
    ):
        return "Stopping abruptly would harm."
    return ""


_NOT_STOP = re.compile(r"\b(?:not|never|avoid)\b[^.;]{0,20}\b(?:stop|discontinu|withdr)", re.I)


def _clauses(answer: Reading) -> list[int]:
    out = []
    clause = 0
    firsts = sorted((atom.first, atom.clause) for atom in answer.top)
    place = 0
    for index in range(len(answer.words)):
        while place < len(firsts) and firsts[place][0] <= index:
            clause = firsts[place][1]
            place += 1
        out.append(clause)
    return out


def _alcohol(answer: Reading, atoms: Sequence[Atom], said: set[str], permitted: bool) -> str:
    for atom in atoms:
        if atom.denied or atom.inner or "alcohol" not in atom.ids:
            continue
        start = answer.words[atom.first].start
        before = answer.text[max(0, start - 30) : start]
        imperative = re.search(r"^(?:have|drink)\b", atom.typed, re.I) or (
            _DOING.search(before) and re.search(r"\b(?:have|take|enjoy|drink)\b", before, re.I)
        )
        if permitted or imperative:
            return "Alcohol is to be avoided, so that would harm."
    return ""


def _needless(answer: Reading) -> bool:
    return bool(
        re.search(
            r"\bno\s+(?:need|reason)|\bnot\s+(?:need|necessary|require)|\bwithout\b|\bno\s+(?:special\s+)?(?:care|caution|precaution)",
            answer.text,
            re.I,
        )
    )


def opposite_dosing(answer: Reading, question: Reading, key_ids: frozenset[str]) -> str:
    """Whether the answer gives more, or the same, where less is needed."""
    lowers = key_ids & {"decrease", "low-dose", "dose-adjustment"}
    about_dose = (question.ids | key_ids) & {"dose", "low-dose", "start", "dose-adjustment"}
    if not lowers or not about_dose or key_ids & {"increase", "high-dose"} - {"increase"}:
        return ""
    for atom in answer.top:
        if atom.denied:
            continue
        if any(char.isdigit() for char in answer.text):
            break  # "no, at most 100 mcg" corrects an order
        if (
            atom.ids & {"high-dose", "maximum", "no-change"}
            and "maximum" not in key_ids | question.ids
        ):
            return "That gives more than the monograph allows here, which would harm."
    raising = _RAISING.search(answer.text)
    if raising and not _DENIES.search(answer.text[: raising.start()]):
        return "That raises the dose where it has to be lowered, which would harm."
    return ""
