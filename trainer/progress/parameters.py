"""The parameters of the memory model that were fitted to the learner, in `memory.toml`.

The log names the parameters of each review itself, so that this file may be deleted at any time:
the usual parameters hold again for what comes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from trainer.errors import DataError, Place, StorageError
from trainer.schedule.fsrs_model import allowed
from trainer.settings import ensure

FILE_NAME = "memory.toml"


def load_weights(data: Path) -> tuple[float, ...] | None:
    """Return the fitted parameters; None if there are none. DataError for a broken file."""
    path = data / FILE_NAME
    try:
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = tuple(float(weight) for weight in row["weights"])
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise _broken(path) from error
    if not allowed(weights):
        raise _broken(path)
    return weights


def save_weights(data: Path, weights: Sequence[float] | None) -> None:
    """Keep the fitted parameters, in one step; None forgets them."""
    path = ensure(data) / FILE_NAME
    temporary = path.with_suffix(".toml.new")
    try:
        if weights is None:
            path.unlink(missing_ok=True)
            return
        listed = ", ".join(repr(float(weight)) for weight in weights)
        temporary.write_text(f"weights = [{listed}]\n", encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise StorageError(f"cannot be written ({error.strerror})", where=str(path)) from error


def _broken(path: Path) -> DataError:
    return DataError(
        "these are not the 21 parameters of the memory model",
        where=Place(str(path)),
        hint="Delete the file to have the usual ones, or say `trainer optimize` again",
    )
