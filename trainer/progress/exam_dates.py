"""The exams that the learner studies for: a date and minutes a day for each deck, in `exams.toml`.

An exam that has been sat is no plan any more: the deck returns to long-term spacing by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trainer.errors import DataError, Place, StorageError
from trainer.schedule.study_day import date_of, day_on
from trainer.settings import ensure

FILE_NAME = "exams.toml"


@dataclass(frozen=True, slots=True)
class ExamDate:
    """An exam on the morning of study day `day`, with `minutes` of study a day (at most 600)."""

    day: int
    minutes: float

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= 600:
            raise ValueError(f"{self.minutes:g} minutes a day: it must lie between 0 and 600")

    def ahead(self, today: int) -> bool:
        """Whether the exam is still to come, so that today is a day of study for it."""
        return today < self.day


def load_exam_dates(data: Path) -> dict[str, ExamDate]:
    """Read the exams by deck id; none if there is no file. DataError if it cannot be understood."""
    path = data / FILE_NAME
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StorageError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    found = {}
    for deck, row in table.items():
        try:
            found[deck] = ExamDate(
                day_on(date.fromisoformat(str(row["exam"]))), float(row["minutes_per_day"])
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _unreadable(path, f"{deck}: {error}") from error
    return found


def save_exam_dates(data: Path, exams: Mapping[str, ExamDate]) -> None:
    """Write the exams in one step, so that a crash leaves the old file or the new one."""
    path = ensure(data) / FILE_NAME
    blocks = [
        f'["{deck}"]\nexam = "{date_of(exam.day).isoformat()}"\n'
        f"minutes_per_day = {exam.minutes:g}\n"
        for deck, exam in sorted(exams.items())
    ]
    temporary = path.with_suffix(".toml.new")
    try:
        temporary.write_text("\n".join(blocks), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise StorageError(f"cannot be written ({error.strerror})", where=str(path)) from error


def _unreadable(path: Path, why: str) -> DataError:
    return DataError(
        f"these exam dates cannot be read ({why})",
        where=Place(str(path)),
        hint="Delete the file and say `trainer plan --exam DATE --minutes-per-day N` again",
    )
