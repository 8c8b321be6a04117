"""`facts.yaml`: the ids that facts keep for ever, and what an instructor decided about them.

A monograph may be edited: lines move, wording changes. Each entry holds a fact's id with what it
said, where it stood and its fingerprint, so that a new reading gives the same facts the same ids.
A fact whose values changed keeps its id and gets a new fingerprint: its card asks anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paired:
    """The facts of a reading with their lasting ids.

    `new` are ids given in this pairing, `changed` ids whose fact now says something else, `gone`
    entries that no fact answers to any more, `open` ids whose review question is unanswered.
    """

    facts: tuple[Fact, ...]
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
        kind=form.text("kind"),
        section=form.text("section"),
        lines=lines,
        fingerprint=form.text("fingerprint"),
        decision=decision,
        group=form.text("group") or None,
        frequency=form.text("frequency") or None,
        subject=form.text("subject"),
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
    paired: list[Fact] = []
    unanswered: list[str] = []
    for index, fact in enumerate(facts):
        entry = given.get(index)
        if entry is None:
            fact_id = _fresh_id(fact, taken)
            taken.add(fact_id)
            new.append(fact_id)
            entry = Entry(fact_id, fact.statement, fact.kind, fact.section, fact.lines, "")
        if entry.decision == "reject":
            continue
        kept = _decided(replace(fact, id=entry.id), entry)
        if kept.review:
            unanswered.append(kept.id)
        paired.append(kept)
    return Paired(tuple(paired), tuple(new), tuple(changed), tuple(free), tuple(unanswered))


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


def _decided(fact: Fact, entry: Entry) -> Fact:
    if entry.decision == "accept":
        return replace(fact, review=None)
    if entry.decision == "correct":
        return replace(
            fact,
            review=None,
            group=Group(entry.group, editor=True) if entry.group else fact.group,
            frequency=entry.frequency or fact.frequency,
            subject=entry.subject or fact.subject,
        )
    return fact


def write_facts(facts: Iterable[Fact], entries: Sequence[Entry] = ()) -> str:
    """Return the text of a facts.yaml for these facts, keeping what was decided before."""
    known = {entry.id: entry for entry in entries}
    out = [
        "# Each fact of the monograph with an id that it keeps for ever: learners' progress",
        "# hangs on it, so do not change ids. Where a fact has a `review`, answer it with one",
        "# line below it:",
        "#   decision: accept     the fact is right as it was read",
        "#   decision: reject     leave the fact out",
        "#   decision: correct    with group: ..., frequency: ... or subject: ... as it should be",
        "facts:",
    ]
    for fact in facts:
        entry = known.get(fact.id)
        out.append(f"  - id: {fact.id}")
        out.append(f"    says: {_quoted(fact.statement)}")
        out.append(f"    section: {fact.section}")
        out.append(f"    kind: {fact.kind}")
        out.append(f"    lines: [{', '.join(str(line) for line in fact.lines)}]")
        out.append(f"    fingerprint: {_quoted(fingerprint(fact))}")
        if fact.review:
            out.append(f"    review: {_quoted(fact.review)}")
        if entry and entry.decision:
            out.append(f"    decision: {entry.decision}")
            for name in ("group", "frequency", "subject"):
                if value := getattr(entry, name):
                    out.append(f"    {name}: {_quoted(value)}")
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
