"""What one undo takes back, and one redo brings again. Reads only, of an open connection."""

from __future__ import annotations

import sqlite3

from trainer.progress.event import Kind
from trainer.progress.queries import NOT_UNDONE

_STEP = f"(e.kind = {Kind.ANSWER:d} OR (e.kind = {Kind.RESET:d} AND t.variant != ''))"
"""What one undo takes back; a card that asserts something else begins anew by no step."""


def newest_to_undo(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the newest step that can be taken back: the number of an answer, or of each reset of
    one command, twice.
    """
    row = db.execute(
        f"SELECT e.n, e.kind, t.variant FROM event e JOIN event_text t ON t.n = e.n"
        f" WHERE {_STEP} AND {NOT_UNDONE} ORDER BY e.n DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return []
    numbers = [row[0]]
    if row[1] == Kind.RESET:
        together = db.execute(
            "SELECT e.n FROM event e JOIN event_text t ON t.n = e.n"
            f" WHERE e.kind = {Kind.RESET:d} AND t.variant = ? AND {NOT_UNDONE} ORDER BY e.n",
            (row[2],),
        )
        numbers = [number for (number,) in together]
    return [(number, number) for number in numbers]


def newest_to_redo(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the newest undo that holds and what it took back, as numbers; all undos of one step.

    Empty if something was answered since.
    """
    holds = (
        "NOT EXISTS (SELECT 1 FROM event r WHERE r.refers = e.n"
        f" AND r.kind = {Kind.REDO:d}) AND e.kind = {Kind.UNDO:d}"
    )
    row = db.execute(
        f"SELECT e.n, e.refers, o.kind, t.variant FROM event e JOIN event o ON o.n = e.refers"
        f" JOIN event_text t ON t.n = e.n WHERE {holds} AND e.n >"
        " coalesce((SELECT e.n FROM event e JOIN event_text t ON t.n = e.n"
        f" WHERE {_STEP} OR e.kind = {Kind.EXAM:d} ORDER BY e.n DESC LIMIT 1), 0)"
        " ORDER BY e.n DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return []
    if row[2] != Kind.RESET:
        return [(row[0], row[1])]
    return db.execute(
        "SELECT e.n, e.refers FROM event e JOIN event_text t ON t.n = e.n"
        f" WHERE {holds} AND t.variant = ? ORDER BY e.n",
        (row[3],),
    ).fetchall()
