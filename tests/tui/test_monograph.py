"""The monograph as a map: signs and words for how well each line is known."""

from __future__ import annotations

import pytest

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import lines, seen
from trainer.tui.cards.screen import CardsScreen
from trainer.tui.home.screen import HomeScreen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_each_line_carries_the_sign_of_how_well_it_is_known(size: tuple[int, int]) -> None:
    async with at_home(size=size) as pilot:
        await pilot.press("m")
        await pilot.pause()
        text = seen(pilot.app)
        assert "✗ 10 Usual maximum: 80 mg per day in divided doses." in text
        assert "○ 9 Increase by 15 mg per day every 3 days." in text
        assert "● 8 Starting dose: 5 mg by mouth" in text
        failing, known = ("failing", "known") if size[0] < 72 else ("keeps failing", "well known")
        assert f"✗ {failing} 1 ○ not met 1 ● {known} 1" in text


async def test_n_goes_to_the_next_line_that_needs_learning() -> None:
    async with at_home() as pilot:
        await pilot.press("m", "n", "n")
        await pilot.pause()
        assert "keeps failing, wrong 6 of 9, due now" in seen(pilot.app)


async def test_enter_opens_the_cards_of_the_line() -> None:
    async with at_home() as pilot:
        await pilot.press("m", "n", "n", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CardsScreen)
        assert "1 card of line 10" in seen(pilot.app)


async def test_s_studies_the_section_of_the_line() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("m", "n", "s")
        await pilot.pause()
        assert desk.begun == [("fictamine",)]
        assert desk.sections == ["dosage"]


async def test_escape_goes_back_home() -> None:
    async with at_home() as pilot:
        await pilot.press("m", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_text_keeps_to_the_width_after_a_resize() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("m")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await pilot.pause()
        assert "in divided doses." in seen(pilot.app)
        assert all(len(line) <= 60 for line in lines(pilot.app))


async def test_by_mouse_a_click_looks_at_a_line_and_a_second_one_opens_its_cards() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        row = next(n for n, line in enumerate(lines(pilot.app)) if "Increase by 15 mg" in line)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert "Line 9 states" in seen(pilot.app)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CardsScreen)
        assert "1 card of line 9" in seen(pilot.app)


async def test_by_mouse_the_key_line_studies_the_section() -> None:
    desk = FakeDesk()
    async with at_home(desk, size=(80, 24)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        foot = lines(pilot.app)[-1]
        await pilot.click(offset=(foot.index("Study here"), 23))
        await pilot.pause()
        assert desk.sections == ["dosage"]


async def test_w_goes_to_what_is_known_least_and_t_studies_just_that() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("m", "w", "t")
        await pilot.pause()
        assert desk.chosen == [(("max/value",), "of line 10")]


async def test_x_studies_what_keeps_failing() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("m", "x")
        await pilot.pause()
        assert desk.chosen == [(("max/value",), "you keep failing")]
