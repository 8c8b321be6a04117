"""What lies around the file is looked at, and what a learner must know of it is said at once."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress import database, surroundings
from trainer.progress.backup import backups
from trainer.progress.doctor import examine, mend
from trainer.progress.journal import logged_models
from trainer.progress.notice import Notice
from trainer.progress.restore import restore, salvage


def codes(life: Life) -> set[str]:
    return {finding.code for finding in surroundings.surroundings(life.store)} - {"sqlite"}


@pytest.mark.parametrize("place", ["progress.db", "."])
def test_doctor_warns_where_others_can_read(life: Life, place: str) -> None:
    life.folder.chmod(0o700)
    life.answer()
    assert codes(life) == set()
    (life.folder / place).chmod(0o755)
    assert codes(life) == {"readable"}


def test_doctor_warns_of_a_synchronised_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "progress"
    folder.mkdir(parents=True, mode=0o700)
    life = Life(folder)
    assert codes(life) == {"synchronised"}
    life.store.close()


def test_an_old_sqlite_is_a_note_and_a_mended_one_is_none(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version, noted in (((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
        found = [one for one in surroundings.surroundings(life.store) if one.code == "sqlite"]
        assert bool(found) is noted
        assert all(one.severity == "note" for one in found)


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ann/local\\040disk ext4 rw 0 0
host: /home/ann/far fuse.sshfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/x", "ext4"),
        ("/home/ann/x", "nfs4"),
        ("/home/ann/local disk/x", "ext4"),
        ("/home/ann/far/x", "fuse.sshfs"),
        ("/homework/x", "ext4"),
    ],
)
def test_the_nearest_mount_says_what_drive_it_is(path: str, kind: str) -> None:
    assert surroundings.file_system(Path(path), MOUNTS) == kind


def test_doctor_warns_of_a_network_drive(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.folder.chmod(0o700)
    monkeypatch.setattr(surroundings, "file_system", lambda *_: "fuse.sshfs")
    assert codes(life) == {"network"}


def test_where_wal_is_refused_it_works_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_shared_memory(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?vfs=unix-none", uri=True, isolation_level=None)

    tmp_path.chmod(0o700)
    monkeypatch.setattr(database, "_connect", without_shared_memory)
    life = Life(tmp_path)
    assert life.store.notices == (Notice.NO_WAL,)
    life.answer()
    assert codes(life) == {"no_wal"}
    life.restart()
    assert life.store.answered_today() == 1
    life.store.close()


def test_a_second_window_is_told_that_it_may_only_read(life: Life) -> None:
    second = life.open()
    assert second.notices == (Notice.OTHER_WINDOW,)
    second.close()
    assert life.store.notices == ()


def test_a_file_that_is_gone_is_told_with_what_was_in_it(life: Life) -> None:
    for number in range(5):
        life.answer(str(number))
    life.store.back_up(life.folder / "backups")
    life.answer("after the backup")
    life.store.close()
    life.store.path.unlink()
    life.store = life.open()
    assert (life.store.notices, life.store.missing) == ((Notice.BEGUN_ANEW,), 6)
    assert [finding.code for finding in examine(life.store)] == ["older_file"]
    life.store.close()
    (copy,) = backups(life.folder / "backups")
    assert restore(life.store.path, copy, "now").lost == 1
    life.store = life.open()
    assert life.store.notices == ()
    assert len(list(life.store.reviews())) == 5


def test_an_older_file_in_its_place_is_told_until_something_new_is_recorded(life: Life) -> None:
    life.answer("a")
    life.store.close()
    shutil.copy(life.store.path, life.folder / "old.db")
    life.restart()
    life.answer("b")
    life.answer("c")
    life.store.close()
    shutil.copy(life.folder / "old.db", life.store.path)
    for _ in range(2):
        life.restart()
        assert (life.store.notices, life.store.missing) == ((Notice.OLDER_FILE,), 2)
    life.answer("d")
    life.restart()
    assert life.store.notices == ()


def test_what_a_damaged_file_has_lost_is_told(life: Life) -> None:
    for number in range(8):
        life.answer(str(number))
    life.store.back_up(life.folder / "backups")
    life.answer("after the backup")
    life.store.close()
    size = life.store.path.stat().st_size
    life.store.path.write_bytes(bytes(size))
    model = life.store.model
    done = salvage(
        life.store.path, life.folder / "backups", "now", lambda db: logged_models(db, model)
    )
    assert (done.events, done.before, done.lost) == (8, 0, 1)


def test_without_a_backup_the_number_is_told_all_the_same(life: Life) -> None:
    life.answer("a")
    life.answer("b")
    life.store.close()
    life.store.path.write_bytes(b"")
    model = life.store.model
    with pytest.raises(StorageError, match="the 2 events that were recorded in it are lost"):
        salvage(life.store.path, life.folder, "now", lambda db: logged_models(db, model))


@pytest.mark.parametrize("away", ["renamed", "deleted", "replaced"])
def test_a_file_taken_away_while_open_is_brought_to_safety(life: Life, away: str) -> None:
    for number in range(5):
        life.answer(str(number))
    if away == "renamed":
        life.store.path.rename(life.folder / "elsewhere.db")
    else:
        life.store.path.unlink()
    if away == "replaced":
        life.store.path.write_bytes(b"something else")
    with pytest.raises(StorageError, match="All 5 events up to now are in progress-2026"):
        life.answer("never acknowledged")
    life.store.close()
    (copy,) = backups(life.folder / "backups")
    assert restore(life.store.path, copy, "now").events == 5
    life.restart()
    assert len(list(life.store.reviews())) == 5
    assert examine(life.store) == ()


def test_questions_that_belong_to_no_answer_are_named_and_removed(life: Life) -> None:
    life.answer()
    with life.store.writing() as db:
        db.execute("INSERT INTO shown (digest, body) VALUES (x'00', '{}')")
    found = [finding for finding in examine(life.store) if finding.code == "orphans"]
    assert [finding.mends for finding in found] == [True]
    mend(life.store)
    assert examine(life.store) == ()


def test_a_clock_that_was_put_back_is_a_note(life: Life) -> None:
    life.answer("a")
    life.pass_days(-30)
    life.answer("b")
    life.pass_days(40)
    assert [(one.code, one.severity) for one in examine(life.store)] == [("clock_back", "note")]
