"""The app on a fake desk, driven as a person would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from tests.tui.fake import FakeDesk
from trainer.tui.program import TrainerApp
from trainer.tui.study.prompt import Prompt


@asynccontextmanager
async def studying(
    desk: FakeDesk | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """The study screen, as `trainer study` opens it."""
    desk = desk or FakeDesk()
    app = TrainerApp(desk, desk.conversation)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


@asynccontextmanager
async def at_home(
    desk: FakeDesk | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """The home screen, as `trainer` opens it."""
    app = TrainerApp(desk or FakeDesk())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def answer(pilot: Pilot[int], typed: str) -> None:
    """Put an answer where typing puts it, and press Enter."""
    pilot.app.screen.query_one(Prompt).insert_text_at_cursor(typed)
    await pilot.press("enter")
    await pilot.pause()


async def quickly(pilot: Pilot[int], key: str, times: int) -> None:
    """Press a key many times without waiting for each picture."""
    for _ in range(times):
        pilot.app.simulate_key(key)
        await pilot.pause()
