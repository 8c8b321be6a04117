"""A class's reviews, handed in and put together in any order."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_study import run


def test_reviews_are_handed_in_collected_and_reported(tmp_path: Path) -> None:
    files = []
    for name in ("ann", "ben"):
        home, file = tmp_path / name, tmp_path / f"{name}.jsonl"
        run(home, "study", "baclofen", "--plain", typed=f"{name}'s answer\nidk\nundo\n")
        done = run(home, "class", "hand-in", "baclofen", str(file))
        assert done.returncode == 0
        assert name not in file.read_text().partition('"crc"')[0]
        files.append(str(file))
    into = tmp_path / "class.db"
    new = []
    for order in (files, files[::-1], files):
        done = run(tmp_path, "class", "collect", *order, "--into", str(into), "--json")
        new.append(json.loads(done.stdout)["new"])
    assert new == [6, 0, 0]
    report = json.loads(run(tmp_path, "class", "report", str(into), "--json").stdout)
    assert (report["deck"], report["learners"], report["cards"]) == ("baclofen", 2, [])
    assert report["too_few"] >= 1
    (tmp_path / "bad.jsonl").write_text('{"crc": "0", "event": {}}\n')
    bad = run(tmp_path, "class", "collect", str(tmp_path / "bad.jsonl"), "--into", str(into))
    assert bad.returncode == 1 and "bad.jsonl:1: left out" in bad.stdout
    stranger = run(tmp_path, "class", "report", str(tmp_path / "ann" / "progress.db"))
    assert stranger.returncode == 74
