"""One writer at a time: a lock that the system frees when its process ends, however it ends.

Its file also says how many events the database beside it held when it was last written: if that one
is ever destroyed or an older one stands in its place, the number lost can be told.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Lock:
    """A held lock. Its file stays when it is released, so that no two processes hold two files."""

    descriptor: int

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """Take the lock or return None if another process holds it. Raises OSError otherwise."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return None
        except OSError:
            # A file system without locks (some network drives): SQLite's own must do.
            pass
        return cls(descriptor)

    def note(self, events: int) -> None:
        """Keep how many events the file holds now. A full disk takes nothing but this number."""
        with contextlib.suppress(OSError):
            os.lseek(self.descriptor, 0, os.SEEK_SET)
            os.write(self.descriptor, b"\n%012d events\n" % events)

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def recorded(path: Path) -> int:
    """Return how many events the file beside this lock file held when last written; 0: unknown."""
    try:
        with path.open("rb") as file:
            file.seek(1)  # Windows lets nobody else read the first byte, which is the locked one
            words = file.read(32).split()
        return int(words[0]) if len(words) == 2 and words[1] == b"events" else 0
    except (OSError, ValueError):
        return 0


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
