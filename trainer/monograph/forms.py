"""Dosage forms that a phrase names: "immediate-release tablets", "extended-release"."""

from __future__ import annotations

import re

_RELEASE = re.compile(
    r"(?i)\b(immediate|extended|sustained|modified|prolonged|controlled|delayed)[- ]release\b"
)
_SHAPE = re.compile(
    r"(?i)\b(tablet|capsule|oral solution|solution|suspension|syrup|injection|vial|ampoule|ampule|"
    r"patch|cream|ointment|gel|suppositor(?:y|ies)|inhaler|spray|drops|powder|granule|syringe|pen|"
    r"film|lozenge|elixir)(?:e?s)?\b"
)


def release(text: str) -> str | None:
    """Return "immediate-release", ... where the text names exactly one kind of release."""
    found = {match.group(1).lower() for match in _RELEASE.finditer(text)}
    return f"{found.pop()}-release" if len(found) == 1 else None


def shape(text: str) -> str | None:
    """Return the last dosage form named: "tablet", "capsule", "solution"."""
    last = None
    for match in _SHAPE.finditer(text):
        last = match.group(1).lower()
    return last


def form(text: str) -> str | None:
    """Return release and shape together: "immediate-release tablet"."""
    parts = [part for part in (release(text), shape(text)) if part]
    return " ".join(parts) or None
