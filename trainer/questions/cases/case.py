"""A case as questions: the same patient, fresh numbers, a key for every turn.

The right value of a turn is stated in the next one, so that an error is not carried forward.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.cases import Case, CaseTurn
from trainer.deck.deck import Deck
from trainer.deck.drawn import worded
from trainer.questions.card import Card, NoDraw
from trainer.questions.computing import ATTEMPTS, compute, drawn
from trainer.questions.draft import draft
from trainer.questions.holding import rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, question
from trainer.questions.scenarios.patient import draw_patient
from trainer.questions.wording import drug

NAME = "case"
_TURN = "/"  # between a variant's seed and the turn, counted from 1


def cards(deck: Deck) -> Iterable[Card]:
    for case in deck.cases:
        lines = [line for turn in case.turns for line in turn.lines]
        yield Card(
            id=case.id,
            deck=deck.id,
            form=NAME,
            kind="case",
            facts=(),
            lines=tuple(sorted(set(lines))),
            section=deck.section_at(lines[0]) if lines else "",
            topic=case.title,
            concept=case.id,
            position=9_000 + case.line,
            fingerprint=_fingerprint(case),
            fresh=True,
        )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    """The first turn."""
    return turns(deck, card, chance)[0]


def turns(deck: Deck, card: Card, chance: Chance) -> tuple[Question, ...]:
    """All turns of one draw. Raises NoDraw if no draw gives every turn a clean answer."""
    case = next(one for one in deck.cases if one.id == card.id)
    why = ""
    for attempt in range(ATTEMPTS):
        try:
            return _turns(deck, card, case, chance.split("case", attempt))
        except NoDraw as error:
            why = str(error)
    raise NoDraw(f"no clean draw for {card.id}: {why}")


def next_turn(deck: Deck, card: Card, asked: Question, seed: int | str) -> Question | None:
    """The turn after `asked`, of the same draw; None after the last."""
    at = turn_of(asked)
    found = turns(deck, card, Chance(deck.id, card.id, seed))
    if at >= len(found):
        return None
    return replace(found[at], variant=f"{seed}{_TURN}{at + 1}")


def turn_of(asked: Question) -> int:
    """Which turn of its case a question is, counted from 1."""
    _, mark, number = asked.variant.partition(_TURN)
    return int(number) if mark and number.isdigit() else 1


def seed_of(asked: Question) -> str:
    """The seed of the draw that a turn belongs to."""
    return asked.variant.partition(_TURN)[0]


def debrief_of(deck: Deck, card_id: str) -> str:
    """What the instructor says at the end of a case."""
    return next((case.debrief for case in deck.cases if case.id == card_id), "")


def _turns(deck: Deck, card: Card, case: Case, chance: Chance) -> tuple[Question, ...]:
    patient = draw_patient(
        deck, chance, youngest=case.ages[0], oldest=case.ages[1], route=case.route
    )
    phrase = patient.phrase()
    condition = f" with {patient.condition}" if patient.condition else ""
    values = {
        "Patient": phrase[0].upper() + phrase[1:] + condition,
        "patient": f"the {patient.noun}",
        "She": patient.pronoun.capitalize(),
        "she": patient.pronoun,
        "her": patient.possessive,
        "Her": patient.possessive.capitalize(),
        "age": str(patient.age),
        "weight": str(patient.weight),
        "sex": patient.sex,
        "drug": drug(deck),
        **drawn(case, chance),
    }
    found = []
    for place, turn in enumerate(case.turns, 1):
        values |= drawn(turn, chance.split("turn", place))
        found.append(_turn(deck, card, turn, values, place, len(case.turns)))
    return tuple(found)


def _turn(
    deck: Deck, card: Card, turn: CaseTurn, values: dict[str, str], place: int, of: int
) -> Question:
    said = worded(f"{turn.say} {turn.ask}".strip(), values)
    text = f"Turn {place} of {of}. {said}"
    because = worded(turn.because, values)
    if turn.computed is None:
        assert turn.key is not None
        made = draft(deck, card, text, turn.key, because=because, lines=turn.lines)
    else:
        outcome = compute(turn.computed, values, rulebook(deck))
        if not clean(outcome):
            raise NoDraw("two errors would give the same number")
        made = question(deck, card, text, outcome, role="the answer", because=because)
        stated = {line for given in outcome.given.values() for line in given.origin.lines}
        made = replace(made, lines=turn.lines or tuple(sorted(stated)))
        if turn.keep:
            assert outcome.quantity is not None
            values[turn.keep] = write(outcome.quantity)
    return made


def _fingerprint(case: Case) -> str:
    """What the case asserts: keys and calculations, not the wording of its story."""
    told = [
        [
            turn.key.to_json() if turn.key else None,
            turn.computed.to_json() if turn.computed else None,
        ]
        for turn in case.turns
    ]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
