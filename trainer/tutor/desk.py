"""The desk that every front end works at: decks, the learner's log, the clock, all handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from trainer.calculator.rules import Rulebook
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.shelf import available, find, load, stamp_of
from trainer.errors import DataError, StorageError, TrainerError
from trainer.grading.verdict import Verdict
from trainer.progress.exam_dates import ExamDate, load_exam_dates, save_exam_dates
from trainer.progress.exam_file import begun as exams_begun
from trainer.progress.store import Store, Undone
from trainer.questions.catalogue import draw, kept_cards_of, made_of_what
from trainer.questions.question import Question
from trainer.schedule.study_day import date_of
from trainer.settings import Folders, Preferences, ensure, save_preferences
from trainer.tutor.agenda import (
    Habits,
    Mode,
    Scope,
    asked_as_now,
    cards_left_out,
    habits_of,
    queue_of,
)
from trainer.tutor.conversation import Conversation
from trainer.tutor.counts import cards_in_words
from trainer.tutor.home import DeckStanding, HomeView
from trainer.tutor.loaded import Loaded
from trainer.tutor.pace import minutes_of
from trainer.tutor.phrases import Phrases
from trainer.tutor.study import Study

if TYPE_CHECKING:
    from trainer.figures.mastery import Readiness
    from trainer.lexicon.lexicon import Lexicon
    from trainer.progress.summary import HardCard
    from trainer.questions.rivals import Rivals
    from trainer.tutor.choices import Choice
    from trainer.tutor.exam.hall import Hall
    from trainer.tutor.exam.outlook import Outlook
    from trainer.tutor.exam.report import Report
    from trainer.tutor.exam.sitting import Sitting
    from trainer.tutor.exam.talk import ExamTalk
    from trainer.tutor.glance import Glance
    from trainer.tutor.knowledge import Knowledge
    from trainer.tutor.past import PastAsking
    from trainer.tutor.proof import Proof
    from trainer.tutor.prospect import Horizon
    from trainer.tutor.record import Record


class Desk:
    """What a learner sits down at. `stopwatch` gives milliseconds, `salt` repeatable draws."""

    def __init__(
        self,
        folders: Folders,
        preferences: Preferences,
        store: Store,
        stopwatch: Callable[[], int],
        *,
        salt: str = "",
    ) -> None:
        self._folders = folders
        self._preferences = preferences
        self._store = store
        self._stopwatch = stopwatch
        self._salt = salt
        self._loaded: dict[str, Loaded] = {}
        self._exams = load_exam_dates(folders.data)
        self._scope = Scope()

    @property
    def preferences(self) -> Preferences:
        return self._preferences

    @property
    def own_keys(self) -> Path:
        """The file with the learner's own keys, which need not exist."""
        return self._folders.keys

    def save_preferences(self, preferences: Preferences) -> None:
        """Keep what the learner chose."""
        save_preferences(self._folders.preferences, preferences)
        self._preferences = preferences

    def name_of(self, deck: str) -> str:
        """Load the deck called so, or at that path, and return its id."""
        return self._add(load(deck, self._folders)).deck.id

    def source(self, deck: str) -> tuple[str, ...]:
        """The lines of a deck's monograph; line n is [n - 1]."""
        return self._of(deck).deck.text

    def rules(self, deck: str) -> Rulebook:
        """What a deck states for the calculator, each number with its origin."""
        from trainer.deck.rules import rulebook  # only the calculator screen needs it

        return rulebook(self._of(deck).deck)

    def knowledge(self, deck: str) -> Knowledge:
        """How well each card and each line of the deck's monograph is known today."""
        from trainer.tutor.knowledge import knowledge_of  # only the map and the cards need it
        from trainer.tutor.today import sorted_out

        loaded, store = self._of(deck), self._store
        states = asked_as_now(store, loaded)
        return knowledge_of(
            loaded.deck,
            loaded.cards.values(),
            states,
            store.suspended(deck),
            store.tries(deck),
            sorted_out(queue_of(store, loaded, self.habits), states, store.today()),
            store.model.decay,
        )

    def proof(self, deck: str) -> Proof:
        """Read a deck's folder anew, as its author sees it: also one that cannot be studied."""
        from trainer.tutor.proof import Proof  # only the author's screen needs it

        return Proof(self._folder_of(deck))

    def proof_stamp(self, deck: str) -> str:
        """What changes when a file of the deck is saved."""
        return stamp_of(self._folder_of(deck))

    def _folder_of(self, deck: str) -> Path:
        known = self._loaded.get(deck)
        return known.deck.folder if known is not None else find(deck, self._folders)

    def past(self, deck: str, card: str) -> tuple[PastAsking, ...]:
        """Every asking of one card, the oldest first."""
        from trainer.tutor.past import past_of

        reviews = self._store.card_reviews(deck, card)
        return past_of(reviews, {one.number: self._store.event(one.number) for one in reviews})

    def wording(self, deck: str, card: str) -> str:
        """How the card may be worded; DataError if the deck has no such card."""
        loaded = self._of(deck)
        if card not in loaded.cards:
            raise DataError(f"deck {deck} has no card {card!r}", hint="See: trainer cards")
        return draw(loaded.deck, loaded.cards[card], "1").text

    def set_aside(self, deck: str, card: str, aside: bool) -> None:
        """Do not ask the card any more, or ask it again; both are events of the log."""
        if card not in self._of(deck).cards:
            raise DataError(f"deck {deck} has no card {card!r}", hint="See: trainer cards")
        if aside:
            self._store.suspend(deck, card)
        else:
            self._store.resume(deck, card)

    def begin(
        self,
        decks: Sequence[str] = (),
        limit: int | None = None,
        *,
        section: str = "",
        cards: Sequence[str] = (),
        about: str = "",
    ) -> Conversation:
        """Open a conversation over these deck ids; over those that were begun if there are none.

        With `cards`, only over these of the first deck, which `about` names in words: due or not,
        each until it is right.

        With `section`, only over the cards of that section of theirs: if none of them is due, those
        that are not due yet, the least remembered first, for who asks for a section wants it now.
        """
        chosen = [self._of(deck) for deck in decks] or self._together()
        if not chosen:
            raise DataError("there is no deck to study", hint="See: trainer deck list")
        scope = Scope(section=section) if section else self._scope
        if cards:
            named = tuple((chosen[0].deck.id, card) for card in cards)
            scope = Scope(mode=Mode.CHOSEN, cards=named, about=about)
        self._scope = Scope()
        chosen = [scope.of(loaded) for loaded in chosen]
        if section and not any(queue_of(self._store, one, self.habits).order for one in chosen):
            scope = replace(scope, mode=Mode.EARLY)
        if scope.mode is Mode.CHOSEN and not any(self._is_asked(one) for one in chosen):
            raise DataError("all these cards are set aside: ask one again to study it")
        study = Study(
            self._store,
            chosen,
            self._stopwatch,
            habits=self.habits,
            scope=scope,
            limit=limit,
            salt=self._salt,
        )
        words = (deck.deck.id for deck in chosen)
        chance = Chance("phrases", *words, self._store.today(), self._salt)
        return Conversation(study, Phrases(chance))

    def _is_asked(self, loaded: Loaded) -> bool:
        """Whether any of these cards is not set aside."""
        return bool(set(loaded.cards) - self._store.suspended(loaded.deck.id))

    def failing(self, decks: Sequence[str] = ()) -> tuple[HardCard, ...]:
        """What keeps failing in these decks, or in those that were begun, the worst first."""
        from trainer.tutor.failing import failing_of

        found = [hard for loaded in self.decks(decks) for hard in failing_of(self._store, loaded)]
        return tuple(sorted(found, key=lambda hard: (-hard.failed, hard.answered)))

    def save_conversation(self, lines: Sequence[str]) -> Path:
        """Write lines to a new text file of the learner's and return where it is."""
        folder = ensure(self._folders.conversations)
        number = 1 + sum(1 for _ in folder.glob("*.txt"))
        day = date_of(self._store.today())
        path = folder / f"{day}-{number}.txt"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in lines))
        except OSError as error:
            raise StorageError(
                f"cannot be written: {error.strerror or error}", where=str(path)
            ) from error
        return path

    def record(self, deck: str | None = None, days: int = 30) -> Record:
        """The figures of a deck, or of everything; `days` is how far retention looks back.

        Where only one deck was ever studied, everything is that deck.
        """
        from trainer.tutor.record import Record  # only figures need it

        studied = self._store.decks()
        named = deck or (studied[0] if len(studied) == 1 else None)
        loaded = None
        if named is not None:
            try:
                loaded = self._of(named)
            except TrainerError:
                loaded = None  # a deck that is not here any more still has its history
        return Record(self._store, deck, days, loaded, habits=self.habits)

    def glance(self, deck: str) -> Glance:
        """What stands out of the learning of a deck."""
        from trainer.tutor.glance import glance_of  # only a wide home screen needs it

        return glance_of(self._store, self._of(deck))

    def hall(self) -> Hall:
        """Where this learner's exams are sat."""
        from trainer.tutor.asked import marked
        from trainer.tutor.exam.hall import Hall  # only exams need it

        def grade(question: Question, typed: str) -> Verdict:
            loaded = self._of(question.deck)
            return marked(loaded, question, typed, loaded.lexicon())

        return Hall(self._folders.exams, self._store, self._stopwatch, self._store.now_ms, grade)

    def exam_outlook(self, deck: str) -> Outlook:
        """What an exam on the deck would ask, and which were begun or sat."""
        return self.hall().outlook(self._of(deck))

    def begin_exam(self, deck: str, questions: int, minutes: float) -> ExamTalk:
        """Set a paper that no other exam had, and open it."""
        from trainer.tutor.exam.paper import Rules

        hall = self.hall()
        seed = f"{self._store.now_ms() // 1000:x}"
        return self.exam_talk(
            hall, hall.begin(self._of(deck), Rules(questions, minutes, seed=seed))
        )

    def resume_exam(self, name: str) -> ExamTalk:
        """Go on with an exam that was begun. UsageError if it was handed in."""
        hall = self.hall()
        return self.exam_talk(hall, hall.resume(name))

    def discard_exam(self, name: str) -> None:
        """Put an exam that was begun aside; its file stays."""
        self.hall().discard(name)

    def mark_exam(self, name: str, number: int, score: Fraction) -> Report:
        """Give the points of a question that the grader was unsure of; the report with them."""
        return self.hall().mark_by_hand(name, number, score)

    def exam_talk(self, hall: Hall, sitting: Sitting) -> ExamTalk:
        """An exam that was opened in `hall`, as a conversation."""
        from trainer.tutor.exam.talk import ExamTalk

        chance = Chance("phrases", "exam", hall.name, self._salt)
        return ExamTalk(
            sitting, Phrases(chance), lambda: hall.finish(sitting), hall.name, hall.grade
        )

    def narrow(self, scope: Scope) -> None:
        """Let the next conversation be about `scope` only."""
        self._scope = scope

    @property
    def habits(self) -> Habits:
        """How the learner wants to study. DataError where a preference cannot be understood."""
        return habits_of(self._preferences, self._exams)

    @property
    def exams(self) -> Mapping[str, ExamDate]:
        """The exams by deck id, those that were sat too."""
        return self._exams

    def set_exams(self, exams: Mapping[str, ExamDate]) -> None:
        """Keep these exam dates, and no others."""
        save_exam_dates(self._folders.data, exams)
        self._exams = dict(exams)

    def decks(self, names: Sequence[str] = ()) -> tuple[Loaded, ...]:
        """The decks of these ids made ready; those that were begun if there are none."""
        return tuple([self._of(deck) for deck in names] or self._together())

    def exam_choices(self) -> tuple[Choice, ...]:
        """The exam of each deck that was begun, as something that can be chosen."""
        from trainer.tutor.exam_choices import exam_choices  # only the settings need it

        decks = [(one.deck.id, one.deck.title) for one in self._together()]
        return exam_choices(decks, self._exams, self._store.today())

    def horizon(self, deck: str) -> Horizon | None:
        """What a look ahead to the deck's exam rests on; None if no exam is ahead."""
        from trainer.tutor.prospect import horizon_of  # only the plan needs it

        exam = self._exams.get(deck)
        if exam is None or not exam.ahead(self._store.today()):
            return None
        return horizon_of(self._store, self._of(deck), self.habits, exam)

    def choose_exam(self, deck: str, text: str) -> str:
        """Set a deck's exam to what `text` says, and return a sentence about what was kept.

        UsageError where the text cannot be understood.
        """
        from trainer.tutor.exam_choices import exam_of, kept_in_words

        exam = exam_of(text, self._store.today())
        others = {name: one for name, one in self._exams.items() if name != deck}
        self.set_exams(others if exam is None else {**others, deck: exam})
        return kept_in_words(text, exam)

    @property
    def store(self) -> Store:
        """The learner's log."""
        return self._store

    def home(self) -> HomeView:
        """Every deck with what is due; a deck that cannot be read says why."""
        standings: list[DeckStanding] = []
        begun = Counter(deck for _, deck in exams_begun(self._folders.exams))
        for folder in available(self._folders):
            try:
                loaded = self._add(load(str(folder), self._folders))
            except TrainerError as error:
                standings.append(
                    DeckStanding(folder.name, folder.name, 0, 0, 0, 0, problem=str(error))
                )
            else:
                standings.append(self._standing(loaded, begun[loaded.deck.id]))
        answered = self._store.answered_today()
        return HomeView(
            tuple(standings),
            answered,
            round(self._store.taken_today_ms() / 60_000),
            first_run=not any(standing.seen for standing in standings),
            notices=self._notices(),
        )

    def _notices(self) -> tuple[str, ...]:
        phrases = Phrases(Chance("home"))
        missing = self._store.missing
        return tuple(phrases.say(one, missing=missing) for one in self._store.notices)

    def undo(self) -> str | None:
        """Take back the newest answer or reset; what that was about, or None if nothing was."""
        return _about(self._store.undo())

    def redo(self) -> str | None:
        """Put back what was taken back last."""
        return _about(self._store.redo())

    def close(self) -> None:
        """Make the day's backup, bring everything to the file and let go of it."""
        try:
            if not self._store.read_only:
                self._store.back_up(self._folders.backups)
        finally:
            self._store.close()

    def _standing(self, loaded: Loaded, exams_begun: int) -> DeckStanding:
        store, deck = self._store, loaded.deck
        states, today = store.states(deck.id), store.today()
        queue = queue_of(store, loaded, self.habits)
        coming = [s.due_day - today for s in states.values() if s.due_day > today]
        when = ""
        if coming and not queue.order:
            days = min(coming)
            when = "tomorrow" if days == 1 else f"in {days} days"
        seen = sum(card_id in states for card_id in loaded.cards)
        due = len(queue.due) + len(queue.again)
        exam = self.habits.exams.get(deck.id)
        ahead = exam.day - today if exam is not None and exam.ahead(today) else None
        left_out, ready = 0, None
        if ahead is not None:
            left_out = cards_left_out(store, loaded)
            ready = self._ready(loaded)
        return DeckStanding(
            deck.id,
            deck.title,
            due,
            len(queue.new),
            seen,
            len(loaded.cards),
            when,
            minutes=minutes_of(store, len(queue.order), len(queue.new)),
            exam_in=ahead,
            ready=None if ready is None else (ready.low, ready.high),
            expected=None if ready is None else ready.expected,
            exams_begun=exams_begun,
            left_out=left_out,
        )

    def _ready(self, loaded: Loaded) -> Readiness | None:
        from trainer.tutor.record import ready_tomorrow  # only where an exam is planned

        return ready_tomorrow(self._store, loaded)

    def _together(self) -> list[Loaded]:
        """What is meant where no deck is named: those that were begun; every deck, if none was."""
        begun = set(self._store.decks())
        found = self._every()
        return [loaded for loaded in found if loaded.deck.id in begun] or found

    def _every(self) -> list[Loaded]:
        found = []
        for folder in available(self._folders):
            try:
                found.append(self._add(load(str(folder), self._folders)))
            except TrainerError:
                continue  # the home screen and `deck check` say why
        return found

    def _of(self, deck: str) -> Loaded:
        if deck not in self._loaded:
            self.name_of(deck)
        return self._loaded[deck]

    def _add(self, deck: Deck) -> Loaded:
        known = self._loaded.get(deck.id)
        if known is not None and known.deck.revision == deck.revision:
            return known
        if known is not None and known.deck.folder != deck.folder:
            raise DataError(
                f"two decks have the id {deck.id!r}: {known.deck.folder} and {deck.folder}",
                hint="Give one of them another id in its deck.yaml",
            )
        cards = kept_cards_of(deck, self._folders.compiled)

        reading = Lock()

        @lru_cache(maxsize=1)
        def lexicon() -> Lexicon:
            from trainer.questions.vocabulary import lexicon_of  # for marking, not for asking

            return lexicon_of(deck)

        def lexicon_once() -> Lexicon:
            with reading:  # a screen has it read beside the first question
                return lexicon()

        @lru_cache(maxsize=1)
        def rivals() -> Rivals:
            from trainer.questions.rivals import Rivals

            return Rivals(deck, cards)

        self._loaded[deck.id] = Loaded(deck, cards, lexicon_once, rivals, made_of_what(deck))
        return self._loaded[deck.id]


def _about(step: Undone | None) -> str | None:
    if step is None:
        return None
    if step.begun_anew > 1:
        return f"{step.deck}: {cards_in_words(step.begun_anew)} that began anew"
    return f"{step.deck}: {step.card}" + (" (began anew)" if step.begun_anew else "")
