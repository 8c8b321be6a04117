"""The wheel and the source archive: built twice with the same bytes, installed, and run.

    python -m tests.release.packages OUT [--environment FOLDER]

Builds both from two copies of the last commit that differ in their place, their times and their
rights, compares the bytes, installs each alone in an environment of its own, asks one question
there, and leaves the packages and their SHA-256 in OUT. Exit code 1 if something differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.benchmarks.own_environment import python_with
from tests.release.commands import ROOT

BUILDER = "hatchling>=1.27"


def commit_time() -> str:
    """Seconds since 1970 of the last commit: the time that goes into the packages."""
    return _git("log", "-1", "--format=%ct").strip()


def build(python: Path, source: Path, out: Path) -> list[Path]:
    """Build the source archive and the wheel of `source` into `out`."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": commit_time()}
    words = [str(python), "-m", "hatchling", "build", "-d", str(out)]
    subprocess.run(words, cwd=source, env=environ, check=True, capture_output=True)
    return sorted(out.iterdir())


def copy_of_the_commit(folder: Path, *, seconds: int, mode: int) -> Path:
    """The last commit's files, with other times and rights than git gives."""
    folder.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(mode | (path.stat().st_mode & 0o111))
        os.utime(path, (seconds, seconds))
    return folder


def runs(package: Path, folder: Path) -> bool:
    """Install the package alone in a new environment and hold a conversation there."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", str(package)]
    subprocess.run(install, check=True)
    done = subprocess.run(
        [str(folder / "bin" / "trainer"), "study", "baclofen", "--plain", "--limit", "1"],
        input="I don't know\n", text=True, capture_output=True, check=False, cwd=folder,
        env={**os.environ, "TRAINER_HOME": str(folder / "home")},
    )  # fmt: skip
    typed = next(folder.glob("lib/python*/site-packages/trainer/py.typed"), None)
    return done.returncode == 0 and "1 answered" in done.stdout and typed is not None


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--environment", metavar="FOLDER", type=Path, help="keeps the builder")
    args = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python = python_with(args.environment or work / "builder", BUILDER)
        built = []
        for name, seconds, mode in (
            ("one", 1_000_000_000, 0o644),
            ("two/deep", 1_700_000_000, 0o600),
        ):
            source = copy_of_the_commit(work / name, seconds=seconds, mode=mode)
            built.append(build(python, source, work / f"out-{seconds}"))
        args.out.mkdir(parents=True, exist_ok=True)
        print(
            "| package | SHA-256 | two builds alike | installed alone, it runs |\n|---|---|---|---|"
        )
        for first, second in zip(*built, strict=True):
            alike = first.read_bytes() == second.read_bytes()
            works = runs(first, work / f"env-{first.suffix}")
            digest = hashlib.sha256(first.read_bytes()).hexdigest()
            print(f"| {first.name} | {digest} | {alike} | {works} |", flush=True)
            broken += not (alike and works)
            shutil.copy(first, args.out)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
