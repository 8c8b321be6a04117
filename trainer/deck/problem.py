"""What is wrong with a deck, one problem at a time, for an instructor with an editor open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from trainer.errors import DataError, Place

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where it is, what is wrong (a sentence), and what to write instead.

    `error` keeps the deck from being studied, `warning` should be mended, `note` is for the
    instructor's eye. `code` is stable, for scripts.
    """

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        tail = f" {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}: {self.message}{tail}"


class DeckError(DataError):
    """A deck cannot be studied; `problems` holds everything found, the error names the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        errors = [problem for problem in problems if problem.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        hint = first.hint or "See all with: trainer deck check"
        super().__init__(first.message.rstrip(".") + more, where=first.place, hint=hint.rstrip("."))
