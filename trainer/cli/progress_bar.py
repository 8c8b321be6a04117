"""How far a long command is: one line on a terminal, nothing in a pipe."""

from __future__ import annotations

from types import TracebackType
from typing import TextIO

WIDTH = 30


class ProgressBar:
    """A bar of `total` steps, drawn over itself and wiped at the end; silent off a terminal."""

    def __init__(self, out: TextIO, total: int, what: str) -> None:
        self._out = out
        self._total = max(1, total)
        self._what = what
        self._done = 0
        self._shown = -1
        self._on = out.isatty()

    def step(self, count: int = 1) -> None:
        """Say that `count` more are done."""
        self.show(self._done + count, self._total)

    def show(self, done: int, of: int) -> None:
        """Say that `done` of `of` are done."""
        self._done, self._total = done, max(1, of)
        share = min(100, 100 * self._done // self._total)
        if self._on and share != self._shown:
            self._shown = share
            filled = "#" * (WIDTH * share // 100)
            self._out.write(f"\r[{filled:<{WIDTH}}] {self._done} of {self._total} {self._what}")
            self._out.flush()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._on and self._shown >= 0:
            self._out.write("\r\x1b[K")
            self._out.flush()
