"""Finding decks and loading them: by name or by path, the learner's own before the bundled ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import trainer
from trainer.deck import compiled
from trainer.deck.deck import Deck
from trainer.deck.problem import DeckError, Problem
from trainer.errors import DataError, Place
from trainer.monograph.fact import Fact, Section
from trainer.settings import Folders

if TYPE_CHECKING:
    from trainer.deck.facts_file import Paired  # reads YAML, which a warm start must not

DECK_FILE = "deck.yaml"
FACTS_FILE = "facts.yaml"


@dataclass(frozen=True, slots=True)
class Checked:
    """A deck as read from its files: None if it has errors; and everything that was found.

    `draft` is what could be read of it all the same, for looking at and never for studying.
    """

    deck: Deck | None
    problems: tuple[Problem, ...]
    paired: Paired | None = None
    draft: Deck | None = None


def bundled() -> Path:
    """The folder of the decks that come with the program: installed, or in a checkout."""
    package = Path(trainer.__file__).parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent / "decks"


def available(folders: Folders) -> list[Path]:
    """The folders of all decks that can be studied by name, in order of their names."""
    found: dict[str, Path] = {}
    for shelf in (bundled(), folders.decks):
        for folder in _decks_in(shelf):
            found[folder.name] = folder
    return [found[name] for name in sorted(found)]


def _decks_in(shelf: Path) -> Iterator[Path]:
    try:
        children = sorted(shelf.iterdir())
    except OSError:
        return
    for child in children:
        if (child / DECK_FILE).is_file():
            yield child


def find(name: str, folders: Folders) -> Path:
    """Return the folder of the deck called `name`, or that the path `name` leads to.

    DataError names what there is, if there is no such deck.
    """
    by_name = {folder.name: folder for folder in available(folders)}
    if name in by_name:
        return by_name[name]
    path = Path(name).expanduser()
    if path.name == DECK_FILE and path.is_file():
        return path.parent
    if (path / DECK_FILE).is_file():
        return path
    if path.is_dir():
        raise DataError(
            "this folder holds no deck.yaml", where=name, hint="Name the folder of a deck"
        )
    close = get_close_matches(name, by_name, n=1, cutoff=0.6)
    hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(by_name) or 'none'}"
    raise DataError(f"there is no deck called {name!r}", hint=hint)


def load(name: str, folders: Folders) -> Deck:
    """Load a deck by name or path, from its compiled copy where that is fresh.

    DeckError if the deck has errors; warnings do not keep a learner from studying.
    """
    folder = find(name, folders)
    copy = compiled.place_of(folder, folders.compiled)
    files = [folder / DECK_FILE, folder / FACTS_FILE, *sorted(folder.glob("*.md")),
             *sorted(folder.glob("*.txt"))]  # fmt: skip
    now = compiled.stamp(files)
    deck = compiled.load(copy, now)
    if deck is not None:
        return deck
    checked = check(folder)
    if checked.deck is None:
        raise DeckError(checked.problems)
    compiled.save(copy, now, checked.deck)
    return checked.deck


def check(folder: Path) -> Checked:
    """Read a deck's files and report everything that is wrong with them."""
    from trainer.deck.deck_file import read_deck_file
    from trainer.deck.dubious import doubts
    from trainer.deck.facts_file import pair, read_facts_file
    from trainer.monograph.reader import read_file

    problems: list[Problem] = []
    deck_path = folder / DECK_FILE
    contents = read_deck_file(deck_path, problems)
    digest = sha256(deck_path.read_bytes())
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    text: tuple[str, ...] = ()
    drug = contents.drug
    read: Paired | None = None
    if contents.monograph:
        source = _inside(folder, contents.monograph, deck_path, problems)
        if source is not None:
            try:
                reading = read_file(source)
            except DataError as error:
                place = error.where if isinstance(error.where, Place) else Place(str(source))
                problems.append(Problem(place, "error", "monograph", error.what, error.hint))
            else:
                digest.update(source.read_bytes())
                facts_path = folder / FACTS_FILE
                entries = read_facts_file(facts_path, problems) if facts_path.is_file() else []
                if facts_path.is_file():
                    digest.update(facts_path.read_bytes())
                paired = pair(reading.facts, entries)
                read = paired
                problems += _pairing_problems(paired, facts_path)
                facts, sections, text = paired.facts, reading.sections, reading.text
                drug = drug or reading.drug
    problems += doubts(contents, facts, len(text), str(deck_path))
    deck = Deck(
        id=contents.id,
        title=contents.title,
        drug=drug,
        revision=digest.hexdigest()[:12],
        folder=folder,
        facts=facts,
        sections=sections,
        text=text,
        supplies=tuple(contents.supplies),
        vocabulary=tuple(contents.vocabulary),
        blueprint=contents.blueprint,
        cards=tuple(contents.cards),
        cases=tuple(contents.cases),
    )
    broken = any(problem.severity == "error" for problem in problems)
    found = tuple(sorted(problems, key=lambda p: p.place))
    return Checked(None if broken else deck, found, read, deck)


def _inside(folder: Path, name: str, deck_path: Path, problems: list[Problem]) -> Path | None:
    """The file `name` of a deck's folder; a path that leaves the folder is refused."""
    place = Place(str(deck_path))
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        message = f"the monograph {name!r} lies outside the deck's folder"
        problems.append(Problem(place, "error", "outside", message, "Copy it into the folder."))
        return None
    if not path.is_file():
        message = f"there is no monograph {name!r} in the deck's folder"
        problems.append(Problem(place, "error", "no-monograph", message))
        return None
    return path


def _pairing_problems(paired: Paired, path: Path) -> list[Problem]:
    place = Place(str(path))
    found = []
    if paired.new:
        found.append(
            Problem(
                place,
                "warning",
                "unlisted-facts",
                f"{len(paired.new)} facts have no id in {path.name}: {_some(paired.new)}",
                "Write them with: trainer deck facts --write",
            )
        )
    for fact_id in paired.changed:
        message = f"`{fact_id}` now says something else: its card asks anew"
        found.append(Problem(place, "note", "changed-fact", message))
    for entry in paired.gone:
        at = Place(str(path), entry.line, 1)
        message = f"no line of the monograph says `{entry.id}` any more: {entry.says}"
        found.append(Problem(at, "note", "gone-fact", message, "Its history is kept."))
    waiting = {one.fact.id: one for one in paired.known}
    for fact_id in paired.open:
        one = waiting[fact_id]
        at = Place(str(path), one.entry.line, 1 if one.entry.line else 0)
        lines = ", ".join(str(line) for line in one.fact.lines)
        message = f"`{fact_id}` (monograph line {lines}) waits for you: {one.fact.review}"
        hint = "Add `decision: accept`, `reject` or `correct` below it."
        found.append(Problem(at, "warning", "open-review", message, hint))
    return found


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:5])
    return shown + (", ..." if len(names) > 5 else "")


def stamp_of(folder: Path) -> str:
    """What changes when a file of the deck is saved: names, times and sizes."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            about = path.stat()
        except OSError:
            continue  # an editor is just replacing it
        found.append(f"{path.name} {about.st_mtime_ns} {about.st_size}")
    return "\n".join(found)
