"""Some weeks of a learner who does not exist, so that pictures show a program that is in use.

The days, the answers, which of them are wrong and how long each takes are drawn from a fixed seed:
the same program gives the same weeks. Everything goes through the tutor, as a person's own answers
would.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from trainer.chance import Chance
from trainer.progress.exam_dates import ExamDate
from trainer.progress.store import Store
from trainer.questions.question import Question
from trainer.schedule.fsrs_model import FsrsModel
from trainer.schedule.study_day import day_on
from trainer.settings import Folders, Preferences
from trainer.tutor.conversation import Conversation
from trainer.tutor.desk import Desk
from trainer.tutor.move import Move

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)  # the morning after those weeks
EXAM = 22  # days ahead
_WEEKS = 7
_A_DAY = 16  # answers in a sitting, about
_OFF = frozenset({6})  # weekdays without study; Monday is 0
_FAILS = ("half_life", "renal", "max")  # words of cards that go wrong more often than others


class Clock:
    """A moment and a stopwatch that go on only when an answer is thought about."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def ms(self) -> int:
        return int(self.moment.timestamp() * 1000)

    def wait(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


def desk_at(home: Path, clock: Clock) -> Desk:
    """The desk of the learner whose data lies in `home`, at that moment."""
    ids = Chance("ids", clock.ms())
    store = Store.open(
        home / "progress.db",
        clock=clock.now,
        new_id=lambda: b"".join(ids.below(256).to_bytes(1, "big") for _ in range(16)),
        zone="UTC",
        rollover_hour=4,
        model=FsrsModel(0.9),
    )
    return Desk(Folders(home, home / "cache"), Preferences(), store, clock.ms, salt="picture")


def live(home: Path, deck: str, weeks: int = _WEEKS) -> None:
    """Study `deck` for some weeks, until the day before NOW, and plan an exam."""
    os.environ["TRAINER_HOME"] = str(home)
    first = NOW - timedelta(weeks=weeks)
    for day in range(weeks * 7):
        chance = Chance("weeks", day)
        moment = first + timedelta(days=day, minutes=chance.below(600))
        if moment.weekday() in _OFF or not chance.below(9):
            continue
        clock = Clock(moment)
        desk = desk_at(home, clock)
        try:
            name = desk.name_of(deck)
            sit(desk.begin((name,), _A_DAY - chance.below(8)), chance, clock)
            desk.set_exams({name: ExamDate(day_on(NOW.date()) + EXAM, 12)})
        finally:
            desk.close()


def sit(conversation: Conversation, chance: Chance, clock: Clock) -> None:
    """Answer every question of one conversation, some of them wrongly."""
    conversation.open()
    for _ in range(200):
        question = conversation.question
        if question is None or conversation.finished:
            return
        clock.wait(6 + chance.below(20))
        weak = any(word in question.card for word in _FAILS)
        roll = chance.below(100)
        if roll < (45 if weak else 12):
            conversation.hear(wrong(question, chance))
            conversation.hear("")
        elif roll < (55 if weak else 18):
            conversation.take(Move.UNKNOWN)
        else:
            conversation.hear(question.key.model)


def wrong(question: Question, chance: Chance) -> str:
    """An answer as people get it wrong: a unit too small, another option, something else."""
    model = question.key.model
    if " mg" in model:
        return model.replace(" mg", " mcg")
    if question.options:
        return chance.choice(question.options)
    return chance.choice(("dantrolene", "constipation", "5 mg once daily", "tizanidine"))
