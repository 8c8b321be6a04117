"""Which sub-heading a line stands under, where later sub-headings of its section were lost.

Only the text itself may show it: a kind of patient in the line's label, a route or device in its
words, a schedule that goes on where the last line left off, a strength that only one dosage form
has. Everything else stays without a group and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.monograph import amounts, dosage, wording, wordlists
from trainer.monograph.document import Block, Heading
from trainer.monograph.fact import Group
from trainer.monograph.titles import group_name

_LOST = "its sub-heading was lost"
_FAILED = re.compile(
    r"(?i)\b(?:unresponsive to|not respond\w* to|failed|failure of|instead of|"
    r"inadequate response to|cannot tolerate|intolerant of|refractory to)\b"
)
_INFUSED = re.compile(r"(?i)\b(?:infus\w+|bolus\w*|inject\w+|drip)\b")
_NOT_INFUSED = frozenset(
    ("oral", "transdermal", "rectal", "topical", "inhaled", "intranasal", "sublingual",
     "extended release", "immediate release")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A block's group, and why an instructor should look at it (None: nothing to doubt)."""

    group: Group | None
    review: str | None = None


def of_part(
    section: str, blocks: Sequence[Block], strengths: Mapping[str, frozenset[Fraction]]
) -> list[Standing]:
    """Return the standing of each block. `strengths` are milligrams by kind of release."""
    if section == "dosage_administration":
        return _dosing(blocks, strengths)
    return [_plain(block) for block in blocks]


def _plain(block: Block) -> Standing:
    if block.group is not None or block.lost is None:
        return Standing(block.group)
    return Standing(None, _unknown(block.lost))


def _unknown(lost: Heading) -> str:
    return (
        f'the sub-heading "{lost.title}" on line {lost.line} may not reach this line: '
        "later sub-headings of the section were lost"
    )


@dataclass(slots=True)
class _Run:
    """The schedule that is being followed while the glued heading's reach is still shown."""

    name: str = ""
    rank: int = 0
    units: frozenset[str] = frozenset()
    open: bool = False
    cue: str = ""
    cue_word: str = ""


def _dosing(
    blocks: Sequence[Block], strengths: Mapping[str, frozenset[Fraction]]
) -> list[Standing]:
    run = _Run()
    found: list[Standing] = []
    for block in blocks:
        if block.group is not None or block.lost is None:
            if block.group is not None:
                phase = wordlists.phrases("dosing").first(block.group.name) is not None
                run = _Run(block.group.name, dosage.rank(block), _units(block), open=not phase)
            found.append(Standing(block.group))
            continue
        found.append(_after(block, block.lost, run, strengths))
    _look_ahead(blocks, found)
    return found


def _after(
    block: Block, lost: Heading, run: _Run, strengths: Mapping[str, frozenset[Fraction]]
) -> Standing:
    population = dosage.population_of(block)
    if population:
        run.open, run.cue = False, ""
        return Standing(Group("special populations", inferred=True))
    routes = wordlists.phrases("routes").all(block.text)
    label = group_name(wording.labelled(block.text).label)
    routes += tuple(
        row for row in wordlists.rows("routes") if row[0] == label and row not in routes
    )
    names = [row[0] for row in routes if row[0] != run.name or not run.open]
    switching = re.search(r"(?i)\boral\w*\b", block.text) and "oral" not in names
    if len(names) == 1 and not switching and not (len(routes) > 1 and run.open):
        # A line about a device or a condition opens its group; a dose that names its own route
        # says nothing about the next line's.
        run.open, run.cue = False, "" if _units(block) else names[0]
        run.units = run.units or frozenset()
        return Standing(
            Group(names[0], inferred=True),
            f'the group "{names[0]}" is inferred from words of this line: {_LOST}',
        )
    place = dosage.rank(block)
    units = _units(block)
    if run.open and place > run.rank and (not units or not run.units or units & run.units):
        run.rank = place
        run.units |= units
        return Standing(
            Group(run.name, inferred=True),
            f'the group "{run.name}" is inferred: the schedule of line {lost.line} goes on here',
        )
    if run.cue in _NOT_INFUSED and _INFUSED.search(block.text):
        run.cue = ""
    if run.cue and place and units and not units & run.units:
        return Standing(
            Group(run.cue, inferred=True),
            f'the group "{run.cue}" is inferred from the lines before: {_LOST}',
        )
    run.open = False
    release = _by_strength(block, strengths, group_name(lost.title))
    if release:
        return Standing(
            Group(release, inferred=True),
            f'the group "{release}" is inferred, because only that form has this strength',
        )
    if place or not units:
        run.cue = ""
    return Standing(None, _unknown(lost))


def _units(block: Block) -> frozenset[str]:
    return frozenset(
        (amount.unit or "").removesuffix("/dose").removesuffix("/day")
        for amount in amounts.find(block.text)
        if amount.dimension == "dose" and not amount.measure
    )


def _by_strength(
    block: Block, strengths: Mapping[str, frozenset[Fraction]], glued: str
) -> str | None:
    doses = {
        amount.low
        for amount in amounts.find(block.text)
        if amount.unit == "mg" and amount.low is not None and amount.low == amount.high
    }
    if not doses or len(strengths) < 2:
        return None
    fitting = [name for name, known in strengths.items() if doses <= known]
    if (
        len(fitting) != 1
        or fitting[0] == glued
        or any(doses & known for name, known in strengths.items() if name != fitting[0])
    ):
        return None
    return fitting[0]


def _look_ahead(blocks: Sequence[Block], found: list[Standing]) -> None:
    """A line that sets itself against the first group opens the group of the line after it."""
    for index in range(len(blocks) - 2, -1, -1):
        following = found[index + 1].group
        if (
            found[index].group is None
            and blocks[index].lost is not None
            and following is not None
            and following.inferred
            and following.name != "special populations"
            and _FAILED.search(blocks[index].text)
        ):
            found[index] = Standing(
                following,
                f'the group "{following.name}" is inferred from the next line: {_LOST}',
            )
