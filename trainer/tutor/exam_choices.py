"""The exam of each deck as something that can be chosen: a date and minutes a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trainer.errors import UsageError
from trainer.progress.exam_dates import ExamDate
from trainer.schedule.study_day import date_of, day_on
from trainer.tutor.choices import Choice
from trainer.tutor.said_dates import day_said

FURTHEST_DAYS = 730
MINUTES = 15.0  # a day, where none are said
MOST_MINUTES = 600
_MINUTES = re.compile(r"(\d+(?:[.,]\d+)?)?(?:\s*min(?:utes)?)?(?: (?:a|per) day)?")
_NONE = ("none", "no", "-", "clear")
_ALLOWED = (
    f"a date and minutes a day such as 2026-12-18 12, or 18 Dec 12 ({MINUTES:g} if none are said), "
    "or none"
)


def exam_choices(
    decks: Iterable[tuple[str, str]], exams: Mapping[str, ExamDate], today: int
) -> tuple[Choice, ...]:
    """One choice a deck, of these ids and titles."""
    return tuple(_choice(deck, title, exams.get(deck), today) for deck, title in decks)


def exam_of(text: str, today: int) -> ExamDate | None:
    """Read "2026-12-18 12" or "none"; UsageError says what may be said."""
    said = text.strip().casefold()
    if said in _NONE:
        return None
    try:
        found = day_said(said, date_of(today))
        minutes = _MINUTES.fullmatch(found[1]) if found else None
        if found is None or minutes is None:
            raise ValueError(text)
        each = float((minutes[1] or str(MINUTES)).replace(",", "."))
        if not 0 < each <= MOST_MINUTES:
            raise UsageError(
                f"{each:g} minutes a day cannot be planned",
                hint=f"Say more than 0 and at most {MOST_MINUTES} minutes a day",
            )
        exam = ExamDate(day_on(found[0]), each)
    except ValueError as error:
        raise UsageError(f"the exam cannot be {text!r}", hint=f"Say {_ALLOWED}") from error
    if not today < exam.day <= today + FURTHEST_DAYS:
        raise UsageError(
            f"{found[0].isoformat()} is not a day between tomorrow and two years from now",
            hint=f"Today is {date_of(today).isoformat()}",
        )
    return exam


def kept_in_words(text: str, exam: ExamDate | None) -> str:
    """What was kept of `text`, and what of it was not said and is taken."""
    if exam is None:
        return "No exam is planned any more: what is due decides again."
    kept = f"Kept: {date_of(exam.day).isoformat()}, {exam.minutes:g} minutes a day"
    found = day_said(text.strip(), date_of(exam.day))
    if found is not None and not re.search(r"\d", found[1]):
        return f"{kept}, because none were said. Type the date again with others behind it."
    return f"{kept}."


def _choice(deck: str, title: str, exam: ExamDate | None, today: int) -> Choice:
    value, shown = "", "none"
    if exam is not None and exam.ahead(today):
        value = f"{date_of(exam.day).isoformat()} {exam.minutes:g}"
        shown = f"{date_of(exam.day).isoformat()}, {exam.minutes:g} min a day"
    return Choice(
        f"exam:{deck}",
        f"Exam: {title}",
        "When it is, and how many minutes a day you study for it (the setting above is for decks "
        "without an exam). The questions follow the plan until then. Enter shows what can be "
        "reached.",
        _ALLOWED,
        value,
        shown,
        not value,
    )
