"""Whether screens can be drawn here at all. Imports nothing of Textual."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

_INSTEAD = "Add --plain to hold the same conversation line by line: trainer study --plain"


def refusal(stdin: TextIO | None, stdout: TextIO | None, environ: Mapping[str, str]) -> str | None:
    """Return a sentence that says why no screen can be drawn and what to do, or None if one can.

    Windows sets no TERM, so only there may it be missing.
    """
    if environ.get("TEXTUAL_DRIVER"):
        return None  # a browser draws it: see `trainer serve`
    if not _is_terminal(stdin):
        return f"Standard input is not a terminal, so no screen can be used here. {_INSTEAD}"
    if not _is_terminal(stdout):
        return f"Standard output is not a terminal, so no screen can be drawn here. {_INSTEAD}"
    term = environ.get("TERM", "")
    if term == "dumb":
        return f"This terminal (TERM=dumb) cannot draw a screen. {_INSTEAD}"
    if not term and os.name != "nt":
        return f"TERM is not set, so it is unknown how to draw on this terminal. {_INSTEAD}"
    return None


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # a closed stream
        return False
