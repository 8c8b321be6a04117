"""trainer optimize over a real log: what is kept is used from then on, and only if it is better."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.schedule.test_fitting import HARDLY, histories
from trainer.cli.main import main
from trainer.progress.parameters import load_weights
from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel

EPOCH = datetime(1970, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log of a learner who forgets new cards much faster than is usual."""
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    ids, moment = count(1), [EPOCH]
    store = Store.open(
        tmp_path,
        clock=lambda: moment[0],
        new_id=lambda: next(ids).to_bytes(16, "big"),
        zone="UTC",
        rollover_hour=4,
        model=FsrsModel().quick(),
    )
    lived = sorted(
        (20_000 + day, card, rating)
        for card, history in enumerate(histories(HARDLY, 90))
        for day, rating in history
    )
    for day, card, rating in lived:
        moment[0] = EPOCH + timedelta(days=day)
        right = rating > 1
        store.record_answer(
            deck="d", revision="1", card=f"c{card}", fingerprint="f", variant="1", drawn={},
            shown={}, answer="", verdict={}, outcome="correct" if right else "incorrect",
            score=float(right), unsafe=False, hints=0, taken_ms=1000, grader_version="1",
        )  # fmt: skip
    store.close()
    return tmp_path


def test_a_better_fit_is_kept_told_and_forgotten_on_request(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["optimize", "--first-only"]
    assert main([*words, "--try"]) == 0
    assert "better" in capsys.readouterr().out
    assert load_weights(home) is None
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["kept"]
    assert report["stages"][0]["loss"] < report["log_loss"]
    weights = load_weights(home)
    assert weights == tuple(report["weights"])
    assert weights[2] < 1.5
    assert main(["due"]) == 0
    assert main(["doctor"]) == 0
    assert main(["optimize", "--forget"]) == 0
    assert load_weights(home) is None
