"""Patients that hang together: age, sex, weight and creatinine drawn within plausible limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from trainer.chance import Chance
from trainer.deck.deck import Deck

# Adult body weights, kg, between about the 10th and 90th percentile of each sex.
WEIGHTS = {"female": (50, 92), "male": (60, 108)}
_RESERVED = re.compile(r"^reserved for (.+)$", re.IGNORECASE)
_TREATS = re.compile(
    r"^(?:the )?(?:management|treatment|relief|prevention) of (.+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Patient:
    """A drawn patient: age in years, weight in kg; `condition` is an indication, or empty."""

    age: int
    sex: str  # "female" or "male"
    weight: int
    condition: str

    @property
    def noun(self) -> str:
        return "woman" if self.sex == "female" else "man"

    @property
    def pronoun(self) -> str:
        return "she" if self.sex == "female" else "he"

    @property
    def possessive(self) -> str:
        return "her" if self.sex == "female" else "his"

    def phrase(self) -> str:
        """ "a 57-year-old woman"; an 18-year-old and an 80-year-old get their "an"."""
        article = "an" if self.age in (8, 11, 18) or 80 <= self.age <= 89 else "a"
        return f"{article} {self.age}-year-old {self.noun}"


def draw_patient(
    deck: Deck, chance: Chance, *, youngest: int = 19, oldest: int = 64, route: str = ""
) -> Patient:
    """Draw an adult who takes the drug for one of its indications, or for what its route is for.

    The default ages stay clear of children and of the elderly, whose doses many monographs set
    apart.
    """
    stream = chance.split("patient")
    sex = stream.choice(("female", "male"))
    low, high = WEIGHTS[sex]
    conditions = reserved_for(deck, route) or conditions_of(deck)
    return Patient(
        age=stream.between(youngest, oldest),
        sex=sex,
        weight=stream.between(low, high),
        condition=stream.choice(conditions) if conditions else "",
    )


def conditions_of(deck: Deck) -> tuple[str, ...]:
    """The drug's labelled indications, worded so that "with ..." reads well before them."""
    found = []
    for fact in deck.facts:
        match = _TREATS.match(fact.statement) if fact.kind == "indication" else None
        if match and not fact.negated and len(match.group(1).split()) <= 9:
            text = match.group(1).strip(" .")
            if not text.casefold().startswith("other") and " other " not in f" {text.casefold()} ":
                found.append(text)
    return tuple(found)


def reserved_for(deck: Deck, route: str) -> tuple[str, ...]:
    """What a route is reserved for, where the monograph says so ("severe spasticity ...")."""
    found = []
    for fact in deck.facts:
        match = _RESERVED.match(fact.statement) if fact.kind == "condition" else None
        if route and match and fact.group is not None and fact.group.name == route:
            found.append(match.group(1).strip(" ."))
    return tuple(found)


@lru_cache(maxsize=1)
def _openings() -> tuple[str, ...]:
    path = Path(__file__).parent.parent / "tables" / "openings.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


def opening(patient: Patient, chance: Chance) -> str:
    """The vignette's first sentence."""
    phrase = patient.phrase()
    wording = chance.split("opening").choice(_openings())
    return wording.format(
        patient=phrase,
        Patient=phrase[0].upper() + phrase[1:],
        **{"with": f" with {patient.condition}" if patient.condition else ""},
    )


def creatinine_for(patient: Patient, clearance: Fraction) -> Fraction:
    """The serum creatinine (mg/dL, two places) at which Cockcroft-Gault gives about `clearance`."""
    sex = Fraction(85, 100) if patient.sex == "female" else Fraction(1)
    exact = Fraction((140 - patient.age) * patient.weight) * sex / (72 * clearance)
    return Fraction(round(exact * 100), 100)
