"""A monograph's file or text becomes a Reading: the room's public face.

source    bytes → text, format              values     amounts → values with roles
plain, spl, openfda   text → Document        dosage, kinetics, prose, listed, references
groups    lost sub-headings                             one section's blocks → facts
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from trainer.errors import DataError
from trainer.monograph import (
    concepts,
    dosage,
    groups,
    kinetics,
    listed,
    plain,
    prose,
    references,
    source,
)
from trainer.monograph.document import Block, Document, Part
from trainer.monograph.fact import Doubt, Fact, Reading, Section
from trainer.monograph.groups import Standing

_LONGEST = 6_000  # characters in one bullet or paragraph; a longer one is a broken file

_READERS: dict[str, Callable[[Block], list[Fact]]] = {
    "introduction": prose.introduction,
    "mechanism": prose.mechanism,
    "indications": listed.indications,
    "dosage_administration": dosage.read,
    "pharmacokinetics": kinetics.read,
    "contraindications": listed.contraindications,
    "warnings_precautions": listed.warnings,
    "drug_interactions": listed.interactions,
    "adverse_effects": listed.adverse_effects,
    "monitoring": listed.monitoring,
    "patient_education": listed.education,
}


def read_file(path: Path) -> Reading:
    """Read a monograph in any of the known formats.

    Raises DataError where the file cannot be read, is no text, or holds no section that is known.
    """
    return read_text(source.load(path), name=path.name)


def read_text(text: str, *, name: str) -> Reading:
    """Read a monograph's text; `name` is its file's name, for messages and where no title stands.

    Raises DataError as `read_file` does.
    """
    if not text.strip():
        raise DataError("the file is empty", where=name, hint="Put the monograph's text into it")
    document = _lay_out(text, name)
    parts = [part for part in document.parts if part.id and part.id != "skip"]
    if not parts:
        raise DataError(
            "no section of a monograph was found",
            where=name,
            hint='A section starts with its title on a line of its own, such as "Indications"',
        )
    return _read(document, parts)


def _lay_out(text: str, name: str) -> Document:
    form = source.sniff(text)
    stem = Path(name).name.split(".")[0].replace("_", " ").lower()
    if form == "spl":
        from trainer.monograph import spl

        return spl.lay_out(text, name, stem)
    if form == "openfda":
        from trainer.monograph import openfda

        return openfda.lay_out(text, name, stem)
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u00a0", " ")
    flat = flat.removeprefix("\ufeff")
    source.refuse_unsafe(flat, name)
    lines = flat.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return plain.lay_out(tuple(lines), stem)


def _read(document: Document, parts: list[Part]) -> Reading:
    doubts = list(document.doubts)
    facts: list[Fact] = []
    strengths: dict[str, frozenset[Fraction]] = {}
    for part in parts:
        standings = groups.of_part(part.id, part.blocks, strengths)
        if part.id == "references":
            facts += _references(part)
            continue
        for block, standing in zip(part.blocks, standings, strict=True):
            if len(block.text) > _LONGEST:
                doubts.append(Doubt(block.lines(), "too long to be one statement: it was not read"))
                continue
            if references.is_disclaimer(block.text):
                facts.append(references.disclaimer(block))
                continue
            found = [_placed(fact, part.id, standing) for fact in _block(part.id, block)]
            facts += found
            if part.id == "introduction":
                _note_strengths(found, strengths)
    linked = concepts.link(facts)
    numbered = tuple(replace(fact, id=f"F{n:03d}") for n, fact in enumerate(linked, 1))
    doubts += _doubts(numbered)
    covered = {line for fact in numbered for line in fact.lines}
    return Reading(
        drug=document.drug,
        text=document.text,
        sections=_sections(document.parts),
        facts=numbered,
        review=tuple(doubts),
        uncovered=tuple(
            n for n, line in enumerate(document.text, 1) if n not in covered and line.strip()
        ),
    )


def _block(section: str, block: Block) -> list[Fact]:
    if block.kind == "prose" and section in _PROSE:
        return _PROSE[section](block)
    return _READERS[section](block)


def _sentencewise(read: Callable[[Block], list[Fact]]) -> Callable[[Block], list[Fact]]:
    """Read a paragraph of a bulleted section sentence by sentence, as if each were a bullet."""
    from trainer.monograph import wording

    def read_paragraph(block: Block) -> list[Fact]:
        found: list[Fact] = []
        for start, sentence in wording.sentences(block.text):
            lines = block.lines(start, start + len(sentence))
            marks = tuple((index, line) for index, line in enumerate(lines))
            found += read(replace(block, text=sentence.rstrip("."), marks=marks))
        return found

    return read_paragraph


_PROSE = {
    section: _sentencewise(read)
    for section, read in _READERS.items()
    if section not in ("introduction", "mechanism")
}


def _placed(fact: Fact, section: str, standing: Standing) -> Fact:
    frequency = fact.frequency
    review = fact.review or standing.review
    return replace(fact, section=section, group=standing.group, review=review, frequency=frequency)


def _references(part: Part) -> list[Fact]:
    found: list[Fact] = []
    awaited = 1
    for block in part.blocks:
        if references.is_disclaimer(block.text):
            found.append(references.disclaimer(block))
            continue
        here = references.read(block, awaited)
        awaited += len(here)
        found += here
    return found


def _note_strengths(found: list[Fact], strengths: dict[str, frozenset[Fraction]]) -> None:
    for fact in found:
        form = str(fact.details.get("form", ""))
        if fact.kind == "strength" and "release" in form:
            name = form.split("-release")[0] + " release"
            known = {value.low for value in fact.values if isinstance(value.low, Fraction)}
            strengths[name] = strengths.get(name, frozenset()) | known


def _sections(parts: tuple[Part, ...]) -> tuple[Section, ...]:
    return tuple(
        Section(part.id, part.title, part.line) for part in parts if part.id and part.id != "skip"
    )


def _doubts(facts: tuple[Fact, ...]) -> list[Doubt]:
    """One doubt for each reason, with all its lines."""
    lines: dict[str, dict[int, None]] = {}
    for fact in facts:
        if fact.review:
            lines.setdefault(fact.review, {}).update(dict.fromkeys(fact.lines))
    return [Doubt(tuple(where), reason) for reason, where in lines.items()]
