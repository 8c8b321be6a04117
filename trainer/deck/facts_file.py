"""`facts.yaml`: the ids that facts keep for ever, and what an instructor decided about them.

A monograph may be edited: lines move, wording changes. Each entry holds a fact's id with what it
said, where it stood and its fingerprint, so that a new reading gives the same facts the same ids.
A fact whose values changed keeps its id and gets a new fingerprint: its card asks anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from trainer.deck.deck_file import slug
from trainer.deck.form import Form
from trainer.deck.problem import Problem
from trainer.deck.yaml_tree import Table, read_tree
from trainer.errors import Place
from trainer.monograph.compare import fingerprint
from trainer.monograph.fact import Fact, Group

DECISIONS = ("", "accept", "reject", "correct")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as facts.yaml knows it; `decision` answers an open review question."""

    id: str
    says: str
    kind: str
    section: str
    lines: tuple[int, ...]
    fingerprint: str
    decision: str = ""
    group: str | None = None
    frequency: str | None = None
    subject: str = ""
    correct_kind: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as it was read, under its lasting id, with the entry that decides about it."""

    fact: Fact
    entry: Entry


@dataclass(frozen=True, slots=True)
class Paired:
    """The facts of a reading with their lasting ids, as the instructor decided about them.

    `known` holds every fact as read, rejected ones too. `new` are ids given in this pairing,
    `changed` ids whose fact now says something else, `gone` entries that no fact answers to any
    more, `open` ids whose review question is unanswered.
    """

    facts: tuple[Fact, ...]
    known: tuple[Known, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[Entry, ...] = ()
    open: tuple[str, ...] = ()


def read_facts_file(path: Path, problems: list[Problem]) -> list[Entry]:
    """Read the entries; problems are added to the list."""
    root, found = read_tree(path)
    problems += found
    if not isinstance(root, Table):
        place = Place(str(path), root.line, root.column)
        message = "a facts file begins with named fields"
        problems.append(Problem(place, "error", "type", message, "Begin with `facts:`."))
        return []
    form = Form(root, str(path), problems, "the facts file")
    form.text("reviewer")
    form.text("reviewed")
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    for table in form.tables("facts"):
        entry = _read_entry(form.within(table, "the fact"))
        if entry.id in seen:
            message = (
                f"the fact id `{entry.id}` is used twice; the first is on line {seen[entry.id]}"
            )
            form.complain(table, "duplicate-id", message, "Give one of them another id.")
            continue
        seen[entry.id] = table.line
        entries.append(entry)
    form.close()
    return entries


def read_reviewer(path: Path) -> tuple[str, str]:
    """Who reviewed the facts and when, as the file says; empty texts if it does not."""
    if not path.is_file():
        return "", ""
    root, _ = read_tree(path)
    if not isinstance(root, Table):
        return "", ""
    form = Form(root, str(path), [], "the facts file")
    return form.text("reviewer"), form.text("reviewed")


def _read_entry(form: Form) -> Entry:
    lines = tuple(int(text) for text in form.texts("lines") if text.isascii() and text.isdigit())
    decision = form.text("decision")
    if decision not in DECISIONS:
        form.complain(
            form.node("decision"),
            "decision",
            f"`decision: {decision}` is not known",
            "Write accept, reject or correct.",
        )
        decision = ""
    form.text("review")
    entry = Entry(
        id=form.text("id", required=True),
        says=form.text("says"),
        kind=form.text("read_as"),
        section=form.text("section"),
        lines=lines,
        fingerprint=form.text("fingerprint"),
        decision=decision,
        group=form.text("group") or None,
        frequency=form.text("frequency") or None,
        subject=form.text("subject"),
        correct_kind=form.text("kind"),
        line=form.line,
    )
    form.close()
    return entry


def pair(facts: Sequence[Fact], entries: Sequence[Entry]) -> Paired:
    """Give each fact the id of the entry that it is, or a new one.

    An entry is the same fact if it asserts the same (fingerprint) in the same section; of several,
    the one that says it most alike and stands nearest. What is left over is paired by kind and
    wording, and counts as changed.
    """
    free = list(entries)
    given: dict[int, Entry] = {}
    changed: list[str] = []
    prints = [fingerprint(fact) for fact in facts]
    for index, fact in enumerate(facts):
        same = [e for e in free if e.fingerprint == prints[index] and e.section == fact.section]
        if same:
            best = max(same, key=lambda e: (_alike(e.says, fact.statement), -_distance(e, fact)))
            given[index] = best
            free.remove(best)
    for index, fact in enumerate(facts):
        if index in given:
            continue
        near = [
            (likeness, entry)
            for entry in free
            if entry.section == fact.section
            and entry.kind == fact.kind
            and (likeness := _alike(entry.says, fact.statement)) >= 0.6
        ]
        if near:
            best = max(near, key=lambda pair: (pair[0], -_distance(pair[1], fact)))[1]
            given[index] = best
            free.remove(best)
            changed.append(best.id)
    taken = {entry.id for entry in entries}
    new: list[str] = []
    known: list[Known] = []
    for index, fact in enumerate(facts):
        entry = given.get(index)
        if entry is None:
            fact_id = _fresh_id(fact, taken)
            taken.add(fact_id)
            new.append(fact_id)
            entry = Entry(fact_id, fact.statement, fact.kind, fact.section, fact.lines, "")
        elif entry.id in changed:
            # What was decided about the old statement does not hold for the new one.
            entry = replace(entry, decision="")
        known.append(Known(replace(fact, id=entry.id), entry))
    kept = tuple(_decided(one) for one in known if one.entry.decision != "reject")
    unanswered = tuple(fact.id for fact in kept if fact.review)
    return Paired(kept, tuple(known), tuple(new), tuple(changed), tuple(free), unanswered)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _distance(entry: Entry, fact: Fact) -> int:
    return abs((entry.lines or (0,))[0] - (fact.lines or (0,))[0])


def _fresh_id(fact: Fact, taken: set[str]) -> str:
    words = slug(fact.subject or fact.statement).split("-")[:5]
    base = slug(f"{fact.kind.replace('_', '-')}-{'-'.join(words)}")
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def _decided(one: Known) -> Fact:
    fact, entry = one.fact, one.entry
    if entry.decision == "accept":
        return replace(fact, review=None)
    if entry.decision == "correct":
        return replace(
            fact,
            review=None,
            group=Group(entry.group, editor=True) if entry.group else fact.group,
            frequency=entry.frequency or fact.frequency,
            subject=entry.subject or fact.subject,
            kind=entry.correct_kind or fact.kind,
        )
    return fact


HEAD = """\
# The facts of the monograph, each with an id that it keeps for ever: learners' progress hangs on
# it, so do not change ids. `trainer deck facts FOLDER --write` brings this file up to date.
#
# Where a fact has a `review`, a person must look. Answer it with one line below it:
#   decision: accept     the fact is right as it was read
#   decision: reject     leave the fact out
#   decision: correct    and what is right: group: ..., frequency: ..., subject: ... or kind: ...
# Until then the fact is asked without what is in doubt. Say who looked, and when:
"""


def write_facts(paired: Paired, reviewer: str = "", reviewed: str = "") -> str:
    """Return the text of a facts.yaml: every fact as read, with what was decided about it."""
    out = [HEAD + f"reviewer: {_quoted(reviewer)}", f"reviewed: {_quoted(reviewed)}", ""]
    if paired.open:
        out.append(f"# Open: {len(paired.open)} facts wait for a decision.")
    out.append("facts:")
    for one in paired.known:
        fact, entry = one.fact, one.entry
        out.append(f"  - id: {fact.id}")
        out.append(f"    says: {_quoted(fact.statement)}")
        out.append(f"    section: {fact.section}")
        out.append(f"    read_as: {fact.kind}")
        out.append(f"    lines: [{', '.join(str(line) for line in fact.lines)}]")
        out.append(f"    fingerprint: {_quoted(fingerprint(fact))}")
        if fact.review:
            out.append(f"    review: {_quoted(fact.review)}")
        if entry.decision:
            out.append(f"    decision: {entry.decision}")
            corrections = {
                "group": entry.group,
                "frequency": entry.frequency,
                "subject": entry.subject,
                "kind": entry.correct_kind,
            }
            out += [f"    {name}: {_quoted(text)}" for name, text in corrections.items() if text]
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
