"""The figures of a deck: what was done, what is remembered, what comes, what is hard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.text import one_line
from trainer.tui.figures.drawing import Bar, columns, shares, year
from trainer.tui.flash import Flash
from trainer.tui.keybar import KeyBar
from trainer.tui.study.turns.words import literal
from trainer.tui.wishes import StudyDecks
from trainer.tutor.record import Record

_WIDEST = 100  # cells of a chart
_SHOWN = 6


class FiguresScreen(Screen[None]):
    """One long page of charts; each says in a sentence what it shows."""

    CSS_PATH = "figures.tcss"
    AUTO_FOCUS = "#charts"
    INTRODUCTION = (
        "In the year, · is a day without an answer, ░ ▒ ▓ █ more and more. In bars, [ and ] "
        "bound what is likely (95 %). `trainer stats` prints the same."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "study", "Study the weakest", id="figures.study",
                tooltip="Study the section with the lowest expected recall"),
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("q,escape", "leave", "Back", id="figures.leave", tooltip="Go back"),
        Binding("j", "scroll(1)", "Down", show=False, id="figures.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="figures.up"),
    ]  # fmt: skip

    def __init__(self, record: Record, deck: str, title: str) -> None:
        super().__init__()
        self._record = record
        self._deck = deck
        self._title = title

    def compose(self) -> ComposeResult:
        yield Static(
            literal(one_line(self._title), "bold $text-primary")
            + literal("   figures", "$text-muted"),
            id="heading",
        )
        with VerticalScroll(id="charts"):
            yield Static("", id="drawn", markup=False)
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        width = max(40, min(_WIDEST, self.size.width - 6))
        parts: list[Content] = []
        for title, sentence, picture in _charts(self._record, width):
            block = literal(title, "bold") + literal(f"\n{sentence}")
            parts.append(block + literal("\n") + picture if picture is not None else block)
        self.query_one("#drawn", Static).update(Content("\n\n").join(parts))

    def action_study(self) -> None:
        """Study the section that is known least."""
        sections = [one for one in self._record.sections if one.section]
        if not sections:
            self.query_one(Flash).say("There are no sections to choose from.")
            return
        weakest = min(sections, key=lambda one: one.expected)
        self.post_message(StudyDecks((self._deck,), weakest.section))

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one("#charts").scroll_relative(y=step, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()


def _charts(record: Record, width: int) -> Iterator[tuple[str, str, Content | None]]:
    """Title, sentence and picture of each figure that has something to say."""
    if not record.days:
        yield (
            "Nothing yet",
            "Nothing has been answered yet: the figures grow with your answers.",
            None,
        )
        return
    answered = sum(day.answered for day in record.days)
    minutes = sum(day.minutes for day in record.days)
    yield (
        "The year",
        f"{_counted(answered, 'answer')} on {_counted(len(record.days), 'day')}, "
        f"{_counted(round(minutes), 'minute')}.",
        year(record.heatmap, width),
    )
    coming = record.coming[: min(30, (width - 6) // 2)]
    yield (
        "What comes",
        f"{record.coming[0]} cards today, {sum(record.coming)} in {len(record.coming)} days "
        "(left: today).",
        columns(coming),
    )
    yield _remembered(record, width)
    if record.bands:
        rows = [
            (f"expected {band.predicted:.0%}", band.share, band.low, band.high,
             f"{band.share:.0%} of {band.reviews}")
            for band in record.bands
        ]  # fmt: skip
        yield (
            "Expected and remembered",
            "Each bar is what was remembered where so much was expected.",
            shares(rows, width),
        )
    if ready := record.readiness:
        yield (
            "Readiness",
            f"An exam of {ready.questions} questions today: {ready.expected:.0%} expected, likely "
            f"{ready.low:.0%} to {ready.high:.0%}. {ready.unmet} cards were never met. An "
            "expectation, no promise.",
            shares([("", ready.expected, ready.low, ready.high, "")], width),
        )
    if record.sections:
        sections: list[Bar] = [
            (
                record.titles.get(one.section, "instructor's cards"),
                one.expected,
                None,
                None,
                f"{one.expected:.0%}  {one.met} of {one.cards} met",
            )
            for one in record.sections
        ]
        yield (
            "Sections",
            "Expected recall today; cards never met count nothing.",
            shares(sections, width),
        )
    yield from _troubles(record)


def _remembered(record: Record, width: int) -> tuple[str, str, Content | None]:
    kept = record.retention
    if kept is None:
        return "Remembered", "Not known yet: no card has come a second time.", None
    return (
        "Remembered",
        f"{kept.share:.0%} of {kept.reviews} reviews in {record.back} days; "
        f"{kept.predicted:.0%} was expected.",
        shares([("", kept.share, kept.low, kept.high, "")], width),
    )


def _troubles(record: Record) -> Iterator[tuple[str, str, Content | None]]:
    hard = [f"{one.name.card}: failed {one.failed} of {one.answered}" for one in record.hardest]
    slips = [
        f"{name.replace('_', ' ')}: {n} times" for name, n in list(record.slips.items())[:_SHOWN]
    ]
    mixed = [
        f"{name.card} with {what}: {n} times" for name, _, what, n in record.confusions[:_SHOWN]
    ]
    for title, lines in (
        ("Hardest cards", hard),
        ("Calculation errors", slips),
        ("Mixed up", mixed),
    ):
        if lines:
            yield title, "\n".join(lines), None


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
