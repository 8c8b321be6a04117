"""Writing ids into a deck.yaml for the cards that have none; nothing else in it is touched."""

from __future__ import annotations

from pathlib import Path

from trainer.deck.deck_file import slug
from trainer.deck.yaml_tree import Listing, Scalar, Table, read_tree
from trainer.errors import DataError, StorageError

WORDS = 6  # of the question, that an id is made of


def with_ids(path: Path) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the file's text with an id for every card that has none, and (line, id) of each.

    Comments, order, quotes and indentation stay as they are: one line, or one entry in braces, is
    added for each card. Raises DataError if the file is no deck file.
    """
    root, _ = read_tree(path)
    if not isinstance(root, Table):
        raise DataError("a deck file begins with named fields", where=str(path))
    cards = root.get("cards")
    lines = path.read_bytes().decode("utf-8").split("\n")
    if not isinstance(cards, Listing):
        return "\n".join(lines), ()
    taken = {_text(item, "id") for item in cards.items if isinstance(item, Table)}
    added: list[tuple[int, str]] = []
    keys: list[tuple[Scalar, str]] = []
    for item in cards.items:
        if not isinstance(item, Table) or item.get("id") is not None or not item.entries:
            continue
        card_id = _free(_text(item, "ask"), taken)
        taken.add(card_id)
        keys.append((item.entries[0][0], card_id))
        added.append((keys[-1][0].line, card_id))
    for key, card_id in reversed(keys):  # from below, so that lines above keep their numbers
        place, column = key.line - 1, key.column - 1
        line = lines[place]
        braces = line[:column].rstrip().endswith("{")
        end = "\r\n" if line.endswith("\r") else "\n"
        tail = ", " if braces else f"{end}{' ' * column}"
        lines[place] = f"{line[:column]}id: {card_id}{tail}{line[column:]}"
    return "\n".join(lines), tuple(added)


def write_ids(path: Path) -> tuple[tuple[int, str], ...]:
    """Write the ids into the file in one step. Raises StorageError if it cannot be written."""
    text, added = with_ids(path)
    if added:
        fresh = path.with_name(path.name + ".new")
        try:
            fresh.write_text(text, encoding="utf-8", newline="")
            fresh.replace(path)
        except OSError as error:
            raise StorageError(
                f"cannot be written: {error.strerror or error}", where=str(path)
            ) from error
    return added


def _text(table: Table, name: str) -> str:
    node = table.get(name)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _free(ask: str, taken: set[str]) -> str:
    base = slug(" ".join(ask.split()[:WORDS])) if ask else "card"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
