"""Where the file lies and what writes it: folders that others copy, network drives, old SQLite."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from trainer.progress.database import has_wal
from trainer.progress.finding import Finding
from trainer.progress.store import Store

SYNCHRONISED = ("dropbox", "onedrive", "icloud", "google drive", "nextcloud", "syncthing")
NETWORK = ("nfs", "cifs", "smb", "sshfs", "9p", "afs", "webdav", "davfs", "glusterfs", "ceph")
"""How the types of network file systems begin, or what comes after "fuse."."""
WAL_BUG_FIXED = (3, 51, 3)
"""SQLite could damage a file in WAL mode from 3.7.0 on, if two connections write at once."""


def surroundings(store: Store) -> Iterator[Finding]:
    """What may harm the file from outside, or show it to others."""
    path = store.path
    if not path.exists():
        return
    yield from _readable(path)
    yield from _synchronised(path)
    yield from _network(path)
    if not has_wal(store.connection):
        yield Finding(
            "no_wal",
            "warning",
            "SQLite's write-ahead log is refused here, as on network drives",
            "Answers are safe, but writing is slower and a second window may have to wait: set "
            "TRAINER_HOME to a folder on a local disk",
        )
    if sqlite3.sqlite_version_info < WAL_BUG_FIXED:
        yield Finding(
            "sqlite",
            "note",
            f"SQLite {sqlite3.sqlite_version} has a rare fault where two connections write at "
            "once; here only one writes, so nothing need be done",
            "It is mended in 3.51.3",
        )


def _readable(path: Path) -> Iterator[Finding]:
    for place, wanted in ((path, "600"), (path.parent, "700")):
        if stat.S_IMODE(place.stat().st_mode) & 0o077:
            yield Finding(
                "readable", "warning", f"others can read {place}", f"chmod {wanted} {place}"
            )


def _synchronised(path: Path) -> Iterator[Finding]:
    lower = str(path.absolute()).lower()
    for name in SYNCHRONISED:
        if name in lower:
            yield Finding(
                "synchronised",
                "warning",
                f"the file lies in a folder that looks synchronised ({name})",
                "Such programs can copy it halfway through a write: set TRAINER_HOME elsewhere, "
                "and use `trainer sync` to share progress",
            )


def _network(path: Path) -> Iterator[Finding]:
    try:
        table = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return  # only Linux has this table
    kind = file_system(path.absolute(), table)
    if kind.removeprefix("fuse.").startswith(NETWORK):
        yield Finding(
            "network",
            "warning",
            f"the file lies on a network drive ({kind})",
            "Locks and writes may not be what they seem there: set TRAINER_HOME to a folder on a "
            "local disk, and use `trainer sync` to share progress",
        )


def file_system(path: Path, table: str) -> str:
    """Return the type of the file system that holds `path`, by a table such as /proc/mounts."""
    best, kind = -1, ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fields[2]
    return kind
