"""The bad inputs that a deck folder may hold, each with the sentence that an instructor reads."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.deck.problem import DeckError
from trainer.deck.shelf import check

HEAD = "id: t\ntitle: T\ncards:\n"
CARD = "  - id: a\n    ask: {ask}\n    answer: {answer}\n"
FORMULA = (
    HEAD
    + "  - id: a\n    ask: How many mg is {x} twice? Give the unit.\n    draw: {x: 1 to 5}\n"
    + '    let: {y: "%s"}\n    answer: {quantity: "{y} mg"}\n'
)


def said(folder: Path) -> str:
    """Everything that is wrong with the deck, as one text without the folder's own path."""
    try:
        problems = [str(problem) for problem in check(folder).problems]
    except DeckError as error:
        problems = [str(error)]
    return "\n".join(problems).replace(f"{folder}{os.sep}", "")


def deck(folder: Path, content: bytes | str) -> Path:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "deck.yaml").write_bytes(data)
    return folder


def asked(ask: str = "x?", answer: str = "y") -> str:
    return HEAD + CARD.format(ask=ask, answer=answer)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (asked('"a\\e]52;c;x\\a?"'), "deck.yaml:5:10: error: this text holds the character ESC"),
        (asked('"a\\x9b?"'), "deck.yaml:5:10: error: this text holds the character U+009B"),
        (
            asked("what \u202e?"),
            "deck.yaml:5:15: the character RIGHT-TO-LEFT OVERRIDE (U+202E) cannot be shown safely",
        ),
        (
            asked().encode() + b"\x00",
            "deck.yaml:7:1: the character NUL (U+0000) cannot be shown safely",
        ),
        ("[" * 900, "deck.yaml:1:25: values are nested more than 24 deep"),
        ("[" * 50_000, ": values are nested more than 24 deep"),
        (
            HEAD + "  - <<: {id: a}\n    ask: x?\n    answer: y\n",
            "deck.yaml:4:5: error: merge keys (<<) are not allowed Write the entries out.",
        ),
        (
            "id: t\ntitle: &a T\nabout: *a\n",
            "deck.yaml:2:8: anchors (&a) are not allowed. A value that begins with & needs quotes.",
        ),
        ("a: &a [*a]\n", "deck.yaml:1:4: anchors (&a) are not allowed."),
        (
            "id: t\nid: u\ntitle: T\n",
            "deck.yaml:2:1: error: `id` is written twice; the first is on line 1",
        ),
        (
            asked() + CARD.format(ask="z?", answer="w"),
            "deck.yaml:7:5: error: the card id `a` is used twice; the first is on line 4",
        ),
        ('!!python/object/apply:os.system ["x"]', "are not allowed. A value that begins with !"),
        (
            "id: t\ntitle: T\n---\nid: u\n",
            "deck.yaml:3:1: a second document begins here (---). Keep one document a file.",
        ),
        ("", "deck.yaml:1:1: the file is empty. Begin with `id:` and `title:`."),
        ("- a\n- b\n", "deck.yaml:1:1: error: a deck file begins with named fields"),
        (
            "id: t\ntitle: Caf\xe9\n".encode("latin-1"),
            "deck.yaml:2:11: the byte 0xe9 is not UTF-8. Save the file as UTF-8 in your editor.",
        ),
        ("id: t\n".encode("utf-16"), "deck.yaml:1:1: the file is UTF-16."),
        (
            "id: t\n\ttitle: T\n",
            "deck.yaml:2:1: error: a tab stands where spaces are needed Indent with spaces.",
        ),
        (
            asked(answer="5: mg"),
            "deck.yaml:6:14: error: a second colon makes this line unreadable "
            'Put quotes around the value: answer: "5: mg"',
        ),
        (
            asked(answer="{quantity: " + "9" * 900 + " mg}"),
            "deck.yaml:6:24: error: '9999999999999999999...9999999999 mg' is not a quantity",
        ),
        (asked(answer="5 " * 20_000), "deck.yaml:6:13: error: this has more than 200 forms"),
        (
            asked(answer='{explain: ["' + "a-" * 9_000 + '"]}'),
            "deck.yaml:6:24: error: this has more than 200 forms, or one of more than 1,000",
        ),
        (
            asked(answer="{quantity: " + "9" * 200_000 + " mg}"),
            "deck.yaml:6:24: error: this has more than 200 forms, or one of more than 1,000",
        ),
        (
            asked(answer=f"[{', '.join(f'a{n}' for n in range(2000))}]"),
            "deck.yaml:6:13: error: an answer has at most 200 points",
        ),
        (
            asked() + f"    draw: {{{', '.join(f'n{n}: 1 to 9' for n in range(50))}}}\n",
            "deck.yaml:7:11: error: a card draws at most 40 numbers",
        ),
        (
            asked() + "    draw: {a: 1 to 9999, b: 1 to 9999}\n",
            "deck.yaml:7:26: error: the numbers of a card take at most 10,000 values in all",
        ),
        (
            FORMULA % "x + x" + "    mistakes:\n" + "      - {is: x, says: s}\n" * 41,
            "deck.yaml:50:9: error: a card names at most 40 errors",
        ),
        (
            "id: t\ntitle: T\nmonograph: ../../etc/passwd\n",
            "the monograph '../../etc/passwd' lies outside the deck's folder",
        ),
        (
            "id: t\ntitle: T\nmonograph: /etc/passwd\n",
            "the monograph '/etc/passwd' lies outside the deck's folder",
        ),
        (
            FORMULA % "9**9**9",
            "deck.yaml:7:10: error: `9**9**9`: a number or a name is expected before '*'",
        ),
        (FORMULA % "(x", "deck.yaml:7:10: error: `(x`: ')' is expected before 'the end'"),
        (FORMULA % "import os", "deck.yaml:7:10: error: `import os`: 'os' is not expected here"),
        (
            asked().replace("ask:", "aks:"),
            "deck.yaml:5:5: error: the card has no field `aks` Did you mean `ask`?",
        ),
        (
            asked(answer="{quantity: 5 mgg}"),
            "deck.yaml:6:24: error: '5 mgg' is not a quantity: 'mgg' in '5 mgg' is not understood",
        ),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "bytes",
)  # fmt: skip
def test_a_bad_input_is_named_with_its_place(
    tmp_path: Path, content: bytes | str, sentence: str
) -> None:
    assert sentence in said(deck(tmp_path, content))


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of this kind are POSIX")
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_fifo, "deck.yaml: this is not a regular file"),
        (_zero, "deck.yaml: this is not a regular file"),
        (_loop, "deck.yaml: the file cannot be read (Too many levels of symbolic links)"),
        (_huge, "deck.yaml: the file has 100 MB and the limit is 64 MB. Split the deck into"),
    ],
    ids=["fifo", "device", "loop", "100 MB"],
)  # fmt: skip
def test_what_is_no_deck_file_is_refused_without_reading_on(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    make(tmp_path / "deck.yaml")
    assert sentence in said(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "deck"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "m.txt").symlink_to(tmp_path / "secret.txt")
    found = said(deck(folder, "id: t\ntitle: T\nmonograph: m.txt\n"))
    assert "the monograph 'm.txt' lies outside the deck's folder Copy it into the folder." in found


@pytest.mark.parametrize(
    "typed", ["no", "2.50", "1e3", "10:00", "08", "=", "2026-11-24", "~", "0x1F", "null", "yes"]
)
def test_an_answer_is_kept_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    found = check(deck(tmp_path, asked("What is written there?", typed)))
    assert found.deck is not None
    (card,) = found.deck.cards
    assert card.key is not None
    assert card.key.model == typed


NAMES = (
    "id title cards ask answer quantity range list draw let where mistakes tests choice {x} x/0"
    " [ ] { } ' \" | > # &a *a !!int --- << é yes because cases turns vocabulary blueprint"
)
MARKS = ["5 mg", "1 to 5", "- ", ": ", "  ", "\n", "\t", "\u202e", "\x00", "\udc80", "9" * 400]
WORDS = st.sampled_from([*NAMES.split(), *MARKS])
GOOD = (
    HEAD
    + "  - id: a\n    ask: What is {x} times 2, in mg?\n    draw: {x: 1 to 5}\n"
    + '    let: {y: "x * 2"}\n    answer: {quantity: "{y} mg"}\n'
    + "  - id: b\n    ask: Which two?\n    answer: [one, two]\n"
)


@given(st.lists(st.tuples(st.integers(0, len(GOOD)), WORDS), min_size=1, max_size=6))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_mutated_deck_gives_problems_and_nothing_else(
    tmp_path: Path, changes: list[tuple[int, str]]
) -> None:
    text = GOOD
    for place, word in changes:
        text = text[:place] + word + text[place:]
    deck(tmp_path, text.encode("utf-8", "surrogatepass"))
    tracemalloc.start()
    try:
        check(tmp_path)
    except DeckError:
        pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 200 * 1024 * 1024
