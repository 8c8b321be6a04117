"""Nobody is let in: no network, nothing that runs what it reads, files for their owner alone."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_house import modules, name_of, named_packages, room_of

RUNS_WHAT_IT_READS = {"eval", "exec", "compile", "__import__", "execfile"}
LOADS_OBJECTS = {"pickle", "marshal", "shelve", "dill", "joblib", "code", "codeop"}
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "requests",
           "httpx", "urllib3", "aiohttp", "websockets", "socketserver", "webbrowser"}  # fmt: skip
STARTS_PROGRAMS = {"subprocess", "multiprocessing", "pty"}


def test_nothing_that_is_read_is_ever_run() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in RUNS_WHAT_IT_READS
            ):
                wrong.append(f"{name_of(path)}:{node.lineno}")
            if isinstance(node, ast.Attribute) and ast.unparse(node) in (
                "os.system", "os.popen", "os.startfile", "yaml.load", "yaml.unsafe_load",
                "yaml.full_load",
            ):  # fmt: skip
                wrong.append(f"{name_of(path)}:{node.lineno}")
        if named_packages(path) & (LOADS_OBJECTS | STARTS_PROGRAMS):
            wrong.append(name_of(path))
    assert wrong == []


def test_only_the_served_screens_know_a_network() -> None:
    users = {name_of(path) for path in modules() if named_packages(path) & NETWORK}
    assert users <= {"trainer.tui.serve"}


CUT_OFF = """
import sys

def refuse(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise SystemExit("network: " + event)

sys.addaudithook(refuse)
from trainer.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "words",
    ["study baclofen --plain", "facts {deck}/monograph.md", "deck check {deck}", "doctor",
     "export baclofen {home}/cards.csv", "restore --make", "sync {home}", "where"],
)  # fmt: skip
def test_without_any_network_everything_works(tmp_path: Path, words: str) -> None:
    deck = Path(__file__).parents[1] / "decks" / "baclofen"
    done = subprocess.run(
        [sys.executable, "-c", CUT_OFF, *words.format(deck=deck, home=tmp_path).split()],
        input="fits\nstop\n", capture_output=True, text=True, check=False,
        env={**os.environ, "TRAINER_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert "network" not in done.stderr
    assert done.returncode == 0, done.stderr


LIVED = (
    ("study baclofen --plain", "fits\nnote: hard\nstop\n"),
    ("settings daily_new 10", ""),
    ("plan --exam 2026-12-18 --minutes-per-day 12 baclofen --now 2026-11-26T12:00:00+00:00", ""),
    ("exam baclofen --questions 1 --plain", "x\n"),
    ("restore --make", ""),
    ("data export all.zip", ""),
    ("sync shared", ""),
    ("export --log log.jsonl", ""),
    ("class hand-in baclofen me.jsonl", ""),
    ("doctor --fix", ""),
)


@pytest.mark.skipif(os.name != "posix", reason="modes mean nothing here")
def test_whatever_the_shell_allows_what_is_kept_is_its_owner_s_alone(tmp_path: Path) -> None:
    program = f"{sys.executable} -m trainer"
    (tmp_path / "shared").mkdir(mode=0o700)
    for words, typed in LIVED:
        done = subprocess.run(
            ["sh", "-c", f"umask 000; exec {program} {words}"],
            input=typed, capture_output=True, text=True, check=False, cwd=tmp_path,
            env={**os.environ, "TRAINER_HOME": str(tmp_path / "home"),
                 "PYTHONPATH": str(Path(__file__).parents[1])},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    kept = [path for path in tmp_path.rglob("*") if "cache" not in path.parts]
    open_to_others = [path for path in kept if path.stat().st_mode & 0o077]
    assert len([path for path in kept if path.is_file()]) >= 9
    assert open_to_others == []


def test_only_the_rooms_that_may_touch_files_of_strangers_unpack_archives() -> None:
    users = {room_of(name_of(path)) for path in modules()
             if named_packages(path) & {"zipfile", "tarfile"}}  # fmt: skip
    assert users <= {"deck", "interchange", "cli"}
