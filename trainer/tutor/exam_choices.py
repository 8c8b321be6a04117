"""The exam of each deck as something that can be chosen: a date and minutes a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from trainer.errors import UsageError
from trainer.progress.exam_dates import ExamDate
from trainer.schedule.study_day import date_of, day_on
from trainer.tutor.choices import Choice

FURTHEST_DAYS = 730
MINUTES = 15.0  # a day, where none are said
_SAID = re.compile(r"(\d{4}-\d\d-\d\d)(?:[\s,]+(\d+(?:\.\d+)?)(?:\s*min(?:utes)?)?(?: a day)?)?")
_NONE = ("none", "no", "-", "clear")
_ALLOWED = f"a date and minutes a day such as 2026-12-18 12 ({MINUTES:g} if none are said), or none"


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
    found = _SAID.fullmatch(said)
    try:
        if found is None:
            raise ValueError(text)
        exam = ExamDate(day_on(date.fromisoformat(found[1])), float(found[2] or MINUTES))
    except ValueError as error:
        raise UsageError(f"the exam cannot be {text!r}", hint=f"Say {_ALLOWED}") from error
    if not today < exam.day <= today + FURTHEST_DAYS:
        raise UsageError(
            f"{found[1]} is not a day between tomorrow and two years from now",
            hint=f"Today is {date_of(today).isoformat()}",
        )
    return exam


def kept_in_words(text: str, exam: ExamDate | None) -> str:
    """What was kept of `text`, and what of it was not said and is taken."""
    if exam is None:
        return "No exam is planned any more: what is due decides again."
    kept = f"Kept: {date_of(exam.day).isoformat()}, {exam.minutes:g} minutes a day"
    found = _SAID.fullmatch(text.strip().casefold())
    if found is not None and found[2] is None:
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
