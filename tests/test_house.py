"""The house keeps its walls: imports run downwards, without circles, and only tui knows Textual."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache, lru_cache
from pathlib import Path

import pytest

import trainer

PACKAGE = Path(trainer.__file__).parent

# From the ground up. A room may import from any row below its own, never from its own row.
STOREYS = (
    ("errors", "text", "chance", "extras"),
    ("settings",),
    ("lexicon", "calculator", "schedule"),
    ("monograph",),
    ("deck",),
    ("grading",),
    ("questions",),
    ("progress",),
    ("figures",),
    ("tutor",),
    ("interchange",),
    ("classroom",),
    ("plain", "tui"),
    ("cli",),
)
HEIGHT = {room: height for height, rooms in enumerate(STOREYS) for room in rooms}
# progress and questions stand on one floor in the plan: neither may know the other.
STRANGERS = {("progress", "questions"), ("questions", "progress")}


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "bundled" not in path.parts]


def name_of(path: Path) -> str:
    parts = ("trainer", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@lru_cache(maxsize=1)
def imports() -> dict[str, set[str]]:
    """Every module with the modules of the project that it names, deferred imports included."""
    known = {name_of(path) for path in modules()}
    found: dict[str, set[str]] = {}
    for path in modules():
        module = name_of(path)
        targets: set[str] = set()
        for node in nodes_of(path):
            if isinstance(node, ast.Import):
                targets |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module} imports relatively"
                base = node.module or ""
                for alias in node.names:
                    full = f"{base}.{alias.name}"
                    targets.add(full if full in known else base)
        found[module] = {target for target in targets if target.split(".")[0] == "trainer"}
    return found


def test_every_room_stands_on_a_storey() -> None:
    rooms = {room_of(name_of(path)) for path in modules()} - {"", "__main__"}
    assert rooms <= set(HEIGHT)


def test_imports_run_downwards_only() -> None:
    wrong = []
    for module, targets in imports().items():
        room = room_of(module)
        if room in ("", "__main__"):
            continue
        for target in targets:
            other = room_of(target)
            if other in ("", room):
                continue
            if HEIGHT[other] >= HEIGHT[room] or (room, other) in STRANGERS:
                wrong.append(f"{module} imports {target}")
    assert wrong == []


def test_no_circle_of_imports_between_files() -> None:
    graph = imports()
    done: set[str] = set()
    path: list[str] = []

    def visit(module: str) -> None:
        if module in path:
            raise AssertionError(" -> ".join([*path[path.index(module) :], module]))
        if module in done or module not in graph:
            return
        path.append(module)
        for target in sorted(graph[module]):
            visit(target)
        path.pop()
        done.add(module)

    for module in sorted(graph):
        visit(module)


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, read once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def named_packages(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("textual", {"tui"}),
        ("rich", {"tui"}),
        ("sqlite_utils", {"progress"}),
        ("yaml", {"deck"}),
        ("fsrs", {"schedule"}),
        ("sqlite3", {"progress", "deck", "interchange"}),
    ],
)
def test_a_library_is_used_only_in_its_rooms(package: str, rooms: set[str]) -> None:
    users = {room_of(name_of(path)) for path in modules() if package in named_packages(path)}
    assert users <= rooms


@pytest.mark.parametrize("source", ["random", "uuid", "secrets"])
def test_only_the_commands_reach_for_chance_of_their_own(source: str) -> None:
    users = {room_of(name_of(path)) for path in modules() if source in named_packages(path)}
    assert users <= {"cli"}


CLOCKS = {
    **dict.fromkeys(("now", "utcnow", "today"), ("datetime", "date")),
    **dict.fromkeys(("time", "monotonic", "perf_counter"), ("time",)),
}
"""What reads a clock, and of what."""


def test_only_the_commands_read_a_clock() -> None:
    wrong = []
    for path in modules():
        if room_of(name_of(path)) in ("cli", "tui"):
            continue
        for node in nodes_of(path):
            if not isinstance(node, ast.Attribute):
                continue
            whose = ast.unparse(node.value).split(".")[-1] if node.attr in CLOCKS else ""
            if whose and whose in CLOCKS[node.attr]:
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert wrong == []


def test_the_core_and_the_plain_conversation_load_without_a_screen() -> None:
    code = (
        "import sys, trainer.plain, trainer.tutor.desk, trainer.cli.study;"
        "heavy = {'textual', 'rich', 'yaml', 'sqlite_utils', 'fsrs', 'rapidfuzz'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
