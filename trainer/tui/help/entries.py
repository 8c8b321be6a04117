"""The entries of the help screen, read from the keys and words themselves."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.screen import Screen

from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.move import WORDS, Move

MEANINGS: dict[Move, str] = {
    Move.HINT: "a hint; each one lowers what the answer is worth",
    Move.UNKNOWN: "you are taught, and asked again later",
    Move.WHY: "the reason, with the monograph's line",
    Move.SKIP: "leave the question for later",
    Move.UNDO: "take back the last answer",
    Move.REDO: "bring back what was undone",
    Move.DISPUTE: "say that a verdict was wrong",
    Move.EASY: "let it come back less often",
    Move.PROGRESS: "how you are doing",
    Move.HELP: "what you can say",
    Move.COMPARE: "the fact you gave beside the one that was asked",
    Move.TEACH: "your last words are another name for what was missing",
    Move.REPORT: 'tell the deck\'s author; "report: why" says why',
    Move.NOTE: '"note: words" keeps a remark on the card before',
    Move.KNOWN: "never ask this card again; the list of cards brings it back",
    Move.HARDER: "cases and calculations first; say it again for the usual mixture",
    Move.SLOWER: "nothing new in this session; say it again to end that",
    Move.TOPIC: '"topic: interactions" brings these first; "topic" alone ends that',
    Move.OTHER: "leave this topic for a while",
    Move.STOP: "end with a summary",
}


def about_focus(screen: Screen[object]) -> str:
    """What the focused thing of `screen` says about itself, or nothing."""
    widget = screen.focused
    for node in widget.ancestors_with_self if widget is not None else ():
        if node is screen:
            break
        if said := getattr(node, "about", ""):
            return str(said)
    return ""


def keys(screen: Screen[object]) -> list[Item]:
    """A line for each action of `screen` that explains itself, the screen's own before others."""
    active = [each for each in screen.active_bindings.values() if each.enabled]
    active.sort(key=lambda each: each.node is not screen)
    by_action: dict[str, tuple[str, str]] = {}
    for each in active:
        if tooltip := each.binding.tooltip:
            by_action.setdefault(
                each.binding.action, (_spelled(_first_key(screen, each.binding)), tooltip)
            )
    return aligned(list(by_action.values()))


def words() -> list[Item]:
    """A line a move, with the words that mean it; more wordings of each are understood."""
    return aligned([(WORDS[move][0], meaning) for move, meaning in MEANINGS.items()])


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
