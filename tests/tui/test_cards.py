"""The cards of a deck: found by words, looked at with their past, set aside."""

from __future__ import annotations

import pytest

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import right_of, seen
from trainer.tui.home.screen import HomeScreen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_all_cards_are_listed_with_what_they_ask(size: tuple[int, int]) -> None:
    async with at_home(size=size) as pilot:
        await pilot.press("c")
        await pilot.pause()
        text = seen(pilot.app)
        assert "3 cards" in text
        name, kind = ("Usual maximum: 80 mg per day", "value " if size[0] > 64 else "")
        assert f"✗ {name} 6 of 9 {kind}now" in text
        beside = right_of(pilot.app, 73) if size[0] == 120 else text
        assert "What is the usual maximum daily dose of oral fictamine?" in beside


async def test_typed_words_choose_cards_by_topic_wording_and_state() -> None:
    async with at_home() as pilot:
        await pilot.press("c", *"failing")
        await pilot.pause()
        assert "1 of 3 cards" in seen(pilot.app)
        assert "Usual maximum" in seen(pilot.app)
        await pilot.press("escape", *"increased")
        await pilot.pause()
        assert "dose increase" in seen(pilot.app)
        assert "Usual maximum" not in seen(pilot.app)


async def test_words_that_no_card_has_are_said_so() -> None:
    async with at_home() as pilot:
        await pilot.press("c", *"zzz")
        await pilot.pause()
        assert "No card has all these words." in seen(pilot.app)


async def test_the_past_of_a_card_stands_beside_it_as_it_was_typed() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        text = right_of(pilot.app, 73)
        assert "2026-11-08 correct, 1 hint: 80 mg [b]daily (5 days later)" in text
        assert "2026-11-03 incorrect: 100 mg (first asking)" in text


async def test_a_card_is_set_aside_and_taken_up_again() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("c", "down", "f6")
        await pilot.pause()
        assert desk.aside == {"step/step"}
        assert "Set aside: it is not asked any more." in seen(pilot.app)
        await pilot.press("f6")
        await pilot.pause()
        assert desk.aside == set()


async def test_escape_clears_the_line_and_then_goes_back() -> None:
    async with at_home() as pilot:
        await pilot.press("c", "a", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, HomeScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_enter_opens_a_card_with_its_lines_and_its_whole_past() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        text = seen(pilot.app)
        assert "It may be asked so What is the usual maximum daily dose" in text
        assert "Line 10 Usual maximum: 80 mg per day in divided doses." in text
        assert "2026-11-03 incorrect: 100 mg (first asking)" in text
        await pilot.press("a")
        await pilot.pause()
        assert desk.aside == {"max/value"}
        assert "– set aside" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "3 cards" in seen(pilot.app)
        assert "– Usual maximum" in seen(pilot.app)


async def test_a_click_chooses_a_card_and_a_second_one_opens_it() -> None:
    async with at_home(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.click("#cards", offset=(6, 1))
        await pilot.pause()
        assert "By how much may the daily dose be increased" in right_of(pilot.app, 73)
        await pilot.click("#cards", offset=(6, 1))
        await pilot.pause()
        assert "Asked so far" in seen(pilot.app)


async def test_a_long_deck_lists_the_first_cards_and_finds_all() -> None:
    desk = FakeDesk(many=700)
    async with at_home(desk) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "703 cards, the first 500 are listed" in seen(pilot.app)
        await pilot.press(*"699")
        await pilot.pause()
        assert "topic 699" in seen(pilot.app)


async def test_f5_studies_just_the_cards_that_are_listed() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("c", *"failing", "f5")
        await pilot.pause()
        assert desk.begun == [("fictamine",)]
        assert [cards for cards, _ in desk.chosen] == [("max/value",)]
        assert [about for _, about in desk.chosen] == ['with "failing"']


async def test_s_on_a_card_studies_just_this_card() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("c", "enter", "s")
        await pilot.pause()
        assert [cards for cards, _ in desk.chosen] == [("max/value",)]


async def test_a_card_says_how_often_it_was_wrong_and_no_recall_where_it_was_missed() -> None:
    async with at_home() as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        text = seen(pilot.app)
        assert "✗ keeps failing · wrong 6 of 9 · missed at first, right since · due now" in text
        assert "60%" not in text


async def test_past_answers_stand_under_the_question_that_was_asked_then() -> None:
    async with at_home() as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        assert "incorrect: 100 mg (first asking) What is the maximum?" in seen(pilot.app)


@pytest.mark.parametrize("word", ["suspend", "paused"])
async def test_everyday_words_find_what_the_list_calls_otherwise(word: str) -> None:
    async with at_home(FakeDesk(aside={"step/step"})) as pilot:
        await pilot.press("c", *word)
        await pilot.pause()
        assert "1 of 3 cards" in seen(pilot.app)
        assert "– dose increase" in seen(pilot.app)


async def test_rows_have_one_line_after_a_resize_behind_a_card() -> None:
    async with at_home(size=(60, 20)) as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        assert "Usual maximum: 80 mg per day 6 of 9 value now" in seen(pilot.app)
