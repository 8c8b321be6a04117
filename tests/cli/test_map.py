"""The commands beside the screens: map, card, settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.progress.life import Life
from tests.warm import begin_warm
from trainer.cli.main import main

NOW = "2026-03-05T12:00:00+00:00"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    begin_warm(tmp_path)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(said(capsys, *words, "--json"))


def a_card(capsys: pytest.CaptureFixture[str]) -> str:
    """A card that asks the half-life alone."""
    cards = told(capsys, "map", "baclofen", "--now", NOW)["cards"]
    found = [c["card"] for c in cards if c["topic"] == "half-life" and len(c["lines"]) == 1]
    return str(found[0])


def test_map_prints_each_line_with_its_words(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = a_card(capsys)
    life = Life(home)
    life.answer(card, fingerprint="")
    life.store.close()
    out = said(capsys, "map", "baclofen", "--now", NOW)
    assert out.startswith("Baclofen: 1 learning, ")
    assert "  learning       - Half-life: 2.5-4 hours\n" in out
    only = said(capsys, "map", "baclofen", "--only", "learning", "--now", NOW)
    assert only.splitlines()[1:] == ["  56  - Half-life: 2.5-4 hours"]


def test_map_makes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "map", "baclofen", "--now", NOW)
    assert not (home / "progress.db").exists()


def test_card_tells_its_past_and_is_set_aside(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = a_card(capsys)
    life = Life(home)
    life.answer(card, fingerprint="", answer="3 hours")
    life.store.close()
    out = said(capsys, "card", "baclofen", card, "--now", NOW)
    assert out.startswith(f"{card}: learning, due ")
    assert "2026-03-02   first asking  correct   : 3 hours\n" in out
    assert told(capsys, "card", "baclofen", card, "--aside", "--now", NOW)["grasp"] == "set aside"
    assert told(capsys, "card", "baclofen", card, "--again", "--now", NOW)["grasp"] == "learning"


def test_a_setting_is_shown_set_and_kept(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "daily_new = 20\n" in said(capsys, "settings")
    assert said(capsys, "settings", "daily_new", "10") == "daily_new = 10\n"
    assert told(capsys, "settings", "daily_new")[0]["value"] == "10"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["daily_new", "10000"], "New cards a day cannot be '10000'. Say a whole number from 0 to"),
        (["zone", "Nowhere"], "Time zone cannot be 'Nowhere'. Say a name such as Europe/Vienna"),
        (["keymap", "emacs"], "Keys cannot be 'emacs'. Say default or vim"),
        (["colour", "red"], "there is no setting 'colour'. There are: theme, daily_new"),
        (["colour"], "there is no setting 'colour'. There are: theme, daily_new"),
    ],
)
def test_a_setting_that_cannot_be_is_said_with_what_can(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", *words]) == 2
    assert sentence in capsys.readouterr().err
