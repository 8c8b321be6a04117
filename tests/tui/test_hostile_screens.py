"""Text of strangers on the screens beside the conversation and the home: only ever text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.progress.life import Life
from tests.tui.fake import HOME, TODAY, FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import seen
from tests.tui.test_hostile import HOSTILE, HostileDesk
from tests.tutor.exam.papers import question, talk_over
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given, Origin, Rule, Rulebook
from trainer.deck.key import ChoiceKey, Option, Point, TermKey
from trainer.figures.mastery import SectionMastery
from trainer.progress.queries import CardName
from trainer.progress.summary import Slipped
from trainer.tui.line import Line
from trainer.tutor.choices import Choice
from trainer.tutor.exam.talk import ExamTalk
from trainer.tutor.exam_choices import exam_choices
from trainer.tutor.home import HomeView
from trainer.tutor.knowledge import CardStanding, Grasp, Knowledge, LineStanding
from trainer.tutor.past import PastAsking
from trainer.tutor.record import Record

SHOWN = ("[/]", "IC50 [mg] of [QT]c", "[@click=app.quit]x[/]", "[/nope] [B]")


def check(shown: str, text: str, *, there: bool = False) -> None:
    """Nothing that acts on a terminal is on the screen; where it must be `there`, it stands so."""
    for unsafe in ("\x1b", "\x9b", "\x07", "\u202e", "\u202c"):
        assert unsafe not in shown, text
    if there and text in SHOWN:
        assert text in shown


@dataclass
class Everywhere(HostileDesk):
    """Cards, monograph, past, calculator and exam dates say one text."""

    def home(self) -> HomeView:
        return HOME

    def knowledge(self, deck: str) -> Knowledge:
        text = self.text
        card = CardStanding(
            "c", text, text, text, ("f",), (1,), Grasp.FAILING, due="now", recall=0.5, lapses=2
        )
        line = LineStanding(1, text or "x", Grasp.FAILING, "", text, (text,), ("c",))
        return Knowledge(text, text, (line,), {"c": card})

    def past(self, deck: str, card: str) -> tuple[PastAsking, ...]:
        day = date(2026, 11, 3)
        return (
            PastAsking(day, None, self.text, self.text, "incorrect", 0, 0),
            PastAsking(day, 2, self.text, self.text, "correct", 1, 1, undone=True),
        )

    def wording(self, deck: str, card: str) -> str:
        return self.text

    def exam_choices(self) -> tuple[Choice, ...]:
        return exam_choices([("fictamine", self.text)], {}, TODAY)

    def rules(self, deck: str) -> Rulebook:
        origin = Origin("instructor", self.text)
        return Rulebook((Rule("increment", Given(Quantity.of(15, "mg/day"), origin), self.text),))


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        # The monograph, from a line of it to its cards, and to one card with its past.
        (("m", "c", "enter"), True),
        (("m", "f1"), False),
        (("s",), True),
        (("f7", "enter"), False),
    ],
    ids=["monograph-cards-card", "help", "settings", "calculator"],
)
async def test_on_screens_of_a_deck(keys: tuple[str, ...], there: bool) -> None:
    desk = Everywhere()
    async with at_home(desk) as pilot:
        for text in HOSTILE.values():
            desk.text = text
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                check(seen(pilot.app), text, there=there)
            while len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()
        assert pilot.app.is_running


@dataclass
class HostileExam(FakeDesk):
    """An exam whose questions, options, steps and sections are one text."""

    text: str = ""

    def begin_exam(self, deck: str, questions: int, minutes: float) -> ExamTalk:
        text = self.text
        asked = (
            question("a/say", text, TermKey(text, Point(text)), section=text, kind=text),
            question(
                "b/list",
                text,
                ChoiceKey(text, (Option(text, True), Option("other", False))),
                section=text,
                steps=(text,),
                because=text,
            ),
        )
        return talk_over(asked, text)


async def test_in_an_exam_and_its_report() -> None:
    desk = HostileExam()
    async with at_home(desk, (100, 30)) as pilot:
        for text in filter(None, HOSTILE.values()):
            desk.text = text
            await pilot.press("e", "enter")
            await pilot.pause()
            check(seen(pilot.app), text, there=True)
            line = pilot.app.screen.query_one("#answer", Line)
            for typed in (text, f"note: {text}", f"= {text}", "list"):
                line.put(typed)
                await pilot.press("enter")
                await pilot.pause()
                check(seen(pilot.app), text)
            await pilot.press("f10", "f10")
            await pilot.pause()
            check(seen(pilot.app), text, there=True)
            await pilot.press("escape")
            await pilot.pause()
        assert pilot.app.is_running


async def test_in_the_figures(tmp_path: Path) -> None:
    desk = FakeDesk()
    async with at_home(desk, (100, 60)) as pilot:
        for number, text in enumerate(filter(None, HOSTILE.values())):
            desk.figures = figures_of(text, tmp_path / str(number))
            await pilot.press("f")
            await pilot.pause()
            check(seen(pilot.app), text, there=True)
            await pilot.press("escape")
        assert pilot.app.is_running


def figures_of(text: str, folder: Path) -> Record:
    """Two days of one card, with `text` wherever the log or the deck may have put it."""
    life = Life(folder)
    for score in (0.0, 1.0):
        life.answer(text, score=score)
        life.pass_days(3)
    record = Record(life.store, None, 30)
    life.store.close()
    record.sections = (SectionMastery(text, 3, 2, 0.4),)
    record.titles = {text: text}
    record.confusions = [(CardName("d", text), text, text, 3)]
    record.slipped = [Slipped(text, CardName("d", text), 2, record.today)]
    return record


async def test_on_the_screen_of_a_decks_author(tmp_path: Path) -> None:
    desk = FakeDesk()
    async with at_home(desk, (120, 40)) as pilot:
        for number, text in enumerate(filter(None, HOSTILE.values())):
            desk.folder = tmp_path / str(number)
            desk.folder.mkdir()
            quoted = json.dumps(text)
            (desk.folder / "deck.yaml").write_text(
                f"deck: hostile\ntitle: Hostile\ncards:\n  - id: one\n    ask: {quoted}\n"
                f"    answer: 5 mg\n  - id: two\n    ask: What?\n    answer: {quoted}\n"
                f"    hint: {quoted}\n",
                encoding="utf-8",
            )
            await pilot.press("d")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            check(seen(pilot.app), text)
            await pilot.press("down", "escape")
        assert pilot.app.is_running
