"""Decks are brought in, updated and taken away; what a stranger packs stays inside its folder."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from trainer.deck import library
from trainer.deck.library import add, remove
from trainer.deck.problem import DeckError
from trainer.errors import DataError, UsageError
from trainer.settings import Folders

DECK = "id: mine\ntitle: Mine\ncards:\n  - {id: a, ask: What?, answer: levodopa}\n"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "home", tmp_path / "home" / "cache")


def written(folder: Path, text: str = DECK) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "deck.yaml").write_text(text)
    return folder


def packed(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def test_a_folder_a_zip_and_a_file_all_become_a_deck(tmp_path: Path, folders: Folders) -> None:
    folder = written(tmp_path / "any name")
    archive = packed(tmp_path / "deck.zip", **{"inner__deck.yaml": DECK, "inner__notes.md": "# x"})
    for source in (folder, archive, folder / "deck.yaml"):
        added = add(source, folders)
        assert (added.deck.id, added.folder) == ("mine", folders.decks / "mine")
    assert added.before is not None
    assert [path.name for path in folders.decks.iterdir()] == ["mine"]


def test_an_update_goes_where_the_deck_with_this_id_is(tmp_path: Path, folders: Folders) -> None:
    add(written(tmp_path / "one"), folders)
    (folders.decks / "mine").rename(folders.decks / "renamed")
    changed = DECK.replace("What?", "Which drug?")
    added = add(written(tmp_path / "two", changed), folders)
    assert added.folder == folders.decks / "renamed"
    assert added.before is not None and added.before.cards[0].ask == "What?"
    assert added.deck.cards[0].ask == "Which drug?"


def test_an_error_is_told_in_the_file_that_was_named(tmp_path: Path, folders: Folders) -> None:
    wrong = DECK.replace("answer", "anwser")
    folder = written(tmp_path / "one", wrong)
    archive = packed(tmp_path / "deck.zip", **{"inner__deck.yaml": wrong})
    for source, file in (
        (folder, folder / "deck.yaml"),
        (folder / "deck.yaml", folder / "deck.yaml"),
        (archive, archive / "deck.yaml"),
    ):
        with pytest.raises(DeckError) as refused:
            add(source, folders)
        assert str(refused.value).startswith(f"{file}:4:")


def test_a_deck_with_errors_changes_nothing(tmp_path: Path, folders: Folders) -> None:
    add(written(tmp_path / "one"), folders)
    with pytest.raises(DeckError):
        add(written(tmp_path / "two", "id: mine\n"), folders)
    assert (folders.decks / "mine" / "deck.yaml").read_text() == DECK
    assert [path.name for path in folders.decks.iterdir()] == ["mine"]


def test_an_id_of_the_program_s_own_decks_is_refused(tmp_path: Path, folders: Folders) -> None:
    with pytest.raises(UsageError, match="comes with the program"):
        add(written(tmp_path / "one", DECK.replace("mine", "baclofen")), folders)


def test_a_deck_is_taken_away_by_name_or_id(tmp_path: Path, folders: Folders) -> None:
    add(written(tmp_path / "one"), folders)
    assert remove("mine", folders) == folders.decks / "mine"
    with pytest.raises(UsageError, match="no deck called"):
        remove("mine", folders)
    with pytest.raises(UsageError, match="cannot be removed"):
        remove("baclofen", folders)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"..__deck.yaml": DECK}, "leads out of the deck's folder"),
        ({"a__deck.yaml": DECK, "b__deck.yaml": DECK}, "holds 2 files called deck.yaml"),
        ({"notes.md": "x"}, "holds 0 files called deck.yaml"),
        ({"deck.yaml": DECK, "..__..__x.md": "x"}, "leads out of the deck's folder"),
    ],
)
def test_a_hostile_zip_is_refused(
    tmp_path: Path, folders: Folders, files: dict[str, str], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        add(packed(tmp_path / "deck.zip", **files), folders)
    assert list(folders.decks.iterdir()) == []


def test_a_zip_that_swells_is_refused(
    tmp_path: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "LARGEST", 10_000)
    with zipfile.ZipFile(tmp_path / "deck.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deck.yaml", DECK + "#" * 1_000_000)
    with pytest.raises(DataError, match="larger than"):
        add(tmp_path / "deck.zip", folders)


def test_what_is_no_plain_file_is_refused(tmp_path: Path, folders: Folders) -> None:
    linked = written(tmp_path / "linked")
    (linked / "secret.md").symlink_to("/etc/passwd")
    piped = written(tmp_path / "piped")
    os.mkfifo(piped / "pipe.txt")
    for folder in (linked, piped):
        with pytest.raises(DataError, match="no plain file"):
            add(folder, folders)
    (tmp_path / "no.zip").write_bytes(b"hello")
    with pytest.raises(DataError, match="no zip that can be read"):
        add(tmp_path / "no.zip", folders)
    with pytest.raises(UsageError, match="there is nothing"):
        add(tmp_path / "nowhere", folders)
