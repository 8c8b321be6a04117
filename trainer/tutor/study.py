"""One study session: which card comes next, and what is written down.

It joins the deck's cards, the learner's memory and the log. The conversation asks it for the next
question and tells its `ledger` what was answered; it knows no wording of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import TYPE_CHECKING

from trainer.grading.rival import Rival
from trainer.grading.verdict import Verdict
from trainer.progress.store import Store, Undone
from trainer.questions.catalogue import draw
from trainer.questions.question import Question
from trainer.tutor.account import Account
from trainer.tutor.agenda import WHOLE, Habits, Mode, Scope
from trainer.tutor.counts import quoted
from trainer.tutor.ledger import Ledger
from trainer.tutor.leech import Leech, leech_of
from trainer.tutor.line_up import Key, LineUp
from trainer.tutor.loaded import Loaded
from trainer.tutor.phrases import Phrases
from trainer.tutor.turn import SourceLine

REWORDINGS = 8
_WORDS = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(("a", "an", "the", "it", "its", "is"))
_STEM = 6  # letters by which words are the same in another form


def _stands(line: str) -> bool:
    """Whether a line of a monograph says something: it is neither empty nor a heading."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


if TYPE_CHECKING:
    from trainer.lexicon.lexicon import Lexicon
    from trainer.tutor.ladder import Rung
    from trainer.tutor.meaning import Meaning
    from trainer.tutor.taught import Taught


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question of a card, as the log was when `Store.writes` said that."""

    of: Key
    question: Question
    leech: Leech | None
    writes: object


class Study:
    """The cards of one sitting, over one deck or several.

    `stopwatch` gives milliseconds that only run forward; `limit` ends the session after so many
    answers; `salt` goes into every draw, so that a test or a class gets the same questions.
    `habits` and `scope` say which cards come. `ledger` writes, `line_up` orders, `account` tells.
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
        self._salt = salt
        self._leech: Leech | None = None
        self._lexicons: dict[str, Lexicon] = {}
        self._prepared = False
        self._marked: tuple[object, Verdict] | None = None
        self._drawn: Drawn | None = None
        counts = scope.mode is not Mode.CRAM
        self.ledger = Ledger(store, self._decks, stopwatch, counts=counts)
        self.line_up = LineUp(store, self._decks, habits, scope, self.ledger, limit)
        self.account = Account(store, self._decks, habits, scope, self.ledger, self.line_up)

    def next(self) -> Question | None:
        """Draw the next question, or None when the session is over."""
        choice = self.line_up.choose()
        if choice is None:
            return None
        drawn = self._drawn
        if drawn is None or drawn.of != choice or not self._holds(drawn):
            drawn = self._draw(choice)
        self._leech = drawn.leech
        self.ask_again(drawn.question)
        return drawn.question

    def foresee(self, question: Question, typed: str) -> None:
        """Mark an answer that is still being typed, and draw what is probably asked after it."""
        if not self._prepared:
            return  # being read beside this: nobody who types is to wait for that
        self.grade(question, typed)
        expected = self.line_up.expected()
        if expected is None or (self._drawn and self._drawn.of == expected):
            return
        self._drawn = self._draw(expected)

    def _holds(self, drawn: Drawn) -> bool:
        """Whether nothing was written about that card since it was drawn."""
        if drawn.writes == self._store.writes:
            return True
        entry = self.ledger.wrote_last(drawn.writes)
        return entry is not None and (entry.deck, entry.card) != drawn.of

    def next_turn(self, asked: Question) -> Question | None:
        """The next turn of the case that `asked` belongs to, or None after its last."""
        loaded = self._decks[asked.deck]
        card = loaded.cards.get(asked.card)
        if not asked.is_case or card is None:
            return None
        from trainer.questions.cases.case import next_turn, seed_of  # most cards are no cases

        following = next_turn(loaded.deck, card, asked, seed_of(asked))
        if following is not None:
            following = replace(following, fingerprint=asked.fingerprint)
            self.ask_again(following)
        return following

    def debrief(self, asked: Question) -> str:
        """What the instructor says after a case."""
        from trainer.questions.cases.case import debrief_of

        return debrief_of(self._decks[asked.deck].deck, asked.card)

    def _draw(self, of: Key) -> Drawn:
        """Draw the card's next variant; one that keeps slipping is worded otherwise than last."""
        deck, name = of
        loaded = self._decks[deck]
        card = loaded.cards[name]
        writes = self._store.writes
        variant = self._store.askings(deck, name) + 1
        leech = leech_of(self._store, deck, name)
        for number in range(variant, variant + REWORDINGS):
            question = draw(loaded.deck, card, f"{self._salt}{number}" if card.fresh else number)
            if leech is None or question.text != leech.last_text:
                break
        return Drawn(of, question, leech, writes)

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
        self.ledger.start_clock()
        self.line_up.last = (question.deck, question.card)

    def prepare(self, question: Question | None) -> None:
        """Load what marks answers; the log is not touched, so that it can be done beside.

        An answer to `question` is marked, for the grader makes its tables at their first use.
        """
        import trainer.tutor.taught  # noqa: F401 - what `grade` needs too
        from trainer.tutor.asked import marked

        for loaded in self._decks.values():
            lexicon = loaded.lexicon()
            if question is not None and question.deck == loaded.deck.id:
                marked(loaded, question, question.key.model, lexicon)
        self._prepared = True

    def grade(self, question: Question, typed: str) -> Verdict:
        """Mark an answer with the deck's words, its other facts and the question's own slips."""
        from trainer.tutor.asked import marked  # the grader is not needed to ask

        lexicon = self._lexicon(question.deck)
        asked = (question, typed, lexicon)
        if self._marked is None or self._marked[0] != asked:
            verdict = marked(self._decks[question.deck], question, typed, lexicon)
            self._marked = (asked, verdict)
        return self._marked[1]

    def _lexicon(self, deck: str) -> Lexicon:
        """The deck's lexicon with what the learner taught."""
        if deck not in self._lexicons:
            from trainer.tutor.taught import from_note, with_taught  # the lexicon with it

            taught = [from_note(text) for _, _, _, text in self._store.notes(deck)]
            found = [one for one in taught if one is not None]
            self._lexicons[deck] = with_taught(self._decks[deck].lexicon(), found)
        return self._lexicons[deck]

    def rivals(self, question: Question) -> Iterable[Rival]:
        """What else the deck states."""
        return self._decks[question.deck].rivals().beside(question.card)

    def hints(self, question: Question) -> tuple[Rung, ...]:
        """The ladder of hints to a question, with what the lexicon knows of its answer."""
        from trainer.tutor.kinds import kind_in_words, kinds_within  # not needed to ask
        from trainer.tutor.ladder import ladder

        lexicon = self._lexicon(question.deck)
        whole = kind_in_words(question.key, lexicon, question.text)
        within = kinds_within(question.key, lexicon, question.text)
        return ladder(question, self.rivals(question), whole, within)

    def meaning(self, question: Question | None, word: str) -> Meaning | None:
        """What is known of a word in the question's deck, the first one if none is open."""
        from trainer.tutor.meaning import meaning_of  # nobody asks that before the first question

        deck = question.deck if question else next(iter(self._decks))
        return meaning_of(word, self._lexicon(deck), self._decks[deck].deck.text)

    def gives_away(self, question: Question, told: str) -> bool:
        """Whether saying that would answer a part of the question."""
        return bool(self.grade(question, told).score)

    def mixed_up(self, question: Question, typed: str) -> tuple[str, str] | None:
        """A name in the answer that is easily taken for one in the key, and that one."""
        lexicon = self._lexicon(question.deck)
        wanted = {
            name.casefold(): mention.concept.name
            for point in question.key.points
            for mention in lexicon.find(point.text)
            for name in (mention.concept.id, mention.concept.name)
        }
        for mention in lexicon.find(typed):
            for name in mention.concept.confusable:
                if name.casefold() in wanted:
                    return mention.concept.name, wanted[name.casefold()]
        return None

    def elsewhere(self, question: Question, typed: str) -> int | None:
        """The line of the monograph that holds all words of the answer, if it is another one."""
        words = {word[:_STEM] for word in _WORDS.findall(typed.casefold()) if len(word) > 3}
        if len(words) < 2:
            return None
        for number, line in enumerate(self._decks[question.deck].deck.text, 1):
            said = {word[:_STEM] for word in _WORDS.findall(line.casefold())}
            if words <= said:
                return None if number in question.lines else number
        return None

    def true_elsewhere(self, question: Question, typed: str) -> int | None:
        """The line that says the answer in a fact of the same kind as the one that was asked.

        A gap tells which sentence is asked; a question may be answered by another sentence.
        """
        loaded = self._decks[question.deck]
        card = loaded.cards.get(question.card)
        line = self.elsewhere(question, typed)
        if card is None or line is None or "____" in question.text:
            return None
        said = set(_WORDS.findall(loaded.deck.text[line - 1].casefold()))
        words = dropwhile(_EMPTY.__contains__, _WORDS.findall(typed.casefold()))
        if not set(words) <= said:
            return None  # "not a GABA-B agonist" and "GABA-A agonist" are not what the line says
        kinds = {fact.kind for fact in loaded.deck.facts if fact.id in card.facts}
        alike = (fact for fact in loaded.deck.facts if fact.kind in kinds)
        return line if any(line in fact.lines for fact in alike) else None

    def quoted(self, question: Question, lines: Sequence[int]) -> tuple[SourceLine, ...]:
        """Lines of the question's monograph."""
        text = self._decks[question.deck].deck.text
        return tuple(
            SourceLine(number, quoted(text[number - 1]))
            for number in lines
            if 0 < number <= len(text)
        )

    def lines(self, question: Question | None, lines: Sequence[int]) -> tuple[SourceLine, ...]:
        """Lines of the question's monograph, or of the first deck's where none is open."""
        if question is not None:
            return self.quoted(question, lines)
        text = next(iter(self._decks.values())).deck.text
        return tuple(SourceLine(number, quoted(text[number - 1])) for number in lines)

    def around(self, question: Question, hidden: Sequence[int]) -> tuple[SourceLine, ...]:
        """The lines of a question between their neighbours in the same section."""
        text = self._decks[question.deck].deck.text
        numbers = set(question.lines)
        for line in question.lines:
            for step in (-1, 1):
                beside = line + step
                if 0 < beside <= len(text) and _stands(text[beside - 1]):
                    numbers.add(beside)
        return self.quoted(question, sorted(numbers - (set(hidden) - set(question.lines))))

    def source(self, question: Question) -> tuple[SourceLine, ...]:
        """The monograph's lines that a question rests on: a heading only with what stands below."""
        return self.quoted(question, question.lines)

    def teach(self, question: Question, event: int, taught: Taught) -> None:
        """Keep a synonym: from now on the grader knows it, until the answer is taken back."""
        self._store.record_note(event, taught.note())
        self._lexicons.pop(question.deck, None)

    def teachable(self, question: Question, answer: str, verdict: Verdict) -> Taught | str:
        """What the answer would teach, or the name of the reason why not."""
        from trainer.tutor.taught import teachable

        return teachable(answer, verdict, self._lexicon(question.deck))

    def missed_before(self, question: Question) -> bool:
        """Whether this very card was missed earlier in this session."""
        return self.ledger.tally.missed_before(question.deck, question.card)

    def undo(self) -> Undone | None:
        """Take back the newest answer, also of an earlier day, or the newest reset."""
        undone = self._store.undo()
        if undone is None or undone.begun_anew:
            return undone
        self._lexicons.clear()
        if undone.deck in self._decks:
            self.ledger.right[undone.deck].discard(undone.card)
            self.ledger.count(undone.deck, undone.card, -1)
            self.ledger.tally.take_back(undone.event)
        return undone

    def question_of(self, undone: Undone) -> Question | None:
        """The question of an answer that was taken back, as it was; None if this sitting is not
        about its deck.
        """
        return Question.from_json(undone.shown) if undone.deck in self._decks else None

    def redo(self) -> bool:
        """Put back what was taken back last."""
        redone = self._store.redo()
        if redone is None:
            return False
        if not redone.begun_anew:
            self._lexicons.clear()
            right = self.ledger.tally.put_back(redone.event)
            if redone.deck in self._decks:
                self.ledger.count(redone.deck, redone.card, 1)
                if right:
                    self.ledger.right[redone.deck].add(redone.card)
        return True
