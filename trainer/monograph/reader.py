"""A monograph's file or text becomes a Reading: the room's public face.

source                        bytes → text and its format
plain, spl, openfda           text → Document: parts, blocks, headings
groups                        which sub-heading a block stands under
prose, uses, dosage, kinetics, hazards, effects, advice, references
                              one section's blocks → facts
amounts, frequencies, values  numbers with units → values with roles
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from trainer.errors import DataError
from trainer.monograph import (
    advice,
    amounts,
    concepts,
    dosage,
    effects,
    groups,
    hazards,
    kinetics,
    plain,
    prose,
    references,
    source,
    uses,
    wording,
)
from trainer.monograph.document import Block, Document, Part
from trainer.monograph.fact import Doubt, Fact, Reading, Section
from trainer.monograph.groups import Standing
from trainer.monograph.statements import sentence_blocks

_LONGEST = 6_000  # characters in one bullet or paragraph; a longer one is a broken file
_MOST_NUMBERS = 200  # in one bullet or paragraph; more of them are a table that lost its lines

# Parts that are read in their own way but belong to a section of another name.
_SHOWN = {"dosage_forms": "dosage_administration"}

_READERS: dict[str, Callable[[Block], list[Fact]]] = {
    "introduction": prose.introduction,
    "mechanism": prose.mechanism,
    "indications": uses.indications,
    "dosage_administration": dosage.read,
    "dosage_forms": prose.strengths,
    "pharmacokinetics": kinetics.read,
    "contraindications": uses.contraindications,
    "warnings_precautions": hazards.warnings,
    "drug_interactions": hazards.interactions,
    "adverse_effects": effects.adverse_effects,
    "monitoring": advice.monitoring,
    "patient_education": advice.education,
}


Tell = Callable[[int, int], None]
"""Is told how many blocks of how many are read."""


def silent(done: int, of: int) -> None:
    """Tell nobody."""


def read_file(path: Path, tell: Tell = silent) -> Reading:
    """Read a monograph in any of the known formats; `tell` is told how far that is.

    Raises DataError where the file cannot be read, is no text, or holds no section that is known.
    """
    return read_text(source.load(path), name=path.name, tell=tell)


def read_text(text: str, *, name: str, tell: Tell = silent) -> Reading:
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
    return _read(document, parts, tell)


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


def _read(document: Document, parts: list[Part], tell: Tell) -> Reading:
    doubts = list(document.doubts)
    facts: list[Fact] = []
    standings: list[Standing] = []
    strengths: dict[str, frozenset[Fraction]] = {}
    done, blocks = 0, sum(len(part.blocks) for part in parts)
    for part in parts:
        numbers = 1
        for block, standing in zip(
            part.blocks, groups.of_part(part.id, part.blocks, strengths), strict=True
        ):
            tell(done, blocks)
            done += 1
            if references.is_disclaimer(block.text):
                found = [references.disclaimer(block)]
                standing = Standing(found[0].group)
            elif part.id == "references":
                found = references.read(block, numbers)
                numbers += len(found)
            elif len(block.text) > _LONGEST:
                doubts.append(Doubt(block.lines(), "too long to be one statement: it was not read"))
                continue
            elif amounts.count(block.text) > _MOST_NUMBERS:
                doubts.append(
                    Doubt(block.lines(), "too many numbers to be one statement: not read")
                )
                continue
            else:
                found = [fact for fact in _block(part.id, block) if fact.statement]
            if part.id == "indications" and (lead := _lead_of(part.blocks, block)) is not None:
                found = [_completing(fact, lead) for fact in found]
            elif part.id == "indications" and _leads(part.blocks, block):
                found = []  # the list behind it says what it begins to say
            facts += found
            standings += [standing] * len(found)
            if part.id == "introduction":
                _note_strengths(found, strengths)
    placed = _placed(facts, standings)
    doubts += _doubts(placed)
    covered = {line for fact in placed for line in fact.lines}
    told = {line for doubt in doubts for line in doubt.lines}
    doubts += _silent(parts, covered, told)
    return Reading(
        drug=document.drug,
        text=document.text,
        sections=_sections(document.parts),
        facts=placed,
        review=tuple(doubts),
        uncovered=tuple(
            n for n, line in enumerate(document.text, 1) if n not in covered and line.strip()
        ),
    )


def _placed(facts: list[Fact], standings: list[Standing]) -> tuple[Fact, ...]:
    """Give every fact its number, its group, its doubt and its concept."""
    return tuple(
        replace(
            fact,
            id=f"F{number:03d}",
            group=standing.group,
            review=fact.review or standing.review,
            concept=concept,
        )
        for number, (fact, standing, concept) in enumerate(
            zip(facts, standings, concepts.linking(facts), strict=True), 1
        )
    )


def _block(section: str, block: Block) -> list[Fact]:
    if block.kind == "prose" and section in _PROSE:
        return _PROSE[section](block)
    return _READERS[section](block)


def _sentencewise(read: Callable[[Block], list[Fact]]) -> Callable[[Block], list[Fact]]:
    """Read a paragraph of a bulleted section sentence by sentence, as if each were a bullet."""

    def read_paragraph(block: Block) -> list[Fact]:
        return [fact for sentence in sentence_blocks(block) for fact in read(sentence)]

    return read_paragraph


_PROSE = {
    section: _sentencewise(read)
    for section, read in _READERS.items()
    if section not in ("introduction", "mechanism")
}
_PROSE["dosage_administration"] = dosage.read_paragraph
_PROSE["adverse_effects"] = _sentencewise(effects.in_prose)


def _leads(blocks: tuple[Block, ...], block: Block) -> bool:
    """Whether a paragraph is only the beginning of the list behind it: "X is indicated to:"."""
    place = blocks.index(block)
    follows = place + 1 < len(blocks) and blocks[place + 1].kind == "bullet"
    return follows and block.kind == "prose" and block.text.rstrip().endswith(":")


def _lead_of(blocks: tuple[Block, ...], block: Block) -> Block | None:
    """Return the paragraph that a bullet completes; None where none does."""
    if block.kind != "bullet":
        return None
    for before in reversed(blocks[: blocks.index(block)]):
        if before.kind != "bullet":
            return before if _leads(blocks, before) else None
    return None


def _completing(fact: Fact, lead: Block) -> Fact:
    """A use with the beginning of its sentence: whom it is for, only that says."""
    return replace(
        fact,
        lines=tuple(dict.fromkeys((*lead.lines(), *fact.lines))),
        details={**fact.details, "lead": wording.statement(lead.text)},
    )


def _silent(parts: list[Part], covered: set[int], told: set[int]) -> list[Doubt]:
    """One doubt for each section with lines that gave no fact: nothing is lost without a word.

    `told` are lines that another doubt is about. A title that another follows at once is none.
    """
    found = []
    begins = {part.line for part in parts}
    for part in parts:
        lines = {line for block in part.blocks for line in block.lines()}
        lost = tuple(sorted(lines - covered - told))
        if part.id == "references" or (not lines and part.line + 1 in begins):
            continue
        name = f'the section "{part.title.strip() or part.id}"'
        if not lines:
            found.append(Doubt((part.line,), f"{name} has no text of its own: it gave no fact"))
        elif len(lost) == len(lines):
            found.append(Doubt(lost, f"{name} gave no fact at all"))
        elif lost:
            found.append(Doubt(lost, f"{len(lost)} of {len(lines)} lines of {name} gave no fact"))
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
        Section(_SHOWN.get(part.id, part.id), part.title, part.line)
        for part in parts
        if part.id and part.id != "skip"
    )


def _doubts(facts: tuple[Fact, ...]) -> list[Doubt]:
    """One doubt for each reason, with all its lines."""
    lines: dict[str, dict[int, None]] = {}
    for fact in facts:
        if fact.review:
            lines.setdefault(fact.review, {}).update(dict.fromkeys(fact.lines))
    return [Doubt(tuple(where), reason) for reason, where in lines.items()]
