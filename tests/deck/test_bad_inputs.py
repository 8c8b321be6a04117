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
from trainer.tutor.proof import Proof

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


COMPUTED = (
    HEAD
    + "  - id: tabs\n    ask: How many tablets?\n    draw: {n: 5 to 10}\n"
    + '    calculate: {tablets: {per_dose: "{n} mg", doses_per_day: "3", %s}}\n'
)


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (
            COMPUTED % "days: 5 days, strenght: 5 mg",
            ["deck.yaml:7:81: error: the card `tabs` calculates `tablets`, which has no input "
             "`strenght`", "Did you mean `strength`?"],
        ),
        (
            COMPUTED % "days: 5 mg, strength: 5 mg",
            ["deck.yaml:7:73: error: `days` is '5 mg', and the number of days of `tablets` is "
             "measured in days"],
        ),
        (
            COMPUTED % "days: 5 days, strength: 5 mg/tabelt",
            ["`strength` is '5 mg/tabelt', and 'mg/tabelt' is no unit", "Did you mean mg/tablet?"],
        ),
        (FORMULA % "tablets(per_dos=x)", ["the card `a` calculates `tablets`, which has no input "
                                          "`per_dos`", "Did you mean `per_dose`?"]),
        (FORMULA % "tabletz(per_dose=x)", ["there is no calculation 'tabletz'"]),
    ],
)  # fmt: skip
def test_a_misspelt_input_of_a_calculation_is_told_at_its_place_and_hides_nothing(
    tmp_path: Path, content: str, sentences: list[str]
) -> None:
    other = "  - id: later\n    ask: And this?\n"
    told = said(deck(tmp_path, content + other))
    for sentence in sentences:
        assert sentence in told
    assert "the card has no `answer`" in told
    assert Proof(tmp_path).deck is None


def test_a_turn_with_a_misspelt_input_is_told_and_nothing_follows_from_it(tmp_path: Path) -> None:
    turns = (
        "      - ask: And now?\n        answer: no\n"
        "      - ask: And then?\n        draw: {n: 5 to 10}\n"
        '        calculate: {reduce_by: {dose: "{n} mg/day", percen: 5%}}\n'
    )
    told = said(
        deck(tmp_path, f"id: t\ntitle: T\ncases:\n  - id: c\n    title: C\n    turns:\n{turns}")
    )
    assert "which has no input `percen`" in told
    assert "two turns" not in told


def test_a_right_calculation_with_drawn_units_and_names_is_not_complained_of(
    tmp_path: Path,
) -> None:
    written = (
        HEAD + "  - id: a\n    ask: How much is {dose} {often} times a day? Give the unit.\n"
        "    draw: {dose: [5 mg, 10 mg], often: 2 to 4}\n"
        '    calculate: {per_day: {single_dose: "{dose}", frequency: "{often}"}}\n'
    )
    assert "error" not in said(deck(tmp_path, written))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("500 to 1000 mgg", "error: '500 to 1000 mgg' looks like an amount, and 'mgg' is no unit"),
        ("4 gg/day", "error: '4 gg/day' looks like an amount, and 'gg/day' is no unit"),
        ("4 gg/day", "Did you mean g/day?"),
        ("6 weaks", "Did you mean weeks?"),
        ("7 sitz", "warning: '7 sitz' is taken as a term, since 'sitz' is no unit"),
        ("{quantity: 4 gg/day}", "'gg/day' in '4 gg/day' is not understood"),
    ],
)
def test_an_amount_with_a_unit_we_do_not_know_is_told(
    tmp_path: Path, answer: str, sentence: str
) -> None:
    assert sentence in said(deck(tmp_path, asked(answer=answer)))


@pytest.mark.parametrize("answer", ["{term: 4 gg/day}", "GABA-B", "4 g/day", "5 tablets daily"])
def test_what_is_no_amount_or_is_meant_as_a_term_is_left_alone(tmp_path: Path, answer: str) -> None:
    assert "no unit" not in said(deck(tmp_path, asked(answer=answer)))


def test_an_id_of_a_card_and_of_a_case_is_told(tmp_path: Path) -> None:
    turns = "      - {ask: And now?, answer: no}\n      - {ask: And then?, answer: no}\n"
    case = f"cases:\n  - id: a\n    title: C\n    turns:\n{turns}"
    told = said(deck(tmp_path, asked() + case))
    assert "deck.yaml:8:5: error: the case id `a` is that of a card too, on line 4" in told


def test_a_line_that_begins_too_far_right_is_told_where_to_begin_and_that_mends_it(
    tmp_path: Path,
) -> None:
    wrong = HEAD + "  - id: a\n    ask: How much?\n     answer: {quantity: 4 g/day}\n"
    told = said(deck(tmp_path, wrong))
    assert "deck.yaml:6:12: error: this line begins further right than the field above" in told
    assert "Begin it with 4 spaces" in told
    assert "error" not in said(deck(tmp_path, wrong.replace("     answer", "    answer")))
