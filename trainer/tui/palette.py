"""The command palette: every action of the screen and the app, named "group: verb"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import App, SystemCommand
from textual.screen import Screen


def commands(app: App[int], screen: Screen[object]) -> Iterator[SystemCommand]:
    """One command a key that has an id such as "study.hint" and words that explain it."""
    named: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if not (active.enabled and binding.id and binding.tooltip) or binding.action in named:
            continue
        named.add(binding.action)
        group = binding.id.partition(".")[0]
        action = partial(app.run_action, binding.action, active.node)
        yield SystemCommand(f"{group}: {binding.description.lower()}", binding.tooltip, action)
    yield SystemCommand(
        "app: choose a theme", "Dark, light, high contrast and many more", app.action_change_theme
    )
