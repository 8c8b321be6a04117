"""A new deck folder from a monograph: its text, a deck.yaml that teaches, and its facts' ids."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer.deck.deck_file import slug
from trainer.deck.facts_file import pair, write_facts
from trainer.deck.shelf import DECK_FILE, FACTS_FILE
from trainer.deck.yaml_tree import read_bytes
from trainer.errors import DataError, StorageError
from trainer.monograph.reader import Tell, read_file, silent

KEPT_ENDINGS = (".md", ".txt", ".xml", ".json")

TEMPLATE = """\
# A deck: what is studied, beside the monograph in this folder. Everything here is yours to change
# but the id, on which learners' progress hangs. See all problems with: trainer deck check {folder}
id: {id}
title: {title}
drug: {drug}              # how questions name the drug
monograph: {monograph}

# Amounts that calculations need and no line of the monograph states. Say whose they are.
# Take the # away and write your own:
# inputs:
#   - name: strength         # also: concentration, fill, residual
#     route: oral
#     values: [5 mg/tablet, 10 mg/tablet]
#     origin: instructor, tablets in our pharmacy

# What else learners may say for a word of this deck:
# vocabulary:
#   - term: rebound spasticity
#     also: [stiffness coming back]

# How much of a mock exam each section gets, in parts:
# blueprint:
#   dosage_administration: 30
#   contraindications: 12

# Your own questions, beside those made from the monograph's facts:
# cards:
#   - id: why-not-double
#     ask: A dose was forgotten. Should the next one be doubled?
#     answer: {{no: [the total would be too high at once]}}
#     because: Our protocol says to take the next dose at its usual time.
#     source: our protocol, page 2
"""


@dataclass(frozen=True, slots=True)
class Started:
    """A deck folder that was made: how many facts were read, and how many wait for a person."""

    folder: Path
    facts: int
    open: int


def start_deck(monograph: Path, folder: Path | None = None, tell: Tell = silent) -> Started:
    """Make a deck folder from a monograph (text, Markdown, SPL XML, openFDA JSON).

    `folder` is made; it is named after the drug if none is given. DataError if the monograph cannot
    be read or the folder holds a deck already; nothing that exists is overwritten. `tell` is told
    how far the reading is.
    """
    data = read_bytes(monograph)
    reading = read_file(monograph, tell)
    name = slug(reading.drug or monograph.stem)
    target = folder or Path(name)
    if (target / DECK_FILE).exists():
        raise DataError(
            "there is a deck here already",
            where=str(target),
            hint="Name another folder, or bring its facts up to date with: trainer deck facts",
        )
    ending = monograph.suffix.lower() if monograph.suffix.lower() in KEPT_ENDINGS else ".txt"
    paired = pair(reading.facts, [])
    deck = TEMPLATE.format(
        folder=target.name,
        id=name,
        title=(reading.drug or monograph.stem).capitalize(),
        drug=reading.drug or monograph.stem,
        monograph=f"monograph{ending}",
    )
    try:
        target.mkdir(parents=True, exist_ok=True)
        (target / f"monograph{ending}").write_bytes(data)
        (target / FACTS_FILE).write_text(write_facts(paired), encoding="utf-8")
        (target / DECK_FILE).write_text(deck, encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"the deck cannot be written ({error.strerror})", where=str(target)
        ) from error
    return Started(target, len(paired.facts), len(paired.open))


def start_empty(folder: Path) -> Path:
    """Write a worked example into a new folder; DataError if a deck is there already."""
    target = folder / DECK_FILE
    if target.exists():
        raise DataError("there is a deck already", where=str(target), hint="Name another folder")
    example = Path(__file__).with_name("example.yaml").read_text(encoding="utf-8")
    name = slug(folder.resolve().name) or "my-deck"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(example.replace("id: my-deck", f"id: {name}", 1), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot be written ({error.strerror})", where=str(target)) from error
    return folder
