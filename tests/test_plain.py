"""The plain conversation: one statement a line, the speaker first, fit for a screen reader."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from tests.tutor.world import World
from trainer.plain import converse


def talk(folder: Path, typed: str, *, limit: int | None = None, as_json: bool = False) -> str:
    world = World(folder)
    out = io.StringIO()
    conversation = world.desk.begin([world.desk.name_of("baclofen")], limit)
    converse(conversation, io.StringIO(typed), out, as_json=as_json)
    world.desk.close()
    return out.getvalue()


def test_every_line_names_its_speaker_and_holds_no_escape(tmp_path: Path) -> None:
    text = talk(tmp_path, "GABA-B\nhint\nidk\n\x1b[31mred\nwhy\nstop\n")
    for line in text.splitlines():
        assert re.match(r"(Tutor|You): \S", line), line
    assert "\x1b" not in text


def test_the_end_of_the_input_ends_with_the_summary(tmp_path: Path) -> None:
    assert "Nothing was answered this time." in talk(tmp_path, "")


def test_json_is_one_object_a_turn(tmp_path: Path) -> None:
    turns = [
        json.loads(line) for line in talk(tmp_path, "GABA-B\n", limit=1, as_json=True).splitlines()
    ]
    assert [turn["kind"] for turn in turns] == [
        "greeting", "question", "answer", "verdict", "summary",
    ]  # fmt: skip
    assert turns[3]["verdict"]["verdict"] in ("correct", "partial", "incorrect", "unsure")


def test_a_very_long_answer_is_refused_in_words(tmp_path: Path) -> None:
    text = talk(tmp_path, "x" * 150_000 + "\nstop\n")
    assert "1 answer" in text or "Nothing was answered" in text


def test_every_verdict_begins_with_its_word(tmp_path: Path) -> None:
    typed = "skeletal muscle relaxant\n80 mcg\nGABA-B\nhallucinations\nmuscle\n80 mg\nidk\n" * 3
    folders = (tmp_path / "words", tmp_path / "turns")
    said = talk(folders[0], f"{typed}stop\n").splitlines()
    turns = map(json.loads, talk(folders[1], f"{typed}stop\n", as_json=True).splitlines())
    verdicts = [turn for turn in turns if turn["kind"] == "verdict" and turn["verdict"]]
    assert len({turn["verdict"]["verdict"] for turn in verdicts}) > 2
    words = {"correct": "Right", "partial": "Partly", "incorrect": "Not right",
             "unsure": "Not certain", "no_attempt": "Not known"}  # fmt: skip
    for turn in verdicts:
        word = "Unsafe" if turn["mood"] == "unsafe" else words[turn["verdict"]["verdict"]]
        first = turn["lines"][0].replace("\n", " ")
        assert f"Tutor: {word}. {first}" in said or (
            first.startswith(word) and f"Tutor: {first}" in said
        ), turn
