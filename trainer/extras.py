"""How an extra of the program is installed, for the way in which the program itself was.

The program is on no package index: what is named is the folder or the file that it came from.
"""

from __future__ import annotations

import json
import shlex
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

PACKAGE = "drug-trainer"


def how_to_add(extra: str) -> str:
    """What to do for the extra ("anki"): a sentence with the command line between backquotes."""
    return f"Install it with `{command_for(extra, _source(), sys.prefix, sys.executable)}`"


def command_for(extra: str, source: str, prefix: str, python: str) -> str:
    """The command for a source folder or file, an environment and its Python.

    Without a source it is the one to be typed in the folder of the program.
    """
    if not source:
        return f"pip install '.[{extra}]'"
    wanted = shlex.quote(f"{source}[{extra}]")
    parts = Path(prefix).parts
    if "pipx" in parts:
        return f"pipx install --force {wanted}"
    if "uv" in parts and "tools" in parts:
        return f"uv tool install --reinstall {wanted}"
    return f"{shlex.quote(python)} -m pip install {wanted}"


def _source() -> str:
    """The folder or file that the program was installed from; "" if that cannot be told."""
    try:
        written = distribution(PACKAGE).read_text("direct_url.json")
        url = urlsplit(json.loads(written or "{}").get("url", ""))
    except (PackageNotFoundError, ValueError, AttributeError, OSError):
        return ""
    if url.scheme != "file":
        return ""
    path = Path(url2pathname(unquote(url.path)))
    return str(path) if path.exists() else ""
