"""Where no screen can be drawn, a sentence says so and points to the plain mode."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from trainer.tui.terminal import refusal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_not_refused() -> None:
    assert refusal(Terminal(), Terminal(), {"TERM": "xterm-256color"}) is None


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize(
    ("stdin", "stdout", "environ", "word"),
    [
        (io.StringIO(), Terminal(), {"TERM": "xterm"}, "input"),
        (Terminal(), io.StringIO(), {"TERM": "xterm"}, "output"),
        (None, Terminal(), {"TERM": "xterm"}, "input"),
        (closed(), Terminal(), {"TERM": "xterm"}, "input"),
        (Terminal(), Terminal(), {"TERM": "dumb"}, "TERM=dumb"),
        (Terminal(), Terminal(), {"TERM": ""}, "TERM"),
        (Terminal(), Terminal(), {}, "TERM"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(
    stdin: io.StringIO | None, stdout: io.StringIO, environ: dict[str, str], word: str
) -> None:
    sentence = refusal(stdin, stdout, environ)
    assert sentence is not None
    assert word in sentence
    assert "--plain" in sentence


def _imports(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_asking_whether_a_screen_can_be_drawn_imports_no_textual() -> None:
    assert "textual" not in _imports("import trainer.tui.terminal")


def test_the_screens_import_nothing_that_slows_the_start() -> None:
    heavy = {"yaml", "sqlite_utils", "fsrs", "rapidfuzz", "textual.widgets._markdown"}
    loaded = _imports(
        "import trainer.tui.program, trainer.tui.study.screen, trainer.tui.home.screen"
    )
    assert not heavy & loaded
