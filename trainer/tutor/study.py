"""One study session: which card comes next, and what is written down.

It joins the deck's cards, the learner's memory and the log. The conversation asks it for the next
question and tells it what was answered; it knows no wording of its own beyond counts and dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import zip_longest

from trainer.grading.grader import GRADER_VERSION, Rival
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import Lexicon
from trainer.progress.event import Kind
from trainer.progress.store import Store
from trainer.questions.card import Card
from trainer.questions.cases.case import debrief_of, is_case, next_turn, seed_of
from trainer.questions.catalogue import draw
from trainer.questions.question import Question
from trainer.schedule.queue import Queue
from trainer.tutor.agenda import (
    WHOLE,
    Habits,
    Mode,
    Scope,
    cram_queue,
    days_to_clear,
    early_queue,
    queue_of,
)
from trainer.tutor.asked import marked
from trainer.tutor.counts import (
    cards_in_words,
    days_in_words,
    load_in_words,
    quoted,
    some_of,
    when_in_words,
)
from trainer.tutor.leech import Leech, leech_of
from trainer.tutor.loaded import Loaded
from trainer.tutor.phrases import Phrases
from trainer.tutor.taught import Taught, from_note, teachable, with_taught
from trainer.tutor.turn import SourceLine, Standing
from trainer.tutor.wishes import Wishes, is_about


@dataclass(slots=True)
class _Tally:
    answered: int = 0
    right: int = 0
    new: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    taken_ms: int = 0


IDLE_CAP_MS = 120_000
REWORDINGS = 8
BACKLOG = 60  # due cards from which the plan to clear them is told
ALMOST = Fraction(99, 100)
"""The most that a second try can make of an answer: it is never as good as right at once."""


class Study:
    """The cards of one sitting, over one deck or several.

    `stopwatch` gives milliseconds that only run forward; `limit` ends the session after so many
    answers; `salt` goes into every draw, so that a test or a class gets the same questions.
    `habits` and `scope` say which cards come.
    """

    def __init__(
        self,
        store: Store,
        decks: Sequence[Loaded],
        stopwatch: Callable[[], int],
        *,
        habits: Habits,
        scope: Scope = WHOLE,
        limit: int | None = None,
        salt: str = "",
    ) -> None:
        self._store = store
        self._decks = {loaded.deck.id: loaded for loaded in decks}
        self._stopwatch = stopwatch
        self._habits = habits
        self._scope = scope
        self._crammed: dict[str, Counter[str]] = {deck: Counter() for deck in self._decks}
        self._cram_done: dict[str, set[str]] = {deck: set() for deck in self._decks}
        self._leech: Leech | None = None
        self._limit = limit
        self._salt = salt
        self._tally = _Tally()
        self.wishes = Wishes()
        self._skipped: list[tuple[str, str]] = []
        self._lexicons: dict[str, Lexicon] = {}
        self._last: tuple[str, str] | None = None
        self._asked_at = stopwatch()

    # What comes next

    def next(self) -> Question | None:
        """Draw the next question, or None when the session is over."""
        if self._over():
            return None
        choice = self._choose()
        if choice is None:
            return None
        deck_id, card_id = choice
        question = self._draw(self._decks[deck_id], self._decks[deck_id].cards[card_id])
        self.ask_again(question)
        return question

    def next_turn(self, asked: Question) -> Question | None:
        """The next turn of the case that `asked` belongs to, or None after its last."""
        loaded = self._decks[asked.deck]
        card = loaded.cards.get(asked.card)
        if not is_case(asked) or card is None:
            return None
        following = next_turn(loaded.deck, card, asked, seed_of(asked))
        if following is not None:
            following = replace(following, fingerprint=asked.fingerprint)
            self.ask_again(following)
        return following

    def debrief(self, asked: Question) -> str:
        """What the instructor says after a case."""
        return debrief_of(self._decks[asked.deck].deck, asked.card)

    def record_turn(
        self,
        question: Question,
        event: int,
        typed: str,
        verdict: Verdict,
        score: Fraction,
        hints: int,
    ) -> None:
        """Commit a further turn of a case; `score` is that of all turns so far."""
        self._store.record_follow_up(
            event,
            answer=typed,
            verdict=verdict.to_json(),
            outcome="correct" if score == 1 else "partial" if score else "incorrect",
            score=score,
            unsafe=verdict.unsafe,
            hints=hints,
            taken_ms=min(self._stopwatch() - self._asked_at, IDLE_CAP_MS),
            grader_version=GRADER_VERSION,
            counts=True,
            drawn=question.given,
            shown=question.to_json(),
        )

    def _over(self) -> bool:
        """Whether the questions or the minutes that were asked for are used up."""
        if self._limit is not None and self._tally.answered >= self._limit:
            return True
        minutes = self._scope.minutes
        return minutes is not None and self._tally.taken_ms >= minutes * 60_000

    def _draw(self, loaded: Loaded, card: Card) -> Question:
        """Draw the card's next variant; one that keeps slipping is worded otherwise than last."""
        variant = self._store.askings(loaded.deck.id, card.id) + 1
        self._leech = leech_of(self._store, loaded.deck.id, card.id)
        for number in range(variant, variant + REWORDINGS):
            question = draw(loaded.deck, card, f"{self._salt}{number}" if card.fresh else number)
            if self._leech is None or question.text != self._leech.last_text:
                break
        return question

    def remarks(self, phrases: Phrases) -> tuple[str, ...]:
        """What to say before the question that was drawn last: of a card that keeps slipping."""
        if self._leech is None:
            return ()
        lines = [phrases.say("leech", times=self._leech.lapses)]
        if self._leech.taken_for:
            lines.append(phrases.say("leech.contrast", what=self._leech.taken_for))
        return tuple(lines)

    def ask_again(self, question: Question) -> None:
        """Note that `question` is on the screen now."""
        self._asked_at = self._stopwatch()
        self._last = (question.deck, question.card)

    def _choose(self) -> tuple[str, str] | None:
        by_deck = [
            [(deck_id, card_id) for card_id in self._queue(loaded).order]
            for deck_id, loaded in self._decks.items()
        ]
        waiting = [key for turn in zip_longest(*by_deck) for key in turn if key is not None]
        fresh = [key for key in waiting if key not in self._skipped]
        if not fresh:
            # Only what was skipped is left: it comes again, once round.
            fresh, self._skipped = [key for key in self._skipped if key in waiting], []
        if self.wishes != Wishes():
            fresh = self._wished(fresh)
        self.wishes = self.wishes.asked()
        return next((key for key in fresh if key != self._last), fresh[0] if fresh else None)

    def _wished(self, keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """What the learner asked for first; the rest follows."""
        cards = [self._decks[deck].cards[card] for deck, card in keys]
        place = {(card.deck, card.id): n for n, card in enumerate(self.wishes.order(cards))}
        return sorted(keys, key=lambda key: place[key])

    def topics(self) -> tuple[str, ...]:
        """The titles of the sections that the session's cards come from."""
        found = []
        for loaded in self._decks.values():
            asked = {card.section for card in loaded.cards.values()}
            found += [one.title for one in loaded.deck.sections if one.id in asked]
        return tuple(dict.fromkeys(found))

    def is_topic(self, words: str) -> bool:
        """Whether anything of the session is about that."""
        return any(
            is_about(card, words)
            for loaded in self._decks.values()
            for card in loaded.cards.values()
        )

    def _queue(self, loaded: Loaded) -> Queue:
        queue = self._unfiltered(loaded)
        if not self.wishes.nothing_new:
            return queue
        new = set(queue.new)
        return replace(queue, order=tuple(c for c in queue.order if c not in new), new=())

    def _unfiltered(self, loaded: Loaded) -> Queue:
        extra = None if self._limit is None else self._limit - self._tally.answered
        if self._scope.mode is Mode.CRAM:
            deck = loaded.deck.id
            return cram_queue(self._store, loaded, self._crammed[deck], self._cram_done[deck])
        if self._scope.mode is Mode.EARLY:
            return early_queue(self._store, loaded, self._habits, extra)
        return queue_of(self._store, loaded, self._habits, extra=extra)

    # What is written down

    def grade(self, question: Question, typed: str) -> Verdict:
        """Mark an answer with the deck's words, its other facts and the question's own slips."""
        loaded = self._decks[question.deck]
        return marked(loaded, question, typed, self._lexicon(question.deck))

    def _lexicon(self, deck: str) -> Lexicon:
        """The deck's lexicon with what the learner taught."""
        if deck not in self._lexicons:
            taught = [from_note(text) for _, _, _, text in self._store.notes(deck)]
            found = [one for one in taught if one is not None]
            self._lexicons[deck] = with_taught(self._decks[deck].lexicon(), found)
        return self._lexicons[deck]

    def rivals(self, question: Question) -> tuple[Rival, ...]:
        """What else the deck states."""
        others = self._decks[question.deck].rivals()
        return tuple(rival for rival in others if rival.card != question.card)

    def quoted(self, question: Question, lines: Sequence[int]) -> tuple[SourceLine, ...]:
        """Lines of the question's monograph."""
        text = self._decks[question.deck].deck.text
        return tuple(
            SourceLine(number, quoted(text[number - 1]))
            for number in lines
            if 0 < number <= len(text)
        )

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
            counts=self._scope.mode is not Mode.CRAM,
        )
        self._crammed[question.deck][question.card] += 1
        if verdict.outcome == "correct":
            self._cram_done[question.deck].add(question.card)
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

    def record_second_try(
        self,
        question: Question,
        event: int,
        typed: str,
        verdict: Verdict,
        score: Fraction,
        hints: int,
    ) -> None:
        """Commit the second try: it counts in part, and never as if it had been the first."""
        taken = min(self._stopwatch() - self._asked_at, IDLE_CAP_MS)
        self._store.record_follow_up(
            event,
            answer=typed,
            verdict=verdict.to_json(),
            outcome="partial" if score else "incorrect",
            score=min(score, ALMOST),
            unsafe=verdict.unsafe,
            hints=hints,
            taken_ms=taken,
            grader_version=GRADER_VERSION,
            counts=True,
        )

    def record_retyped(self, event: int, typed: str, verdict: Verdict) -> None:
        """Commit an answer that was typed after it had been shown: for learning only."""
        self._store.record_follow_up(
            event,
            answer=typed,
            verdict=verdict.to_json(),
            outcome=verdict.outcome,
            score=verdict.score,
            unsafe=verdict.unsafe,
            grader_version=GRADER_VERSION,
        )

    def record_points(self, question: Question, event: int, score: Fraction) -> None:
        """The learner said which points they had named; it counts as good at most."""
        self._store.record_mark(event, score)

    def record_dispute(self, event: int, note: str = "") -> None:
        """The learner holds a verdict, or a question, to be wrong: for the deck's author."""
        self._store.record_dispute(event, note)

    def record_note(self, event: int, note: str) -> None:
        """A remark of the learner's on a card."""
        self._store.record_note(event, note)

    def teach(self, question: Question, event: int, taught: Taught) -> None:
        """Keep a synonym: from now on the grader knows it, until the answer is taken back."""
        self._store.record_note(event, taught.note())
        self._lexicons.pop(question.deck, None)

    def teachable(self, question: Question, answer: str, verdict: Verdict) -> Taught | str:
        """What the answer would teach, or the name of the reason why not."""
        return teachable(answer, verdict, self._lexicon(question.deck))

    def own_notes(self, question: Question) -> tuple[str, ...]:
        """The learner's remarks on the card of a question."""
        return tuple(
            text
            for name, _, kind, text in self._store.notes(question.deck)
            if name.card == question.card and kind is Kind.NOTE and from_note(text) is None
        )

    def set_aside(self, question: Question) -> None:
        """Do not ask the card any more."""
        self._store.suspend(question.deck, question.card)

    def missed_before(self, question: Question) -> bool:
        """Whether the same was missed earlier in this session."""
        return (question.topic or question.section) in self._tally.missed

    def record_easy(self, question: Question, event: int) -> None:
        self._store.record_easy(event)

    def undo(self) -> Question | None:
        """Take back the newest answer, also of an earlier day; return its question as it was."""
        undone = self._store.undo()
        if undone is None:
            return None
        self._lexicons.clear()
        question = Question.from_json(undone.shown)
        self._cram_done.get(question.deck, set()).discard(question.card)
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
        self._lexicons.clear()
        self._tally.answered += 1
        if redone.outcome == "correct":
            self._tally.right += 1
        return True

    # What is shown

    def source(self, question: Question) -> tuple[SourceLine, ...]:
        """The monograph's lines that a question rests on: a heading only with what stands below."""
        return self.quoted(question, question.lines)

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
        lines.append(phrases.say(name, title=self._title(), due=load_in_words(due, new)))
        return (*lines, *self._circumstances(plans, due, phrases))

    def _circumstances(self, plans: Sequence[Queue], due: int, phrases: Phrases) -> list[str]:
        """What the learner should know about today's amount: a cram, an exam, a backlog."""
        if self._scope.mode is Mode.CRAM:
            return [phrases.say("cram")]
        lines = []
        today = self._store.today()
        exams = [self._habits.exams[deck] for deck in self._decks if deck in self._habits.exams]
        ahead = [exam.day - today for exam in exams if exam.ahead(today)]
        if ahead:
            lines.append(phrases.say("exam.ahead", when=when_in_words(min(ahead))))
        waiting = sum(len(one.waiting) for one in plans)
        if not ahead and (waiting or due >= BACKLOG):
            days = days_to_clear(self._store, list(self._decks.values()), self._habits)
            name = "backlog.never" if days is None else "backlog"
            lines.append(phrases.say(name, cards=due + waiting, days=days_in_words(days or 0)))
        return lines

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
            lines.append(phrases.say("summary.learnt", topics=some_of(tally.new)))
        if tally.missed:
            lines.append(phrases.say("summary.missed", topics=some_of(tally.missed)))
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
        return f"{cards_in_words(counts[day])} {when_in_words(day - today)}"

    def _title(self) -> str:
        titles = [loaded.deck.title for loaded in self._decks.values()]
        return titles[0] if len(titles) == 1 else "all decks"
