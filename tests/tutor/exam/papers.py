"""A small paper of our own writing, and what sits it in tests."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from trainer.calculator.reader import read_quantity
from trainer.chance import Chance
from trainer.deck.key import (
    ChoiceKey,
    MatchKey,
    Option,
    OrderKey,
    Point,
    QuantityKey,
    TermKey,
)
from trainer.grading.grader import Asked, grade
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import general_lexicon
from trainer.questions.question import Question
from trainer.tutor.exam.marking import mark_all
from trainer.tutor.exam.paper import Paper, Rules
from trainer.tutor.exam.report import Report, report_of
from trainer.tutor.exam.sitting import Sitting
from trainer.tutor.exam.talk import ExamTalk
from trainer.tutor.phrases import Phrases


def question(card: str, text: str, key: Any, **more: Any) -> Question:
    return Question(card, "fictamine", "exam-1", more.pop("kind", "term"), text, key, **more)


TERM = question(
    "effect/say",
    "Which heart rhythm does fictamine [b]treat[/b]?",
    TermKey("atrial fibrillation", Point("atrial fibrillation")),
    section="indications",
    lines=(4,),
)
SELECT = question(
    "signs/list",
    "Which of these are withdrawal symptoms? Select all that apply.",
    ChoiceKey(
        "seizures; hallucinations",
        (
            Option("seizures", True),
            Option("headache", False, "an adverse effect"),
            Option("hallucinations", True),
            Option("nausea", False, "an adverse effect"),
        ),
        several=True,
    ),
    kind="list",
    section="warnings_precautions",
    lines=(9,),
)
DOSE = question(
    "dose/day",
    "The order reads 5 mg three times daily. What is the total daily dose? Give the unit.",
    QuantityKey("15 mg per day", read_quantity("15 mg per day")),
    kind="calculation",
    section="dosage_administration",
    steps=("3 x 5 mg = 15 mg per day",),
    lines=(6,),
)
ONE = question(
    "beat/direction",
    "What does fictamine do to the heart?",
    ChoiceKey(
        "it slows it down", (Option("it speeds it up", False), Option("it slows it down", True))
    ),
    kind="direction",
    section="mechanism",
)
ORDER = question(
    "steps/chain",
    "In which order does fictamine work? Give the letters.",
    OrderKey(
        "absorption; distribution; excretion",
        (Point("absorption"), Point("distribution"), Point("excretion")),
        ("distribution", "absorption", "excretion"),
    ),
    kind="order",
    section="mechanism",
)
MATRIX = question(
    "effects/how-common",
    "How common are these? Sort each into its place. 1) nausea; 2) gout",
    MatchKey(
        "nausea: common; gout: rare",
        (("nausea", Point("common")), ("gout", Point("rare"))),
        ("common", "rare"),
    ),
    kind="sorting",
    section="effects",
)
SECTIONS = {
    "indications": "Indications",
    "warnings_precautions": "Warnings",
    "dosage_administration": "Dosage",
}


def paper(rules: Rules | None = None) -> Paper:
    return Paper("fictamine", "Fictamine", "r1", rules or Rules(3), (TERM, SELECT, DOSE), SECTIONS)


def graded(asked: Question, typed: str) -> Verdict:
    return grade(typed, Asked(asked.text, asked.key, card=asked.card), general_lexicon())


class Watch:
    """A stopwatch that stands still until it is told."""

    def __init__(self) -> None:
        self.ms = 0

    def __call__(self) -> int:
        return self.ms


class Kept:
    """Steps as a file would keep them."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    def __call__(self, step: Mapping[str, Any]) -> None:
        self.steps.append(dict(step))


def sitting(rules: Rules | None = None, watch: Watch | None = None) -> tuple[Sitting, Kept]:
    kept = Kept()
    return Sitting(paper(rules), watch or Watch(), kept), kept


def report(sat: Sitting) -> Report:
    if not sat.handed_in:
        sat.hand_in()
    marks = [mark for mark, _ in mark_all(sat.paper, sat.places, graded)]
    return report_of("1", sat.paper, sat.places, marks, sat.used_ms)


def exam_talk(minutes: float = 0, watch: Watch | None = None) -> ExamTalk:
    sat, _ = sitting(Rules(3, minutes), watch)
    return ExamTalk(sat, Phrases(Chance("exam")), lambda: report(sat), "1", graded)


HALF = Fraction(1, 2)


def talk_over(items: tuple[Question, ...], title: str) -> ExamTalk:
    """An exam over questions of the test's own, called `title`."""
    sections = {item.section: item.section for item in items}
    own = Paper("fictamine", title, "r1", Rules(len(items)), items, sections)
    sat = Sitting(own, Watch(), Kept())
    return ExamTalk(sat, Phrases(Chance("exam")), lambda: report(sat), "1", graded)
