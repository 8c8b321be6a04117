"""The deck for its author: problems with their lines, cards as learners see them, read on save."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import seen
from trainer.tui.deck.screen import DeckScreen

GOOD = """\
id: t
title: Terbine
cards:
  - id: antidote
    ask: Which antidote reverses terbine?
    answer: protamine
    because: "[b]It binds it.[/b]"
  - id: bolus
    ask: A patient weighs {weight} kg. The order is 80 units/kg. How many units is the bolus?
    draw: {weight: 50 to 100 by 5}
    let: {dose: weight * 80}
    answer: {quantity: "{dose} units"}
"""
BAD = GOOD.replace("answer: protamine", "answer: {quantity: 5 mgg}")


async def settled(pilot: Pilot[int]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_each_card_is_shown_as_a_learner_meets_it(
    size: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "deck.yaml").write_text(GOOD, encoding="utf-8")
    async with at_home(FakeDesk(folder=tmp_path), size=size) as pilot:
        await pilot.press("d")
        await settled(pilot)
        text = seen(pilot.app)
        assert "Terbine" in text and "no problems · 2 cards" in text
        assert "Which antidote reverses terbine?" in text
        assert "Answer: protamine" in text
        if size[1] == 40:
            assert "[b]It binds it.[/b]" in text


async def test_n_draws_other_numbers(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(GOOD, encoding="utf-8")
    async with at_home(FakeDesk(folder=tmp_path), size=(120, 40)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("down")
        drawn = {seen(pilot.app)}
        for number in range(2, 6):
            await pilot.press("n")
            await pilot.pause()
            assert f"draw {number}" in seen(pilot.app)
            drawn.add(seen(pilot.app))
        assert len(drawn) == 5


async def test_a_save_is_read_without_asking(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text(BAD, encoding="utf-8")
    async with at_home(FakeDesk(folder=tmp_path), size=(120, 40)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        text = seen(pilot.app)
        assert "1 problem · 0 cards" in text
        assert "✗ line 6: '5 mgg' is not a quantity" in text
        assert "answer: {quantity: 5 mgg}" in text
        assert "Write a unit such as mg or mL/h" in text
        file.write_text(GOOD, encoding="utf-8")
        screen = pilot.app.screen
        assert isinstance(screen, DeckScreen)
        screen._look()  # what the timer does
        await settled(pilot)
        assert "no problems · 2 cards" in seen(pilot.app)
        assert "Read again." in seen(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_while_the_file_has_an_error_the_cards_stay_with_the_error_beside_them(
    size: tuple[int, int], tmp_path: Path
) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text(GOOD, encoding="utf-8")
    async with at_home(FakeDesk(folder=tmp_path), size=size) as pilot:
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("down")
        assert "How many units is the bolus?" in seen(pilot.app)
        screen = pilot.app.screen
        assert isinstance(screen, DeckScreen)
        for content, said in ((BAD, "1 problem · 2 cards as before"), (GOOD, "no prob")):
            file.write_text(content, encoding="utf-8")
            screen._look()  # what the timer does
            await settled(pilot)
            text = seen(pilot.app)
            assert said in text
            if size[0] > 60:
                assert "bolus, draw 1" in text  # the place is not lost
            assert ("'5 mgg' is not a quantity" in text) == (content == BAD)
            assert "Terbine" in text


async def test_escape_goes_back(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(GOOD, encoding="utf-8")
    async with at_home(FakeDesk(folder=tmp_path)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Fictamine" in seen(pilot.app)
