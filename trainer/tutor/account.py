"""What a sitting says of itself: the greeting, what is left, and the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trainer.progress.store import Store
from trainer.questions.question import Question
from trainer.schedule.queue import Queue
from trainer.tutor.agenda import Habits, Mode, Scope, days_to_clear
from trainer.tutor.counts import (
    answers_in_words,
    cards_in_words,
    days_in_words,
    load_in_words,
    some_of,
    when_in_words,
)
from trainer.tutor.ledger import Ledger
from trainer.tutor.line_up import Amount, LineUp
from trainer.tutor.loaded import Loaded
from trainer.tutor.phrases import Phrases
from trainer.tutor.tally import Asked, Worth
from trainer.tutor.turn import Standing

_MISSED = 5  # things missed that the summary lists
_LONGEST = 90  # characters of an answer in it
BACKLOG = 60  # due cards from which the plan to clear them is told


class Account:
    """The numbers of a sitting in words."""

    def __init__(
        self,
        store: Store,
        decks: Mapping[str, Loaded],
        habits: Habits,
        scope: Scope,
        ledger: Ledger,
        line_up: LineUp,
    ) -> None:
        self._store = store
        self._decks = decks
        self._habits = habits
        self._scope = scope
        self._ledger = ledger
        self._line_up = line_up
        self._whole: int | None = None  # cards of the sitting, as it was begun
        self._slower = False

    def standing(self, question: Question | None) -> Standing:
        """Where the sitting is now."""
        tally = self._ledger.tally
        amount = self._of_the_whole(self._line_up.amount())
        return Standing(
            answered=tally.answered,
            right=tally.right,
            left=amount.left,
            new_left=amount.new,
            missed=len(self.missed()),
            done=amount.done,
            again=amount.again,
            minutes=round(tally.taken_ms / 60_000),
            deck=self._title(),
            section=self._section(question) if question else "",
        )

    def _of_the_whole(self, amount: Amount) -> Amount:
        """The amount as parts of what the sitting began with.

        A plan in minutes is made anew after each answer, by how long it took: what is left of it
        would jump. It is told by the end, and where the learner has put off what is new.
        """
        here, slower = amount.done + amount.again, self._line_up.wishes.nothing_new
        if self._whole is None or self._slower != slower or not amount.left:
            self._whole, self._slower = here + amount.left, slower
        self._whole = max(self._whole, here + bool(amount.left))
        left = self._whole - here
        return replace(amount, left=left, new=min(amount.new, left))

    def _section(self, question: Question) -> str:
        """The section's own title."""
        sections = self._decks[question.deck].deck.sections
        return next((one.title for one in sections if one.id == question.section), "")

    def greeting(self, phrases: Phrases) -> tuple[str, ...]:
        """What is said first: whose deck it is and what waits."""
        plans = [self._line_up.queue(loaded) for loaded in self._decks.values()]
        due = sum(len(one.due) + len(one.again) for one in plans)
        new = sum(len(one.new) for one in plans)
        whole = due
        if (limit := self._line_up.limit) is not None:  # what is greeted with is what is asked
            due, new = min(due, limit), min(new, max(0, limit - due))
        store = self._store
        lines = [phrases.say(one, missing=store.missing) for one in store.notices]
        if not due and not new:
            return (*lines, phrases.say("greeting.nothing", title=self._title()))
        if self._scope.mode is Mode.CHOSEN:
            cards, about = cards_in_words(due + new), self._scope.about
            said = phrases.say("greeting.chosen", title=self._title(), cards=cards, about=about)
            return (*lines, said)
        first = not any(map(self._store.is_known, self._decks))
        name = "greeting.first" if first else "greeting.back"
        lines.append(phrases.say(name, title=self._title(), due=load_in_words(due, new)))
        if self._scope.section:
            lines.append(phrases.say("greeting.section", section=self._scoped_section()))
        return (*lines, *self._circumstances(plans, whole, phrases))

    def _scoped_section(self) -> str:
        """The title of the section that the sitting is about."""
        sections = (one for deck in self._decks.values() for one in deck.deck.sections)
        name = self._scope.section
        return next((one.title for one in sections if one.id == name), name)

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

    def failing_in_words(self, phrases: Phrases) -> str:
        """What keeps failing of the decks of this sitting, by what it is about."""
        failing = self._line_up.failing()
        if not failing:
            return phrases.say("talk.no_failing")
        cards = [self._decks[deck].cards[card] for deck, card in failing]
        topics = list(dict.fromkeys(card.topic or card.kind for card in cards))
        return phrases.say("talk.failing", topics=some_of(topics))

    def nothing_left(self, phrases: Phrases) -> tuple[str, ...]:
        """What is said when nothing is to be asked."""
        title, left = self._title(), self._left()
        if left:
            return (phrases.say("over.left", cards=cards_in_words(left)),)
        when = self._next_due()
        return (phrases.say("over.next" if when else "over.done", title=title, when=when),)

    def summary(self, name: str, phrases: Phrases) -> tuple[str, ...]:
        """What was learnt, what to look at again, and what comes when."""
        tally = self._ledger.tally
        if not tally.answered:
            lines = [phrases.say("summary.none")]
        else:
            minutes = round(tally.taken_ms / 60_000)
            time = f" {phrases.say('summary.time', minutes=minutes)}" if minutes else ""
            lines = [
                phrases.say(
                    name, answered=answers_in_words(tally.answered), right=tally.right, time=time
                )
            ]
        if tally.new:
            lines.append(phrases.say("summary.learnt", topics=some_of(tally.new)))
        missed = tally.stand(Worth.MISSED)
        for one in missed[:_MISSED]:
            lines.append(self._told("summary.answer", one, phrases))
        if len(missed) > _MISSED:
            topics = ", ".join(dict.fromkeys(one.topic for one in missed[_MISSED:]))
            lines.append(phrases.say("summary.more", topics=topics))
        lines += [self._told("summary.in_two", one, phrases) for one in tally.stand(Worth.IN_TWO)]
        if tally.mended:
            lines.append(phrases.say("summary.mended", topics=some_of(tally.mended)))
        if marked := [one.topic for one in tally.stand(Worth.MARKED)]:
            lines.append(phrases.say("summary.marked", topics=some_of(marked)))
        if when := self._next_due():
            lines.append(phrases.say("summary.next", next=when))
            if "tomorrow" not in when and (tomorrow := self._due_by_day().get(1)):
                lines.append(phrases.say("summary.tomorrow", cards=cards_in_words(tomorrow)))
        return (*lines, phrases.say("summary.care"))

    def missed(self) -> tuple[tuple[str, str], ...]:
        """The cards, each as (deck, card), that were missed in this sitting and not right since."""
        return self._ledger.tally.cards(Worth.MISSED)

    def _told(self, name: str, one: Asked, phrases: Phrases) -> str:
        """What was asked about with its right answer, a long one cut."""
        whole = one.model
        short = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rsplit(' ', 1)[0]} ..."
        return phrases.say(name, topic=one.topic, model=short)

    def _next_due(self) -> str:
        """When the next card comes: "12 cards today", "3 cards tomorrow", "a card in 5 days"."""
        if left := self._left():
            return f"{cards_in_words(left)} {when_in_words(0)}"
        counts = self._due_by_day()
        if not counts:
            return ""
        days = min(counts)
        return f"{cards_in_words(counts[days])} {when_in_words(days)}"

    def _left(self) -> int:
        """How many cards are still to be asked today."""
        return sum(len(self._line_up.queue(loaded).order) for loaded in self._decks.values())

    def _due_by_day(self) -> dict[int, int]:
        """How many cards come due in so many days from today, 1 for tomorrow."""
        today = self._store.today()
        counts: dict[int, int] = {}
        for deck_id, loaded in self._decks.items():
            for card_id, state in self._store.states(deck_id).items():
                if state.due_day > today and card_id in loaded.cards:
                    days = state.due_day - today
                    counts[days] = counts.get(days, 0) + 1
        return counts

    def _title(self) -> str:
        titles = [loaded.deck.title for loaded in self._decks.values()]
        return titles[0] if len(titles) == 1 else "all decks"
