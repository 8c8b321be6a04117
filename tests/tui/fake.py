"""A desk and a conversation that play a script, so that the screens can be tried by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.tutor.exam.papers import exam_talk, sitting
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given, Origin, Rule, Rulebook
from trainer.deck.key import ChoiceKey, Key, Option, Point, TermKey
from trainer.deck.shelf import stamp_of
from trainer.errors import StorageError
from trainer.progress.exam_dates import ExamDate
from trainer.progress.queries import CardName
from trainer.progress.summary import HardCard
from trainer.questions.question import Question
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS
from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.simulation.setting import Setting
from trainer.schedule.study_day import day_on
from trainer.settings import Preferences
from trainer.tutor.choices import Choice
from trainer.tutor.exam.marking import Mark, by_hand
from trainer.tutor.exam.outlook import Begun, Outlook
from trainer.tutor.exam.report import Report, report_of
from trainer.tutor.exam.talk import ExamTalk
from trainer.tutor.exam_choices import exam_choices, exam_of, kept_in_words
from trainer.tutor.glance import Glance
from trainer.tutor.home import DeckStanding, HomeView
from trainer.tutor.knowledge import CardStanding, Grasp, Knowledge, LineStanding
from trainer.tutor.move import Move, read_move
from trainer.tutor.past import PastAsking
from trainer.tutor.proof import Proof
from trainer.tutor.prospect import Horizon
from trainer.tutor.record import Record
from trainer.tutor.turn import Mood, Role, SourceLine, Standing, Turn, TurnKind

MONOGRAPH = (
    "Fictamine: a monograph written for tests",
    "",
    "Indications",
    "Fictamine is indicated for spasticity of spinal origin.",
    "It is not indicated for rheumatic disorders.",
    "",
    "Dosage",
    "Starting dose: 5 mg by mouth three times daily with food or milk.",
    "Increase by 15 mg per day every 3 days.",
    "Usual maximum: 80 mg per day in divided doses.",
    "In renal impairment reduce the daily dose by 25 to 50 percent.",
    "",
    "Pharmacokinetics",
    "Elimination half-life: 2.5 to 4 hours.",
)

RULES = Rulebook(
    tuple(
        Rule(name, Given(value, Origin("monograph", lines=(line,))), "oral")
        for name, value, line in (
            ("start_per_dose", Quantity.of(5, "mg/dose"), 8),
            ("doses_per_day", Quantity.of(3, "1/day"), 8),
            ("increment", Quantity.of(15, "mg/day"), 9),
            ("interval", Quantity.of(3, "day"), 9),
            ("usual_max", Quantity.of(80, "mg/day"), 10),
            ("half_life", Quantity.between("2.5", 4, "h"), 14),
        )
    )
)


def question(text: str, answer: str, line: int, *, options: Sequence[str] = ()) -> Question:
    """A question of the invented deck; `line` is where its answer stands."""
    point = Point(answer)
    key: Key = TermKey(answer, point)
    if options:
        key = ChoiceKey(answer, tuple(Option(each, each == answer) for each in options))
    return Question(
        card=f"c{line}",
        deck="fictamine",
        variant="1",
        kind="value",
        text=text,
        key=key,
        steps=("Start with 15 mg per day.", "Add 15 mg after 3 days: 30 mg per day.")
        if "day 4" in text
        else (),
        lines=(line,),
        hints=("It is an amount per day.",),
        because="Higher doses add weakness and no relief.",
        section="Dosage and administration",
    )


QUESTIONS = (
    question("What is the usual maximum daily dose of oral fictamine?", "80 mg per day", 10),
    question(
        "A patient of 54 years starts fictamine and the dose is increased as stated. "
        "What is the daily dose on day 4?",
        "30 mg per day",
        9,
    ),
    question(
        "Which of these is not an indication?",
        "Rheumatic disorders",
        5,
        options=("Spasticity of spinal origin", "Rheumatic disorders", "Flexor spasms"),
    ),
    question("What is the elimination half-life?", "2.5 to 4 hours", 14),
)


@dataclass
class FakeConversation:
    """Asks `questions` in turn; an answer is right if it is the model answer."""

    questions: Sequence[Question] = QUESTIONS
    fail_next: bool = False
    heard: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    at: int = 0
    right: int = 0
    stopped: bool = False

    @property
    def finished(self) -> bool:
        return self.stopped or self.at >= len(self.questions)

    @property
    def question(self) -> Question | None:
        return None if self.finished else self.questions[self.at]

    def prepare(self) -> None:
        pass

    def foresee(self, typed: str) -> None:
        pass

    def open(self) -> tuple[Turn, ...]:
        greeting = _tutor(TurnKind.GREETING, "This is Fictamine: 4 to learn today.")
        return (greeting, *self._ask())

    def hear(self, typed: str) -> tuple[Turn, ...]:
        if self.fail_next:
            self.fail_next = False
            raise StorageError("the disk is full", where="progress.db", hint="Free some space")
        self.heard.append(typed)
        move = read_move(typed).move
        if move is not Move.ANSWER:
            said = (_learner(typed),) if typed.strip() else ()
            return (*said, *self.take(move))
        asked = self.question
        if asked is None:
            return self._ask()
        right = typed.strip().casefold() == asked.key.model.casefold()
        self.right += right
        verdict = self._verdict(asked, right, unsafe="800" in typed)
        self.at += 1
        return (_learner(typed), verdict, *self._ask())

    def take(self, move: Move) -> tuple[Turn, ...]:
        self.moves.append(move)
        asked = self.question
        if move is Move.STOP:
            self.stopped = True
            return self._ask()
        if move is Move.UNDO:
            self.at, self.stopped = max(0, self.at - 1), False
            return (_tutor(TurnKind.NOTICE, "Taken back. Here it is again."), *self._ask())
        if move is Move.HINT and asked:
            return (_tutor(TurnKind.HINT, asked.hints[0]),)
        if move is Move.UNKNOWN and asked:
            self.at += 1
            return (self._reveal(asked), *self._ask())
        if move is Move.SKIP and asked:
            self.at += 1
            return (_tutor(TurnKind.NOTICE, "Skipped; it comes again later."), *self._ask())
        if move is Move.WHY:
            before = self.questions[max(0, self.at - 1)]
            return (
                Turn(
                    Role.TUTOR, TurnKind.WHY, (before.because,), source=_source(before),
                    question=before,
                ),
            )  # fmt: skip
        return self._ask()

    def standing(self) -> Standing:
        return Standing(
            answered=self.at,
            right=self.right,
            left=len(self.questions) - self.at,
            new_left=max(0, len(self.questions) - self.at - 1),
            minutes=3,
            deck="Fictamine",
            section=self.question.section if self.question else "",
            done=self.at,
        )

    def _ask(self) -> tuple[Turn, ...]:
        asked = self.question
        if asked is None:
            return (
                _tutor(
                    TurnKind.SUMMARY,
                    f"That is all for now: {self.at} answered, {self.right} right at once.",
                    "To look at again: the usual maximum.",
                    "Next: 4 cards tomorrow.",
                ),
            )
        return (
            Turn(
                Role.TUTOR, TurnKind.QUESTION, (asked.text,), options=asked.options, question=asked
            ),
        )

    def _verdict(self, asked: Question, right: bool, *, unsafe: bool) -> Turn:
        lines = ["Right." if right else "Not right.", f"The answer: {asked.key.model}."]
        mood = Mood.RIGHT if right else Mood.UNSAFE if unsafe else Mood.WRONG
        if unsafe:
            lines[0] = "Careful: acting on that would be unsafe."
        return Turn(
            Role.TUTOR, TurnKind.VERDICT, tuple(lines), mood, source=_source(asked),
            steps=() if right else asked.steps, question=asked,
        )  # fmt: skip

    def _reveal(self, asked: Question) -> Turn:
        return Turn(
            Role.TUTOR, TurnKind.REVEAL, (f"Here it is: {asked.key.model}.",),
            source=_source(asked), steps=asked.steps, question=asked,
        )  # fmt: skip


HOME = HomeView(
    decks=(
        DeckStanding(
            "fictamine", "Fictamine", due=12, new=20, seen=34, cards=120, minutes=14, exam_in=9,
            ready=(0.48, 0.71), expected=0.6,
        ),
        DeckStanding("placebol", "Placebol", 0, 0, 40, 40, next_due="tomorrow"),
        DeckStanding(
            "brokenine", "Brokenine", 0, 0, 0, 0,
            problem="deck.yaml:14:3: this unit is not known.",
        ),
    ),
    answered_today=12,
    minutes_today=9,
    first_run=False,
)  # fmt: skip


TODAY = day_on(date(2026, 11, 23))
CARDS = (
    CardStanding("max/value", "value", "dosage", "usual maximum", ("max",), (10,), Grasp.FAILING,
                 due="now", recall=0.6, reps=5, lapses=3, name="Usual maximum: 80 mg per day",
                 due_day=day_on(date(2026, 11, 23)), answered=9, failed=6, missed=True),
    CardStanding("step/step", "titration", "dosage", "dose increase", ("step",), (9,),
                 Grasp.UNMET),
    CardStanding("start/regimen", "regimen", "dosage", "starting dose", ("start",), (8,),
                 Grasp.KNOWN, due="in 30 days", recall=0.97, reps=6),
)  # fmt: skip
WORDINGS = {
    "max/value": "What is the usual maximum daily dose of oral fictamine?",
    "step/step": "By how much may the daily dose be increased, and how often?",
    "start/regimen": "How is fictamine started by mouth?",
}
PAST = (
    PastAsking(date(2026, 11, 3), None, "What is the maximum?", "100 mg", "incorrect", 0, 0),
    PastAsking(date(2026, 11, 8), 5, "What is the maximum?", "80 mg [b]daily", "correct", 1, 1),
)


@dataclass
class FakeDesk:
    """Two decks and whatever conversation it is given."""

    conversation: FakeConversation = field(default_factory=FakeConversation)
    preferences: Preferences = field(default_factory=Preferences)
    view: HomeView = HOME
    begun: list[tuple[str, ...]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    chosen: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    exams_begun: tuple[Begun, ...] = ()
    resumed: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    aside: set[str] = field(default_factory=set)
    own_keys: Path = Path("no such file")
    figures: Record | None = None
    folder: Path | None = None
    saved: list[str] = field(default_factory=list)
    many: int = 0  # further cards
    exams: dict[str, ExamDate] = field(default_factory=dict)

    def home(self) -> HomeView:
        return self.view

    def begin(
        self,
        decks: Sequence[str],
        limit: int | None = None,
        *,
        section: str = "",
        cards: Sequence[str] = (),
        about: str = "",
    ) -> FakeConversation:
        self.begun.append(tuple(decks))
        self.sections.append(section)
        self.chosen.append((tuple(cards), about))
        return self.conversation

    def failing(self, decks: Sequence[str] = ()) -> tuple[HardCard, ...]:
        return tuple(
            HardCard(CardName("fictamine", card.card), card.answered, card.failed)
            for card in self.knowledge("fictamine").cards.values()
            if card.grasp is Grasp.FAILING
        )

    def knowledge(self, deck: str) -> Knowledge:
        cards = {
            card.card: replace(card, grasp=Grasp.ASIDE, due="") if card.card in self.aside else card
            for card in (*CARDS, *map(_further, range(self.many)))
        }
        lines = tuple(
            LineStanding(
                number,
                text,
                next((card.grasp for card in cards.values() if number in card.lines), None),
                heading="dosage" if text == "Dosage" else "",
                section="dosage" if number >= 7 else "",
                facts=(text,) if text.endswith(".") else (),
                cards=tuple(card.card for card in cards.values() if number in card.lines),
                worst=next((card.card for card in cards.values() if number in card.lines), ""),
            )
            for number, text in enumerate(MONOGRAPH, 1)
        )
        return Knowledge(deck, "Fictamine", lines, cards)

    def proof(self, deck: str) -> Proof:
        assert self.folder is not None
        return Proof(self.folder)

    def proof_stamp(self, deck: str) -> str:
        assert self.folder is not None
        return stamp_of(self.folder)

    def past(self, deck: str, card: str) -> tuple[PastAsking, ...]:
        return PAST if card == "max/value" else ()

    def save_conversation(self, lines: Sequence[str]) -> Path:
        self.saved = list(lines)
        return Path("2026-11-23-1.txt")

    def record(self, deck: str | None = None) -> Record:
        assert self.figures is not None
        return self.figures

    def glance(self, deck: str) -> Glance:
        return Glance("yesterday", 14, 9, "Dosage [b]form", 0.4, 3)

    def exam_outlook(self, deck: str) -> Outlook:
        return Outlook(3, (("Dosage", 0.6), ("Indications", 0.4)), self.exams_begun, None)

    def begin_exam(self, deck: str, questions: int, minutes: float) -> ExamTalk:
        return exam_talk(minutes)

    def resume_exam(self, name: str) -> ExamTalk:
        self.resumed.append(name)
        return exam_talk()

    def discard_exam(self, name: str) -> None:
        self.exams_begun = tuple(one for one in self.exams_begun if one.name != name)

    def mark_exam(self, name: str, number: int, score: Fraction) -> Report:
        self.marks[number - 1] = by_hand(self.marks[number - 1], score)
        sat, _ = sitting()
        return report_of(name, sat.paper, sat.places, self.marks, 0)

    def wording(self, deck: str, card: str) -> str:
        return WORDINGS.get(card, "What else?")

    def set_aside(self, deck: str, card: str, aside: bool) -> None:
        (self.aside.add if aside else self.aside.discard)(card)

    def exam_choices(self) -> tuple[Choice, ...]:
        return exam_choices([("fictamine", "Fictamine")], self.exams, TODAY)

    def choose_exam(self, deck: str, text: str) -> str:
        exam = exam_of(text, TODAY)
        self.exams = {} if exam is None else {deck: exam}
        return kept_in_words(text, exam)

    def horizon(self, deck: str) -> Horizon | None:
        if deck not in self.exams:
            return None
        exam = self.exams[deck]
        setting = Setting((0.5, 0.5), exam.day - TODAY, exam.minutes)
        return Horizon(
            deck, exam, setting, replace(setting, minutes=2 * exam.minutes), {},
            FsrsStep(FSRS6_WEIGHTS), frozenset(), left_out=1, today_due=1, today_new=2,
            outside=(("[b]Introduction", 1),),
        )  # fmt: skip

    def save_preferences(self, preferences: Preferences) -> None:
        self.preferences = preferences

    def source(self, deck: str) -> tuple[str, ...]:
        return MONOGRAPH

    def rules(self, deck: str) -> Rulebook:
        return RULES

    def close(self) -> None:
        pass


def _further(number: int) -> CardStanding:
    return CardStanding(f"more-{number}", "value", "dosage", f"topic {number}", (), (), Grasp.UNMET)


def _tutor(kind: TurnKind, *lines: str) -> Turn:
    return Turn(Role.TUTOR, kind, lines)


def _learner(typed: str) -> Turn:
    return Turn(Role.LEARNER, TurnKind.ANSWER, (typed,))


def _source(asked: Question) -> tuple[SourceLine, ...]:
    return tuple(SourceLine(number, MONOGRAPH[number - 1]) for number in asked.lines)
