"""Every failure a user can cause or meet, as a sentence for them.

    TrainerError            anything the program says instead of a traceback
    ├── UsageError          the command's words are off                    exit 2
    ├── DataError           a file or an input is not what it must be      exit 65
    └── StorageError        the learner's data cannot be read or written   exit 74

Rooms raise their own subclasses; only `cli` prints them, in one place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file. Lines and columns count from 1; 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class TrainerError(Exception):
    """One readable line: what is wrong, where, and what to do about it.

    `what` is a sentence without its full stop, `where` a file and line or the name of an input,
    `hint` what the reader can do now.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: Place | str | None = None, hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        parts = [head, self.hint] if self.hint else [head]
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


class UsageError(TrainerError):
    """The command was called in a way that means nothing."""

    exit_code = 2


class DataError(TrainerError):
    """A file, a deck or an input is not what it must be."""

    exit_code = 65


class StorageError(TrainerError):
    """The learner's data cannot be read or written."""

    exit_code = 74
