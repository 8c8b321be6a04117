"""The screens that pictures are made of: each scene opens one as a person would, by its keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from textual.pilot import Pilot

from trainer.questions.question import Question
from trainer.tui.study.prompt import Prompt

Scene = Callable[[Pilot[int]], Awaitable[None]]
_FIRST = 12  # answers at most, before a dose is asked


async def home(pilot: Pilot[int]) -> None:
    """The decks and what is due."""


async def study(pilot: Pilot[int]) -> None:
    """A conversation: model answers, then a dose a thousandfold too small."""
    await press(pilot, "enter")
    conversation = pilot.app.screen.conversation
    for _ in range(_FIRST):
        question = conversation.question
        if question is None or _is_dose(question):
            break
        await say(pilot, question.key.model)
    if question := conversation.question:
        await say(pilot, question.key.model.replace(" mg", " mcg"))


def _is_dose(question: Question) -> bool:
    return question.key.type in ("quantity", "regimen") and " mg" in question.key.model


async def hint(pilot: Pilot[int]) -> None:
    """A hint, then giving up."""
    await press(pilot, "enter", "f3", "f3", "f4")


async def summary(pilot: Pilot[int]) -> None:
    """A session that was ended."""
    await press(pilot, "enter")
    await say(pilot, pilot.app.screen.conversation.question.key.model)
    await press(pilot, "escape")


async def help_(pilot: Pilot[int]) -> None:
    """The keys of the home screen."""
    await press(pilot, "f1")


async def help_study(pilot: Pilot[int]) -> None:
    """The keys and words of a conversation."""
    await press(pilot, "enter", "f1")


async def palette(pilot: Pilot[int]) -> None:
    """Every action of a conversation by name."""
    await press(pilot, "enter", "ctrl+p")
    await pilot.pause(0.3)


async def monograph(pilot: Pilot[int]) -> None:
    """The text as a map of what is known."""
    await press(pilot, "m", "n", "n")


async def cards(pilot: Pilot[int]) -> None:
    """The cards of a deck, the ones that keep failing."""
    await press(pilot, "c", *"failing")


async def calculator(pilot: Pilot[int]) -> None:
    """A titration as a schedule with bars."""
    await press(pilot, "f7", *["down"] * _place("titration_schedule"), "enter")
    for _ in range(5):
        await press(pilot, "tab")
    await press(pilot, *"80")


async def curve(pilot: Pilot[int]) -> None:
    """What is left of a drug, hour by hour."""
    await press(pilot, "f7", *["down"] * _place("amount_remaining"), "enter")
    fields = [field.spec.name for field in pilot.app.screen.query("Field")]
    for name in fields[: fields.index("elapsed") + 1]:
        await press(pilot, *{"elapsed": "12", "amount": "80"}.get(name, ""), "tab")


async def exam_setting(pilot: Pilot[int]) -> None:
    """Before an exam."""
    await press(pilot, "e")


async def exam(pilot: Pilot[int]) -> None:
    """In an exam, some questions answered, one flagged."""
    await press(pilot, "e", *"20", "tab", *"30", "enter")
    for number in range(6):
        sitting = pilot.app.screen._talk.sitting
        item = sitting.paper.items[sitting.at]
        if number == 2:
            await press(pilot, "f4", "pagedown")
        else:
            await type_(pilot, item.key.model if number != 4 else "5 mg", "#answer")
    await pilot.pause(0.1)


async def report(pilot: Pilot[int]) -> None:
    """After an exam."""
    await exam(pilot)
    await press(pilot, "f10", "f10")


async def figures(pilot: Pilot[int]) -> None:
    """What the log says about learning."""
    await press(pilot, "f")


async def figures_below(pilot: Pilot[int]) -> None:
    """Further down."""
    await press(pilot, "f", "pagedown")


async def figures_end(pilot: Pilot[int]) -> None:
    """The end of the page."""
    await press(pilot, "f", "end")


async def settings(pilot: Pilot[int]) -> None:
    """What can be chosen."""
    await press(pilot, "s")


async def plan(pilot: Pilot[int]) -> None:
    """The exam's date and what can be reached by it."""
    await press(pilot, "p")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def deck(pilot: Pilot[int]) -> None:
    """A deck as its author sees it."""
    await press(pilot, "d")
    await pilot.app.workers.wait_for_complete()
    await press(pilot, "down", "down")


SCENES: Mapping[str, Scene] = {
    "home": home,
    "study": study,
    "hint": hint,
    "summary": summary,
    "help": help_,
    "help-study": help_study,
    "palette": palette,
    "monograph": monograph,
    "cards": cards,
    "calculator": calculator,
    "curve": curve,
    "exam-setting": exam_setting,
    "exam": exam,
    "report": report,
    "figures": figures,
    "figures-below": figures_below,
    "figures-end": figures_end,
    "settings": settings,
    "deck": deck,
    "plan": plan,
}


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, each with its picture."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def say(pilot: Pilot[int], answer: str) -> None:
    """Answer in a conversation."""
    pilot.app.screen.query_one(Prompt).put(answer)
    await press(pilot, "enter")


async def type_(pilot: Pilot[int], answer: str, line: str) -> None:
    """Answer in the line of that name."""
    pilot.app.screen.query_one(line).put(answer)
    await press(pilot, "enter")


def _place(name: str) -> int:
    from trainer.calculator.catalogue import CALCULATIONS

    return [calculation.name for calculation in CALCULATIONS].index(name)
