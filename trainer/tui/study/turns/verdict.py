"""What an answer was worth: a symbol, a word, and why."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer.tui.study.turns.block import THICK, Block, paragraphs
from trainer.tui.study.turns.evidence import quoted, worked
from trainer.tui.study.turns.words import literal
from trainer.tutor.turn import Mood, Turn

SIGNS: dict[Mood, tuple[str, str]] = {
    Mood.RIGHT: ("✓", "bold $text-success"),
    Mood.PARTIAL: ("◐", "bold $text-warning"),
    Mood.WRONG: ("✗", "bold $text-error"),
    Mood.UNSAFE: ("!", "bold reverse $text-error"),
}


_BARS = {
    Mood.RIGHT: "$success",
    Mood.PARTIAL: "$warning",
    Mood.WRONG: "$error",
    Mood.UNSAFE: "$error",
}
_NOT_JUDGED = {"unsure": ("?", "bold $text-warning"), "no_attempt": ("–", "bold $text-muted")}


def blocks(turn: Turn) -> Iterator[Block]:
    """The verdict's words, then the worked steps and the monograph's lines where it has them."""
    sign = SIGNS.get(turn.mood)
    if turn.verdict is not None and turn.mood is not Mood.UNSAFE:
        sign = _NOT_JUDGED.get(turn.verdict.outcome, sign)
    if sign is None:
        yield Block(paragraphs(turn.lines), right=1)
    else:
        lines = paragraphs(_signed(sign, turn.word, turn.lines))
        yield Block(lines, bar=THICK, bar_style=_BARS.get(turn.mood, ""), right=1)
    yield from worked(turn.steps)
    yield from quoted(turn.source)


def _signed(sign: tuple[str, str], word: str, lines: tuple[str, ...]) -> list[str | Content]:
    """The lines behind their sign; a first line that begins with its word does not repeat it."""
    symbol, style = sign
    first, *rest = lines or ("",)
    if first.casefold().startswith(word.casefold()):
        said, first = first[: len(word)], first[len(word) :]
        first = f"  {first.lstrip(':. ')}" if first.startswith((": ", ". ")) else first
    else:
        said, first = word, f"  {first}" if first else ""
    pad = " " if "reverse" in style else ""
    return [literal(f"{pad}{symbol} {said}{pad}", style) + literal(first), *rest]
