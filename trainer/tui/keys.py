"""Keys as the learner wants them: the bundled keymaps, and keys.toml over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from textual.binding import Binding

import trainer.tui as package
from trainer.errors import DataError, Place, StorageError

_KEYMAPS = Path(__file__).parent / "keymaps"


def keymap(name: str, own: Path) -> Mapping[str, str]:
    """Return keys by the id of what they do ("study.hint": "f3,ctrl+h").

    `name` is a bundled keymap ("default" changes nothing), `own` the learner's keys.toml, which
    need not exist and goes before it. Raises DataError if that is no table of ids and keys.
    """
    return {**_read(_KEYMAPS / f"{name}.toml"), **_read(own)}


def _read(path: Path) -> Mapping[str, str]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StorageError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            f"these keys are not TOML ({error})",
            where=Place(str(path)),
            hint='Write lines such as "study.hint" = "f3,ctrl+h", or delete the file',
        ) from error
    for action, key in table.items():
        if not isinstance(key, str) or not key.strip():
            raise DataError(
                f"{action} has no key in quotes",
                where=Place(str(path)),
                hint='Write lines such as "study.hint" = "f3,ctrl+h"',
            )
    return table


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does: the id to remap it by, its keys, and what it does in words."""

    id: str
    keys: str
    meaning: str


def actions() -> tuple[Action, ...]:
    """Everything that has a key of its own, by id. Loads every screen."""
    found: dict[str, Action] = {}
    for module in iter_modules(package.__path__, f"{package.__name__}."):
        if module.ispkg:
            for inner in iter_modules(import_module(module.name).__path__, f"{module.name}."):
                _collect(import_module(inner.name), found)
        else:
            _collect(import_module(module.name), found)
    return tuple(found[name] for name in sorted(found))


def _collect(module: ModuleType, found: dict[str, Action]) -> None:
    for each in vars(module).values():
        for binding in getattr(each, "BINDINGS", ()) if isinstance(each, type) else ():
            if isinstance(binding, Binding) and binding.id and binding.id not in found:
                meaning = binding.tooltip or binding.description
                found[binding.id] = Action(binding.id, binding.key, meaning)
