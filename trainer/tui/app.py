"""The door to the screens: it shows the first question while Textual is still being loaded."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.tui.desk import Conversation, Desk
from trainer.tui.first_light import first_light, put_out
from trainer.tutor.turn import Turn

if TYPE_CHECKING:
    from trainer.tutor.exam.talk import ExamTalk


def run(desk: Desk, decks: Sequence[str] | None = None, limit: int | None = None) -> int:
    """Run the screens until the learner leaves; return the exit code.

    With `decks` it opens on a conversation over them (over all that is due, if there are none) of
    at most `limit` questions; without, on the home screen. A TrainerError at the start is raised.
    """
    gc.disable()  # until the first picture stands; the program enables it
    try:
        if decks is None:
            return _program(desk)
        conversation = desk.begin(decks, limit)
        opening = conversation.open()
        lit = first_light(opening, desk.preferences.theme, sys.__stderr__, os.environ)
        try:
            return _program(desk, conversation, opening)
        except BaseException:
            if lit:
                put_out(sys.__stderr__)
            raise
    finally:
        gc.enable()


def run_exam(desk: Desk, talk: ExamTalk) -> int:
    """Run an exam on its screen until it is left or handed in; return the exit code."""
    from trainer.tui.program import TrainerApp

    app = TrainerApp(desk, exam=talk)
    code = app.run()
    return app.return_code or code or 0


def _program(
    desk: Desk,
    conversation: Conversation | None = None,
    opening: tuple[Turn, ...] | None = None,
) -> int:
    from trainer.tui.program import TrainerApp  # Textual: two thirds of the time to the start

    app = TrainerApp(desk, conversation, opening)
    code = app.run()
    return app.return_code or code or 0
