"""Where the JSON Schema of deck.yaml is, and the line that makes editors use it."""

from __future__ import annotations

from pathlib import Path

SCHEMA_FILE = Path(__file__).with_name("deck.schema.json")


def editor_line(path: str) -> str:
    """The first line of a deck.yaml that lets editors complete and check it."""
    return f"# yaml-language-server: $schema={path}"
