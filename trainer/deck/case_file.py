"""Reading the cases of a deck file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trainer.deck.answers import read_answer
from trainer.deck.cases import PATIENT, Case, CaseTurn
from trainer.deck.drawn import read_computed, read_draws, unknown_names
from trainer.deck.form import Form


def read_cases(
    form: Form, read_id: Callable[[Form, str], str], cards: Mapping[str, int]
) -> list[Case]:
    """The `cases:` of a deck file; problems go to the form.

    `cards` are the ids of the cards before them with their lines: progress hangs on the id, so that
    a card and a case cannot share one.
    """
    found: list[Case] = []
    for table in form.tables("cases"):
        case = _read_case(form.within(table, "the case"), read_id)
        if case is None:
            continue
        if any(other.id == case.id for other in found):
            said = f"the case id `{case.id}` is used twice"
            form.complain(table, "duplicate-id", said, "Give this case another id.")
            continue
        if case.id in cards:
            said = f"the case id `{case.id}` is that of a card too, on line {cards[case.id]}"
            form.complain(table, "duplicate-id", said, "Give one of them another id.")
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
    if form.complained("calculation-input"):
        return None  # a turn of it cannot be drawn, and why is told
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
