"""Cases: one patient over several turns, as an instructor writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.deck.answers import read_answer
from trainer.deck.drawn import Computed, Draw, read_computed, read_draws, unknown_names
from trainer.deck.form import Form
from trainer.deck.key import Key, key_from_json

PATIENT = frozenset(
    {"Patient", "patient", "She", "she", "her", "Her", "age", "weight", "sex", "drug"}
)
"""Names that every case has: who the patient is, and the deck's drug."""


@dataclass(frozen=True, slots=True)
class CaseTurn:
    """One turn: what happened, what is asked, and the key, written or computed.

    A computed answer may be kept under a name for the turns that follow. `lines` are the
    monograph's, `because` the reason shown with the answer.
    """

    say: str
    ask: str
    key: Key | None = None
    computed: Computed | None = None
    draws: tuple[Draw, ...] = ()
    keep: str = ""
    because: str = ""
    lines: tuple[int, ...] = ()
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "say": self.say,
            "ask": self.ask,
            "key": self.key.to_json() if self.key else None,
            "computed": self.computed.to_json() if self.computed else None,
            "draws": [draw.to_json() for draw in self.draws],
            "keep": self.keep,
            "because": self.because,
            "lines": list(self.lines),
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CaseTurn:
        return cls(
            data["say"],
            data["ask"],
            key_from_json(data["key"]) if data["key"] else None,
            Computed.from_json(data["computed"]) if data["computed"] else None,
            tuple(Draw.from_json(draw) for draw in data["draws"]),
            data["keep"],
            data["because"],
            tuple(data["lines"]),
            data["line"],
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A story of one patient. `ages` are the first and last year of age it may be about."""

    id: str
    title: str
    turns: tuple[CaseTurn, ...]
    debrief: str = ""
    draws: tuple[Draw, ...] = ()
    ages: tuple[int, int] = (24, 64)
    route: str = ""
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "turns": [turn.to_json() for turn in self.turns],
            "debrief": self.debrief,
            "draws": [draw.to_json() for draw in self.draws],
            "ages": list(self.ages),
            "route": self.route,
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Case:
        return cls(
            data["id"],
            data["title"],
            tuple(CaseTurn.from_json(turn) for turn in data["turns"]),
            data["debrief"],
            tuple(Draw.from_json(draw) for draw in data["draws"]),
            (data["ages"][0], data["ages"][1]),
            data["route"],
            data["line"],
        )


def read_cases(form: Form, read_id: Callable[[Form, str], str]) -> list[Case]:
    """The `cases:` of a deck file; problems go to the form."""
    found: list[Case] = []
    for table in form.tables("cases"):
        case = _read_case(form.within(table, "the case"), read_id)
        if case is None:
            continue
        if any(other.id == case.id for other in found):
            said = f"the case id `{case.id}` is used twice"
            form.complain(table, "duplicate-id", said, "Give this case another id.")
            continue
        found.append(case)
    return found


def _read_case(form: Form, read_id: Callable[[Form, str], str]) -> Case | None:
    case_id = read_id(form, "the case's id")
    title = form.text("title", required=True)
    debrief, route = form.text("debrief"), form.text("route")
    draws = read_draws(form)
    ages = _ages(form)
    known = PATIENT | {draw.name for draw in draws}
    turns = []
    for table in form.tables("turns"):
        turn = _read_turn(form.within(table, "the turn"), known)
        if turn is None:
            continue
        known |= {draw.name for draw in turn.draws} | ({turn.keep} if turn.keep else set())
        turns.append(turn)
    form.close()
    if len(turns) < 2:
        form.complain(
            None, "empty", "a case has at least two turns", "Add `turns:` with two or more."
        )
        return None
    return Case(case_id, title, tuple(turns), debrief, draws, ages, route, form.line)


def _ages(form: Form) -> tuple[int, int]:
    text = form.text("ages")
    if not text:
        return (24, 64)
    low, _, high = text.partition(" to ")
    if not (low.strip().isdigit() and high.strip().isdigit()) or int(low) > int(high):
        said = f"`ages` is {text!r}"
        form.complain(form.node("ages"), "number", said, "Write it as ages: 30 to 60.")
        return (24, 64)
    return (int(low), min(int(high), 100))


def _read_turn(form: Form, known: frozenset[str]) -> CaseTurn | None:
    say, ask = form.text("say"), form.text("ask", required=True)
    draws, computed = read_draws(form), read_computed(form)
    keep, because = form.text("keep"), form.text("because")
    node = form.node("answer")
    key = None
    if computed is None or node is not None:
        key = read_answer(form, node)
    if computed is not None and node is not None:
        said = "a turn has an `answer` or a `calculate`, not both"
        form.complain(node, "answer-type", said, "Take one of them away.")
    lines = form.lines("lines")
    form.close()
    names = known | {draw.name for draw in draws}
    texts = (say, ask, because, *(text for _, text in (computed.inputs if computed else ())))
    for name in unknown_names(texts, frozenset(names)):
        said = f"nothing gives {{{name}}} a value before this turn"
        form.complain(None, "unknown-name", said, f"Draw it: draw: {{{name}: 5 to 20}}.")
    if not ask or (key is None and computed is None):
        return None
    return CaseTurn(say, ask, key, computed, draws, keep, because, lines, form.line)
