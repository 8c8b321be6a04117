"""The documentation says what the program does: its commands, its keys, its words."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.release.commands import PAGES, ROOT, Line, command_module, documented, pages
from trainer.cli.main import COMMANDS, main, parser_of
from trainer.errors import UsageError
from trainer.tui.keys import actions
from trainer.tutor.move import Move, read_move

WORDS = {"DECK": "baclofen", "N": "1", "FOLDER": "my-deck", "FILE": "baclofen.txt",
         "MONOGRAPH": "baclofen.txt", "OLD": "baclofen.txt", "NEW": "baclofen.txt",
         "FILE.zip": "everything.zip", "FOLDER/monograph.md": "my-deck/monograph.md"}  # fmt: skip


def lines() -> list[Line]:
    return list(dict.fromkeys(documented()))


def test_the_documentation_is_read_at_all() -> None:
    found = lines()
    assert len(found) > 120
    assert {line.place for line in found} >= {"README.md", "decks/README.md", "SECURITY.md"}


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.place}: {line.text}")
def test_every_command_line_that_is_written_somewhere_is_understood(line: Line) -> None:
    if not line.words or line.words[0].startswith("-"):
        assert line.words in ((), ("--version",))
        return
    name, *rest = line.words
    assert name in COMMANDS
    parser = parser_of(command_module(name))
    words = [WORDS.get(word, word) for word in rest]
    try:
        try:
            parser.parse_intermixed_args(words)
        except TypeError:
            parser.parse_args(words)
    except UsageError as error:
        # A page may name a command without all that it takes; a word it does not know is wrong.
        assert line.place.endswith(".md") and "required" in error.what, error.what


@pytest.mark.parametrize("name", [*COMMANDS, "home"])
def test_the_help_of_every_command_has_examples_and_explains_every_option(name: str) -> None:
    command = command_module(name)
    assert re.search(r"^examples?\b", command.EPILOG, re.MULTILINE)
    assert any(line.place == f"trainer {name} --help" for line in lines())
    for action in parser_of(command)._actions:
        parts = action.choices if isinstance(action.choices, dict) else {}
        for part in parts.values():
            assert re.search(rf"^examples?:(\n  .*)*\n  {part.prog}\b", part.format_help(), re.M)
        assert action.help or action.choices, action.dest


SAFE = (
    "due", "stats", "history", "map", "notes", "undo", "facts", "cards", "ask", "calc", "plan",
    "export", "import", "sync", "restore", "data", "doctor", "settings", "keys", "where",
    "completion", "deck", "card", "reset",
)  # fmt: skip
"""Commands that need neither a terminal, nor minutes, nor a class."""
NOT_HERE = ("--watch", "label.xml", "deck.apkg", "baclofen.apkg", "reviews.jsonl", "3", "ID",
            "remove")  # fmt: skip
"""Words of lines that wait for ever, or need another program's file, an extra, or a past."""


def runnable() -> list[Line]:
    """One line of each form: what differs only in a file, a deck or a number does the same."""
    found: dict[tuple[str, ...], Line] = {}
    for line in lines():
        complete = line.place.endswith("--help") or len(line.words) > 1
        if line.words and line.words[0] in SAFE and complete:
            found.setdefault(form_of(line.words), line)
    lasting = [line for line in found.values() if not set(NOT_HERE) & set(line.words)]
    return sorted(lasting, key=lambda line: "delete" in line.words)  # what deletes all comes last


def form_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The command, what it does of several things, its options, and how many words they have."""
    options = sorted(word.partition("=")[0] for word in words if word.startswith("-"))
    doing = words[1:2] if words[0] in ("deck", "data", "export", "import", "calc", "keys") else ()
    return (words[0], *doing, *options, str(len(words)))


def workshop(folder: Path) -> None:
    """What the examples take for granted: a monograph, a deck of one's own, a bank of items."""
    monograph = ROOT / "decks" / "baclofen" / "monograph.md"
    for name in ("baclofen.txt", "baclofen-2025.txt", "baclofen-2026.txt", "lioresal.txt"):
        shutil.copy(monograph, folder / name)
    assert main(["deck", "new", "--empty", "made"]) == 0
    shutil.copy(monograph, folder / "made" / "monograph.md")
    with (folder / "made" / "deck.yaml").open("a", encoding="utf-8") as deck:
        deck.write("\nmonograph: monograph.md\n")
    for name in ("old", "old-deck"):
        shutil.copytree(folder / "made", folder / name)
    with zipfile.ZipFile(folder / "my-deck.zip", "w") as archive:
        for path in (folder / "made").iterdir():
            archive.write(path, f"my-deck/{path.name}")
    (folder / "bank.csv").write_text("question,answer\nWhich drug is this?,Baclofen\n")
    (folder / "bank.gift").write_text("::q1:: Which drug is this? {=Baclofen}\n")
    (folder / "Dropbox" / "trainer").mkdir(parents=True)


def test_every_documented_command_that_is_safe_to_run_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    workshop(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("hint\nfits\nstop\n"))
    assert main(["study", "baclofen", "--plain"]) == 0
    ran, wrong = 0, []
    for line in runnable():
        for made in ("my-deck", "everything.zip"):  # what the last example made
            place = tmp_path / made
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        makes = line.words[0] == "import" or line.words[:2] == ("deck", "new")
        if not makes:
            shutil.copytree(tmp_path / "made", tmp_path / "my-deck")
        words = [str(tmp_path) + word[1:] if word.startswith("~/") else WORDS.get(word, word)
                 for word in line.words]  # fmt: skip
        if words[0] == "export":
            (tmp_path / words[-1]).unlink(missing_ok=True)
        if "--exam" in words:
            words += ["--now", "2026-11-26T12:00:00+00:00"]
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr().err
        if code == 2 and line.place.endswith(".md") and "are required" in said:
            continue  # a page may name a command without all that it takes
        if code not in (0, 1):
            wrong.append((line.place, line.text, said))
        ran += 1
    assert not wrong, "\n".join(map(str, wrong))
    assert ran > 60


_KEY = re.compile(r"`([a-z]|f\d+|[Cc]trl\+[a-z])`")


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_every_key_that_a_page_names_does_something(page: str) -> None:
    bound = {key for action in actions() for key in action.keys.split(",")}
    text = (ROOT / page).read_text(encoding="utf-8")
    named = {key.casefold() for key in _KEY.findall(text)}
    assert named <= bound
    assert named or page not in ("README.md", "CHANGELOG.md")


def test_every_word_that_the_readme_offers_is_a_move_and_no_answer() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (offered,) = re.findall(r"At any time you can say (.*?); `help`", text)
    words = re.findall(r"`([^`]+)`", offered)
    assert len(words) > 8
    for word in words:
        said = word.replace("...", "this is hard")
        assert read_move(said).move is not Move.ANSWER, word


def test_every_block_of_the_readme_finds_the_program_in_a_bare_shell() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    assert len(blocks) > 2
    for block in blocks:
        place = re.search(r"(?:^|&& )trainer\b", block, re.MULTILINE)
        if place is not None:
            assert ". .venv/bin/activate" in block[: place.start()], block


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"trainer {name}" not in text] == []


def links() -> Iterator[tuple[str, str]]:
    for page in pages():
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                yield str(page.relative_to(ROOT)), target


@pytest.mark.parametrize(("page", "target"), sorted(set(links())))
def test_every_link_of_the_documentation_leads_somewhere(page: str, target: str) -> None:
    assert (ROOT / page).parent.joinpath(target).exists()


def test_every_dependency_has_its_reason_beside_it_and_a_lower_bound() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    for one in wanted:
        (line,) = [line for line in text.splitlines() if f'"{one}"' in line]
        assert ">=" in one and len(line.partition("#")[2]) > 10, one
