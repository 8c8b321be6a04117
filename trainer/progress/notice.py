"""What a learner should be told at the start, because it is not as they would think."""

from __future__ import annotations

from enum import StrEnum


class Notice(StrEnum):
    """The name of a sentence; what says it has the words."""

    OTHER_WINDOW = "notice.other_window"
    """Another window writes: nothing is recorded here."""
    MAY_NOT_WRITE = "notice.may_not_write"
    """The folder may not be written: nothing is recorded here."""
    BEGUN_ANEW = "notice.begun_anew"
    """The file was gone though there had been one; `Store.missing` events stood in it."""
    OLDER_FILE = "notice.older_file"
    """The file holds `Store.missing` events fewer than it did: an older one took its place."""
    NO_WAL = "notice.no_wal"
    """The place of the file refuses SQLite's write-ahead log, as network drives do."""
