"""The mock exam on the screen."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.journey import at_home
from tests.tui.screen_text import seen

SIZES = [(60, 20), (80, 24), (120, 40)]


async def begun(pilot: Pilot[int]) -> None:
    await pilot.press("e")
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def typed(pilot: Pilot[int], text: str) -> None:
    pilot.app.screen.query_one("#answer").value = text  # type: ignore[attr-defined]
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_the_clock_and_every_question_s_standing_are_seen(
    size: tuple[int, int],
) -> None:
    async with at_home(size=size) as pilot:
        await begun(pilot)
        text = seen(pilot.app)
        assert "Question 1 of 3" in text
        assert "Which heart rhythm does fictamine [b]treat[/b]?" in " ".join(text.split())
        assert "○ 1" in text and "· 2" in text


async def test_answers_are_saved_without_a_word_on_their_worth_and_the_report_follows() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await typed(pilot, "atrial fibrillation")
        assert "Saved." in seen(pilot.app)
        assert "Question 2 of 3" in seen(pilot.app)
        await typed(pilot, "a and b")
        await pilot.press("f4")
        await pilot.pause()
        assert "⚑" in seen(pilot.app)
        await typed(pilot, "15 mg per day")
        assert "Every question is answered" in seen(pilot.app)
        await pilot.press("f10")
        await pilot.pause()
        assert "Flagged: 1" in seen(pilot.app)
        await pilot.press("f10")
        await pilot.pause()
        text = seen(pilot.app)
        assert "2 of 3 points" in text
        assert "By section" in text
        await pilot.press("n")
        await pilot.pause()
        assert "Your answer: a and b" in seen(pilot.app)


async def test_escape_leaves_at_the_second_time_and_says_that_answers_are_saved() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Every answer is saved" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "What would you like to study?" in seen(pilot.app)
