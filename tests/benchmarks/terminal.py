"""A program on a pseudo-terminal of 80 by 24: how long until something is read on it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>()][A-Za-z0-9]?")


class Terminal:
    """One process on a terminal of its own; it is killed at the end of the `with`."""

    def __init__(self, words: Sequence[str], environ: Mapping[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execve(words[0], list(words), dict(environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._seen = b""
        self.painted = b""  # what the last wait has read, without escapes

    @property
    def descriptor(self) -> int:
        """The terminal, for changing its size."""
        return self._fd

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def wait(self, mark: str, timeout: float = 60.0) -> float:
        """Read until `mark` stands in what was painted since the last wait; return that moment."""
        wanted = mark.encode()
        return self.wait_for(lambda seen: wanted in seen or None, timeout)[0]

    def wait_for(
        self, found: Callable[[bytes], Found | None], timeout: float = 60.0
    ) -> tuple[float, Found]:
        """Read until `found` finds something in what was painted since the last wait.

        Return that moment and what it found. TimeoutError if it never does.
        """
        until = time.perf_counter() + timeout
        while time.perf_counter() < until:
            ready, _, _ = select.select([self._fd], [], [], 0.5)
            if not ready:
                continue
            self._seen += os.read(self._fd, 1 << 16)
            moment = time.perf_counter()
            self.painted = _ESCAPES.sub(b"", self._seen)
            what = found(self.painted)
            if what is not None:
                self._seen = b""
                return moment, what
        raise TimeoutError(f"what was awaited was not painted; last: {self._seen[-400:]!r}")

    def settle(self, quiet: float = 0.05) -> float:
        """Read until nothing more comes for `quiet` seconds; return when the last came."""
        last = time.perf_counter()
        while select.select([self._fd], [], [], quiet)[0]:
            os.read(self._fd, 1 << 16)
            last = time.perf_counter()
        self._seen = b""
        return last

    def press(self, keys: str) -> float:
        """Send keys; return the moment."""
        os.write(self._fd, keys.encode())
        return time.perf_counter()

    def peak_mb(self) -> float:
        """The most memory that the process has held, in MB (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        match = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert match is not None
        return int(match.group(1)) / 1024
