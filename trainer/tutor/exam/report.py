"""The report of an exam: what was reached, where, how long it took, and every question again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainer.figures.retention import wilson
from trainer.questions.question import Question
from trainer.tutor.exam.marking import BLANK, Mark
from trainer.tutor.exam.paper import Paper
from trainer.tutor.exam.sitting import Place
from trainer.tutor.question_kinds import kind_said

NEXT = 3  # sections that are named as what to study next


@dataclass(frozen=True, slots=True)
class Part:
    """What one section or one kind of question brought: points out of questions."""

    id: str
    name: str
    questions: int
    points: Fraction

    @property
    def share(self) -> Fraction:
        return self.points / self.questions

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "questions": self.questions,
            "points": float(self.points),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the report; `number` counts from 1."""

    number: int
    question: Question
    place: Place
    mark: Mark

    @property
    def can_be_marked(self) -> bool:
        """Whether a person may give its points: it was answered, and not wholly right."""
        mark = self.mark
        return mark.outcome != BLANK and (mark.score < 1 or mark.provisional or mark.by_hand)

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "card": self.question.card,
            "section": self.question.section,
            "kind": self.question.kind,
            "question": self.question.text,
            "options": list(self.question.options),
            "given": dict(self.question.given),
            "answer": self.place.answer or None,
            "key": self.question.key.model,
            "steps": list(self.question.steps),
            "lines": list(self.question.lines),
            "because": self.question.because,
            "verdict": self.mark.outcome,
            "score": float(self.mark.score),
            "message": self.mark.message,
            "missed": list(self.mark.missed),
            "unsafe": self.mark.unsafe,
            "slip": self.mark.slip,
            "provisional": self.mark.provisional,
            "by_hand": self.mark.by_hand,
            "seconds": round(self.place.spent_ms / 1000, 1),
            "changed": self.place.changes,
            "first_answer": self.place.first_answer or None,
            "flagged": self.place.flagged,
            "struck_out": sorted(self.place.struck),
            "not_entered": self.place.draft or None,
            "note": self.place.note,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """An exam that was handed in. `low` and `high` bound the share with 95 % confidence (Wilson),
    as far as these questions stand for all of the deck's.
    """

    name: str
    paper: Paper
    rows: tuple[Row, ...]
    used_ms: int

    @property
    def points(self) -> Fraction:
        return sum((row.mark.score for row in self.rows), Fraction(0))

    @property
    def share(self) -> Fraction:
        return self.points / len(self.rows) if self.rows else Fraction(0)

    @property
    def interval(self) -> tuple[float, float]:
        if not self.rows:
            return 0.0, 1.0
        return _wilson(self.points, len(self.rows))

    @property
    def provisional(self) -> tuple[Row, ...]:
        """The questions whose points wait for a person."""
        return tuple(row for row in self.rows if row.mark.provisional)

    @property
    def unsafe(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.mark.unsafe)

    @property
    def blank(self) -> int:
        return sum(row.mark.outcome == BLANK for row in self.rows)

    @property
    def missed(self) -> tuple[Row, ...]:
        """The questions that did not bring their whole point, also those left open."""
        return tuple(row for row in self.rows if row.mark.score < 1)

    @property
    def missed_cards(self) -> tuple[str, ...]:
        """Their cards, each once, in the order of the paper."""
        return tuple(dict.fromkeys(row.question.card for row in self.missed))

    @property
    def sections(self) -> tuple[Part, ...]:
        """In the monograph's order; what is the instructor's own comes last."""
        titles = self.paper.sections
        found = self._parts(lambda q: (q.section, titles.get(q.section, "Of the instructor's own")))
        place = {section: number for number, section in enumerate(titles)}
        return tuple(sorted(found, key=lambda part: place.get(part.id, len(place))))

    @property
    def kinds(self) -> tuple[Part, ...]:
        """In a learner's words, the most frequent first."""
        found = self._parts(lambda q: (q.kind, kind_said(q.kind)))
        return tuple(sorted(found, key=lambda part: (-part.questions, part.name)))

    @property
    def next_sections(self) -> tuple[Part, ...]:
        """What to study next: the sections that lost most points."""
        lost = [part for part in self.sections if part.points < part.questions and part.id]
        lost.sort(key=lambda part: (part.points - part.questions, part.name))
        return tuple(lost[:NEXT])

    def _parts(self, of: Any) -> tuple[Part, ...]:
        found: dict[tuple[str, str], list[Fraction]] = {}
        for row in self.rows:
            found.setdefault(of(row.question), []).append(row.mark.score)
        return tuple(
            Part(part_id, name, len(scores), sum(scores, Fraction(0)))
            for (part_id, name), scores in found.items()
        )

    def to_json(self) -> dict[str, Any]:
        low, high = self.interval
        return {
            "exam": self.name,
            "deck": self.paper.deck,
            "revision": self.paper.revision,
            "rules": self.paper.rules.to_json(),
            "questions": len(self.rows),
            "points": float(self.points),
            "share": round(float(self.share), 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "not_answered": self.blank,
            "unsafe": len(self.unsafe),
            "provisional": [row.number for row in self.provisional],
            "minutes": round(self.used_ms / 60_000, 1),
            "by_section": [part.to_json() for part in self.sections],
            "by_kind": [part.to_json() for part in self.kinds],
            "study_next": [part.id for part in self.next_sections],
            "rows": [row.to_json() for row in self.rows],
        }


def report_of(
    name: str, paper: Paper, places: Sequence[Place], marks: Sequence[Mark], used_ms: int
) -> Report:
    """Put the report together; `used_ms` is the time without pauses."""
    rows = tuple(
        Row(number, question, place, one)
        for number, (question, place, one) in enumerate(
            zip(paper.items, places, marks, strict=True), 1
        )
    )
    return Report(name, paper, rows, used_ms)


def _wilson(points: Fraction, count: int) -> tuple[float, float]:
    """Wilson's interval with fractional points taken as parts of successes."""
    whole = int(points)
    low, high = wilson(whole, count)
    if points == whole:
        return low, high
    next_low, next_high = wilson(whole + 1, count)
    part = float(points - whole)
    return low + part * (next_low - low), high + part * (next_high - high)
