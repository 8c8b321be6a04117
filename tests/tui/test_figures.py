"""The figures on the screen: each chart with its sentence, at every size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.progress.life import Life
from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import seen
from trainer.tutor.record import Record


def lived(folder: Path) -> Record:
    life = Life(folder)
    for day in range(12):
        for card in ("half-life", "[b]max[/b]", "start"):
            life.answer(card, score=float(day % 4 != 1))
        life.pass_days(3)
    record = Record(life.store, None, 30)
    life.store.close()
    return record


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_was_done_and_comes_and_is_hard(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = FakeDesk(figures=lived(tmp_path))
    async with at_home(desk, size=size) as pilot:
        await pilot.press("f")
        await pilot.pause()
        text = seen(pilot.app)
        assert "36 answers on 12 days" in text
        assert "Mon" in text and "█" in text
        await pilot.press("n", "n")
        await pilot.pause()
        assert "wrong 3 of 12 half-life" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "What would you like to study?" in seen(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_paging_begins_with_a_whole_figure(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = FakeDesk(figures=lived(tmp_path))
    async with at_home(desk, size=size) as pilot:
        await pilot.press("f")
        await pilot.pause()
        charts = pilot.app.screen.query_one("#charts")
        for _ in range(3):
            await pilot.press("pagedown")
            await pilot.pause()
            tops = [one.virtual_region.y for one in pilot.app.screen.query(".figure")]
            assert (
                round(charts.scroll_y) + tops[0] in tops or charts.scroll_y == charts.max_scroll_y
            )


async def test_p_and_n_go_on_from_the_figure_that_paging_came_to(tmp_path: Path) -> None:
    desk = FakeDesk(figures=lived(tmp_path))
    async with at_home(desk) as pilot:
        await pilot.press("f")
        await pilot.pause()
        charts = pilot.app.screen.query_one("#charts")
        await pilot.press("pagedown")
        paged = charts.scroll_y
        assert paged > 0
        await pilot.press("p")
        assert charts.scroll_y < paged - 1
        await pilot.press("n")
        assert charts.scroll_y == paged


async def test_without_an_answer_it_says_so(tmp_path: Path) -> None:
    life = Life(tmp_path)
    desk = FakeDesk(figures=Record(life.store, None, 30))
    life.store.close()
    async with at_home(desk) as pilot:
        await pilot.press("f")
        await pilot.pause()
        assert "Nothing has been answered yet" in seen(pilot.app)
        assert "Titration" not in seen(pilot.app)  # it would give doses away
        await pilot.press("s")
        await pilot.pause()
        assert "Nothing keeps failing" in seen(pilot.app)
        assert desk.begun == []


async def test_s_studies_what_keeps_failing_and_nothing_else(tmp_path: Path) -> None:
    desk = FakeDesk(figures=lived(tmp_path))
    async with at_home(desk) as pilot:
        await pilot.press("f", "s")
        await pilot.pause()
        assert desk.begun == [("fictamine",)]
        assert set(desk.chosen[0][0]) == {"half-life", "[b]max[/b]", "start"}
        assert [about for _, about in desk.chosen] == ["you keep failing"]


async def test_n_comes_to_the_last_figure_and_says_that_it_is_the_last(tmp_path: Path) -> None:
    desk = FakeDesk(figures=lived(tmp_path))
    async with at_home(desk) as pilot:
        await pilot.press("f")
        await pilot.pause()
        await pilot.pause()
        for _ in range(20):
            await pilot.press("n")
        await pilot.pause()
        figures = list(pilot.app.screen.query(".figure"))
        top = pilot.app.screen.query_one("#charts").content_region.y
        assert figures[-1].region.y == top
        assert "That was the last figure." in seen(pilot.app)


async def test_what_was_studied_from_the_figures_is_in_them_on_coming_back(tmp_path: Path) -> None:
    desk = FakeDesk(figures=lived(tmp_path / "one"))
    async with at_home(desk) as pilot:
        await pilot.press("f", "s")
        await pilot.pause()
        life = Life(tmp_path / "two")
        life.answer("half-life")
        desk.figures = Record(life.store, None, 30)
        life.store.close()
        pilot.app.pop_screen()
        await pilot.pause()
        await pilot.pause()
        assert "1 answer on 1 day" in seen(pilot.app)
