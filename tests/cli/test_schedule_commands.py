"""plan, simulate, optimize, reset and the options of study, as a person and a script call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.warm import begin_warm
from trainer.cli.main import main

NOW = "2026-11-23T09:00:00+00:00"
LATER = "2026-11-25T09:00:00+00:00"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "home"))
    begin_warm(tmp_path / "home")
    monkeypatch.setenv("TZ", "UTC")


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    captured = capsys.readouterr()
    return captured.err if code else captured.out


def load(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(run(capsys, *words, "--json"))


def test_a_plan_says_what_can_be_reached_and_is_kept_until_it_is_cleared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("plan", "--exam", "2026-12-01", "--minutes-per-day", "3", "baclofen", "--now", NOW)
    only_looked = load(capsys, *words, "--try")
    said = load(capsys, "plan", "--exam", "1 Dec", *words[3:], "--try")
    assert said["plans"][0]["exam"] == "2026-12-01"
    assert only_looked["kept"] is False
    (made,) = load(capsys, *words)["plans"]
    assert made["days"] == 8
    assert 0 < made["reach"]["recall"] < made["more"]["recall"] <= 1
    assert made["reach"]["unseen"] >= made["more"]["unseen"]
    (kept,) = load(capsys, "plan", "--now", NOW)["plans"]
    assert kept["exam"] == "2026-12-01"
    text = run(capsys, "plan", "--now", NOW)
    assert "3 minutes a day" in text
    assert "cannot be said yet" in text
    assert load(capsys, "plan", "--clear", "--now", NOW) == {"cleared": ["baclofen"]}
    assert load(capsys, "plan", "--now", NOW)["plans"] == []


def test_after_the_exam_there_is_no_plan(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "plan", "--exam", "2026-11-24", "--minutes-per-day", "5", "--now", NOW)
    after = load(capsys, "plan", "--now", LATER)
    assert after["plans"] == []
    assert after["without_exam"][0]["new"] == 20


@pytest.mark.parametrize(
    "words",
    [
        ("--exam", "2026-12-01"),
        ("--minutes-per-day", "5"),
        ("--exam", "soon", "--minutes-per-day", "5"),
        ("--exam", "2026-11-23", "--minutes-per-day", "5"),
        ("--exam", "2036-11-23", "--minutes-per-day", "5"),
        ("--exam", "2026-12-01", "--minutes-per-day", "0"),
        ("--exam", "2026-12-01", "--minutes-per-day", "9999"),
        ("--clear", "--exam", "2026-12-01"),
    ],
)
def test_a_plan_that_means_nothing_is_refused_in_one_line(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(run(capsys, "plan", *words, "--now", NOW, code=2).splitlines()) == 1


def test_a_simulation_reports_every_policy_and_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("simulate", "--cards", "12", "--days", "6", "--minutes-per-day", "2", "--seeds", "30")
    report = load(capsys, *words)
    assert len(report["seeds"]) == 30
    assert [cell["learner"] for cell in report["cells"]] == ["perturbed", "trace"]
    names = [policy["policy"] for policy in report["cells"][0]["policies"]]
    assert names == ["plan", "fsrs 0.80", "fsrs 0.90", "fsrs 0.95", "sm-2", "cap", "cram"]
    assert report == load(capsys, *words)
    text = run(capsys, *words)
    assert "####" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_simulation_of_a_deck_takes_its_cards(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--days", "3", "--minutes-per-day", "1", "--seeds", "30", "--learner", "trace")
    (cell,) = load(capsys, "simulate", "baclofen", *words)["cells"]
    assert cell["cards"] > 50


@pytest.mark.parametrize(
    "words",
    [("--seeds", "5"), ("--days", "0"), ("--cards", "0"), ("--minutes-per-day", "0"),
     ("baclofen", "--cards", "9")],
)  # fmt: skip
def test_a_simulation_that_shows_nothing_is_refused(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "simulate", *words, code=2)


def test_without_enough_reviews_nothing_is_fitted(capsys: pytest.CaptureFixture[str]) -> None:
    assert "a fit needs 100" in run(capsys, "optimize", "--now", NOW)
    assert load(capsys, "optimize", "--now", NOW)["kept"] is False
    assert load(capsys, "optimize", "--forget") == {"kept": False, "forgotten": True}


def test_fitted_parameters_that_are_broken_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "memory.toml").write_text("weights = [1, 2]\n", encoding="utf-8")
    assert "21 parameters" in run(capsys, "due", "--now", NOW, code=65)


def test_a_card_begins_anew_and_its_history_stays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("I don't know\nI don't know\nstop\n"))
    run(capsys, "study", "baclofen", "--plain", "--now", NOW)
    assert load(capsys, "due", "--now", LATER)["due"] == 2
    card = json.loads(run(capsys, "history", "--json").splitlines()[0])["card"]
    assert load(capsys, "reset", "baclofen", "--card", card)["reset"] == [card]
    assert load(capsys, "due", "--now", LATER)["due"] == 1
    assert len(load(capsys, "reset", "baclofen", "--all")["reset"]) == 1
    assert load(capsys, "due", "--now", LATER)["due"] == 0
    assert len(run(capsys, "history", "--json").splitlines()) == 2
    run(capsys, "reset", "baclofen", "--card", "no-such-card", code=2)
    run(capsys, "reset", "baclofen", code=2)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--section", "dose"), "There are: adverse_effects"),
        (("--kind", "riddle"), "There are: "),
        (("--minutes", "0"), "--minutes"),
        (("--cram", "--early"), "not allowed"),
    ],
)
def test_study_names_what_there_is(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in run(capsys, "study", "baclofen", "--plain", *words, code=2)


def test_free_days_are_settings_like_any_other(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "settings", "easy_days", "sat sun")
    run(capsys, "settings", "breaks", "2026-12-24..2027-01-02")
    run(capsys, "settings", "daily_minutes", "15")
    run(capsys, "settings", "breaks", "some day", code=2)
    assert "15" in run(capsys, "settings", "daily_minutes")
