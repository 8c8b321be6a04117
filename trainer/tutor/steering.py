"""Where the session goes: harder, slower, this topic, another topic, what fails or was missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trainer.questions.question import Question
from trainer.tutor.counts import cards_in_words
from trainer.tutor.move import Move, read_move
from trainer.tutor.phrases import Phrases
from trainer.tutor.study import Study
from trainer.tutor.turn import Turn, notice
from trainer.tutor.wishes import AWAY


class Steering:
    """Moves that say what is asked next. They hold for the session; each takes itself back."""

    def __init__(
        self,
        study: Study,
        phrases: Phrases,
        question: Callable[[], Question | None],
        words: Callable[[], str],
    ) -> None:
        self._study = study
        self._say = phrases.say
        self._question = question
        self._words = words

    def harder(self) -> tuple[Turn, ...]:
        """Cases and calculations first, or no longer."""
        wishes = self._study.line_up.wishes
        self._study.line_up.wishes = replace(wishes, harder=not wishes.harder)
        return (notice(self._say("harder.off" if wishes.harder else "harder.on")),)

    def slower(self) -> tuple[Turn, ...]:
        """Nothing new in this session, or new cards again."""
        wishes = self._study.line_up.wishes
        self._study.line_up.wishes = replace(wishes, nothing_new=not wishes.nothing_new)
        if wishes.nothing_new:
            return (notice(self._say("slower.off")),)
        put_off = self._study.line_up.put_off()
        cards = cards_in_words(put_off).replace(" card", " new card")
        return (notice(self._say("slower.on" if put_off else "slower.none", cards=cards)),)

    def topic(self) -> tuple[Turn, ...]:
        """What is about the words first; without words, all topics again."""
        words, wishes = self._words(), self._study.line_up.wishes
        topics = ", ".join(self._study.line_up.topics())
        if words and read_move(words).move is Move.FAILING:
            return self.failing()
        if not words:
            if not wishes.topic:
                return (notice(self._say("topic.which", topics=topics)),)
            self._study.line_up.wishes = replace(wishes, topic="")
            return (notice(self._say("topic.off")),)
        if not self._study.line_up.is_topic(words):
            return (notice(self._say("topic.unknown", topic=words, topics=topics)),)
        waiting = self._study.line_up.waiting_about(words)
        if not waiting:
            return (notice(self._say("topic.not_due", topic=words)),)
        self._study.line_up.wishes = replace(wishes, topic=words)
        return (notice(self._say("topic.on", topic=words, cards=cards_in_words(waiting))),)

    def failing(self) -> tuple[Turn, ...]:
        """What keeps failing now, due or not, each card until it is right; then the rest again."""
        cards = self._study.line_up.failing()
        if not cards:
            return (notice(self._say("failing.none")),)
        name = "failing.on" if self._question() else "failing.now"
        self._study.line_up.ask_now(cards)
        return (notice(self._say(name, cards=cards_in_words(len(cards)))),)

    def missed(self) -> tuple[Turn, ...]:
        """What was missed in this sitting and not right since, each card until it is right."""
        cards = self._study.account.missed()
        if not cards:
            return (notice(self._say("missed.none")),)
        name = "missed.on" if self._question() else "missed.now"
        self._study.line_up.ask_now(cards)
        return (notice(self._say(name, cards=cards_in_words(len(cards)))),)

    def other(self) -> tuple[Turn, ...]:
        """Keep away from the section of the open question for a while."""
        question = self._question()
        section = question.section if question else ""
        self._study.line_up.wishes = replace(
            self._study.line_up.wishes, away_from=section, away_for=AWAY
        )
        return (notice(self._say("other")),)
