"""Make the pictures of the README from the real screens: python docs/make_pictures.py

A learner's first minutes with a bundled deck, on a data folder that is thrown away, with a fixed
clock and fixed draws: the same program gives the same pictures. Writes docs/home.svg and
docs/study.svg; another deck can be named as the first argument.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from trainer.cli.wiring import open_desk
from trainer.tui.desk import Desk
from trainer.tui.program import TrainerApp
from trainer.tui.study.prompt import Prompt

HERE = Path(__file__).parent
WORLD = argparse.Namespace(now="2026-11-23T09:00:00+00:00", seed=1)
SIZE = (100, 28)
FIRST = 12  # answers at most, before a dose is asked


async def picture_of_study(desk: Desk, deck: str) -> str:
    """The study screen after model answers, and a dose a thousandfold too small."""
    conversation = desk.begin((deck,))
    app = TrainerApp(desk, conversation)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(FIRST):
            question = conversation.question
            if question is None or question.key.type == "regimen":
                break
            await say(pilot, question.key.model)
        if question := conversation.question:
            await say(pilot, question.key.model.replace("mg", "mcg"))
        return picture(app)


async def picture_of_home(desk: Desk) -> str:
    """The home screen, after the first answers."""
    app = TrainerApp(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        return picture(app)


async def say(pilot: Pilot[int], answer: str) -> None:
    """Type an answer and send it."""
    pilot.app.screen.query_one(Prompt).put(answer)
    await pilot.press("enter")
    await pilot.pause()


def picture(app: TrainerApp) -> str:
    """The screen as SVG, with a font of the reader's own machine and no address of a stranger."""
    svg = app.export_screenshot(title="trainer")
    fonts = svg.index("@font-face"), svg.rindex("@font-face")
    end = svg.index("}", fonts[1]) + 1
    svg = svg[: fonts[0]] + svg[end:]
    return svg.replace("Fira Code,", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono,")


def main() -> int:
    deck = sys.argv[1] if len(sys.argv) > 1 else "baclofen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRAINER_HOME"] = folder
        desk = open_desk(WORLD)
        try:
            name = desk.name_of(deck)
            study = asyncio.run(picture_of_study(desk, name))
            home = asyncio.run(picture_of_home(desk))
        finally:
            desk.close()
    (HERE / "study.svg").write_text(study, encoding="utf-8")
    (HERE / "home.svg").write_text(home, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
