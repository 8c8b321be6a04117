"""Keys have ids that stay, so that learners can choose their own."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home, studying
from tests.tui.screen_text import seen
from trainer.cli.main import main
from trainer.errors import DataError
from trainer.settings import KEYMAPS, Preferences
from trainer.tui.cards.screen import Finder
from trainer.tui.keybar import fitting
from trainer.tui.keys import actions, keymap
from trainer.tutor.move import Move


def test_every_key_that_is_shown_has_an_id_of_its_group_and_words() -> None:
    found = {action.id: action for action in actions()}
    assert {"study.hint", "home.monograph", "app.help", "cards.aside"} <= set(found)
    for action in found.values():
        assert re.fullmatch(r"[a-z]+\.[a-z-]+", action.id)
        assert action.meaning


@pytest.mark.parametrize("name", KEYMAPS)
def test_a_bundled_keymap_names_only_what_exists(name: str, tmp_path: Path) -> None:
    assert set(keymap(name, tmp_path / "none")) <= {action.id for action in actions()}


async def test_a_key_of_ones_own_does_what_the_usual_one_did(tmp_path: Path) -> None:
    own = tmp_path / "keys.toml"
    own.write_text('"study.hint" = "ctrl+h"\n"home.monograph" = "x"\n', encoding="utf-8")
    desk = FakeDesk(own_keys=own)
    async with studying(desk) as pilot:
        await pilot.press("ctrl+h")
        await pilot.pause()
        assert desk.conversation.moves == [Move.HINT]
        await pilot.press("f3")
        assert desk.conversation.moves == [Move.HINT]
    async with at_home(FakeDesk(own_keys=own), size=(120, 40)) as pilot:
        assert "x the text, line by line" in seen(pilot.app)


async def test_vim_hands_scroll_where_letters_are_text() -> None:
    desk = FakeDesk(preferences=Preferences(keymap="vim"))
    async with at_home(desk) as pilot:
        await pilot.press("c", "ctrl+n")
        await pilot.pause()
        assert "By how much may the daily dose be increased" in seen(pilot.app)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("study.hint = ", "these keys are not TOML"),
        ('"study.hint" = 3', "study.hint has no key in quotes"),
        ("[study]\nhint = 'x'", "study has no key in quotes"),
    ],
)
def test_a_file_of_keys_that_cannot_be_read_says_why(
    text: str, sentence: str, tmp_path: Path
) -> None:
    own = tmp_path / "keys.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=sentence):
        keymap("default", own)


def test_an_id_that_does_not_exist_is_told_with_the_one_that_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    (tmp_path / "keys.toml").write_text('"study.hnt" = "f3"\n', encoding="utf-8")
    assert main(["keys"]) == 1
    out = capsys.readouterr().out
    assert "there is nothing called study.hnt. Did you mean study.hint?" in out
    assert re.search(r"study\.hint +f3 +A hint", out)


async def test_a_bundled_keymap_is_not_told_to_clash_with_the_librarys_own_keys() -> None:
    desk = FakeDesk(preferences=Preferences(keymap="vim"))
    async with at_home(desk) as pilot:
        for key in ("c", "escape", "s", "escape", "m", "escape", "p", "escape", "f7"):
            await pilot.press(key)
            await pilot.pause()
            assert "does something else too" not in seen(pilot.app)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("trainer.tui.cards.screen:CardsScreen", ("f5 Study", "f6 Set aside", "esc Back")),
        ("trainer.tui.exam.screen:ExamScreen", ("f4 Flag", "f10 Hand in", "f5 Open", "esc Leave")),
        ("trainer.tui.exam.report:ReportScreen", ("s Study", "m Mark", "l Line", "esc Leave")),
    ],
)
def test_a_narrow_footer_keeps_the_keys_that_matter(path: str, keys: tuple[str, ...]) -> None:
    module, _, name = path.partition(":")
    bindings = [
        *([Finder.BINDINGS[0]] if name == "CardsScreen" else []),
        *getattr(import_module(module), name).BINDINGS,
    ]
    entries = [
        (
            one.key,
            one.key_display or {"escape": "esc"}.get(one.key.split(",")[0], one.key),
            one.description,
        )
        for one in bindings
        if one.show and one.action != "go_on"
    ]
    shown = [f"{display} {words}" for _, display, words in fitting(entries, 58)]
    assert not [key for key in keys if key not in shown], shown
