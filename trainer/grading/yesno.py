"""Yes or no, however it is put, with the reasons that were asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities
from trainer.deck.key import YesNoKey
from trainer.grading.context import Context
from trainer.grading.explanations import grade_points, with_amounts
from trainer.grading.limits_asked import of_the_limit
from trainer.grading.needs import contraries
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.reading import Reading, read
from trainer.grading.verdict import PointResult

_YES = re.compile(
    r"\b(?:yes|yep|yeah|yup|aye|true|correct|right|affirmative|agreed?|definitely|indeed"
    r"|certainly|sure|of course|ok(?:ay)?)\b",
    re.I,
)
_NO = re.compile(
    r"(?:^|[.;:,!?]\s*|\b(?:answer\s+is|say|so|or|but|actually|then)\s+)(?:no|nope|nah"
    r"|false|incorrect|negative|never|by no means|not at all|absolutely not"
    r"|certainly not|definitely not|of course not)\b(?!\s+(?:more|less|longer|doubt"
    r"|problem|harm|issue|need|reason|restriction|risk|danger|change|adjustment))"
    r"|^(?:no|nope|nah)\b(?=\s*(?:$|[.;:,!?(-]|because|it|they|this|that|the|since|as"
    r"|not|you|there|he|she|i))",
    re.I,
)
_NOT_TRUE = re.compile(r"\b(?:not|isn['’]?t|n['’]t)\s+(?:true|correct|right|so|ok(?:ay)?)\b", re.I)
_REFUSES = re.compile(
    r"\b(?:do\s+not|don['’]?t|never|must\s+not|mustn['’]?t|should\s+not|shouldn['’]?t"
    r"|cannot|can['’]?t|may\s+not|ought\s+not\s+to|is\s+not\s+to"
    r"|not\s+to)\s+(?:be\s+)?(?:giv\w+|us\w+|administer\w*|tak\w+|inject\w*|prescrib\w*"
    r"|start\w*|do\b|proceed|order\w*|accept\w*|combin\w+|stop\w*|driv\w+|drink\w*"
    r"|continu\w+|allow\w*|receiv\w+|carr\w+\s+out|fill\w*|dispens\w+|execut\w+|honou?r\w*|sign\w*)"
    r"|\b(?:contra-?indicated|prohibited|forbidden|unacceptable|unsafe|inappropriate"
    r"|inadvisable|(?:not|n['’]t)\s+(?:be\s+)?(?:acceptable|allowed|permitted|safe|appropriate"
    r"|recommended|advisable|indicated|ok(?:ay)?|fine|suitable|established|needed"
    r"|necessary|required))\b"
    r"|n['’]t\s+(?:be\s+)?(?:acceptable|allowed|permitted|safe|appropriate|recommended|advisable|indicated|suitable)\b"
    r"|\b(?:should|must|needs?\s+to|has\s+to|have\s+to)\s+be\s+(?:avoided|refused|held"
    r"|withheld|rejected|stopped)\b"
    r"|\b(?:refuse|reject|hold|withhold|question|challenge)\s+(?:the|this|that|it)\b"
    r"|^\s*(?:avoid|refuse|reject)\b",
    re.I,
)
_ALLOWS = re.compile(
    r"\b(?:is|are|would\s+be|seems?|it['’]?s|that['’]?s)\s+(?:perfectly\s+|quite\s+"
    r"|completely\s+|totally\s+|absolutely\s+|generally\s+)?(?:fine|ok(?:ay)?"
    r"|acceptable|allowed|permitted|safe|appropriate|suitable|all\s+right)\b"
    r"|^\s*(?:fine|acceptable|ok(?:ay)?|go\s+ahead|give\s+it|approve\w*|safe)\b"
    r"|^\W*do\s+(?:give|start|use|take|inject|mix|proceed|continue|administer|combine)\b"
    r"|\b(?:can|may)\s+be\s+(?:given|used|taken)\b"
    r"|\b(?:must|should)\s+be\s+(?:given|used|taken|started)(?=\s*(?:$|[,.;:!]))",
    re.I,
)
_IDLE = re.compile(
    r"\b(?:hard|difficult|impossible)\s+to\s+say\b|\bit\s+depends\b|\bnot\s+sure\b"
    r"|\bmaybe\b|\bperhaps\b",
    re.I,
)


_UNSAID = re.compile(
    r"\b(?:is|was)\s+(?:wrong|false|incorrect|untrue|mistaken)\s*[.!]?$"
    r"|^\W*(?:it\s+is\s+)?(?:not|never|neither)\s+(?:it|it['’]?s|no|yes|not|they|this"
    r"|that|do|don['’]?t)\b",
    re.I,
)


_BOTH = re.compile(r"\W*(?:yes\W+(?:and|or)\W+no|no\W+(?:and|or)\W+yes)\b.*", re.I | re.S)

_FORBIDDEN = re.compile(r"contra-?indicat|prohibit|forbid|unsafe|harmful|dangerous", re.I)
_NOT_FORBIDDEN = re.compile(
    r"\b(?:(?:is|are|was)?\s*not|isn['’]?t|aren['’]?t|(?:'s|’s)\s+not|no|without(?:\s+any)?|never)\s+"
    r"(?:a\s+|any\s+|really\s+|actually\s+)?(?:contra-?indicat(?:ed|ions?)|prohibited|forbidden|unsafe"
    r"|inappropriate|inadvisable|unacceptable|harmful|dangerous)\b",
    re.I,
)
"""What allows by a double negative: "it's not contraindicated"."""


_NO_HARM = re.compile(
    r"\b(?:no|not\s+any|isn['’]?t\s+any|aren['’]?t\s+any|without(?:\s+any)?)\s+"
    r"(?:real\s+|great\s+|known\s+|special\s+)?(?:danger|harm|problems?|objections?|obstacles?|issues?"
    r"|reasons?\s+(?:why\s+not|not\s+to|against|to\s+avoid))\b"
    r"|\bnothing\s+(?:speaks?\s+against|wrong\s+with|to\s+(?:stop|prevent))\b"
    r"|^\W*(?:it|they|he|she|you|this|that)\s+(?:can|may|could)(?=\s*(?:$|[,.;:!]))"
    r"|^\W*why\s+not\b|\b(?:do\s+not|don['’]?t|cannot|can['’]?t)\s+see\s+why\s+not\b",
    re.I,
)
"""What allows without a yes: "no objection", "it can, ..."."""


_REFUSAL_FIRST = re.compile(
    r"\s*(?:avoid|never|do\s+not|don['’]?t|refuse|stop|hold|withhold)\b[^,;:.]*[,;:.]\s*", re.I
)


_PLAIN_YES = re.compile(r"\b(?:yes|yep|yeah|true|correct|right|sure|agree)", re.I)


def grade_yes_no(answer: Reading, key: YesNoKey, context: Context) -> Result:
    """The yes or no, and a point for each reason."""
    said = said_of(answer.text, context.question.text)
    turned = _turned(answer, context)
    banned = _of_a_ban(answer.text, context.question.text) is not None
    if said is None or (
        said == "yes" and turned and not banned and not _PLAIN_YES.search(answer.text)
    ):
        allowed = _ALLOWS.search(_NOT_REFUSED.sub(" it is acceptable ", answer.text))
        said = "both" if turned and allowed else turned
    texts = [point.text for point in key.points]
    missed = tuple(PointResult(text, False) for text in texts)
    if said is None:
        problem = "I found no yes or no in that."
        if not key.reasons:
            return Result(ZERO, missed, problem=problem)
        reasons = grade_points(answer, key.reasons, context)
        score = reasons.score * len(key.reasons) / (len(key.reasons) + 1)
        return Result(score, (missed[0], *reasons.points), problem=problem)
    if said == "both":
        return Result(ZERO, missed, problem="That says both yes and no.")
    heard = said
    if (said == "yes") != key.yes:
        result = Result(ZERO, missed, heard=heard)
        if key.approves_harm:
            return result.with_unsafe("Acting on that would harm.")
        return result
    first = PointResult(texts[0], True, False, heard)
    if not key.reasons:
        result = Result(ONE, (first,), heard=heard)
        if _other_unit(answer.text, f"{context.question.text} {key.model}"):
            return result.doubted("The number stands there with another unit")
        return result
    reasons = grade_points(answer, key.reasons, context)
    behind = _REFUSAL_FIRST.match(answer.text)
    if reasons.score < 1 and said == "no" and behind is not None:
        # "avoid the combination, marrow suppression": what comes after is not avoided, it is why
        rest = read(answer.text[behind.end() :], context.lexicon, prevention=False)
        other = grade_points(rest, key.reasons, context)
        reasons = max(reasons, other, key=lambda one: one.score)
    score = (ONE + reasons.score * len(key.reasons)) / (len(key.reasons) + 1)
    result = replace(reasons, score=score, points=(first, *reasons.points), heard=heard)
    return with_amounts(result, answer, key.reasons, context)


def _other_unit(text: str, known: str) -> bool:
    """Whether a number of the question is repeated with another unit of its kind: mcg for mg."""
    stated = [one.quantity for one in find_quantities(known) if one.quantity.unit is not None]
    for found in find_quantities(text):
        said = found.quantity
        alike = [one for one in stated if said.unit is not None and one.ends == said.ends]
        kinds = {_of_what(one)[0] for one in alike}
        units = {_of_what(one)[1] for one in alike}
        if alike and _of_what(said)[0] in kinds and _of_what(said)[1] not in units:
            return True
    return False


def _of_what(quantity: Quantity) -> tuple[str, str]:
    """What is measured and in which unit, whatever it is counted per: mass, mg."""
    unit = quantity.unit
    if unit is None or not unit.dimension:
        return "", ""
    return unit.dimension[0][0], unit.symbol.split("/")[0]


def _turned(answer: Reading, context: Context) -> str | None:
    """ "no" where the answer states the opposite of what the question asks: "it lowers it"."""
    said = [atom for atom in answer.top if not atom.denied]
    for asked in context.question.top:
        against = contraries(asked, context.lexicon)
        if any(atom.ids & against for atom in said) and not any(
            atom.ids & asked.ids for atom in said
        ):
            return "no"
    return None


def said_of(text: str, question: str) -> str | None:
    """ "yes", "no", "both", or None where neither is said."""
    plain = text.strip()
    if _UNSURE.fullmatch(plain):
        return None
    if _SPEAKER.search(question) and (judged := _JUDGED.search(plain)):
        wrong = judged[1].casefold() in ("wrong", "mistaken", "incorrect", "false", "untrue")
        return "no" if wrong else "yes"
    if letter := _LETTER.fullmatch(plain):
        return "yes" if letter[1].casefold() in "yt" else "no"
    if (doubled := _doubly_denied(plain)) is not None and not _NO.match(plain):
        return doubled
    plain = _NOT_REFUSED.sub(" it is acceptable ", plain)
    if not _FORBIDDEN.search(question):
        plain = _NOT_FORBIDDEN.sub(" is acceptable ", plain)
        plain = _NO_HARM.sub(" is acceptable ", plain)
    if _UNSAID.search(plain) or _BOTH.fullmatch(plain):
        return "both"
    side = of_the_limit(text, question)
    if side is not None and not _NO.search(plain) and not _PLAIN_YES.search(plain):
        return side
    no = bool(_NO.search(plain)) or bool(_NOT_TRUE.search(plain))
    if _DUTY.search(question):
        no = no or bool(_NO_DUTY.search(plain))
        if _TO_STOP.search(question) and not _YES.match(plain):
            no = no or (bool(_ALLOWS.search(plain)) and not _REFUSES.search(plain))
    yes_text = _NOT_TRUE.sub(" ", plain)
    yes = any(
        not re.search(r"\b(?:not|n['’]t)\s*$", yes_text[: match.start()])
        and (match.start() < 3 or _stands_alone(yes_text, match))
        for match in _YES.finditer(yes_text)
    )
    refuses, allows = bool(_REFUSES.search(plain)), bool(_ALLOWS.search(_REFUSES.sub(" ", plain)))
    about_use = bool(
        re.search(
            r"\b(?:accept\w*|safe\w*|appropriate|allowed|permitted|ok(?:ay)?|suitable"
            r"|right|correct|given?|used?|taken?|may|can|should|continue|drive|drink|stop)\b",
            question,
            re.I,
        )
    )
    about_use = about_use and not (_DUTY.search(question) and _TO_STOP.search(question))
    if last := _TURNS.search(plain):
        return said_of(last["last"], question)
    if no and (yes or _YES_AFTER.search(plain)):
        return "both"
    if not no and not yes and (banned := _of_a_ban(text, question)) is not None:
        return banned
    if no:
        return "both" if about_use and allows and not refuses else "no"
    if yes:
        return "both" if about_use and refuses and not allows else "yes"
    if about_use and refuses != allows:
        return "no" if refuses else "yes"
    ordered = _WRONG_ORDER.search(plain)
    if about_use and ordered is not None:
        return "yes" if _NOT.search(plain[: ordered.start()]) else "no"
    if _NOT_FIRST.match(plain) and not _IDLE.search(plain):
        return "no"
    if _IDLE.search(plain):
        return None
    return _by_statement(plain, question)


_TURNS = re.compile(
    r"^\W*(?:no|yes|nope|yeah)\b.{0,40}?\b(?:no[\s,]+wait|wait[\s,]+no|sorry|correction|i\s+mean)[\s,.:;-]+(?P<last>.+)$",
    re.I | re.S,
)
"""An answer that puts itself right: "yes... no wait, no"."""
_BAN_ASKED = re.compile(
    r"\b(?:is|are)\s[^.?]*\b(?:contra-?indicated|unsafe|harmful|dangerous|forbidden|prohibited|to\s+be\s+avoided)\b[^.?]*\?"
    r"|\b(?:must|should|need|has|have)\b[^.?]*\b(?:avoided|withheld|withhold|refused|stopped|stop|discontinued|interrupted"
    r"|omitted|held)\b[^.?]*\?",
    re.I,
)
_NOT_STOPPED = re.compile(
    r"(?:\b(?:not|never)\b|n['’]?t\b)(?:\s+to)?(?:\s+be)?\s+(?:avoid|withh|refus|stop|discontinu|interrupt|omit|held|hold)\w*",
    re.I,
)
_ONLY = re.compile(r"\b(?:only|just)\b[^.;]*", re.I)
_GOES_ON = re.compile(
    r"(?<!not )(?<!n't )(?<!never )"
    r"\b(?:continu\w+|carry\s+on|keep\s+(?:on\s+)?(?:giving|taking|it)|go\s+on)\b",
    re.I,
)


def asks_for_a_ban(question: str) -> bool:
    """Whether it is asked if something is banned, or has to be stopped."""
    return bool(_BAN_ASKED.search(question))


def _of_a_ban(text: str, question: str) -> str | None:
    """Where it is asked whether something is banned, to allow it is a no, to refuse it a yes."""
    if not asks_for_a_ban(question):
        return None
    plain = _ONLY.sub(" ", _NOT_FORBIDDEN.sub(" is acceptable ", text))
    plain = _NOT_STOPPED.sub(" is acceptable ", plain)
    refuses = bool(_REFUSES.search(plain)) or bool(_STOPS.match(plain))
    rest = _REFUSES.sub(" ", plain)
    allows = bool(_ALLOWS.search(rest)) or bool(_GOES_ON.search(rest))
    if refuses == allows:
        return None
    return "yes" if refuses else "no"


_STOPS = re.compile(r"\W*(?:stop|hold|withhold|discontinue|omit|interrupt)\b", re.I)
_UNSURE = re.compile(
    r"\W*(?:i(?:['’]m|\s+am)\s+)?(?:not\s+(?:sure|certain)|unsure|uncertain)\W*", re.I
)
_SPEAKER = re.compile(r"\b(?:says|claims|thinks|tells|writes|believes)\b", re.I)
_JUDGED = re.compile(
    r"\b(?:classmate|colleague|friend|student|nurse|doctor|statement|claim|he|she|they)\s+(?:is|are)\s+"
    r"(wrong|mistaken|incorrect|false|untrue|right|correct)\b",
    re.I,
)
_LETTER = re.compile(r"\W*([yntf])(?:\W*|\s*[-–,:;.(]\s*(?=\w).*)", re.I | re.S)
_NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.I)
_NOT_REFUSED = re.compile(
    r"\b(?:(?:would|should|do|must|need|can)\s*(?:not|n['’]t)|(?:no|without)\s+(?:need|reason)\s+to|never)\s+"
    r"(?:be\s+)?(?:refuse[ds]?|reject(?:ed)?|question(?:ed)?|challenged?|avoid(?:ed)?|object\s+to"
    r"|withh[eo]ld|hold(?:\s+(?:it|this|that|the\s+\w+))?(?:\s+back)?)\b"
    r"|\bneed\s*(?:not|n['’]t)\s+be\s+avoided\b"
    r"|\bwould\s*(?:not|n['’]t)\s+be\s+(?:at\s+all\s+)?(?:dangerous|harmful|unsafe|risky|a\s+(?:risk|problem))\b"
    r"|\bnothing\s+(?:is\s+)?(?:wrong|unacceptable|unsafe|dangerous|inappropriate)\b",
    re.I,
)
"""\"I would not refuse it", "there is nothing unacceptable about it"."""
_NOT_SO = re.compile(
    r"\b(?:is|are|it['’]s)\s*(?:not|n['’]t)\s+(?:true|correct|right|the\s+case)\s+(?:that|to\s+say)\b(?P<rest>.*)",
    re.I | re.S,
)
_NOT_FALSE = re.compile(
    r"\b(?:is|are|it['’]s|that['’]s)\s*(?:not|n['’]t)\s+(?:at\s+all\s+)?(?:false|wrong|incorrect|untrue)\b",
    re.I,
)


def _doubly_denied(text: str) -> str | None:
    """ "yes" for "it is not true that it is not ...", "the statement is not false"."""
    if (found := _NOT_SO.search(text)) and _NOT.search(found["rest"]):
        return "yes"
    return "yes" if _NOT_FALSE.search(text) else None


_YES_AFTER = re.compile(
    r"\b(?:but|actually|well|wait|rather|sorry|or|then|though|so)[\s,]+(?:actually\s+|in\s+fact\s+|also\s+)?(?:yes|yeah|it\s+does\b|it\s+is\b)",
    re.I,
)
_DUTY = re.compile(
    r"\b(?:must|need|needs|necessary|appl(?:y|ies)|required?|ha(?:s|ve)\s+to|still\s+cover|cover)\b",
    re.I,
)
_TO_STOP = re.compile(
    r"\b(?:withheld|withhold|stopped|stop|held|omitted|discontinued|skipped)\b", re.I
)
_NO_DUTY = re.compile(
    r"\bno\s+need\b|\b(?:not|n['’]t)\s+(?:be\s+)?(?:needed|necessary|required|need|have\s+to)\b|\bneed\s*(?:not|n['’]t)\b"
    r"|\bunnecessary\b|\b(?:does|do|is|are|must|need)\s*(?:not|n['’]t)(?:\s+be)?\s*(?:[,.;:!-]|$)",
    re.I,
)
_NOT_FIRST = re.compile(
    r"\W*(?:not\b(?!\s+(?:sure|certain|only|just|true|false))|(?:no\s+longer|by\s+no\s+means|hardly)\b|it['’]?s\s+a\s+no\b"
    r"|(?:i|it|he|she|they|this|that|you|one|we)\s*(?:does|do|is|are|need|must|may|can|should|would|will|has|have)?"
    r"\s*(?:not\b|n['’]t\b|cannot\b))",
    re.I,
)
_WRONG_ORDER = re.compile(
    r"\b(?:overdos\w+|too\s+(?:much|high|large|strong|often|big)|danger(?:ous)?|lethal|fatal|deadly|life-?\s?threatening|(?:could|may|might|would)\s+(?:kill|die)|far\s+too"
    r"|(?:ten|hundred|thousand)\s*-?\s*fold|harmful|toxic\s+dose|wrong\s+(?:dose|route|unit|interval))\b",
    re.I,
)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the word is an answer by itself, at the end or between marks."""
    before = text[: match.start()].rstrip()
    after = text[match.end() :].lstrip()
    word = match.group().casefold()
    marked = (
        not before
        or before[-1] in ",.;:!?-–("
        or re.search(
            r"\b(?:so|say|but|actually|well|(?:it|that|this|answer|statement)\s+is)$", before, re.I
        )
        is not None
    )
    return marked and (word in ("yes", "yep", "yeah", "yup") or not after or after[0] in ",.;:!?")


def _by_statement(text: str, question: str) -> str | None:
    """The question's own predicate, repeated with or without "not"."""
    from trainer.lexicon.words import LIGHT, words_of

    asked = {word.stem for word in words_of(question) if len(word.plain) > 3}
    said = words_of(text)
    for index, word in enumerate(said):
        if word.is_word and len(word.plain) > 3 and word.stem in asked and word.plain not in LIGHT:
            before = [other.plain for other in said[max(0, index - 4) : index]]
            if any(other in ("not", "no", "never", "neither") for other in before):
                return "no"
    subject = re.match(
        r"\s*(?:it|they|he|she|this|that|the\s+\w+(?:\s+\w+)?)\s+(?:does|do|is|are"
        r"|should|can|may|must|will|applies|needs?)\b",
        text,
        re.I,
    )
    denied = any(word.plain in ("not", "no", "never") for word in said)
    if subject and not denied:
        return "yes"
    first = next((word for word in said if word.is_word and word.plain not in LIGHT), None)
    if (
        first is not None
        and not denied
        and first.plain in _PLACES
        and first.stem in _stems(question)
    ):
        return "yes"  # "inside the range", where the question asks whether it is inside
    return None


_PLACES = frozenset(("inside", "within", "contraindicated", "indicated", "acceptable", "allowed"))


def _stems(text: str) -> frozenset[str]:
    from trainer.lexicon.words import words_of

    return frozenset(word.stem for word in words_of(text))


__all__ = ["HALF", "grade_yes_no", "said_of"]
