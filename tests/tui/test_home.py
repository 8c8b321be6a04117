"""The home screen: what is due, in words, and one key to start."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.tui.fake import HOME, FakeConversation, FakeDesk
from tests.tui.journey import answer, at_home
from tests.tui.screen_text import lines, right_of, seen
from trainer.errors import StorageError
from trainer.tui.home.row import DeckRow
from trainer.tui.home.screen import HomeScreen
from trainer.tui.study.screen import StudyScreen
from trainer.tutor.home import HomeView


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_each_deck_says_what_is_due_new_and_met(size: tuple[int, int]) -> None:
    async with at_home(size=size) as pilot:
        text = seen(pilot.app)
        assert "❯ Fictamine" in text
        assert "12 due · 20 new" in text
        assert "34 of 120 cards met" in text
        assert "14 min" in text
        assert re.search(r"Exam in 9 days · if tomorrow: 60%( expected)? \(48–71%\)", text)
        assert "next tomorrow" in text
        assert "deck.yaml:14:3: this unit is not known." in text
        assert " ".join(lines(pilot.app)[-1].split()).startswith(FOOTER)


FOOTER = "f1 Help enter Study p Exam date m Monograph"


async def test_enter_starts_the_chosen_deck() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert desk.begun == [("fictamine",)]
        assert "What is the usual maximum daily dose" in seen(pilot.app)


async def test_arrows_choose_another_deck_and_stop_at_the_ends() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("up", "down", "down", "down", "up", "enter")
        await pilot.pause()
        assert desk.begun == [("placebol",)]


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_arrows_choose_a_deck_also_where_the_rows_do_not_fit(size: tuple[int, int]) -> None:
    many = tuple(replace(HOME.decks[0], id=f"d{n}", title=f"Deck {n}") for n in range(9))
    async with at_home(FakeDesk(view=replace(HOME, decks=many)), size=size) as pilot:
        rows = list(pilot.app.screen.query(DeckRow))
        for place in range(1, 6):
            await pilot.press("down")
            assert pilot.app.focused is rows[place]
        await pilot.press("up")
        assert pilot.app.focused is rows[4]


async def test_a_deck_is_chosen_and_started_by_mouse() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        row = next(n for n, line in enumerate(lines(pilot.app)) if "Placebol" in line)
        await pilot.click(offset=(10, row))
        assert "❯ Placebol" in seen(pilot.app)
        await pilot.double_click(offset=(10, row))
        await pilot.pause()
        assert desk.begun == [("placebol",)]


async def test_a_deck_with_a_problem_says_it_and_is_not_started() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert desk.begun == []
        assert seen(pilot.app).count("this unit is not known") == 2


async def test_several_decks_that_are_due_can_be_studied_together() -> None:
    due = tuple(replace(deck, due=3, seen=4, problem="") for deck in HOME.decks)
    desk = FakeDesk(view=replace(HOME, decks=due))
    async with at_home(desk) as pilot:
        assert "Everything that is due" in seen(pilot.app)
        assert "9 due" in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert desk.begun == [()]


async def test_the_first_run_explains_itself_in_a_line_and_asks_nothing() -> None:
    async with at_home(FakeDesk(view=replace(HOME, first_run=True, answered_today=0))) as pilot:
        assert "Press Enter to begin: the tutor asks, you answer in your own words" in seen(
            pilot.app
        )


async def test_no_deck_at_all_says_where_to_look() -> None:
    desk = FakeDesk(view=HomeView((), 0, 0, True, notices=("Your clock went back by a day.",)))
    async with at_home(desk) as pilot:
        assert "There is no deck to study yet." in seen(pilot.app)
        assert "Your clock went back by a day." in seen(pilot.app)


async def test_after_a_session_enter_comes_home_to_the_same_deck() -> None:
    desk = FakeDesk(FakeConversation(questions=()))
    async with at_home(desk) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StudyScreen)
        assert "enter Leave" in seen(pilot.app)
        desk.view = replace(HOME, answered_today=13)
        await answer(pilot, "")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "13 answered today" in seen(pilot.app)
        assert "❯ Placebol" in seen(pilot.app)


async def test_a_wide_screen_tells_more_of_the_chosen_deck() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.pause()
        text = right_of(pilot.app, 80)
        assert "Last studied yesterday" in text
        assert "Weakest section: Dosage [b]form" in text
        assert "3 cards keep failing" in text
        await pilot.press("down")
        assert "Next: tomorrow" in right_of(pilot.app, 80)


async def test_what_cannot_be_read_is_said_in_a_sentence() -> None:
    class Broken(FakeDesk):
        def home(self) -> HomeView:
            raise StorageError("this is not a database", where="progress.db", hint="Run doctor")

    async with at_home(Broken()) as pilot:
        assert "progress.db: this is not a database. Run doctor" in seen(pilot.app)


async def test_escape_does_not_leave_the_program_but_says_how() -> None:
    async with at_home() as pilot:
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert pilot.app.is_running
        assert "q leaves; every answer is kept." in seen(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_keys_that_the_footer_has_no_room_for_stand_above_it(size: tuple[int, int]) -> None:
    async with at_home(size=size) as pilot:
        await pilot.pause()
        text = seen(pilot.app)
        for key in ("p Exam date", "f Figures", "c Cards", "s Settings", "f7 Calculator",
                    "e Mock exam", "d For authors", "ctrl+p Every action"):  # fmt: skip
            assert text.count(key) == 1, key


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_there_is_more_than_one_way_out(key: str) -> None:
    async with at_home() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert not pilot.app.is_running
