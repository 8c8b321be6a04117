"""Make the pictures of the README from the real screens: python docs/make_pictures.py

Some weeks of a learner who does not exist are lived on a data folder that is thrown away, with a
fixed clock and fixed draws: the same program gives the same pictures. `--look FOLDER` makes
pictures of every screen at three sizes and in two themes instead, to be looked at; scenes named
after it are the only ones made.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from scenes import SCENES
from some_weeks import NOW, Clock, desk_at, live

from trainer.tui.program import TrainerApp

HERE = Path(__file__).parent
SIZE = (100, 28)
README = {
    "home": SIZE,
    "study": SIZE,
    "monograph": SIZE,
    "calculator": SIZE,
    "exam": SIZE,
    "figures": (100, 46),
}
SIZES = ((60, 20), (80, 24), (120, 40))
THEMES = ("trainer-dark", "trainer-light")


async def picture(home: Path, scene: str, size: tuple[int, int], theme: str) -> str:
    """One scene as SVG, on a copy of the learner's data."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "home"
        shutil.copytree(home, own)
        os.environ["TRAINER_HOME"] = str(own)
        desk = desk_at(own, Clock(NOW))
        try:
            desk.save_preferences(replace(desk.preferences, theme=theme))
            app = TrainerApp(desk)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await SCENES[scene](pilot)
                await pilot.pause()
                return drawn(app)
        finally:
            desk.close()


def drawn(app: TrainerApp) -> str:
    """The screen as SVG, with a font of the reader's own machine and no address of a stranger."""
    svg = app.export_screenshot(title="trainer")
    fonts = svg.index("@font-face"), svg.rindex("@font-face")
    end = svg.index("}", fonts[1]) + 1
    svg = svg[: fonts[0]] + svg[end:]
    return svg.replace("Fira Code,", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono,")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make pictures of the screens.")
    parser.add_argument("--look", metavar="FOLDER", type=Path, help="every screen, to be looked at")
    parser.add_argument("--weeks", metavar="FOLDER", type=Path, help="keep the weeks' data here")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(SCENES))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = args.weeks or Path(folder) / "home"
        if not home.exists():
            home.mkdir(parents=True)
            live(home, "baclofen")
        if args.look is None:
            for scene in args.scenes or README:
                svg = asyncio.run(picture(home, scene, README.get(scene, SIZE), THEMES[0]))
                (HERE / f"{scene}.svg").write_text(svg, encoding="utf-8")
            return 0
        args.look.mkdir(parents=True, exist_ok=True)
        for scene in args.scenes or SCENES:
            for width, height in SIZES:
                for theme in THEMES:
                    svg = asyncio.run(picture(home, scene, (width, height), theme))
                    name = f"{scene}-{width}x{height}-{theme.removeprefix('trainer-')}.svg"
                    (args.look / name).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
