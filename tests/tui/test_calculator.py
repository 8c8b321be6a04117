"""The calculator screen: typed inputs, steps as one types, the origin of each number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fractions import Fraction

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.tui.fake import RULES, FakeDesk
from tests.tui.journey import answer, at_home, studying
from tests.tui.screen_text import seen
from tests.tui.test_hostile import HOSTILE
from trainer.calculator.catalogue import CALCULATIONS
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given, Origin, Rule, Rulebook
from trainer.tui.calculator.chart import Bar, drawn
from trainer.tui.calculator.field import Field
from trainer.tui.calculator.screen import CalculatorScreen
from trainer.tui.calculator.sheet import fill
from trainer.tui.study.prompt import Prompt

BY_NAME = {each.name: each for each in CALCULATIONS}


@asynccontextmanager
async def calculating(
    name: str,
    size: tuple[int, int] = (80, 24),
    desk: FakeDesk | None = None,
    *,
    answered: str = "",
) -> AsyncIterator[Pilot[int]]:
    """The sheet of one calculation, its first field in focus, the question answered or not."""
    async with studying(desk, size) as pilot:
        if answered:
            await answer(pilot, answered)
        await pilot.press("f7")
        await pilot.pause()
        names = pilot.app.screen.query_one("#names", OptionList)
        names.highlighted = names.get_option_index(name)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        yield pilot


async def type_into(pilot: Pilot[int], meaning: str, text: str) -> None:
    """Fill the field whose name begins so."""
    for field in pilot.app.screen.query("Field"):
        if field.spec.meaning.startswith(meaning):  # type: ignore[attr-defined]
            field.query_one(Input).value = text
    await pilot.pause()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_rules_of_the_deck_stand_in_the_fields_and_the_result_follows_the_typing(
    size: tuple[int, int],
) -> None:
    async with calculating("titration_dose", size) as pilot:
        assert "15 mg per day line 9" in seen(pilot.app)
        if size[0] > 60:
            assert "because the day of treatment is not given" in seen(pilot.app)
        await type_into(pilot, "day of treatment", "8")
        assert "= 45 mg per day" in seen(pilot.app)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert "day 8 lies in level 3" in seen(pilot.app)
        assert "= 45 mg per day" in seen(pilot.app) or size[0] > 60


async def test_what_is_typed_goes_before_what_the_deck_states() -> None:
    async with calculating("titration_dose", (120, 40)) as pilot:
        await type_into(pilot, "day of treatment", "8")
        await type_into(pilot, "increase", "10 mg a day")
        assert "= 35 mg per day" in seen(pilot.app)
        assert "Line 9 Increase by 15 mg per day every 3 days." in seen(pilot.app)


async def test_a_wrong_input_is_told_at_its_field() -> None:
    async with calculating("cockcroft_gault", (120, 40)) as pilot:
        await type_into(pilot, "age", "140")
        await type_into(pilot, "body weight", "72 mg")
        assert "! " in seen(pilot.app)
        await type_into(pilot, "body weight", "72")
        await type_into(pilot, "serum", "1.1")
        await type_into(pilot, "sex", "female")
        assert "! The age of 140 years is not plausible" in seen(pilot.app)
        await type_into(pilot, "age", "60")
        assert "mL/min" in seen(pilot.app)
        assert "! " not in seen(pilot.app)


async def test_a_schedule_is_drawn_as_a_staircase() -> None:
    async with calculating("titration_schedule", (120, 40)) as pilot:
        await type_into(pilot, "daily dose to be reached", "80")
        text = seen(pilot.app)
        assert "days 1 to 3 ████" in text
        assert "from day 16 ████" in text
        assert "80 mg per day" in text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_schedule_is_told_in_a_line_that_stays_in_sight(size: tuple[int, int]) -> None:
    async with calculating("titration_schedule", size) as pilot:
        await type_into(pilot, "daily dose to be reached", "80")
        text = seen(pilot.app)
        assert "15 → 80 mg per day, from day 16: 6 levels" in text
        assert "pgdn Steps" in text


async def test_what_the_deck_states_looks_like_a_value_and_a_hint_does_not() -> None:
    async with calculating("titration_dose", (120, 40)) as pilot:

        def ink(meaning: str) -> object:
            (field,) = [
                field
                for field in pilot.app.screen.query("Field").results(Field)
                if field.spec.meaning.startswith(meaning)
            ]
            return field.query_one(Input).get_component_styles("input--placeholder").color

        assert ink("increase") != ink("daily dose at the start")


async def test_two_half_lives_that_are_typed_go_before_the_range_of_the_deck() -> None:
    async with calculating("amount_remaining", (120, 40)) as pilot:
        await type_into(pilot, "amount", "80 mg")
        await type_into(pilot, "time", "12")
        assert "= 2.87 to 10 mg" in seen(pilot.app)
        await type_into(pilot, "shorter", "6")
        await type_into(pilot, "longer", "12")
        assert "= 20 to 40 mg" in seen(pilot.app)
        assert "Half-life not used now" in seen(pilot.app)


async def test_what_a_calculation_computes_is_told_whole_and_resizing_loses_nothing() -> None:
    async with studying(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await pilot.pause()
        await pilot.pause()
        assert "How many increases lead from the start to a daily dose." in seen(pilot.app)
        await pilot.press("enter", *"15 mg")
        await pilot.pause()
        for size in ((60, 20), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
        assert pilot.app.screen.query_one("#fields Input", Input).value == "15 mg"


async def test_the_question_waits_below() -> None:
    desk = FakeDesk()
    async with studying(desk) as pilot:
        await pilot.press("8", "0", "f7")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CalculatorScreen)
        assert "for learning, not for care" in seen(pilot.app)
        await pilot.press("enter", "escape")  # into the sheet, back to the list
        await pilot.press("escape")
        await pilot.pause()
        assert "What is the usual maximum daily dose" in seen(pilot.app)
        assert pilot.app.screen.query_one(Prompt).value == "80"
        assert desk.conversation.heard == []


async def test_what_is_being_asked_is_not_given_away() -> None:
    async with studying(size=(120, 40)) as pilot:  # the maximum of line 10 is being asked
        await pilot.press("f7")
        await pilot.pause()
        text = seen(pilot.app)
        assert "Maximum daily dose being asked: type it" in text
        assert "15 mg per day line 9" in text
        assert "80 mg" not in text


async def test_the_calculator_opens_from_home_with_the_chosen_deck() -> None:
    async with at_home() as pilot:
        await pilot.press("f7")
        await pilot.pause()
        assert "Fictamine · Calculator" in seen(pilot.app)


async def test_rules_of_several_routes_wait_for_the_route() -> None:
    @dataclass
    class TwoRoutes(FakeDesk):
        def rules(self, deck: str) -> Rulebook:
            other = Given(Quantity.of(30, "mg/day"), Origin("instructor", "ward rule"))
            return Rulebook((*RULES.rules, Rule("increment", other, "rectal")))

    async with calculating("titration_dose", (120, 40), TwoRoutes()) as pilot:
        assert "oral or rectal" in seen(pilot.app)
        await type_into(pilot, "day of treatment", "4")
        assert "because the increase of the daily dose is not given" in seen(pilot.app)
        await type_into(pilot, "route", "rec")
        assert "30 mg per day instructor" in seen(pilot.app)


async def test_hostile_text_in_every_field_is_only_text() -> None:
    @dataclass
    class Hostile(FakeDesk):
        text: str = ""

        def rules(self, deck: str) -> Rulebook:
            origin = Origin("instructor", self.text)
            return Rulebook((Rule("increment", Given(Quantity.of(15, "mg/day"), origin)),))

        def source(self, deck: str) -> tuple[str, ...]:
            return (self.text,) * 12

    for name in ("action link", "escape sequence"):
        text = HOSTILE[name]
        async with calculating("titration_dose", (120, 40), Hostile(text=text)) as pilot:
            for field in pilot.app.screen.query(Input):
                field.post_message(events.Paste(text))
                await pilot.pause()
            assert pilot.app.is_running
            assert "\x1b" not in seen(pilot.app)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_sheet(text: str) -> None:
    for name in ("titration_dose", "cockcroft_gault", "order_check", "convert"):
        calculation = BY_NAME[name]
        typed = {spec.name: text for spec in calculation.inputs}
        sheet = fill(calculation, typed, RULES)
        assert sheet.outcome is not None or sheet.complaints


def test_a_bar_is_as_long_as_its_share_and_fits_the_width() -> None:
    bars = [Bar("a", Fraction(5), Fraction(5), "5"), Bar("bb", Fraction(5), Fraction(10), "10")]
    first, second = drawn(bars, 40).plain.split("\n")
    assert first.count("█") * 2 == second.count("█") + second.count("░") == 32
    assert max(len(first), len(second)) <= 40


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_dose_far_from_the_line_is_warned_of_above_its_result(
    size: tuple[int, int],
) -> None:
    async with calculating("weight_dose", size, answered="80 mg per day") as pilot:
        await type_into(pilot, "dose per kg", "15 mg/kg")
        await type_into(pilot, "body weight", "72,5 kg")
        text = seen(pilot.app)
        assert "read as 72.5 kg" in text
        assert "! 1,087.5 mg at once is about 14 times the most that line 10 states" in text
        assert text.index("about 14 times") < text.rindex("= 1,087.5 mg")


async def test_thousands_are_shown_as_read_and_asked_about_beside_a_decimal_comma() -> None:
    async with calculating("weight_dose", (120, 40)) as pilot:
        await type_into(pilot, "dose per kg", "1,250 mcg/kg")
        await type_into(pilot, "body weight", "72 kg")
        assert "read as 1250 mcg per kg" in seen(pilot.app)
        assert "= 90 mg" in seen(pilot.app)
        await type_into(pilot, "body weight", "72,5 kg")
        assert "1,250 may mean 1250 or 1.250" in seen(pilot.app)
        assert "= 90" not in seen(pilot.app)


@pytest.mark.parametrize(
    ("name", "meaning", "typed", "said"),
    [
        ("convert", "amount", "750", "750 has no unit: write what it is measured in, such as 750"),
        ("titration_day", "daily dose to be", "80 mg", "is measured in mg per day"),
        ("ideal_body_weight", "height", "tall", "Write one number, such as 120 cm"),
        ("weight_dose", "body weight", "-5 kg", "cannot be negative"),
    ],
)
async def test_what_is_refused_says_what_this_input_is_written_as(
    name: str, meaning: str, typed: str, said: str
) -> None:
    async with calculating(name, (120, 40)) as pilot:
        await type_into(pilot, "unit to convert to", "mg")
        await type_into(pilot, meaning, typed)
        assert said in seen(pilot.app)


async def test_a_height_in_metres_is_a_height() -> None:
    async with calculating("ideal_body_weight", (120, 40)) as pilot:
        await type_into(pilot, "height", "1.778 m")
        await type_into(pilot, "sex", "male")
        assert "= 73 kg" in seen(pilot.app)
        await type_into(pilot, "height", "140")
        assert "! Devine's formula is for heights from 152.4 cm" in seen(pilot.app)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("weight", "weight_dose"), ("refill", "refill"), ("cockcroft", "cockcroft_gault")],
)
async def test_a_calculation_is_found_by_typing_a_word_of_it(typed: str, found: str) -> None:
    async with studying() as pilot:
        await pilot.press("f7")
        await pilot.pause()
        await pilot.press(*typed)
        await pilot.pause()
        names = pilot.app.screen.query_one("#names", OptionList)
        assert names.highlighted == names.get_option_index(found)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_field_typed_in_is_marked_and_a_unit_of_its_own_takes_the_other_away(
    size: tuple[int, int],
) -> None:
    async with calculating("weight_dose", size) as pilot:
        assert "▌ Dose per kg of body weight" in seen(pilot.app)
        assert "▌ Body weight" not in seen(pilot.app)
        assert "mg/kg" in seen(pilot.app)
        await pilot.press(*"0.05")
        await pilot.press("space", *"mcg/kg")
        assert "0.05 mcg/kg mg/kg" not in seen(pilot.app)
        await pilot.press("tab")
        await pilot.pause()
        assert "▌ Body weight" in seen(pilot.app)
        await pilot.press(*"70.5")
        await pilot.pause()
        assert "= 3.525 mcg" in seen(pilot.app)


def test_a_point_for_thousands_and_half_a_unit_say_what_to_type() -> None:
    (refill,) = (one for one in CALCULATIONS if one.name == "refill")
    typed = {"fill": "", "concentration": "2.000", "dose": "650 mcg"}
    sheet = fill(refill, typed, Rulebook())
    assert sheet.readings["concentration"] == "read as 2 (for 2,000 type 2000)"
    assert "write 650 mcg/day if that is meant" in sheet.complaints["dose"]
    said = fill(refill, {"concentration": "2 mg"}, Rulebook()).complaints["concentration"]
    assert "write 2 mg/mL if that is meant" in said


async def test_every_field_that_is_wrong_says_so_at_once() -> None:
    async with calculating("refill", (120, 40)) as pilot:
        await type_into(pilot, "volume that must", "-2")
        await type_into(pilot, "fill", "6.5 mg")
        text = seen(pilot.app)
        assert "The volume that must stay in cannot be negative" in text
        assert "The fill of the reservoir cannot be 6.5 mg" in text
