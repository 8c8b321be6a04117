"""Nothing that was acknowledged is lost, and nothing that is not ours is touched."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress import schema
from trainer.progress.backup import Backup, back_up, backups, is_due, superfluous
from trainer.progress.doctor import differences, examine
from trainer.progress.notice import Notice

WRITER = """
import sys
from itertools import count
from pathlib import Path
from tests.progress.life import Life
life = Life(Path(sys.argv[1]), salt=sys.argv[2].encode())
for number in count():
    print(life.answer(f"card {number % 7}", answer=str(number)), flush=True)
"""


def test_a_process_killed_at_any_moment_keeps_every_acknowledged_answer(tmp_path: Path) -> None:
    acknowledged = 0
    for round_number in range(3):
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                textwrap.dedent(WRITER),
                str(tmp_path),
                f"round{round_number:03}",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout as lines:
            for _ in range(40 + round_number):
                last = int(lines.readline())
            process.send_signal(signal.SIGKILL)
            for line in lines:
                if line.endswith("\n"):
                    last = int(line)
        process.wait()
        learner = Life(tmp_path)
        stored = [name.card for name, _ in learner.store.reviews()]
        assert len(stored) in (last, last + 1)
        assert last >= acknowledged + 40
        assert examine(learner.store) == ()
        acknowledged = len(stored)
        learner.store.close()


def contents(life: Life) -> list[tuple[object, ...]]:
    tables = ("event", "event_text", "memory", "card", "deck", "scheduler", "zone", "shown")
    return [
        row
        for table in tables
        for row in life.store.connection.execute(f"SELECT * FROM {table} ORDER BY 1")
    ]


def interrupt_once(life: Life, after: int) -> None:
    """Make SQLite fail once, in the middle of whatever it does `after` times 5 of its steps on."""
    steps = iter([False] * after + [True])
    life.store.connection.set_progress_handler(lambda: next(steps, False), 5)


@pytest.mark.parametrize("act", ["answer", "mark", "undo", "redo"])
def test_a_failure_in_the_middle_of_any_statement_changes_nothing(life: Life, act: str) -> None:
    asking = life.answer("a")
    life.answer("b")
    if act == "redo":
        life.store.undo()
    actions: dict[str, Callable[[], object]] = {
        "answer": lambda: life.answer("new", shown={"question": "new"}, deck="new"),
        "mark": lambda: life.store.record_mark(asking, 0),
        "undo": life.store.undo,
        "redo": life.store.redo,
    }
    before = contents(life)
    failures = 0
    for moment in range(1, 2000, 3):
        interrupt_once(life, moment)
        try:
            actions[act]()
        except StorageError:
            failures += 1
            life.store.connection.set_progress_handler(None, 0)
            assert contents(life) == before
            assert not life.store.connection.in_transaction
        else:
            break
    life.store.connection.set_progress_handler(None, 0)
    assert failures > 5
    assert contents(life) != before
    assert differences(life.store.connection, life.store.model_of) == {}


def test_a_full_disk_is_said_and_what_was_saved_stays(life: Life) -> None:
    life.answer()
    pages = life.store.connection.execute("PRAGMA page_count").fetchone()[0]
    life.store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="disk is full"):
        life.answer("big", answer="x" * 100_000)
    life.store.connection.execute("PRAGMA max_page_count = 100000")
    assert [name.card for name, _ in life.store.reviews()] == ["half-life"]
    life.answer("big", answer="x" * 100_000)
    assert examine(life.store) == ()


def whole_file(folder: Path) -> bytes:
    life = Life(folder)
    for number in range(30):
        life.answer(f"card {number}", answer="x" * 500)
    life.store.close()
    return (folder / "progress.db").read_bytes()


def foreign(folder: Path) -> bytes:
    connection = sqlite3.connect(folder / "foreign.db")
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()
    return (folder / "foreign.db").read_bytes()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda _: b"", "is empty"),
        (lambda _: b"SQLite", "not a file with progress"),
        (lambda _: os.urandom(9000), "not a file with progress"),
        (lambda whole: whole[: len(whole) // 2], "cut off"),
        (lambda whole: whole[:100], "cut off"),
        (lambda whole: whole[:60] + (99).to_bytes(4, "big") + whole[64:], "newer version"),
        (lambda whole: whole[:68] + b"GPKG" + whole[72:], "another program's"),
        (lambda whole: b"\xff" * 16 + whole[16:], "not a file with progress"),
    ],
)
def test_a_file_that_is_not_whole_or_not_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, damage: Callable[[bytes], bytes], sentence: str
) -> None:
    damaged = damage(whole_file(tmp_path))
    path = tmp_path / "progress.db"
    path.write_bytes(damaged)
    for read_only in (False, True):
        with pytest.raises(StorageError, match=sentence) as caught:
            Life(tmp_path, read_only=read_only)
        assert str(path) in str(caught.value)
        assert path.read_bytes() == damaged


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "progress.db").write_bytes(foreign(tmp_path))
    with pytest.raises(StorageError, match="another program's"):
        Life(tmp_path)


def test_damage_anywhere_in_the_file_is_a_sentence_and_never_a_traceback(tmp_path: Path) -> None:
    whole = whole_file(tmp_path)
    path = tmp_path / "progress.db"
    told = 0
    for place in range(0, len(whole), len(whole) // 60):
        path.write_bytes(whole[:place] + bytes(b ^ 0xFF for b in whole[place : place + 64])
                         + whole[place + 64 :])  # fmt: skip
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        try:
            life = Life(tmp_path)
        except StorageError:
            told += 1
            continue
        try:
            told += bool(examine(life.store))
            life.answer()
        except StorageError:
            told += 1
        finally:
            life.store.close()
    assert told > 5


def test_a_file_that_was_moved_away_while_open_is_noticed(life: Life) -> None:
    life.answer()
    life.store.path.rename(life.folder / "elsewhere.db")
    with pytest.raises(StorageError, match="moved or replaced"):
        life.answer()
    (life.folder / "elsewhere.db").rename(life.store.path)
    life.answer()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageError, match="TRAINER_HOME"):
        Life(tmp_path / "file" / "home")


def test_a_place_taken_by_a_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "progress.db").mkdir()
    with pytest.raises(StorageError):
        Life(tmp_path)


def test_a_folder_that_may_not_be_written_can_still_be_read(tmp_path: Path) -> None:
    whole_file(tmp_path)
    (tmp_path / "progress.db").chmod(0o444)
    tmp_path.chmod(0o555)
    private = [folder for folder in tmp_path.parents if folder.stat().st_mode & 0o001 == 0]
    root = os.geteuid() == 0
    if root and not all(folder.name.startswith(("pytest", "popen")) for folder in private):
        pytest.skip("as root, this needs a folder that others may enter")
    for folder in private if root else ():
        folder.chmod(0o711)
    try:
        if root:
            os.seteuid(65534)  # nobody: root may write anywhere
        life = Life(tmp_path, read_only=True)
        assert life.store.answered_today() == 30
        life.store.close()
        life = Life(tmp_path)
        assert life.store.notices == (Notice.MAY_NOT_WRITE,)
        assert life.store.answered_today() == 30
        with pytest.raises(StorageError, match="may not be written"):
            life.answer()
        life.store.close()
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o700)
        for folder in private if root else ():
            folder.chmod(0o700)


def test_an_older_file_is_migrated_with_a_copy_made_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_file(tmp_path)
    monkeypatch.setattr(schema, "VERSION", 2)
    with pytest.raises(StorageError, match="older version"):
        Life(tmp_path, read_only=True)
    first = schema.migrations()

    def with_second() -> Migrations:
        @first()
        def second(db: Database) -> None:
            db.execute("CREATE TABLE later (n INTEGER PRIMARY KEY)")
            db.execute("PRAGMA user_version = 2")

        return first

    monkeypatch.setattr(schema, "migrations", with_second)
    life = Life(tmp_path)
    assert life.store.answered_today() == 30
    life.store.close()
    monkeypatch.undo()
    with pytest.raises(StorageError, match="newer version"):
        Life(tmp_path)
    shutil.copy(tmp_path / "backups" / "before-v2.db", tmp_path / "progress.db")
    old = Life(tmp_path)
    assert old.store.answered_today() == 30
    old.store.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_file(tmp_path)
    monkeypatch.setattr(schema, "VERSION", 2)
    first = schema.migrations()

    def with_second() -> Migrations:
        @first()
        def second(db: Database) -> None:
            db.execute("CREATE TABLE later (n)")
            db.execute("SELECT * FROM nothing")

        return first

    monkeypatch.setattr(schema, "migrations", with_second)
    with pytest.raises(StorageError):
        Life(tmp_path)
    monkeypatch.undo()
    life = Life(tmp_path)
    assert life.store.answered_today() == 30
    assert life.store.connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'later'"
    ).fetchone() == (0,)
    life.store.close()


def test_a_backup_is_whole_and_private_and_can_be_put_in_place(life: Life, tmp_path: Path) -> None:
    life.answer()
    copy = life.store.back_up(tmp_path / "backups")
    assert copy is not None
    assert copy.path.stat().st_mode & 0o077 == 0
    life.answer("after")
    life.store.close()
    shutil.copy(copy.path, life.store.path)
    life.restart()
    assert [name.card for name, _ in life.store.reviews()] == ["half-life"]
    assert [(one.code, one.severity) for one in examine(life.store)] == [("older_file", "warning")]


def test_a_backup_is_made_once_a_day_and_only_if_something_was_learnt(
    life: Life, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    assert life.store.back_up(folder) is None
    life.answer()
    assert life.store.back_up(folder) is not None
    life.answer("b")
    assert life.store.back_up(folder) is None
    life.pass_days(1)
    assert life.store.back_up(folder) is not None
    life.pass_days(1)
    assert life.store.back_up(folder) is None
    assert len(backups(folder)) == 2


def test_a_backup_from_a_wrong_future_does_not_keep_others_from_being_made(
    life: Life, tmp_path: Path
) -> None:
    life.answer()
    back_up(life.store.connection, tmp_path, life.store.today() + 5000)
    assert is_due(life.store.connection, tmp_path, life.store.today())


def test_backups_thin_out_with_age() -> None:
    made = [Backup(day, day, Path(str(day))) for day in range(20_000, 21_000)]
    kept = sorted(set(made) - set(superfluous(made)))
    assert kept[-1] == made[-1]
    assert {copy.day for copy in made[-12:]} <= {copy.day for copy in kept}
    assert 20 <= len(kept) <= 31
    assert kept[0].day < 20_999 - 200
    assert set(superfluous(kept)) == set()


def test_a_backup_that_fails_leaves_the_older_ones(life: Life, tmp_path: Path) -> None:
    life.answer()
    first = back_up(life.store.connection, tmp_path, 20_000)
    interrupt_once(life, 20)
    with pytest.raises(StorageError):
        back_up(life.store.connection, tmp_path, 20_001)
    life.store.connection.set_progress_handler(None, 0)
    assert list(tmp_path.glob("*progress*")) == [first.path]


def test_damage_that_is_not_even_text_is_a_sentence(life: Life) -> None:
    life.answer()
    life.store.close()
    file = life.folder / "progress.db"
    whole = file.read_bytes()
    place = whole.index(b"CREATE TABLE about")
    file.write_bytes(whole[: place + 8] + b"\xd4" + whole[place + 9 :])
    with pytest.raises(StorageError, match="damaged"):
        life.open(read_only=True)


def test_a_newer_version_is_refused_also_where_only_the_side_file_says_so(tmp_path: Path) -> None:
    life = Life(tmp_path)
    life.answer("card 1")
    life.store.close()
    path = tmp_path / "progress.db"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")  # it stands in the -wal; the header is still ours
    try:
        for read_only in (False, True):
            with pytest.raises(StorageError, match="newer version of trainer"):
                Life(tmp_path, read_only=read_only)
    finally:
        newer.close()
