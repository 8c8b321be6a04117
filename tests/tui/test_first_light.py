"""The first question stands on the terminal before Textual is loaded, where it will stay."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest

from tests.tui.fake import QUESTIONS, FakeConversation, FakeDesk
from tests.tui.journey import studying
from tests.tui.screen_text import lines
from trainer.tui.first_light import first_light, picture
from trainer.tutor.turn import Role, Turn, TurnKind

_PLACED = re.compile(r"\x1b\[(\d+);(\d+)H\x1b\[1m(.*?)\x1b\[22m")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("at", [1, 2], ids=["two lines", "options"])
async def test_the_question_is_drawn_where_the_study_screen_draws_it(
    size: tuple[int, int], at: int
) -> None:
    conversation = FakeConversation(questions=QUESTIONS[at:])
    first = _PLACED.findall(picture(conversation.open(), size[0], size[1], ""))[0]
    async with studying(FakeDesk(conversation), size) as pilot:
        row = lines(pilot.app)[int(first[0]) - 1]
    assert first[2].split()[0] in row
    assert row.index(first[2].split()[0]) == int(first[1]) - 1


def test_hostile_text_is_made_visible() -> None:
    turn = Turn(Role.TUTOR, TurnKind.QUESTION, ("a\x1b[2J b \u202e c " + "x" * 300,))
    drawn = picture((turn,), 80, 24, "")
    words = "".join(text for _, _, text in _PLACED.findall(drawn))
    assert "\x1b" not in words
    assert "\u202e" not in words


def test_nothing_is_written_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    assert first_light(FakeConversation().open(), "trainer-dark", stream, {}) is False
    assert first_light(FakeConversation().open(), "trainer-dark", None, {}) is False
    assert stream.getvalue() == ""


def test_the_door_to_the_screens_imports_no_textual() -> None:
    code = "import trainer.tui.app, sys; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
