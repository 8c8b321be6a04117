"""The settings: chosen with arrows, typed, kept at once."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.widgets import Static

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import seen
from trainer.settings import Preferences


def told(app: App[int]) -> str:
    """What is told of the chosen setting."""
    return " ".join(str(app.screen.query_one("#meaning", Static).content).split())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_setting_says_what_it_does_and_what_may_be_said(size: tuple[int, int]) -> None:
    async with at_home(size=size) as pilot:
        await pilot.press("s", "down")
        await pilot.pause()
        text = seen(pilot.app)
        assert "New cards a day 20" in text
        assert "How many cards you meet for the first time on one day." in told(pilot.app)
        assert "Say a whole number from 0 to 999." in told(pilot.app)


async def test_what_is_typed_is_kept() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("s", "down", *"10", "enter")
        await pilot.pause()
        assert desk.preferences.daily_new == 10
        assert "New cards a day: 10. Kept." in seen(pilot.app)


@pytest.mark.parametrize("typed", ["1000", "-1", "many", "2.5"])
async def test_a_value_out_of_range_is_refused_and_stays_to_be_mended(typed: str) -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", "down", *typed, "enter")
        await pilot.pause()
        assert desk.preferences.daily_new == 20
        text = seen(pilot.app)
        assert f"New cards a day cannot be '{typed}'" in text
        assert f"❯ {typed}" in text


async def test_what_was_refused_is_typed_over_by_the_next_try() -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", "down", *"many", "enter", *"7", "enter")
        await pilot.pause()
        assert desk.preferences.daily_new == 7


async def test_a_draft_does_not_go_along_to_another_setting() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("s", "down", *"many", "down")
        await pilot.pause()
        assert "many" not in seen(pilot.app)


async def test_a_changed_setting_looks_changed_and_the_arrows_go_through_themes() -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", "right")
        await pilot.pause()
        assert desk.preferences.theme == "trainer-light"
        await pilot.press("down")
        await pilot.pause()
        assert "· Theme trainer-light" in seen(pilot.app)
        assert "· New cards" not in seen(pilot.app)


async def test_enter_on_an_exam_shows_what_can_be_reached() -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", *["down"] * 9, "enter")
        await pilot.pause()
        assert "No exam is planned." in seen(pilot.app)


async def test_a_theme_holds_at_once() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("s", *"trainer-light", "enter")
        await pilot.pause()
        assert pilot.app.theme == "trainer-light"
        assert desk.preferences.theme == "trainer-light"


async def test_an_unknown_theme_is_refused() -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", *"pink", "enter")
        await pilot.pause()
        assert desk.preferences.theme == "trainer-dark"
        assert "There is no theme 'pink'" in seen(pilot.app)


async def test_the_exam_of_a_deck_is_set_and_taken_away() -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", *["down"] * 9, *"2026-12-18 12", "enter")
        await pilot.pause()
        assert desk.exams["fictamine"].minutes == 12
        assert "Fictamine · Exam date" in seen(pilot.app)  # and what can be reached by it
        await pilot.press("escape")
        await pilot.pause()
        assert "· Exam: Fictamine 2026-12-18, 12 min a day" in seen(pilot.app)
        await pilot.press(*"none", "enter")
        await pilot.pause()
        assert desk.exams == {}
        assert "No exam is planned any more: what is due decides again." in seen(pilot.app)


@pytest.mark.parametrize("typed", ["soon", "2026-11-23", "2026-12-18 0", "2026-13-01 5"])
async def test_an_exam_that_cannot_be_is_refused(typed: str) -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", *["down"] * 9, *typed, "enter")
        await pilot.pause()
        assert desk.exams == {}
        assert f"❯ {typed}" in seen(pilot.app)


async def test_a_setting_is_emptied_by_saying_nothing() -> None:
    desk = FakeDesk(preferences=Preferences(easy_days="sat sun"))
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("s", "down", "down", "down", *"nothing", "enter")
        await pilot.pause()
        assert desk.preferences.easy_days == ""
        assert "Easy weekdays none" in seen(pilot.app)
