"""An environment of its own for a library that is measured against and is never a dependency."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path


def python_with(folder: Path, *packages: str) -> Path:
    """Return the Python of the environment in `folder`, made with these packages if need be."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder} with {', '.join(packages)}", file=sys.stderr)
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *packages], check=True)
    return python
