"""Right answers turned wrong by rule: how many of them does the grader still take for right?

    python -m tests.evaluation.turned FILE... [--most 400] [--show 3] [--only NAME]

FILE holds labelled answers (`tests.evaluation.grading`). Those that are labelled and marked right
are turned, one rule after the other: another unit, ten times as much, the contrary verb, "at most",
an order to harm behind it. A turned answer is wrong by its making; where it is not (a worked sum
whose last number is right all the same), reading what `--show` prints tells. Nothing is measured
here that a label stands for: it shows where to look.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evaluation.grading import mark, read
from trainer.chance import Chance

NUMBERS = ("numeric", "range", "regimen")
NAMES = ("single", "list")
PROSE = ("short", "explanation")


@dataclass(frozen=True)
class Turn:
    """A rule by its name, the types of question it is for, and what it makes of an answer."""

    name: str
    kinds: tuple[str, ...]
    make: Callable[[str], str | None]


def _behind(what: str) -> Callable[[str], str]:
    return lambda text: text.rstrip(" .!") + what


def _before(what: str) -> Callable[[str], str]:
    return lambda text: what + text


def _swapped(*pairs: tuple[str, str]) -> Callable[[str], str | None]:
    """Swap the first word of the first pair that is there."""

    def swap(text: str) -> str | None:
        for one, other in pairs:
            turned = re.sub(rf"\b{one}\b", other, text, count=1, flags=re.I)
            if turned != text:
                return turned
        return None

    return swap


def _tenfold(text: str) -> str | None:
    number = re.compile(r"\d+(?:\.\d+)?")
    return number.sub(lambda m: f"{float(m[0]) * 10:g}", text) if number.search(text) else None


TURNS = (
    Turn("not", (*NUMBERS, *NAMES), _before("not ")),
    Turn("anything but", (*NUMBERS, *NAMES), _before("anything but ")),
    Turn("it is not true", (*NAMES, *PROSE), _before("it is not true that it is ")),
    Turn("is wrong", (*NUMBERS, *NAMES), _behind(" is wrong")),
    Turn("not that", (*NUMBERS, *NAMES), _behind(" - not that")),
    Turn("no longer so", (*NAMES, *PROSE), _behind(", which is no longer so")),
    Turn("not needed", PROSE, _behind(", but that is not needed")),
    Turn("optional", PROSE, _behind(" (optional)")),
    Turn("everything except", NAMES, _before("everything except ")),
    Turn("rarely", NAMES, _before("rarely ")),
    Turn("ten times as much", NUMBERS, _tenfold),
    Turn(
        "another unit",
        NUMBERS,
        _swapped(
            ("mg", "mcg"), ("milligrams?", "micrograms"), ("mcg", "mg"), ("micrograms?", "mg"),
            ("hours?", "minutes"), ("h", "min"), ("days", "weeks"), ("weeks?", "months"),
            ("ml", "l"),
        ),
    ),
    Turn(
        "another period",
        (*NUMBERS, *PROSE),
        _swapped(("daily", "weekly"), ("a day", "a week"), ("per day", "per week"),
                 ("every day", "every week")),
    ),
    Turn(
        "each dose, the day",
        NUMBERS,
        _swapped(("per day", "per dose"), ("a day", "per dose"), ("each dose", "per day"),
                 ("each time", "per day")),
    ),
    Turn("at most", ("numeric",), _behind(" at most")),
    Turn(
        "the other direction",
        (*NAMES, *PROSE),
        _swapped(
            ("increases?", "decreases"), ("decreases?", "increases"), ("reduces?", "increases"),
            ("raises?", "lowers"), ("lowers?", "raises"), ("higher", "lower"), ("lower", "higher"),
            ("more", "less"), ("less", "more"), ("slowly", "fast"), ("reduced", "increased"),
        ),
    ),
    Turn(
        "the other side",
        (*NAMES, *PROSE),
        _swapped(("before", "after"), ("after", "before"), ("below", "above"), ("above", "below"),
                 ("under", "over"), ("<", ">")),
    ),
    Turn(
        "the contrary act",
        (*NAMES, *PROSE),
        _swapped(
            ("inhibits?", "activates"), ("activates?", "inhibits"), ("blocks?", "stimulates"),
            ("agonist", "antagonist"), ("antagonist", "agonist"), ("prevents?", "causes"),
            ("gradually", "abruptly"), ("withhold", "give"), ("must not", "must"),
        ),
    ),
    Turn(
        "not, in the midst of it",
        (*NAMES, *PROSE, "boolean"),
        _swapped(
            ("is", "is not"), ("are", "are not"), ("can", "cannot"), ("should", "should not"),
            ("must", "must not"), ("may", "may not"), ("will", "will not"), ("does", "does not"),
            ("has", "has no"), ("have", "have no"), ("because", "not because"),
        ),
    ),
    Turn(
        "without the not",
        (*NAMES, *PROSE, "boolean"),
        _swapped(
            (" not", ""), ("cannot", "can"), ("don't", "do"), ("never", "always"),
            ("without", "with"), ("avoid", "take"), ("isn't", "is"),
            ("nothing", "much"), ("doesn't", "does"), ("can't", "can"), ("won't", "will"),
        ),
    ),
    Turn(
        "the contrary step",
        (*NAMES, *PROSE, "boolean"),
        _swapped(
            ("stop", "start"), ("start", "stop"), ("continue", "stop"), ("skip", "take"),
            ("take", "skip"), ("give", "withhold"), ("hold", "give"), ("avoid", "use"),
            ("with food", "without food"), ("empty stomach", "full stomach"),
            ("first", "last"), ("bedtime", "breakfast"), ("night", "noon"), ("evening", "morning"),
            ("separately", "together"), ("raise", "lower"), ("slow", "fast"), ("long", "short"),
        ),
    ),
    Turn(
        "another bound",
        (*NUMBERS, *PROSE),
        _swapped(
            ("at least", "at most"), ("more than", "less than"), ("less than", "more than"),
            ("within", "after"), ("maximum", "minimum"), ("max", "min"),
            ("no more than", "no less than"), ("above", "below"), ("below", "above"),
        ),
    ),
    Turn(
        "another count",
        (*NUMBERS, *NAMES, *PROSE),
        _swapped(
            ("twice", "three times"), ("three times", "twice"), ("once", "twice"),
            ("two", "three"), ("three", "four"), ("four", "six"), ("half", "a quarter"),
            ("third", "half"), ("tds", "bd"), ("tid", "bid"), ("bid", "tid"), ("bd", "qds"),
            ("od", "bd"), ("hourly", "daily"), ("double", "half"),
        ),
    ),
    Turn(
        "another part of the body",
        (*NAMES, *PROSE, "boolean"),
        _swapped(
            ("renal", "hepatic"), ("kidneys?", "liver"), ("liver", "kidney"), ("heart", "lung"),
            ("hepatic", "renal"), ("brain", "gut"), ("muscles?", "bone"), ("cardiac", "hepatic"),
            ("spinal cord", "heart"), ("blood pressure", "blood sugar"), ("stomach", "bladder"),
        ),
    ),
    Turn(
        "another receptor or enzyme",
        (*NAMES, *PROSE, "boolean"),
        _swapped(
            ("GABA-?B", "GABA-A"), ("CYP3A4", "CYP2D6"), ("CYP1A2", "CYP3A4"), ("H1", "H2"),
            ("beta", "alpha"), ("inducer", "inhibitor"), ("inhibitor", "inducer"),
            ("serotonin", "dopamine"), ("sodium", "calcium"), ("calcium", "sodium"),
            ("potassium", "sodium"), ("MAOI", "SSRI"), ("thrombin", "factor IX"),
        ),
    ),
    Turn(
        "another route",
        (*NUMBERS, *NAMES, *PROSE),
        _swapped(
            ("oral", "intrathecal"), ("by mouth", "intravenously"), ("orally", "intravenously"),
            ("intrathecal", "oral"), ("intrathecally", "orally"), ("intravenous", "oral"),
            ("subcutaneous", "intravenous"), ("intramuscular", "oral"),
        ),
    ),
    Turn(
        "another kind of patient",
        (*NAMES, *PROSE, "boolean"),
        _swapped(
            ("elderly", "children"), ("children", "the elderly"), ("adults?", "children"),
            ("older", "younger"), ("pregnant", "old"), ("pregnancy", "old age"),
            ("breast ?feeding", "old age"), ("women", "men"), ("infants?", "adults"),
            ("diabetics?", "asthmatics"), ("stroke", "gout"), ("epilepsy", "asthma"),
        ),
    ),
    Turn("but only", PROSE, _behind(", but only if the patient asks for it")),
    Turn("except", (*NAMES, *PROSE), _behind(", except in renal failure, where it is fine")),
    Turn("or rather the contrary", (*NAMES, *PROSE), _behind(", or rather the contrary")),
    Turn("no, something else", (*NUMBERS, *NAMES, *PROSE), _behind("... no, something else")),
    Turn("stop it abruptly", (*NAMES, *PROSE), _behind(", so stop it abruptly")),
    Turn("double the next dose", (*NAMES, *PROSE), _behind(", and double the next dose")),
    Turn("crush it first", PROSE, _behind("; crush it first")),
    Turn("a drink is fine", (*NAMES, *PROSE), _behind("; a drink with it is fine")),
    Turn("more is fine", (*NUMBERS, *NAMES, *PROSE), _behind("; more is fine")),
)  # fmt: skip


def turned(
    right: Sequence[dict[str, Any]], turn: Turn, most: int
) -> tuple[int, Iterator[dict[str, Any]]]:
    """Return how many answers a rule turns, `most` at most, and those still marked right."""
    chance = Chance("turned", turn.name)
    rows = [
        {**row, "answer": answer}
        for row in chance.shuffled(right)
        if row["type"] in turn.kinds
        and (answer := turn.make(row["answer"])) is not None
        and answer != row["answer"]
    ][:most]
    return len(rows), (row for row in rows if mark([row])[0].verdict.outcome == "correct")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--show", type=int, default=3)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    right = [
        one.row
        for file in given.files
        for one in mark(read(file))
        if one.label == 2 and one.verdict.outcome == "correct"
    ]
    for turn in TURNS:
        if given.only not in ("", turn.name):
            continue
        tried, still = turned(right, turn, given.most)
        kept = list(still)
        print(f"{turn.name}: {len(kept)} of {tried} still right", flush=True)
        for row in kept[: given.show]:
            print(f"    {row['answer']} | {row['question']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
