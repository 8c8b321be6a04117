"""What the screens ask of whoever runs them: the tutor's desk and one conversation.

The tutor's own classes have these shapes; the screens name no more of them than stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from trainer.calculator.rules import Rulebook
from trainer.questions.question import Question
from trainer.settings import Preferences
from trainer.tutor.home import HomeView
from trainer.tutor.knowledge import Knowledge
from trainer.tutor.move import Move
from trainer.tutor.past import PastAsking
from trainer.tutor.turn import Standing, Turn

if TYPE_CHECKING:
    from trainer.progress.summary import HardCard
    from trainer.tutor.choices import Choice
    from trainer.tutor.exam.outlook import Outlook
    from trainer.tutor.exam.report import Report
    from trainer.tutor.exam.talk import ExamTalk
    from trainer.tutor.glance import Glance
    from trainer.tutor.proof import Proof
    from trainer.tutor.prospect import Horizon
    from trainer.tutor.record import Record


class Conversation(Protocol):
    """One study session, held turn by turn."""

    @property
    def finished(self) -> bool:
        """The summary was given; nothing more is asked."""

    @property
    def question(self) -> Question | None:
        """The open question."""

    def prepare(self) -> None:
        """Load what the first answer needs; called in a thread of its own."""

    def foresee(self, typed: str) -> None:
        """Do what can be done of this answer before it is given; nothing is said or kept."""

    def open(self) -> tuple[Turn, ...]:
        """The greeting and the first question."""

    def hear(self, typed: str) -> tuple[Turn, ...]:
        """What the learner typed, answered; it is kept before this returns."""

    def take(self, move: Move) -> tuple[Turn, ...]:
        """A move by key or button."""

    def standing(self) -> Standing:
        """Counts for a status line."""


class Desk(Protocol):
    """Decks, what is due, and the learner's preferences."""

    @property
    def preferences(self) -> Preferences:
        """What the learner chose."""

    def home(self) -> HomeView:
        """What is due, deck by deck."""

    def begin(
        self,
        decks: Sequence[str],
        limit: int | None = None,
        *,
        section: str = "",
        cards: Sequence[str] = (),
        about: str = "",
    ) -> Conversation:
        """A conversation over these decks; over all that is due if there are none.

        With `section` over that section of theirs, with `cards` over just these of the first deck,
        which `about` names in words.
        """

    def failing(self, decks: Sequence[str] = ()) -> tuple[HardCard, ...]:
        """The cards of these decks that keep failing, the worst first."""

    def save_conversation(self, lines: Sequence[str]) -> Path:
        """Write lines to a new file of the learner's."""

    def record(self, deck: str | None = None) -> Record:
        """What the log says about learning a deck."""

    def glance(self, deck: str) -> Glance:
        """What stands out of the learning of a deck."""

    def exam_outlook(self, deck: str) -> Outlook:
        """What an exam on the deck would ask, and which were begun or sat."""

    def begin_exam(self, deck: str, questions: int, minutes: float) -> ExamTalk:
        """Set a paper and open it."""

    def resume_exam(self, name: str) -> ExamTalk:
        """Go on with an exam that was begun."""

    def discard_exam(self, name: str) -> None:
        """Put an exam that was begun aside; its file stays."""

    def mark_exam(self, name: str, number: int, score: Fraction) -> Report:
        """Give the points of a question that the grader was unsure of; the report with them."""

    def knowledge(self, deck: str) -> Knowledge:
        """How well each card and each line of a deck's monograph is known."""

    def proof(self, deck: str) -> Proof:
        """Read a deck's folder anew, as its author sees it."""

    def proof_stamp(self, deck: str) -> str:
        """What changes when a file of the deck is saved."""

    def past(self, deck: str, card: str) -> tuple[PastAsking, ...]:
        """Every asking of one card, the oldest first."""

    def wording(self, deck: str, card: str) -> str:
        """How a card may be worded."""

    def set_aside(self, deck: str, card: str, aside: bool) -> None:
        """Do not ask a card any more, or ask it again."""

    @property
    def own_keys(self) -> Path:
        """The file with the learner's own keys, which need not exist."""

    def exam_choices(self) -> tuple[Choice, ...]:
        """The exam of each deck, as something that can be chosen."""

    def choose_exam(self, deck: str, text: str) -> str:
        """Set a deck's exam to what was typed; a sentence about what was kept."""

    def horizon(self, deck: str) -> Horizon | None:
        """What a look ahead to the deck's exam rests on; None if no exam is ahead."""

    def save_preferences(self, preferences: Preferences) -> None:
        """Keep the learner's choice."""

    def source(self, deck: str) -> tuple[str, ...]:
        """The monograph's lines; line n is [n - 1]."""

    def rules(self, deck: str) -> Rulebook:
        """What the deck states for the calculator, each number with its origin."""

    def close(self) -> None:
        """Close the store."""
