"""Where everything is kept, and what the learner prefers.

`TRAINER_HOME` overrides the place of everything. Preferences are one small TOML file that a person
can edit; a value that cannot be read is reported, never guessed.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from trainer.errors import DataError, Place, StorageError

PROGRAM = "trainer"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one learner: `data` may not be lost, `cache` may be deleted at any time."""

    data: Path
    cache: Path

    @property
    def database(self) -> Path:
        return self.data / "progress.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def conversations(self) -> Path:
        return self.data / "conversations"

    @property
    def exams(self) -> Path:
        return self.data / "exams"

    @property
    def decks(self) -> Path:
        return self.data / "decks"

    @property
    def preferences(self) -> Path:
        return self.data / "preferences.toml"

    @property
    def keys(self) -> Path:
        return self.data / "keys.toml"

    @property
    def compiled(self) -> Path:
        return self.cache / "decks"


def folders(environment: dict[str, str] | None = None) -> Folders:
    """Return the learner's folders; nothing is created. StorageError if there is no home folder."""
    env = dict(os.environ) if environment is None else environment
    if override := env.get("TRAINER_HOME"):
        home = Path(override).expanduser().absolute()
        return Folders(home, home / "cache")
    import platformdirs  # 30 ms that a learner with TRAINER_HOME need not wait for

    try:
        return Folders(
            platformdirs.user_data_path(PROGRAM, appauthor=False),
            platformdirs.user_cache_path(PROGRAM, appauthor=False),
        )
    except RuntimeError as error:
        raise StorageError(
            "there is no home folder to keep progress in",
            hint="Set TRAINER_HOME to a folder of yours",
        ) from error


def ensure(folder: Path) -> Path:
    """Make `folder` for its owner alone (0700) if it is not there; StorageError if it cannot be."""
    try:
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        for each in reversed(
            missing
        ):  # the mode given to mkdir is not that of the parents it makes
            each.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the folder cannot be made ({error.strerror})",
            where=str(folder),
            hint="Set TRAINER_HOME to a folder you may write to",
        ) from error
    return folder


KEYMAPS = ("default", "vim")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the learner chose. `zone` is an IANA name, or empty for the computer's own zone.

    `rollover_hour` (0 to 12) is when a study day ends; `daily_new` (0 to 999) the new cards a day;
    `desired_retention` (0.70 to 0.97) the recall at which a card comes back; `daily_minutes` (0 to
    600, 0 is no limit) what a day may take; `easy_days` weekdays ("sat sun"), `breaks` dates
    ("2026-12-24..2027-01-02"), read by `trainer.schedule.calendar`; `keymap` is one of
    KEYMAPS.
    """

    theme: str = "trainer-dark"
    zone: str = ""
    rollover_hour: int = 4
    daily_new: int = 20
    desired_retention: float = 0.9
    daily_minutes: int = 0
    easy_days: str = ""
    breaks: str = ""
    keymap: str = "default"

    def __post_init__(self) -> None:
        for name, low, high in (
            ("rollover_hour", 0, 12),
            ("daily_new", 0, 999),
            ("desired_retention", 0.7, 0.97),
            ("daily_minutes", 0, 600),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name} is {value}: it must lie between {low} and {high}")
        if self.keymap not in KEYMAPS:
            raise ValueError(f"keymap is {self.keymap!r}: it must be one of {', '.join(KEYMAPS)}")


def load_preferences(path: Path) -> Preferences:
    """Read the preferences; a missing file gives the defaults, a wrong one a DataError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except OSError as error:
        raise StorageError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            f"these preferences are not TOML ({error})",
            where=Place(str(path)),
            hint="Mend the line, or delete the file to start from the defaults",
        ) from error
    known = {field.name: field for field in fields(Preferences)}
    chosen: dict[str, Any] = {}
    default = asdict(Preferences())
    for name, value in table.items():
        if name not in known:
            continue  # a newer version's preference: kept in the file, not used here
        wanted = type(default[name])
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted:
            raise DataError(
                f"{name} is {value!r}: a {_plain(wanted)} is expected here",
                where=Place(str(path)),
            )
        chosen[name] = value
    try:
        return replace(Preferences(), **chosen)
    except ValueError as error:
        raise DataError(str(error), where=Place(str(path))) from error


def preference_from(preferences: Preferences, name: str, text: str) -> Preferences:
    """Return the preferences with the field `name` set from what a person typed.

    Raises ValueError if the text is no value of the field's type or lies outside its range.
    """
    kind = type(getattr(preferences, name))
    said = text.strip()
    value: str | int | float = said
    if kind is bool:
        if said.casefold() not in ("yes", "no", "true", "false"):
            raise ValueError(f"{name} is {said!r}: it must be yes or no")
        value = said.casefold() in ("yes", "true")
    elif kind is not str:
        value = kind(said)
    changed: dict[str, Any] = {name: value}
    return replace(preferences, **changed)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the preferences in one step, so that a crash leaves the old file or the new one."""
    ensure(path.parent)
    lines = []
    for name, value in asdict(preferences).items():
        if isinstance(value, str):
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{name} = "{escaped}"')
        else:
            lines.append(f"{name} = {str(value).lower()}")
    temporary = path.with_suffix(".toml.new")
    try:
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise StorageError(f"cannot be written ({error.strerror})", where=str(path)) from error


def _plain(kind: type) -> str:
    return {str: "text in quotes", int: "whole number", float: "number"}[kind]
