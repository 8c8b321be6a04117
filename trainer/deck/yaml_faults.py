"""What the YAML parser refuses, in the words of one who writes a deck, at the place to mend."""

from __future__ import annotations

import re
from typing import Any

from trainer.deck.problem import Problem
from trainer.deck.yaml_openings import find_opening
from trainer.errors import Place

MAX_DEPTH = 24


def fault_of(error: Any, text: str, name: str) -> Problem:
    """The problem behind a `yaml.MarkedYAMLError`."""
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    said = error.problem or error.context or "this is not YAML"
    if "nesting depth" in said:  # libyaml's own limit, met in reading ahead
        return Problem(place, "error", "too-deep", f"values are nested more than {MAX_DEPTH} deep")
    if (opening := find_opening(text)) is not None:
        at = Place(name, opening.line, opening.column)
        return Problem(at, "error", "syntax", opening.message, opening.hint)
    message, hint = _plain_words(said, text, place)
    return Problem(place, "error", "syntax", message, hint)


def _plain_words(problem: str, text: str, place: Place) -> tuple[str, str]:
    """Turn the parser's words into what an instructor should write."""
    lines = text.split("\n")
    whole = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    line, character = whole.strip(), whole[place.column - 1 : place.column]
    if "found a tab character" in problem:
        return "a tab stands where spaces are needed", "Indent with spaces."
    if "mapping values are not allowed" in problem and (indent := _too_deep(lines, place)):
        return (
            "this line begins further right than the field above it, and is read as part of that",
            f"Begin it with {indent} spaces, as the field above begins.",
        )
    if "mapping values are not allowed" in problem:
        return (
            "a second colon makes this line unreadable",
            f"Put quotes around the value: {_quoted(line)}",
        )
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab stands where spaces are needed", "Indent with spaces."
        return f"a value cannot begin with {character}", "Put quotes around it."
    if "expected <block end>" in problem or "did not find expected '-'" in problem:
        return (
            "this line does not fit the lines around it",
            "Check its indentation, and that text in quotes ends with the closing quote.",
        )
    if "could not find expected ':'" in problem:
        return "a colon is missing after the name", "Write `name: value`."
    if "unexpected end of stream" in problem:
        return "text in quotes is still open at the end of the file", "Add the closing quote."
    return problem, ""


_FIELD = re.compile(r"(\s*(?:-\s+)*)[\w.-]+:(?:\s+\S.*|\s*)")


def _too_deep(lines: list[str], place: Place) -> int:
    """How far in the field above begins, where the refused colon is the first of its own line."""
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    before = next((one for one in reversed(lines[: place.line - 1]) if one.strip()), "")
    own, above = _FIELD.fullmatch(line), _FIELD.fullmatch(before)
    if own is None or above is None or line.index(":") != place.column - 1:
        return 0
    wanted = len(above[1])
    return wanted if len(own[1]) > wanted else 0


def _quoted(line: str) -> str:
    name, _, value = line.partition(":")
    return f'{name}: "{value.strip()}"'
