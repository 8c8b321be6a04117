"""Printing for scripts and for people: one place, so that every command does it alike."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from trainer.text import visible


def print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print one JSON document."""
    sys.stdout.write(json_text(value))


def json_text(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """One JSON document and the end of its line."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def print_json_line(value: Mapping[str, Any]) -> None:
    """Print one JSON object on a line of its own, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_line(text: str = "") -> None:
    """Print one line of text that may hold a stranger's words."""
    sys.stdout.write(line_text(text))


def line_text(text: str) -> str:
    """One line of text that may hold a stranger's words, and its end."""
    return visible(text).replace("\n", " ") + "\n"
