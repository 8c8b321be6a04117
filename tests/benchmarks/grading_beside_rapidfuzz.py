"""Time to grade one answer beside one `rapidfuzz.process.extractOne` over the same terms.

    python -m tests.benchmarks.grading_beside_rapidfuzz

A made-up lexicon of 1,000 concepts; 200 answers of one to twelve terms each, graded and looked up
in turn in one run. The second figure is growth: seconds per character at 16 times the length,
beside the short answer.
"""

from __future__ import annotations

import json
import time
from statistics import median

from rapidfuzz.process import extractOne

from trainer.chance import Chance
from trainer.deck.key import ListKey, Point
from trainer.grading.grader import Asked, grade
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon, general_lexicon

CONCEPTS, ANSWERS, ROUNDS = 1_000, 200, 11
LIMIT = 30.0


def measure() -> dict[str, float]:
    """The ratio of medians over interleaved rounds, and how the time grows with the length."""
    terms = _terms()
    lexicon = general_lexicon().with_concepts(
        [Concept(term.replace(" ", "-"), term, (), "symptom") for term in terms]
    )
    chance = Chance("grading beside rapidfuzz")
    answers = []
    for _ in range(ANSWERS):
        chosen = [terms[chance.below(len(terms))] for _ in range(chance.between(1, 12))]
        answers.append((", ".join(chosen), _asked(chosen[:3])))
    for answer, asked in answers[:20]:  # the tables are read and the patterns made once
        grade(answer, asked, lexicon)
    ratios, ours, theirs = [], [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for answer, asked in answers:
            grade(answer, asked, lexicon)
        mine = (time.perf_counter() - start) / len(answers)
        start = time.perf_counter()
        for answer, _ in answers:
            extractOne(answer, terms)
        other = (time.perf_counter() - start) / len(answers)
        ratios.append(mine / other)
        ours.append(mine)
        theirs.append(other)
    return {
        "ours_ms": 1000 * median(ours),
        "rapidfuzz_ms": 1000 * median(theirs),
        "ratio": median(ratios),
        "growth": _growth(terms, lexicon),
    }


def _growth(terms: list[str], lexicon: Lexicon) -> float:
    """Time per character of an answer of 16,000 characters, as a share of one of 1,000."""
    asked = _asked(terms[:3])

    def per_character(length: int) -> float:
        text = ", ".join(terms[n % len(terms)] for n in range(length))[:length]
        spent = []
        for _ in range(5):
            start = time.perf_counter()
            grade(text, asked, lexicon)
            spent.append(time.perf_counter() - start)
        return min(spent) / length

    return per_character(16_000) / per_character(1_000)


def _asked(terms: list[str]) -> Asked:
    key = ListKey(", ".join(terms), tuple(Point(term) for term in terms))
    return Asked("Which signs does it have?", key)


def _terms() -> list[str]:
    """1,000 names of two words that no table holds."""
    chance = Chance("terms")
    heads = [_word(chance) for _ in range(100)]
    tails = [_word(chance) for _ in range(10)]
    return sorted({f"{head} {tail}" for head in heads for tail in tails})[:CONCEPTS]


def _word(chance: Chance) -> str:
    consonants, vowels = "bdfgklmnprstvz", "aeiou"
    return "".join(
        consonants[chance.below(len(consonants))] + vowels[chance.below(len(vowels))]
        for _ in range(chance.between(3, 5))
    )


def main() -> int:
    found = measure()
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1))
    return 0 if found["ratio"] <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
