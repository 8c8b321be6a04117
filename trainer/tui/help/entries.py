"""The entries of the help screen, read from the keys and words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.binding import Binding
from textual.screen import Screen

from trainer.tui.keybar import LEAVING
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.move import COMMANDS, Move

HERE, MOVING, EVERYWHERE = "Here", "Moving", "Everywhere"
_MOVES = ("up", "down", "first", "last", "page-up", "page-down", "next", "back", "earlier", "later")
_KEYS = 3  # of one action that are listed

MEANINGS: dict[Move, str] = {
    Move.HINT: "a hint; each costs a part of the credit",
    Move.UNKNOWN: "be taught; it comes again later",
    Move.WHY: "the reason for the answer before",
    Move.SKIP: "for later; before an answer it is free",
    Move.UNDO: "take back the last answer",
    Move.REDO: "bring back what was undone",
    Move.STOP: "end with a summary",
    Move.MEANING: "a word explained",
    Move.DISPUTE: "the last verdict was wrong",
    Move.COMPARE: "what you gave beside what was asked",
    Move.TEACH: "your words are another name for it",
    Move.PROGRESS: "how far you are",
    Move.EASY: "the last one may come back less often",
    Move.KNOWN: "never ask this card again",
    Move.NOTE: "keep a remark on the card before",
    Move.REPORT: "tell the deck's author of a mistake",
    Move.TOPIC: "what is about it first; without words all again",
    Move.OTHER: "leave this topic for a while",
    Move.SLOWER: "no new cards; say it again to end that",
    Move.HARDER: "cases and calculations first",
    Move.HELP: "this, in the conversation",
}
"""What each move of a study session does, those first that are needed most."""


def about_focus(screen: Screen[object]) -> str:
    """What the focused thing of `screen` says about itself, or nothing."""
    widget = screen.focused
    for node in widget.ancestors_with_self if widget is not None else ():
        if node is screen:
            break
        if said := getattr(node, "about", ""):
            return str(said)
    return ""


def name_of(screen: Screen[object]) -> str:
    """What the screen is called: "home", "exam setting"."""
    words = re.findall(r"[A-Z][a-z]*", type(screen).__name__.removesuffix("Screen"))
    return " ".join(words).lower() or "trainer"


def keys(screen: Screen[object]) -> list[tuple[str, list[Item]]]:
    """Under "Here", "Moving" and "Everywhere" a line for each action that explains itself.

    Enter comes first, what leaves the screen last of its own; each action has all of its keys, also
    those that the widget in focus listens to before the screen does.
    """
    found: dict[str, tuple[list[str], Binding, bool]] = {}
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.tooltip:
            found.setdefault(active.binding.action, ([], active.binding, active.node is screen.app))
    for _, bindings in screen._modal_binding_chain:
        for _, binding in bindings:
            if binding.action in found and found[binding.action][1].id == binding.id:
                shown = screen.app.get_key_display(binding)
                listed = found[binding.action][0]
                if shown not in listed:
                    listed.append(shown)
    groups: dict[str, list[tuple[int, str, str]]] = {}
    for listed, binding, everywhere in found.values():
        name = (binding.id or "").rpartition(".")[2]
        if everywhere or (binding.id or "").startswith("app."):
            group, rank = EVERYWHERE, name != "help"
        elif name in _MOVES:
            group, rank = MOVING, False
        else:
            group, rank = HERE, False
        place = 0 if "enter" in listed else 2 if name in LEAVING else 1 + rank
        groups.setdefault(group, []).append((place, ", ".join(listed[:_KEYS]), binding.tooltip))
    return [
        (group, aligned([(shown, told) for _, shown, told in sorted(groups[group], key=_place)]))
        for group in (HERE, MOVING, EVERYWHERE)
        if group in groups
    ]


def _place(row: tuple[int, str, str]) -> int:
    return row[0]


def moves(screen: Screen[object]) -> list[Item]:
    """A line a move: its key if it has one, the words for it, what it does; Enter comes first."""
    active = [each for each in screen.active_bindings.values() if each.enabled]
    by_action = {
        each.binding.action: screen.app.get_key_display(each.binding) for each in reversed(active)
    }
    by_action[f"move('{Move.STOP}')"] = by_action.get("stop", "esc")
    rows = [("enter", "", "send the answer; an empty one asks again")]
    for move, meaning in MEANINGS.items():
        rows.append((by_action.get(f"move('{move}')", ""), COMMANDS[move], meaning))
    shown = {f"move('{move}')" for move in MEANINGS} | {"stop", "leave", "app.help"}
    for each in active:
        if each.binding.tooltip and each.binding.action not in shown:
            shown.add(each.binding.action)
            rows.append((screen.app.get_key_display(each.binding), "", each.binding.tooltip))
    wide = max(len(key) for key, _, _ in rows)
    long = max(len(word) for _, word, _ in rows)
    return [
        Item(
            literal(f"{key:<{wide}}  ", "bold $text-primary")
            + literal(f"{word:<{long}}  ", "bold $foreground"),
            literal(meaning),
        )
        for key, word, meaning in rows
    ]


def aligned(rows: Sequence[tuple[str, str]]) -> list[Item]:
    """Each row's first part in one column, its second beside it."""
    width = max((len(left) for left, _ in rows), default=0)
    return [
        Item(literal(f"{left:<{width}}  ", "bold $text-primary"), literal(right))
        for left, right in rows
    ]
