"""Where exams are kept and sat: papers set, sittings resumed, answers marked and remembered."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from trainer.errors import DataError, StorageError, UsageError
from trainer.grading.verdict import Verdict
from trainer.grading.version import GRADER_VERSION
from trainer.progress import exam_file
from trainer.progress.exam_file import ExamFile
from trainer.progress.notice import Notice
from trainer.progress.store import Store
from trainer.questions.question import Question
from trainer.tutor.exam.marking import BLANK, Mark, by_hand, mark_all
from trainer.tutor.exam.outlook import Begun, Outlook, Sat, outlook_of
from trainer.tutor.exam.paper import Paper, Rules, set_paper
from trainer.tutor.exam.report import Report, report_of
from trainer.tutor.exam.sitting import Sitting, replayed
from trainer.tutor.loaded import Loaded

IDLE_CAP_MS = 120_000  # of one question, for the log

_NOT_OF_THE_SITTING = ("paper", "marked", "by_hand")


class Hall:
    """The exams of one learner. `wall_ms` are the milliseconds of the clock on the wall."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        stopwatch: Callable[[], int],
        wall_ms: Callable[[], int],
        grade: Callable[[Question, str], Verdict],
    ) -> None:
        self._folder = folder
        self._store = store
        self._stopwatch = stopwatch
        self._wall_ms = wall_ms
        self.grade = grade
        self._file: ExamFile | None = None

    @property
    def name(self) -> str:
        """The number of the exam that is open."""
        assert self._file is not None
        return self._file.name

    def begun(self, deck: str) -> tuple[Begun, ...]:
        """The exams on a deck that were begun and not handed in, the newest first."""
        names = [name for name, of in exam_file.begun(self._folder) if of == deck]
        return tuple(self._begun(name) for name in reversed(names))

    def outlook(self, loaded: Loaded) -> Outlook:
        """What there is to know before an exam on the deck is set."""
        last = None
        if name := self._handed_in_last(loaded.deck.id):
            steps = ExamFile.open(self._folder, name).steps
            last = Sat(self.report(name), self._ago(steps[0]))
        return outlook_of(loaded, self.begun(loaded.deck.id), last)

    def begin(self, loaded: Loaded, rules: Rules, *, named: bool = False) -> Sitting:
        """Set a paper and open it. StorageError while another window writes.

        What the last exam on the deck asked comes only where nothing else is left, unless the
        paper is `named`: the same seed is the same paper for a whole class.
        """
        self._refuse_to_read_only()
        paper = set_paper(loaded, rules, () if named else self._asked_last(loaded.deck.id))
        if not paper.items:
            raise DataError(f"deck {paper.deck} gives no question for an exam")
        self._file = ExamFile.create(
            self._folder, {"do": "paper", "at_ms": self._wall_ms(), "paper": paper.to_json()}
        )
        return Sitting(paper, self._stopwatch, self._keep)

    def _asked_last(self, deck: str) -> frozenset[str]:
        """The cards of the newest exam on a deck that was handed in."""
        name = self._handed_in_last(deck)
        if not name:
            return frozenset()
        paper = Paper.from_json(ExamFile.open(self._folder, name).steps[0]["paper"])
        return frozenset(item.card for item in paper.items)

    def resume(self, name: str) -> Sitting:
        """Open an exam again where it was left. UsageError if it was handed in."""
        self._refuse_to_read_only()
        self._file = ExamFile.open(self._folder, name)
        steps = self._file.steps
        if _handed_in(steps):
            raise UsageError(f"exam {name} was handed in", hint=f"See: trainer exam report {name}")
        return self._replayed(steps, self._ago(steps[-1]))

    def discard(self, name: str) -> None:
        """Put an exam that was begun aside; its file stays."""
        ExamFile.open(self._folder, name).discard()

    def _begun(self, name: str) -> Begun:
        steps = ExamFile.open(self._folder, name).steps
        away_ms = self._ago(steps[-1])
        sitting = self._replayed(steps, away_ms)
        answered = sum(bool(place.answer) for place in sitting.places)
        return Begun(name, answered, len(sitting.places), sitting.left_ms, away_ms)

    def _ago(self, step: dict[str, Any]) -> int:
        """How long ago a step was written, in milliseconds; 0 by a clock that went back."""
        return max(0, self._wall_ms() - int(step.get("at_ms", 0)))

    def finish(self, sitting: Sitting) -> Report:
        """Hand the exam in, mark it, and write its answers to the learner's log."""
        if not sitting.handed_in:
            sitting.hand_in()
        return self.report(self.name)

    def report(self, name: str | None = None) -> Report:
        """The report of an exam; of the newest that was handed in without a name.

        An exam that was handed in and not marked, because the program was killed between, is
        marked now; no answer enters the log twice.
        """
        found = name or self._handed_in_last()
        if not found:
            raise UsageError("no exam was handed in yet", hint="Sit one with: trainer exam DECK")
        file = ExamFile.open(self._folder, found)
        if not _handed_in(file.steps):
            raise UsageError(
                f"exam {found} is not handed in", hint="Go on with: trainer exam DECK --resume"
            )
        sitting = self._replayed(file.steps, 0)
        marks = _marks(file.steps)
        if marks is None:
            marks = self._mark(file, sitting)
        return report_of(found, sitting.paper, sitting.places, marks, sitting.used_ms)

    def mark_by_hand(self, name: str, number: int, score: Fraction) -> Report:
        """Give the points of a question (0 to 1), counted from 1, that was not wholly right.

        The report says who gave them; an answer that would harm stays marked as unsafe.
        """
        report = self.report(name)
        if not 1 <= number <= len(report.rows):
            raise UsageError(f"exam {name} has questions 1 to {len(report.rows)}")
        row = report.rows[number - 1]
        if not row.can_be_marked:
            what = "was not answered" if row.mark.outcome == BLANK else "is right"
            raise UsageError(
                f"question {number} {what}",
                hint="Points can be given to answers that were not wholly right",
            )
        if row.mark.event is not None:
            self._store.record_mark(row.mark.event, score)
        ExamFile.open(self._folder, name).append(
            {"do": "by_hand", "item": number - 1, "score": str(score), "at_ms": self._wall_ms()}
        )
        return self.report(name)

    def all(self) -> tuple[tuple[str, Paper, Report | None], ...]:
        """Every exam with its report, the oldest first; None where it is not handed in."""
        found = []
        for name in exam_file.standing(self._folder):
            steps = ExamFile.open(self._folder, name).steps
            paper = Paper.from_json(steps[0]["paper"])
            found.append((name, paper, self.report(name) if _handed_in(steps) else None))
        return tuple(found)

    def _refuse_to_read_only(self) -> None:
        if self._store.read_only:
            if Notice.MAY_NOT_WRITE in self._store.notices:
                raise StorageError(
                    "the folder with your progress may not be written, and an exam keeps answers",
                    where=str(self._folder),
                    hint="Make it yours, or set TRAINER_HOME to another folder",
                )
            raise StorageError(
                "another trainer window is open, and only one can keep answers",
                hint="Close it, then begin the exam",
            )

    def _handed_in_last(self, deck: str | None = None) -> str:
        """The exam (on this deck) that was handed in last, whenever it was begun; "" if none."""
        found = ""
        latest = -1
        for name in exam_file.standing(self._folder):
            steps = ExamFile.open(self._folder, name).steps
            if deck not in (None, steps[0]["paper"]["deck"]):
                continue
            at = max(
                (step.get("at_ms", 0) for step in steps if step["do"] == "hand_in"), default=-1
            )
            if at >= 0 and at >= latest:
                found, latest = name, at
        return found

    def _replayed(self, steps: list[dict[str, Any]], away_ms: int) -> Sitting:
        paper = Paper.from_json(steps[0]["paper"])
        of_sitting = [step for step in steps if step["do"] not in _NOT_OF_THE_SITTING]
        return replayed(paper, of_sitting, self._stopwatch, self._keep, away_ms=away_ms)

    def _keep(self, step: Any) -> None:
        assert self._file is not None
        self._file.append({**step, "at_ms": self._wall_ms()})

    def _mark(self, file: ExamFile, sitting: Sitting) -> list[Mark]:
        """Mark, write to the log what is not there yet, and keep the marks."""
        paper = sitting.paper
        known = self._store.exam_answers(paper.deck)
        marks = []
        marked = mark_all(paper, sitting.places, self.grade)
        for number, (one, verdict) in enumerate(marked, 1):
            event = None
            if verdict is not None:
                question, place = paper.items[number - 1], sitting.places[number - 1]
                variant = f"{question.variant}#{file.name}.{number}"
                event = known.get(variant) or self._store.record_answer(
                    deck=paper.deck,
                    revision=paper.revision,
                    card=question.card,
                    fingerprint=question.fingerprint,
                    variant=variant,
                    drawn=question.given,
                    shown=question.to_json(),
                    answer=place.answer,
                    verdict=verdict.to_json(),
                    outcome=one.outcome,
                    score=one.score,
                    unsafe=one.unsafe,
                    hints=0,
                    taken_ms=min(place.spent_ms, IDLE_CAP_MS),
                    grader_version=GRADER_VERSION,
                    exam=True,
                )
            marks.append(Mark.from_json({**one.to_json(), "event": event}))
        file.append({"do": "marked", "marks": [one.to_json() for one in marks]})
        return marks


def _handed_in(steps: list[dict[str, Any]]) -> bool:
    return any(step["do"] == "hand_in" for step in steps)


def _marks(steps: list[dict[str, Any]]) -> list[Mark] | None:
    """The marks that stand in the file, with those given by hand; None before it was marked."""
    marks: list[Mark] | None = None
    for step in steps:
        if step["do"] == "marked":
            marks = [Mark.from_json(one) for one in step["marks"]]
        elif step["do"] == "by_hand" and marks is not None:
            marks[step["item"]] = by_hand(marks[step["item"]], Fraction(step["score"]))
    return marks
