"""The tests with the oldest versions that pyproject.toml promises to work with.

    python -m tests.release.lowest FOLDER [pytest words ...]

Makes an environment in FOLDER in which every package that the project names itself, extras too, has
exactly its lower bound (uv resolves it), and runs the tests there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.own_environment import python_with
from tests.release.commands import ROOT


def main() -> int:
    folder = Path(sys.argv[1]).absolute()
    uv = python_with(folder / "uv", "uv").with_name("uv")
    python = folder / "lowest" / "bin" / "python"
    if not python.exists():
        subprocess.run([str(uv), "venv", "-q", "--python", sys.executable, str(python.parents[1])],
                       check=True)  # fmt: skip
    words = ["pip", "install", "-q", "--python", str(python), "--resolution", "lowest-direct",
             "-e", ".[anki,serve,optimize]", "--group", "test"]  # fmt: skip
    subprocess.run([str(uv), *words], cwd=ROOT, check=True)
    return subprocess.run([str(python), "-m", "pytest", *sys.argv[2:]], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
