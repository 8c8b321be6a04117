"""What `trainer due` said last, for a shell's prompt that asks again before anything has changed.

The words are kept in the cache folder with what they rest on: the files' sizes and times, and the
end of the time for which they hold. Whatever differs, they are found anew. Nothing is imported here
that Python has not loaded for itself, so that the answer takes little more than starting Python.
"""

from __future__ import annotations

import os
import sys

from trainer import __version__

NAME = "due.kept"
SETTLED_S = 3
"""A file that changed less than so many seconds ago might change again with the same time."""
_ENVIRONMENT = ("TRAINER_HOME", "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TZ")


def kept(words: list[str], now: float) -> str | None:
    """Return what `trainer due WORDS` said, if it would say the same at `now` (seconds, UTC)."""
    place = _place()
    if place is None:
        return None
    try:
        with open(place, encoding="utf-8") as file:
            asked, since, until, count, *rest = file.read().split("\n")
        if asked != _asked(words) or not float(since) <= now < float(until):
            return None
        stamps, said = rest[: int(count)], rest[int(count) :]
        if any(_stamp(one.partition(" ")[2]) != one for one in stamps):
            return None
    except (OSError, ValueError):
        return None
    return "\n".join(said)


def stamps(files: list[str], now: float) -> list[str] | None:
    """Return what must stay equal; None while a file is too fresh for its time to prove that."""
    found = [_stamp(file) for file in files]
    fresh = (now - SETTLED_S) * 1e9
    if any(int(time) > fresh for one in found if one[0] != "-" for time in one.split(",")[:2]):
        return None
    return found


def keep(
    cache: str, words: list[str], said: str, now: float, until: float, rests_on: list[str]
) -> None:
    """Keep what was said until `until`; a folder that is not there or full is no reason to stop."""
    place = os.path.join(cache, NAME)
    lines = [_asked(words), repr(now), repr(until), str(len(rests_on)), *rests_on]
    fresh = f"{place}.{os.getpid()}.new"
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n" + said)
        os.replace(fresh, place)
    except (OSError, UnicodeError):
        return


def _place() -> str | None:
    """Where the words are kept, found without what finds the folders on every system."""
    if home := os.environ.get("TRAINER_HOME"):
        return os.path.join(os.path.abspath(os.path.expanduser(home)), "cache", NAME)
    if sys.platform != "linux":
        return None
    cache = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
    return os.path.join(cache, "trainer", NAME)


def _asked(words: list[str]) -> str:
    """What was asked, where, of which version; the order of the words says nothing. One line."""
    here = [f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT]
    return ascii([__version__, *sorted(words), *here])


def _stamp(file: str) -> str:
    """The file's times, size and number in its folder, then its name; "-" if it is not there."""
    try:
        found = os.stat(file)
    except OSError:
        return f"- {file}"
    return f"{found.st_mtime_ns},{found.st_ctime_ns},{found.st_size},{found.st_ino} {file}"
