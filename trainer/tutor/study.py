"""One study session: which card comes next, and what is written down.

It joins the deck's cards, the learner's memory and the log. The conversation asks it for the next
question and tells it what was answered; it knows no wording of its own beyond counts and dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from trainer.deck.deck import Deck
from trainer.grading.grader import GRADER_VERSION, Asked, Rival, Slip, grade
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import Lexicon
from trainer.progress.store import Store
from trainer.questions.card import Card
from trainer.questions.catalogue import draw
from trainer.questions.question import Question
from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import Candidate, Queue, plan
from trainer.tutor.phrases import Phrases
from trainer.tutor.turn import SourceLine, Standing


@dataclass(frozen=True, slots=True)
class Loaded:
    """A deck made ready: its cards by id, the lexicon with its words, and what it states."""

    deck: Deck
    cards: Mapping[str, Card]
    lexicon: Callable[[], Lexicon]
    rivals: Callable[[], tuple[Rival, ...]]


@dataclass(slots=True)
class _Tally:
    answered: int = 0
    right: int = 0
    new: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    taken_ms: int = 0


IDLE_CAP_MS = 120_000


class Study:
    """The cards of one sitting, over one deck or several.

    `stopwatch` gives milliseconds that only run forward; `limit` ends the session after so many
    answers; `salt` goes into every draw, so that a test or a class gets the same questions.
    """

    def __init__(
        self,
        store: Store,
        decks: Sequence[Loaded],
        stopwatch: Callable[[], int],
        *,
        daily_new: int,
        limit: int | None = None,
        salt: str = "",
    ) -> None:
        self._store = store
        self._decks = {loaded.deck.id: loaded for loaded in decks}
        self._stopwatch = stopwatch
        self._daily_new = daily_new
        self._limit = limit
        self._salt = salt
        self._tally = _Tally()
        self._skipped: list[tuple[str, str]] = []
        self._last: tuple[str, str] | None = None
        self._asked_at = stopwatch()

    # What comes next

    def next(self) -> Question | None:
        """Draw the next question, or None when the session is over."""
        if self._limit is not None and self._tally.answered >= self._limit:
            return None
        choice = self._choose()
        if choice is None:
            return None
        deck_id, card_id = choice
        loaded = self._decks[deck_id]
        card = loaded.cards[card_id]
        variant = self._store.askings(deck_id, card_id) + 1
        question = draw(loaded.deck, card, f"{self._salt}{variant}" if card.fresh else variant)
        self.ask_again(question)
        return question

    def ask_again(self, question: Question) -> None:
        """Note that `question` is on the screen now."""
        self._asked_at = self._stopwatch()
        self._last = (question.deck, question.card)

    def _choose(self) -> tuple[str, str] | None:
        waiting = [
            (deck_id, card_id)
            for deck_id, loaded in self._decks.items()
            for card_id in self._queue(loaded).order
        ]
        fresh = [key for key in waiting if key not in self._skipped]
        if not fresh:
            # Only what was skipped is left: it comes again, once round.
            fresh, self._skipped = [key for key in self._skipped if key in waiting], []
        return next((key for key in fresh if key != self._last), fresh[0] if fresh else None)

    def _queue(self, loaded: Loaded) -> Queue:
        introduced = self._store.introduced_today(loaded.deck.id)
        room = self._daily_new
        if self._limit is not None:
            # Who asks for so many questions gets them, new cards too.
            room = max(room, introduced + self._limit - self._tally.answered)
        return queue_of(self._store, loaded, room)

    # What is written down

    def grade(self, question: Question, typed: str) -> Verdict:
        """Mark an answer with the deck's words, its other facts and the question's own slips."""
        loaded = self._decks[question.deck]
        asked = Asked(
            question.text,
            question.key,
            slips=tuple(Slip(slip.name, slip.quantity, slip.words) for slip in question.slips),
            rivals=tuple(rival for rival in loaded.rivals() if rival.card != question.card),
            facts=loaded.deck.facts,
            card=question.card,
        )
        return grade(typed, asked, loaded.lexicon())

    def record_answer(self, question: Question, typed: str, verdict: Verdict, hints: int) -> int:
        """Commit an answer to the log and return its event: nothing is shown before that."""
        self._begin_anew_if_changed(question)
        taken = min(self._stopwatch() - self._asked_at, IDLE_CAP_MS)
        first_ever = self._store.askings(question.deck, question.card) == 0
        event = self._store.record_answer(
            deck=question.deck,
            revision=self._decks[question.deck].deck.revision,
            card=question.card,
            fingerprint=question.fingerprint,
            variant=question.variant,
            drawn=question.given,
            shown=question.to_json(),
            answer=typed,
            verdict=verdict.to_json(),
            outcome=verdict.outcome,
            score=verdict.score,
            unsafe=verdict.unsafe,
            hints=hints,
            taken_ms=taken,
            grader_version=GRADER_VERSION,
        )
        self._note(question, verdict, taken, first_ever)
        return event

    def _begin_anew_if_changed(self, question: Question) -> None:
        """A card that asserts something else than when it was asked last begins anew."""
        known = self._store.fingerprints(question.deck).get(question.card)
        if known and known != question.fingerprint:
            self._store.reset(question.deck, question.card)

    def _note(self, question: Question, verdict: Verdict, taken: int, first_ever: bool) -> None:
        tally = self._tally
        tally.answered += 1
        tally.taken_ms += taken
        topic = question.topic or question.section
        if verdict.outcome == "correct":
            tally.right += 1
        elif topic not in tally.missed:
            tally.missed.append(topic)
        if first_ever and topic not in tally.new:
            tally.new.append(topic)

    def record_skip(self, question: Question) -> None:
        """Note a skip: no score, no change of memory; the card comes again this session."""
        self._skipped.append((question.deck, question.card))
        self._store.record_skip(
            deck=question.deck,
            revision=self._decks[question.deck].deck.revision,
            card=question.card,
            variant=question.variant,
        )

    def record_mark(self, question: Question, event: int) -> None:
        """The learner marks an answer as right; it counts as good at most."""
        self._store.record_mark(event, Fraction(1))

    def record_easy(self, question: Question, event: int) -> None:
        self._store.record_easy(event)

    def undo(self) -> Question | None:
        """Take back the newest answer, also of an earlier day; return its question as it was."""
        undone = self._store.undo()
        if undone is None:
            return None
        question = Question.from_json(undone.shown)
        if self._tally.answered:
            self._tally.answered -= 1
            if undone.outcome == "correct" and self._tally.right:
                self._tally.right -= 1
        return question if question.deck in self._decks else None

    def redo(self) -> bool:
        """Put back what was taken back last."""
        redone = self._store.redo()
        if redone is None:
            return False
        self._tally.answered += 1
        if redone.outcome == "correct":
            self._tally.right += 1
        return True

    # What is shown

    def source(self, question: Question) -> tuple[SourceLine, ...]:
        """The monograph's lines that a question rests on: a heading only with what stands below."""
        text = self._decks[question.deck].deck.text
        return tuple(
            SourceLine(number, _quoted(text[number - 1]))
            for number in question.lines
            if 0 < number <= len(text)
        )

    def standing(self, question: Question | None) -> Standing:
        plans = [self._queue(loaded) for loaded in self._decks.values()]
        left = sum(len(one.order) for one in plans)
        if self._limit is not None:
            left = min(left, self._limit - self._tally.answered)
        return Standing(
            answered=self._tally.answered,
            right=self._tally.right,
            left=max(0, left),
            new_left=sum(len(one.new) for one in plans),
            minutes=round(self._tally.taken_ms / 60_000),
            deck=self._title(),
            section=self._section(question) if question else "",
        )

    def _section(self, question: Question) -> str:
        """The section's own title."""
        sections = self._decks[question.deck].deck.sections
        return next((one.title for one in sections if one.id == question.section), "")

    def greeting(self, phrases: Phrases) -> tuple[str, ...]:
        plans = [self._queue(loaded) for loaded in self._decks.values()]
        due = sum(len(one.due) + len(one.again) for one in plans)
        new = sum(len(one.new) for one in plans)
        lines = [phrases.say("readonly")] if self._store.read_only else []
        if not due and not new:
            return (*lines, phrases.say("greeting.nothing", title=self._title()))
        first = all(not self._store.states(deck_id) for deck_id in self._decks)
        name = "greeting.first" if first else "greeting.back"
        return (*lines, phrases.say(name, title=self._title(), due=_load(due, new)))

    def nothing_left(self, phrases: Phrases) -> tuple[str, ...]:
        lines = [phrases.say("greeting.nothing", title=self._title())]
        if when := self._next_due():
            lines.append(phrases.say("greeting.next", when=when))
        return tuple(lines)

    def summary(self, name: str, phrases: Phrases) -> tuple[str, ...]:
        """What was learnt, what to look at again, and what comes when."""
        tally = self._tally
        if not tally.answered:
            lines = [phrases.say("summary.none")]
        else:
            lines = [phrases.say(name, answered=tally.answered, right=tally.right)]
        if tally.new:
            lines.append(phrases.say("summary.learnt", topics=_some(tally.new)))
        if tally.missed:
            lines.append(phrases.say("summary.missed", topics=_some(tally.missed)))
        if when := self._next_due():
            lines.append(phrases.say("summary.next", next=when))
        return (*lines, phrases.say("summary.care"))

    def _next_due(self) -> str:
        """When the next card comes: "12 cards today", "3 cards tomorrow", "a card in 5 days"."""
        today = self._store.today()
        counts: dict[int, int] = {}
        for deck_id, loaded in self._decks.items():
            left = len(self._queue(loaded).order)
            if left:
                counts[today] = counts.get(today, 0) + left
            for card_id, state in self._store.states(deck_id).items():
                if state.due_day > today and card_id in loaded.cards:
                    counts[state.due_day] = counts.get(state.due_day, 0) + 1
        if not counts:
            return ""
        day = min(counts)
        return f"{_cards(counts[day])} {_when(day - today)}"

    def _title(self) -> str:
        titles = [loaded.deck.title for loaded in self._decks.values()]
        return titles[0] if len(titles) == 1 else "all decks"


def queue_of(store: Store, loaded: Loaded, daily_new: int) -> Queue:
    """What is to be asked of a deck now, with `daily_new` new cards a day."""
    deck_id = loaded.deck.id
    return plan(
        [Candidate(card.id, card.kind, card.concept) for card in loaded.cards.values()],
        asked_as_now(store, loaded),
        store.today(),
        daily_new=daily_new,
        introduced_today=store.introduced_today(deck_id),
        asked_today=store.asked_today(deck_id),
        suspended=store.suspended(deck_id),
    )


def asked_as_now(store: Store, loaded: Loaded) -> dict[str, MemoryState]:
    """The memory of the deck's cards, without those whose fact says something else by now.

    What such a card asserts was never asked.
    """
    known = store.fingerprints(loaded.deck.id)
    return {
        card_id: state
        for card_id, state in store.states(loaded.deck.id).items()
        if card_id in loaded.cards
        and known.get(card_id) in (None, "", loaded.cards[card_id].fingerprint)
    }


def _quoted(line: str) -> str:
    """A line of the monograph as it is quoted: without its bullet or heading mark."""
    return line.strip().lstrip("-*•# ").removesuffix("<!-- editor -->").strip()


def _load(due: int, new: int) -> str:
    parts = []
    if due:
        parts.append(f"{_cards(due)} to review")
    if new:
        parts.append(f"{new} new" if due else _cards(new).replace(" card", " new card"))
    return " and ".join(parts)


def _cards(number: int) -> str:
    return "1 card" if number == 1 else f"{number} cards"


def _when(days: int) -> str:
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def _some(topics: Sequence[str]) -> str:
    shown = ", ".join(topics[:6])
    return f"{shown} and {len(topics) - 6} more" if len(topics) > 6 else shown
