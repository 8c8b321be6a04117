"""An exam in turns: what is said to each thing that the learner does, without feedback."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from trainer.calculator.expression import ExpressionError
from trainer.calculator.reader import doubt_in, read_as
from trainer.errors import UsageError
from trainer.grading.grader import is_no_attempt
from trainer.text import sentence, visible
from trainer.tutor.exam.chatter import is_judged, meant, reply
from trainer.tutor.exam.fitting import Grade, how_to_answer, misfit, options_named
from trainer.tutor.exam.orders import Order, read_order
from trainer.tutor.exam.report import Report
from trainer.tutor.exam.report_lines import report_lines
from trainer.tutor.exam.sitting import Sitting, State
from trainer.tutor.exam.spoken import in_runs, minutes_in_words
from trainer.tutor.exam.working import work_out
from trainer.tutor.phrases import Phrases
from trainer.tutor.turn import Role, Turn, TurnKind, learner_turn, notice, tutor_turn

_IN_A_PAUSE = (Order.SHOW, Order.GO_ON, Order.PAUSE, Order.LEAVE, Order.TIME, Order.HELP)
"""What can be done in a pause: nothing that shows a question or takes an answer."""


class ExamTalk:
    """A sitting held as a conversation. `finish` hands it in and gives the report.

    `grade` is asked only which option was meant, never what an answer is worth. `refused` says that
    what was heard last was no answer to a lettered question, a number that may mean two things, or
    no sum, and was not kept.
    """

    def __init__(
        self,
        sitting: Sitting,
        phrases: Phrases,
        finish: Callable[[], Report],
        name: str,
        grade: Grade,
    ) -> None:
        self._sitting = sitting
        self._phrases = phrases
        self._finish = finish
        self._name = name
        self._grade = grade
        self._sure = False  # whether handing in with open questions was asked once already
        self._doubted = ""  # words that were taken for talk; typed again, they are an answer
        self._before = ""  # the words doubted just before: typed again, they stand
        self._last: Fraction | None = None  # what the sum before came to
        self._finished = False
        self.report: Report | None = None
        self.refused = False

    @property
    def finished(self) -> bool:
        """Whether the exam was left or handed in."""
        return self._finished

    @property
    def sitting(self) -> Sitting:
        return self._sitting

    def open(self) -> tuple[Turn, ...]:
        """Say what the exam is like, and show the question that is open."""
        sitting = self._sitting
        rules = sitting.paper.rules
        say = self._phrases.say
        lines = [
            say("exam.greeting", title=sitting.paper.title, count=len(sitting.places)),
            say("exam.timed", minutes=minutes_in_words(sitting.left_ms))
            if sitting.left_ms is not None
            else say("exam.untimed"),
            say("exam.how"),
        ]
        if rules.extra_percent and rules.minutes:
            lines.insert(2, say("exam.extra", percent=rules.extra_percent))
        if any(place.answer for place in sitting.places):
            lines.insert(0, say("exam.resumed", answered=self._count(State.ANSWERED)))
        return (tutor_turn(TurnKind.GREETING, *lines), self.question())

    def prepare(self) -> None:
        """Load what reads an option's words, so that no answer waits for it; nothing is kept."""
        items = self._sitting.paper.items
        lettered = next((item for item in items if item.options), items[0])
        misfit(lettered, "in words", self._grade)

    def hear(self, typed: str) -> tuple[Turn, ...]:
        """Take what was typed: an answer or an order in words."""
        self.refused = False
        said = (learner_turn(typed),) if typed.strip() else ()
        if self._sitting.out_of_time:
            over = "exam.over_late" if said else "exam.over"
            return (*said, notice(self._phrases.say(over)), *self._end())
        order, words = self._meant(typed)
        if order is None:
            return (*said, notice(self._phrases.say(words)))
        try:
            return (*said, *self.obey(order, words))
        except UsageError as error:
            hint = (sentence(error.hint),) if error.hint else ()
            return (*said, notice(sentence(error.what), *hint))

    def _meant(self, typed: str) -> tuple[Order | None, str]:
        """The order in what was typed, with its words; None and a phrase where nothing is done.

        After "hand in once more" a yes hands in, unless it may answer the open question. What is
        plainly said to the tutor is no answer, unless it is typed twice.
        """
        order, words = read_order(typed, self._accepted())
        item, doubted, self._doubted = (
            self._sitting.paper.items[self._sitting.at],
            self._doubted,
            "",
        )
        self._before = doubted
        answered = reply(typed) if self._sure else None
        if answered is not None and is_judged(item):
            return None, "exam.sure_of_what"
        if answered is not None:
            self._sure = answered
            return (Order.HAND_IN, "") if answered else (None, "exam.not_handed_in")
        if order is not Order.ANSWER or item.options or self._sitting.paused:
            return order, words
        if words.casefold() in self._accepted() or words == doubted:
            return order, words
        match meant(words, item):
            case Order.ANSWER:
                return order, words
            case Order.OPEN:
                return Order.ANSWER, "I don't know"
            case None:
                self._doubted, self.refused = words, True
                return None, "exam.chatter"
            case other:
                return other, ""

    def is_help(self, typed: str) -> bool:
        """Whether help is asked for, which a front end may give in its own way."""
        return read_order(typed, self._accepted())[0] is Order.HELP

    def obey(self, order: Order, words: str = "") -> tuple[Turn, ...]:
        """Carry out an order. UsageError if it cannot be done now."""
        sitting, say = self._sitting, self._phrases.say
        if order is not Order.HAND_IN:
            self._sure = False
        if sitting.paused and order not in _IN_A_PAUSE:
            return (notice(say("exam.is_paused")),)
        match order:
            case Order.ANSWER:
                return self._answer(words)
            case Order.SHOW | Order.GO_ON:
                return self._go_on()
            case Order.NEXT:
                return (self.question(),) if sitting.next() else (notice(say("exam.last")),)
            case Order.BACK:
                return (self.question(),) if sitting.back() else (notice(say("exam.first")),)
            case Order.OPEN:
                return (self.question(),) if sitting.next_open() else (notice(say("exam.all")),)
            case Order.GO:
                sitting.go(int(words))
                return (self.question(),)
            case Order.FLAG:
                return (notice(say("exam.flagged" if sitting.flag() else "exam.unflagged")),)
            case Order.STRIKE:
                struck = sitting.strike(ord(words.casefold()) - ord("a"))
                return (notice(say("exam.struck" if struck else "exam.unstruck", letter=words)),)
            case Order.NOTE:
                sitting.note(words)
                return (notice(say("exam.noted")),)
            case Order.CLEAR:
                sitting.clear()
                return (notice(say("exam.cleared")),)
            case Order.LIST:
                return (tutor_turn(TurnKind.NOTICE, *self._overview()),)
            case Order.TIME:
                return (notice(self._time()),)
            case Order.WORK_OUT:
                return (notice(self._worked_out(words)),)
            case Order.PAUSE:
                if sitting.paused:
                    return self._go_on()
                sitting.pause()
                return (notice(say("exam.paused")),)
            case Order.HAND_IN:
                return self._hand_in()
            case Order.HELP:
                return (tutor_turn(TurnKind.NOTICE, *say("exam.help").split(" / ")),)
            case Order.LEAVE:
                return self.leave()

    def end_of_input(self) -> tuple[Turn, ...]:
        """Nothing more will be typed: the exam stays as it is, to be gone on with."""
        return self.leave()

    def leave(self) -> tuple[Turn, ...]:
        """Leave without handing in; the time until now is used."""
        self._sitting.leave()
        self._finished = True
        name = "exam.left" if self._sitting.paper.rules.pause else "exam.left_running"
        return (
            tutor_turn(
                TurnKind.SUMMARY,
                self._phrases.say(name, deck=self._sitting.paper.deck),
            ),
        )

    def question(self) -> Turn:
        """The question that is open, with what was done with it."""
        sitting = self._sitting
        place, item = sitting.places[sitting.at], sitting.paper.items[sitting.at]
        say = self._phrases.say
        lines = [
            say("exam.question", number=sitting.at + 1, count=len(sitting.places), text=item.text)
        ]
        if how := how_to_answer(item):
            lines.append(how)
        if place.flagged:
            lines.append(say("exam.is_flagged"))
        if place.answer:
            lines.append(say("exam.answered", answer=visible(place.answer)))
        if place.note:
            lines.append(say("exam.note", note=visible(place.note)))
        options = tuple(
            f"{text} ({say('exam.struck_out')})" if number in place.struck else text
            for number, text in enumerate(item.options)
        )
        return Turn(Role.TUTOR, TurnKind.QUESTION, tuple(lines), options=options, question=item)

    def _answer(self, words: str) -> tuple[Turn, ...]:
        """Keep an answer and go on: to the next open question, or, after a correction, to the next
        one. What is no answer is not kept, and the old answer stays.
        """
        sitting, say = self._sitting, self._phrases.say
        number, place = sitting.at + 1, sitting.places[sitting.at]
        stays = (say("exam.stays", answer=visible(place.answer)),) if place.answer else ()
        if is_no_attempt(words) and words.casefold() not in self._accepted():
            if stays:
                return (notice(*stays),)
            sitting.next_open()
            return (notice(say("exam.left_open", number=number)), self.question())
        if why := misfit(sitting.paper.items[sitting.at], words, self._grade):
            self.refused = True
            return (notice(why, *stays),)
        if doubt := self._two_readings(words):
            self.refused = True
            return (notice(doubt, *stays),)
        if struck := self._struck(words):
            self._doubted, self.refused = words, True
            return (notice(say("exam.is_struck", options=struck), *stays),)
        sitting.answer(words)
        said = [say("exam.saved", number=number)]
        if taken := read_as(words):
            said.append(say("exam.read_as", amount=taken))
        if self._count(State.ANSWERED) < len(sitting.places):
            went = sitting.next() if stays else sitting.next_open()
        else:
            said.append(say("exam.all"))
            went = bool(stays) and sitting.next()
        return (notice(*said), self.question()) if went else (notice(*said),)

    def _struck(self, words: str) -> str:
        """The letters of an answer that the learner has struck out, unless it is typed again."""
        place = self._sitting.places[self._sitting.at]
        item = self._sitting.paper.items[self._sitting.at]
        if not place.struck or words == self._before:
            return ""
        named = options_named(item, words) or (words,)
        meant = {text.casefold() for text in named}
        letters = [
            chr(ord("a") + number)
            for number, text in enumerate(item.options)
            if number in place.struck and text.casefold() in meant
        ]
        return ", ".join(letters)

    def _two_readings(self, words: str) -> str:
        """Why a number of an answer may mean two things, in a sentence with both; or nothing.

        The learner's other answers tell whether their decimals have commas.
        """
        sitting = self._sitting
        if sitting.paper.items[sitting.at].options:
            return ""
        others = "\n".join(
            place.answer for at, place in enumerate(sitting.places) if at != sitting.at
        )
        doubt = doubt_in(words, others)
        return self._phrases.say("exam.two_readings", doubt=visible(doubt)) if doubt else ""

    def _worked_out(self, text: str) -> str:
        """A sum and its value: "450/2000 = 0.225"; what is wrong with it otherwise."""
        try:
            said, self._last = work_out(text, self._last)
        except ExpressionError as error:
            self.refused = True
            return str(error)
        return said

    def _go_on(self) -> tuple[Turn, ...]:
        if self._sitting.paused:
            self._sitting.go_on()
        return (self.question(),)

    def _hand_in(self) -> tuple[Turn, ...]:
        places = list(enumerate(self._sitting.places, 1))
        open_ones = [number for number, place in places if not place.answer]
        flagged = [number for number, place in places if place.flagged]
        typed = [number for number, place in places if place.draft]
        if (open_ones or flagged or typed) and not self._sure:
            self._sure = True
            said = [
                f"{self._phrases.say(name)} {in_runs(numbers)}."
                for name, numbers in (
                    ("exam.open_ones", open_ones),
                    ("exam.flagged_ones", flagged),
                    ("exam.typed_ones", typed),
                )
                if numbers
            ]
            return (notice(*said, self._phrases.say("exam.sure")),)
        return self._end()

    def _end(self) -> tuple[Turn, ...]:
        self.report = self._finish()
        self._finished = True
        each = self._phrases.say("exam.each", exam=self.report.name)
        return (tutor_turn(TurnKind.SUMMARY, *report_lines(self.report), each),)

    def _overview(self) -> list[str]:
        """Which questions stand how, in a line each, and the time."""
        places = list(enumerate(self._sitting.places, 1))
        found = [
            (state.value, [number for number, place in places if place.state is state])
            for state in (State.ANSWERED, State.SEEN, State.UNSEEN)
        ]
        found.append(("flagged", [number for number, place in places if place.flagged]))
        lines = [f"{name.capitalize()}: {in_runs(numbers)}." for name, numbers in found if numbers]
        return [*lines, self._time()]

    def _time(self) -> str:
        left = self._sitting.left_ms
        say = self._phrases.say
        if left is None:
            return say("exam.used", minutes=minutes_in_words(self._sitting.used_ms))
        return say("exam.left_time", minutes=minutes_in_words(left))

    def _count(self, state: State) -> int:
        return sum(place.state is state for place in self._sitting.places)

    def _accepted(self) -> frozenset[str]:
        texts: list[str] = []
        item = self._sitting.paper.items[self._sitting.at]
        for point in item.key.points:
            texts += [point.text, *point.accepted]
        return frozenset(text.casefold() for text in texts)
