"""The entries of the help screen, read from the keys and words themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual.binding import Binding
from textual.screen import Screen

from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.move import COMMANDS, Move

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


def keys(screen: Screen[object], told: Collection[str] = ()) -> list[Item]:
    """A line for each action of `screen` that explains itself, the screen's own before others.

    Actions that were `told` elsewhere are left out.
    """
    active = [each for each in screen.active_bindings.values() if each.enabled]
    active.sort(key=lambda each: each.node is not screen)
    by_action: dict[str, tuple[str, str]] = {}
    for each in active:
        if (tooltip := each.binding.tooltip) and each.binding.action not in told:
            by_action.setdefault(
                each.binding.action, (_spelled(_first_key(screen, each.binding)), tooltip)
            )
    return aligned(list(by_action.values()))


def moves(screen: Screen[object]) -> list[Item]:
    """A line a move: its key if it has one, the words for it, what it does; Enter comes first."""
    active = [each for each in screen.active_bindings.values() if each.enabled]
    by_action = {each.binding.action: _spelled(each.binding.key) for each in reversed(active)}
    by_action[_action(Move.STOP)] = by_action.get("stop", "")
    rows = [("Enter", "", "send the answer; an empty one asks again")]
    for move, meaning in MEANINGS.items():
        rows.append((by_action.get(_action(move), ""), COMMANDS[move], meaning))
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


def other_keys(screen: Screen[object]) -> list[Item]:
    """The keys of a conversation that are no moves."""
    told = {_action(move) for move in MEANINGS} | {"stop", "leave", "app.help"}
    return keys(screen, told)


def _action(move: Move) -> str:
    return f"move('{move}')"


def _first_key(screen: Screen[object], binding: Binding) -> str:
    """The key that the screen names first for an action, unless the learner chose another.

    The library tells another one where a key of its own does the same, such as Page Down.
    """
    for own in type(screen).BINDINGS:
        if isinstance(own, Binding) and own.id and own.id == binding.id:
            named = own.key.split(",")
            return named[0] if binding.key in named else binding.key
    return binding.key


def _spelled(key: str) -> str:
    """The key in words: a screen has room for "Ctrl+Z" where a footer has not."""
    names = {"escape": "Esc", "pageup": "Page Up", "pagedown": "Page Down"}
    if len(key) == 1:
        return key  # a letter is pressed as it stands: G is not g
    return "+".join(names.get(part, part.capitalize()) for part in key.split("+"))


def aligned(rows: Sequence[tuple[str, str]]) -> list[Item]:
    """Each row's first part in one column, its second beside it."""
    width = max((len(left) for left, _ in rows), default=0)
    return [
        Item(literal(f"{left:<{width}}  ", "bold $text-primary"), literal(right))
        for left, right in rows
    ]
