"""The progress bar: drawn over itself on a terminal, silent in a pipe."""

from __future__ import annotations

import io

from trainer.cli.progress_bar import ProgressBar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_is_one_line_that_is_wiped_at_the_end() -> None:
    out = Terminal()
    with ProgressBar(out, 4, "learners") as bar:
        for _ in range(4):
            bar.step()
    assert "4 of 4 learners" in out.getvalue()
    assert "\n" not in out.getvalue()
    assert out.getvalue().endswith("\r\x1b[K")


def test_in_a_pipe_it_says_nothing() -> None:
    out = io.StringIO()
    with ProgressBar(out, 4, "learners") as bar:
        bar.step(4)
    assert out.getvalue() == ""
