"""Short explanations, scored point by point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.deck.key import ExplanationKey, Point
from trainer.grading.amounts import unsafe_ratio
from trainer.grading.claims import claims_of, figures_of
from trainer.grading.context import Context
from trainer.grading.cues import cue
from trainer.grading.frames import asks_what_not, forbids_text, without_ban
from trainer.grading.labels import labelled
from trainer.grading.made import Made
from trainer.grading.measure import is_amount, measured, same_digits
from trainer.grading.needs import Wanted, wanted
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.parts import stems_in
from trainer.grading.points import make
from trainer.grading.reading import PREVENTION, WORDING, Reading, read
from trainer.grading.terms import clashes
from trainer.grading.verdict import PointResult
from trainer.lexicon.words import LIGHT, words_of


def grade_explanation(answer: Reading, key: ExplanationKey, context: Context) -> Result:
    """Each point made, with its relation and its direction; what is near is left to a person."""
    result = grade_points(answer, key.points, context)
    return with_amounts(result, answer, key.points, context)


def with_amounts(
    result: Result, answer: Reading, points: tuple[Point, ...], context: Context
) -> Result:
    """The result, looked at for doses that would harm: in another unit it is worth nothing."""
    why, other = wrong_amount(answer, points, context)
    if not why:
        return result
    return result.with_unsafe(why) if other or result.score == 1 else result.with_harm(why)


def wrong_amount(answer: Reading, points: tuple[Point, ...], context: Context) -> tuple[str, bool]:
    """Why a dose among the points would harm, and whether it is by another unit.

    The same digits in a unit of mass, volume or activity that is not the one asked make nothing
    else in the answer count; a power of ten, and a time in another unit, lose their own point.
    """
    asked = [one for p in points for form in wanted(p, context.lexicon) for one in form.quantities]
    amounts = [one for one in asked if is_amount(one)]
    if other := _other_time(answer, asked, context.question.text):
        return other, False
    if not amounts:
        return "", False
    stated = [(one.quantity.ends, one.quantity.unit) for one in figures_of(context.question.text)]
    for claim in claims_of(answer.text):
        if claim.denied or claim.found.quantity.unit is None:
            continue
        if (claim.found.quantity.ends, claim.found.quantity.unit) in stated:
            continue  # the order that is to be judged, repeated
        fits = [(one, measured(claim.found, one, context.question.text)) for one in asked]
        if any(fit.fit == "same" and fit.quantity.ends == one.ends for one, fit in fits):
            continue
        for one, fit in fits:
            if fit.quantity.comparator is not None or one not in amounts or fit.fit != "same":
                continue
            if one.is_range:
                if unsafe_ratio(fit.quantity, one):
                    return _TEN, same_digits(claim.found.quantity, one)
                continue
            ends = [replace(fit.quantity, low=end, high=end) for end in fit.quantity.ends]
            if any(part.ends == one.ends for part in ends):
                break
            if all(
                unsafe_ratio(part, other)
                for part, other in zip(ends, _ends_of(one, amounts, len(ends)), strict=True)
            ):
                return _TEN, any(same_digits(claim.found.quantity, other) for other in amounts)
    return "", False


def _other_time(answer: Reading, asked: Sequence[Quantity], question: str) -> str:
    """Whether a time among the points has the right digits in another unit: hours for days."""
    times = [one for one in asked if one.unit is not None and one.unit.dimension == (("time", 1),)]
    if not times:
        return ""
    claims = [claim for claim in claims_of(answer.text) if not claim.denied]
    stated = [(one.quantity.ends, one.quantity.unit) for one in figures_of(question)]
    for one in times:
        fits = [claim.found.quantity for claim in claims]
        if any(_same_time(said, one) for said in fits):
            continue
        for said in fits:
            timed = said.unit is not None and said.unit.dimension == (("time", 1),)
            if timed and said.ends == one.ends and (said.ends, said.unit) not in stated:
                return "The number is right, its unit is not; acting on that would harm."
    return ""


def _same_time(said: Quantity, asked: Quantity) -> bool:
    if said.unit is None or asked.unit is None or not said.converts_to(asked.unit.symbol):
        return False
    return said.to(asked.unit).ends == asked.ends


_TEN = "That is ten or more times off, which would harm."


def _ends_of(one: Quantity, amounts: list[Quantity], count: int) -> list[Quantity]:
    """A number, or with the next of its kind the two ends of a range."""
    place = amounts.index(one)
    following = amounts[min(place + 1, len(amounts) - 1)]
    return [one, following if following.unit == one.unit else one][:count]


def grade_points(answer: Reading, points: tuple[Point, ...], context: Context) -> Result:
    """Score rubric points of a statement."""
    made: list[tuple[Made, Fraction]] = []
    parts = labelled(points, answer, context.lexicon)
    outcome = None
    if _OTHERWISE.search(answer.text):  # "otherwise it accumulates" says what is to be feared
        outcome = read(_OTHERWISE.sub("; ", answer.text), context.lexicon)
    avoided = None
    asked_not = context.question.ids & PREVENTION and asks_what_not(context.question.text)
    if asked_not and not answer.ids & PREVENTION:
        avoided = read(_NO.sub("", without_ban(answer.text)), context.lexicon, prevention=False)
    things = [_things(wanted(p, context.lexicon, context.question)) for p in points]
    for place, point in enumerate(points):
        others = frozenset().union(*things[:place], *things[place + 1 :]) - things[place]
        if parts and place in parts:
            said, part = parts[place]
            forms = wanted(Point(said), context.lexicon, context.question)
            one = make(forms, part) if part is not None else Made()
        else:
            forms = wanted(point, context.lexicon, context.question)
            one = make(forms, answer, others)
            banned = not forbids_text(point.text) or _bans(answer.text, point.text)
            if avoided is not None and one.inverted and banned:
                one = make(forms, avoided, others)  # asked what to avoid: "don't drive"
            if not one.met and (ruled := judged(point.text, answer, context)) is not None:
                one = ruled
            if not one.met and outcome is not None:
                one = max(one, make(forms, outcome), key=lambda tried: (tried.met, tried.share))
        worth = ONE if one.met and not (one.head and clashes(answer, forms, one)) else ZERO
        if worth and answer.is_keywords and len(points) > 2 and not _stands_alone(forms):
            worth = ZERO
        if not worth and one.near and not answer.is_keywords and _solid(one):
            worth = HALF
        made.append((one, worth))
    made = _one_each(points, made, answer)
    total = sum((point.weight for point in points), ZERO)
    got = sum((p.weight * worth for p, (_, worth) in zip(points, made, strict=True)), ZERO)
    results = tuple(
        PointResult(point.text, worth == 1, worth == HALF or one.near, one.heard)
        for point, (one, worth) in zip(points, made, strict=True)
    )
    result = Result(
        got / total if total else ZERO,
        results,
        heard="; ".join(one.heard for one, worth in made if worth and one.heard),
    )
    if any(one.inverted for one, _ in made):
        result = replace(result, problem="One part says the opposite.")
        advice = [
            (one, bool(_BARE_ORDER.fullmatch(point.text)))
            for point, (one, _) in zip(points, made, strict=True)
            if advises(point.text)
        ]
        if any(
            one.inverted and (bare or one.share >= one.least) and not _only_stated(one, answer)
            for one, bare in advice
        ):
            return result.with_unsafe(
                "That is the opposite of what is to be done, which would harm."
            )
    if any(worth == HALF for _, worth in made):
        if not any(worth == 1 for _, worth in made) and got < total / 5:
            result = replace(result, score=ZERO)  # too little of it to count before a person looks
        return result.doubted("A point was made in part, or in words that are not known here")
    return result


_DOES = re.compile(r"\s*(?:=|(?:leads\s+to|means|makes|gives|causes|brings)\b)", re.IGNORECASE)


def _only_stated(one: Made, answer: Reading) -> bool:
    """Whether what is to be avoided is only said to do something: "alcohol = more sedation"."""
    start = answer.text.casefold().find(one.heard.casefold()) if one.heard else -1
    return start == 0 and bool(_DOES.match(answer.text, start + len(one.heard)))


def _one_each(
    points: Sequence[Point], made: list[tuple[Made, Fraction]], answer: Reading
) -> list[tuple[Made, Fraction]]:
    """The same words of an order make one point: "don't crush it" is not "swallow it whole" too."""
    taken: list[frozenset[int]] = []
    out: list[tuple[Made, Fraction]] = []
    for point, (one, worth) in zip(points, made, strict=True):
        again = bool(worth and one.used) and one.used in taken
        if again and advises(point.text) and not _said_again(one.used, answer):
            # the point whose own words they are keeps them
            place = taken.index(one.used)
            mine = stems_in(point.text) & stems_in(one.heard)
            theirs = stems_in(points[place].text) & stems_in(one.heard)
            if len(mine) > len(theirs):
                out[place] = (replace(out[place][0], share=ZERO), ZERO)
            else:
                one, worth = replace(one, share=ZERO), ZERO
        taken.append(one.used if worth else frozenset())
        out.append((one, worth))
    return out


def _said_again(used: frozenset[int], answer: Reading) -> bool:
    """Whether what these words name is named in other words of the answer too."""
    ids = frozenset(
        i for atom in answer.top if set(range(atom.first, atom.last)) <= used for i in atom.ids
    )
    return any(
        atom.ids & ids and not used & set(range(atom.first, atom.last)) for atom in answer.top
    )


def _bans(answer: str, point: str) -> bool:
    """Whether an answer bans in so many words what a point bans: "don't drive", "no driving"."""
    own = stems_in(point)
    said = [stems_in(found["what"]) for found in _BANNED.finditer(answer)]
    return bool(said) and all(stems & own for stems in said)


_BANNED = re.compile(
    r"(?:\b(?:(?:do|must|should|may)\s+not|never|no|not\s+to)|\b(?:do|must|should)n['’]?t)\s+"
    r"(?P<what>[a-z]+)",
    re.IGNORECASE,
)
_NO = re.compile(r"\bno\s+(?=[a-z])", re.IGNORECASE)
_BARE_ORDER = re.compile(r"\s*(?:reduce|lower|decrease|increase|raise)\s*\.?\s*", re.IGNORECASE)
_ADVICE = re.compile(
    r"\s*(?:[\w\s,-]{2,40}:\s*)?(?:(?:avoid|do\s+not|never|stop|discontinue|withhold|hold|swallow|take|give"
    r"|use|report|tell|taper|check|monitor|keep|limit)\b(?!\s*[,;])"
    r"|(?:reduce|lower|decrease|cut|increase|raise|start|begin)\b[^,;]*\bdos)",
    re.IGNORECASE,
)


def advises(point: str) -> bool:
    """Whether a point says what is to be done: to do its contrary would harm."""
    return bool(_ADVICE.match(point) or _BARE_ORDER.fullmatch(point))


def _things(forms: Sequence[Wanted]) -> frozenset[str]:
    """What a point speaks of, by ids: its things, not what is said of them."""
    return frozenset(
        i
        for form in forms
        for need in form.needs
        if (not need.is_relation and need.weight > Fraction(1, 4)) or need.given
        for i in need.atom.ids
        if need.atom.concepts or need.atom.is_word
    )


_WHETHER = re.compile(
    r"\b(?:whether|is\s+(?:it|this|that)|does\s+(?:it|this|that)|do\s+they|are\s+they)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"(?:^|[,;.:(]\s*)(?P<said>yes|yep|yeah|no|nope)\b(?!\s+\w+\s*\d)", re.IGNORECASE
)


def judged(point: str, answer: Reading, context: Context) -> Made | None:
    """A point that the question itself puts as a yes or no: "and is it within the range?"."""
    if not _WHETHER.search(context.question.text):
        return None
    asked = {word.stem for word in context.question.words if word.is_word}
    said = [word for word in words_of(point) if word.is_word and word.plain not in LIGHT]
    said = [word for word in said if word.plain not in cue("function") | cue("negative")]
    if not said or any(word.stem not in asked for word in said):
        return None
    found = [match["said"].casefold()[0] == "y" for match in _YES_OR_NO.finditer(answer.text)]
    if len(set(found)) != 1:
        return None
    denies = any(word.plain in cue("negative") for word in words_of(point))
    return Made(ONE, inverted=found[0] == denies, heard="yes" if found[0] else "no")


_OTHERWISE = re.compile(r"\b(?:otherwise|or\s+else|lest|if\s+not)\b,?", re.IGNORECASE)


def _stands_alone(forms: Sequence[Wanted]) -> bool:
    """Whether a point is a number, how often, or a route, which need no relation to be said."""
    return any(
        form.often
        or form.figures
        or [need.atom.category for need in form.needs] in (["route"], ["manner"], ["time"])
        for form in forms
    )


def _solid(made: Made) -> bool:
    return made.share >= HALF


def unread(answer: Reading, context: Context) -> tuple[str, ...]:
    """The content words of an answer that are no known term and not in the question."""
    return tuple(
        atom.typed
        for atom in answer.top
        if atom.is_word and not atom.ids & context.question.ids and atom.category not in WORDING
    )
