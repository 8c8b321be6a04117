"""Choices by letter, number or text; items in order; pairs."""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.deck.key import ChoiceKey, MatchKey, OrderKey, Point
from trainer.grading.context import Context
from trainer.grading.needs import wanted
from trainer.grading.outcome import ONE, ZERO, Result
from trainer.grading.points import make
from trainer.grading.reading import Reading
from trainer.grading.verdict import PointResult

_LETTERS = re.compile(r"(?<![A-Za-z0-9])(?:\(?([a-jA-J]|\d{1,2})\)?)(?![A-Za-z0-9])")


def grade_choice(answer: Reading, key: ChoiceKey, context: Context) -> Result:
    """One option, or several (plus one for each right, minus one for each wrong, floor 0)."""
    chosen = _chosen(answer, key, context)
    right = {place for place, option in enumerate(key.options) if option.right}
    results = tuple(
        PointResult(key.options[place].text, place in chosen, False) for place in sorted(right)
    )
    if not chosen:
        return Result(ZERO, results, problem="I could not tell which option that is.")
    heard = ", ".join(key.options[place].text for place in sorted(chosen))
    if not key.several:
        if len(chosen) > 1:
            missed = tuple(PointResult(point.point, False) for point in results)
            return Result(ZERO, missed, problem="More than one option was given.", heard=heard)
        place = next(iter(chosen))
        because = key.options[place].because if place not in right else ""
        return Result(ONE if place in right else ZERO, results, problem=because, heard=heard)
    hits, misses = len(chosen & right), len(chosen - right)
    score = Fraction(max(0, hits - misses), max(1, len(right)))
    wrong = tuple(key.options[place].text for place in sorted(chosen - right))
    return Result(score, results, wrong=wrong, heard=heard)


def _chosen(answer: Reading, key: ChoiceKey, context: Context) -> set[int]:
    text = " ".join(answer.text.split())
    for place, option in enumerate(key.options):
        if text.casefold().strip(" .") == option.text.casefold().strip(" ."):
            return {place}
    stripped = re.sub(
        r"\b(?:option|answer|choice|letter|number|and|i|think|is|the|it|its|it's)\b",
        " ",
        text,
        flags=re.I,
    )
    letters = re.fullmatch(
        r"[\s,.;:&+/()]*(?:\(?(?:[a-jA-J]|\d{1,2})\)?[\s,.;:&+/]*)+", stripped or text
    )
    if letters is None and re.fullmatch(r"\(?[a-jA-J]\)?[.:)]?\s.*", text):
        letters = re.match(r"\(?[a-jA-J]\)?", text)
        stripped = letters.group() if letters else stripped
    if letters:
        found = set()
        for match in _LETTERS.finditer(stripped):
            sign = match.group(1)
            place = int(sign) - 1 if sign.isdigit() else ord(sign.casefold()) - ord("a")
            if 0 <= place < len(key.options):
                found.add(place)
        return found
    shares = []
    for place, option in enumerate(key.options):
        made = make(wanted(Point(option.text), context.lexicon), answer)
        shares.append((made.share if not made.inverted else ZERO, place))
    best = max(share for share, _ in shares)
    if best < Fraction(4, 5):
        return set()
    top = {place for share, place in shares if share == best}
    if key.several:
        return {place for share, place in shares if share >= Fraction(4, 5)}
    return top


def grade_order(answer: Reading, key: OrderKey, context: Context) -> Result:
    """All items in their order, or nothing; by their letters where the question shows them."""
    spelt = _spelt(answer.text, key)
    if spelt is not None:
        right = spelt == [point.text for point in key.points]
        results = tuple(PointResult(point.text, right) for point in key.points)
        problem = "" if right else "The order is not right."
        return Result(ONE if right else ZERO, results, problem=problem, heard="; ".join(spelt))
    places: list[int] = []
    letters = re.findall(r"\b([a-j]|\d{1,2})\b", answer.text.casefold())
    for point in key.points:
        made = make(wanted(point, context.lexicon), answer)
        places.append(min(made.used) if made.met and made.used else -1)
    complete = all(place >= 0 for place in places) and places == sorted(set(places))
    results = tuple(PointResult(point.text, complete) for point in key.points)
    problem = "" if complete else "The order is not right, or an item is missing."
    if not complete and letters and len(letters) == len(key.points):
        problem = "Write the items, in their order."
    return Result(ONE if complete else ZERO, results, problem=problem)


def _spelt(text: str, key: OrderKey) -> list[str] | None:
    """The items behind letters or numbers, or as shown; None if the answer is not just these."""
    if not key.shown:
        return None
    said = " ".join(text.casefold().split())
    found = [said.find(" ".join(one.casefold().split())) for one in key.shown]
    if min(found) >= 0 and len(set(found)) == len(found):
        return [one for _, one in sorted(zip(found, key.shown, strict=True))]
    bare = re.sub(r"\b(?:then|and|first|last|next|finally)\b", " ", text.casefold())
    bare = re.sub(r"[\s,;.:()>→-]+", "", bare)
    signs = re.findall(r"\d+|[a-z]", bare) if not bare.isdigit() else list(bare)
    if "".join(signs) != bare or len(signs) != len(key.shown):
        return None
    places = [int(sign) - 1 if sign.isdigit() else ord(sign) - ord("a") for sign in signs]
    if any(not 0 <= place < len(key.shown) for place in places):
        return None
    return [key.shown[place] for place in places]


def grade_match(answer: Reading, key: MatchKey, context: Context) -> Result:
    """A point for each pair that stands in a line or clause of its own."""
    from trainer.grading.reading import read

    sorted_in = _sorted_in(answer.text, key)
    if sorted_in is not None:
        results = [
            PointResult(shown.text, sorted_in.get(number) == point.text)
            for number, ((_, point), shown) in enumerate(zip(key.pairs, key.points, strict=True), 1)
        ]
        all_of = sum((point.weight for _, point in key.pairs), ZERO)
        met_of = sum(
            (point.weight for (_, point), one in zip(key.pairs, results, strict=True) if one.met),
            ZERO,
        )
        return Result(met_of / all_of if all_of else ZERO, tuple(results))
    lines = [line for line in re.split(r"[\n;]|,(?=[^,]*[:=\-–>])", answer.text) if line.strip()]
    results = []
    got = total = ZERO
    for (cue, point), shown in zip(key.pairs, key.points, strict=True):
        total += point.weight
        met = False
        for line in lines:
            reading = read(line, context.lexicon)
            about = make(wanted(Point(cue), context.lexicon), reading)
            if about.met and make(wanted(point, context.lexicon), reading).met:
                rivals = [
                    other
                    for name, other in key.pairs
                    if name != cue
                    and other.text != point.text
                    and make(wanted(other, context.lexicon), reading).met
                ]
                met = not rivals
                break
        got += point.weight if met else ZERO
        results.append(PointResult(shown.text, met))
    return Result(got / total if total else ZERO, tuple(results))


_SORTED = re.compile(r"(\d{1,2})\s*[:.)=-]?\s*([a-z])(?![a-z])")


def _sorted_in(text: str, key: MatchKey) -> dict[int, str] | None:
    """Cue numbers with their places, from "1a 2b 3a"; None if the answer is not just these.

    A cue that is given two places has none.
    """
    if not key.places:
        return None
    spoken = text.casefold()
    if re.sub(r"[\s,;.]+", "", _SORTED.sub("", spoken)):
        return None
    found: dict[int, str] = {}
    for number, letter in _SORTED.findall(spoken):
        place = ord(letter) - ord("a")
        if int(number) in found or not 0 <= place < len(key.places):
            found[int(number)] = ""
        else:
            found[int(number)] = key.places[place]
    return found or None
