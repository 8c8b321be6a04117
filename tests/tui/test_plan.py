"""The exam's date, and what can be reached by it, inside the program."""

from __future__ import annotations

import pytest

from tests.tui.fake import TODAY, FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import seen
from trainer.progress.exam_dates import ExamDate
from trainer.tui.home.screen import HomeScreen

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_date_is_kept_and_what_it_can_reach_is_told_at_once(size: tuple[int, int]) -> None:
    desk = FakeDesk()
    async with at_home(desk, size=size) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert "No exam is planned." in seen(pilot.app)
        await pilot.press(*"2026-12-18 12", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert desk.exams["fictamine"].minutes == 12
        text = seen(pilot.app)
        assert "Exam on 2026-12-18, in 25 days; 0 of its 2 cards met" in text
        assert "12 minutes a day" in text
        assert "How much of them you will remember cannot be said yet" in text


async def test_a_larger_budget_todays_part_and_what_is_left_out_are_told() -> None:
    desk = FakeDesk(exams={"fictamine": ExamDate(TODAY + 9, 12)})
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        text = seen(pilot.app)
        assert "24 minutes a day" in text or "would bring no more" in text
        assert "since none is met" in text and "take mock exams" in text
        assert "Today: 1 to review, 2 new (this plan decides how many are new" in text
        assert "1 of the deck's 3 cards is not in the exam" in text
        assert "[b]Introduction 1" in text
        assert "no promise" in text


async def test_minutes_that_were_not_said_are_told_to_be_taken() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("p", *"2026-12-18", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "15 minutes a day, because none were said" in seen(pilot.app)


@pytest.mark.parametrize(
    "typed", ["18.12.2026 12", "18 Dec 12", "Dec 18, 2026 12 min", "in 25 days, 12 minutes a day"]
)
async def test_a_date_is_typed_as_people_write_dates(typed: str) -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("p", *typed, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert desk.exams["fictamine"] == ExamDate(TODAY + 25, 12)


async def test_too_many_minutes_are_told_their_limit() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("p", *"2026-12-18 900", "enter")
        await pilot.pause()
        assert "at most 600 minutes a day" in seen(pilot.app)


@pytest.mark.parametrize("typed", ["soon", "2026-11-23", "2026-12-18 0", "11/12/2026"])
async def test_what_is_no_date_is_typed_over_by_the_next_try(typed: str) -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(120, 40)) as pilot:
        await pilot.press("p", *typed, "enter")
        await pilot.pause()
        assert desk.exams == {}
        assert "❯ " + typed in seen(pilot.app)
        await pilot.press(*"2026-12-18 5", "enter")
        await pilot.app.workers.wait_for_complete()
        assert desk.exams["fictamine"].minutes == 5


async def test_it_can_be_left_while_it_looks_ahead() -> None:
    desk = FakeDesk(exams={"fictamine": ExamDate(TODAY + 300, 12)})
    async with at_home(desk) as pilot:
        await pilot.press("p", "escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_the_palette_opens_it_as_exam_plan() -> None:
    async with at_home() as pilot:
        names = [each.title for each in pilot.app.get_system_commands(pilot.app.screen)]
        assert any(name.startswith("exam: plan") for name in names)
