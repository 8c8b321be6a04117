"""Decks go out and come back; what a format cannot hold is said; strangers' files are bounded."""

from __future__ import annotations

import sqlite3
import xml.etree.ElementTree as xml
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculator.reader import read_quantity
from trainer.cli.main import main
from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.key import (
    ChoiceKey,
    ExplanationKey,
    Key,
    ListKey,
    MatchKey,
    Option,
    OrderKey,
    Point,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)
from trainer.deck.shelf import bundled, check
from trainer.deck.writing import answer_text, deck_text, plain_answer
from trainer.errors import DataError
from trainer.interchange.anki_in import read_package
from trainer.interchange.bank import Item, Loss, free_id, items_of, written_card
from trainer.interchange.gift import from_gift, to_gift
from trainer.interchange.moodle import to_moodle
from trainer.interchange.page import Page
from trainer.interchange.qti_text import to_qti_text
from trainer.interchange.spreadsheet import from_table, to_table

NASTY = [
    "=1+1",
    "+x",
    "@SUM(A1)",
    'a "b" c',
    "x: y # z",
    "- no",
    "yes",
    "2.50",
    "[mg]",
    "ü µ 漢",
    "{a}",
]


def read_back(folder: Path, text: str) -> Deck:
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    checked = check(folder)
    assert checked.deck is not None, checked.problems
    return checked.deck


WORDS = st.sampled_from(["alpha", "beta blocker", *NASTY])
POINT = st.builds(Point, WORDS, st.lists(WORDS, max_size=2).map(tuple))
POINTS = st.lists(POINT, min_size=2, max_size=4).map(tuple)
TOLERANCE = st.sampled_from([Fraction(0), Fraction(1, 2)])
KEYS: st.SearchStrategy[Key] = st.one_of(
    st.builds(lambda p, m: TermKey(m or p.text, p), POINT, st.sampled_from(["", "the model"])),
    st.builds(lambda p, n: ListKey("the model", p, n), POINTS, st.sampled_from([None, 1])),
    st.builds(
        lambda q, u, t: QuantityKey("model", read_quantity(q), u, t),
        st.sampled_from(["5 mg", "0.25 mL/h", "1,500 mg/day", "12 years", "30%"]),
        st.booleans(),
        TOLERANCE,
    ),
    st.builds(
        lambda q, u: RangeKey("model", read_quantity(q), u),
        st.sampled_from(["40 to 80 mg/day", "2 to 3 hours"]),
        st.booleans(),
    ),
    st.just(RegimenKey("5 mg three times daily", read_quantity("5 mg/dose"), Fraction(3))),
    st.builds(lambda p, y: YesNoKey("model", y, p, not y), POINTS, st.booleans()),
    st.builds(lambda p: ExplanationKey("model", p), POINTS),
    st.builds(
        lambda texts, why: ChoiceKey(
            "model", tuple(Option(t, n == 0, "" if n == 0 else why) for n, t in enumerate(texts))
        ),
        st.lists(WORDS, min_size=2, max_size=4, unique=True),
        st.sampled_from(["", "because: [x]"]),
    ),
    st.builds(lambda p: OrderKey("model", p), POINTS),
    st.builds(lambda p: MatchKey("model", (("levodopa", p[0]), ("x: y", p[1]))), POINTS),
)


@settings(max_examples=80, deadline=None)
@given(KEYS, WORDS, st.lists(WORDS, max_size=2))
def test_a_card_comes_back_from_a_deck_file_and_from_a_table_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, key: Key, text: str, tags: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("deck")
    card = AuthoredCard("a-1.b", f"Ask {text}?", key, text, text, text, tuple(dict.fromkeys(tags)))
    _, lost = answer_text(key)
    back = read_back(folder, deck_text("d", "D", "", [card])).cards[0]
    assert not lost
    assert (back.id, back.ask, back.key, back.hint) == (card.id, card.ask, key, card.hint)
    assert (back.because, back.source, back.tags) == (card.because, card.source, card.tags)
    losses: list[Loss] = []
    for sign in (",", "\t"):
        (row,) = from_table(to_table([card], losses, sign).encode(), "t.csv", losses)
        head = "id: d\ntitle: D\ncards:\n"
        again = read_back(folder, head + "\n".join(row.lines()) + "\n").cards[0]
        assert (again.key, again.ask, again.id) == (key, card.ask, card.id)
    assert not losses


def test_no_cell_of_ours_is_run_by_a_spreadsheet() -> None:
    cards = [AuthoredCard(f"c{n}", text, TermKey("x", Point("x"))) for n, text in enumerate(NASTY)]
    for line in to_table(cards, []).splitlines()[1:]:
        for cell in line.split(","):
            assert not cell.strip('"').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("table", "answers"),
    [
        ("question,answer\nWhat?,levodopa\n", ['"levodopa"']),
        ("\ufeffQuestion;Answer;A;B\nWhich?;b;one;two\n",
         ['{choice: [{text: "one"}, {text: "two", right: yes}]}']),
        ("front\tback\nHow much?\t80 mg per day\n", ['{quantity: "80 mg per day"}']),
        ('question,answer\n"Two\nlines?",no\n', ["{no: []}"]),
    ],
)  # fmt: skip
def test_other_people_s_tables(table: str, answers: list[str]) -> None:
    rows = from_table(table.encode(), "t.csv", [])
    assert [row.answer for row in rows] == answers


def test_what_is_wrong_in_a_table_is_said_with_its_line_and_the_rest_is_read() -> None:
    losses: list[Loss] = []
    table = "question,answer,a,b\nWhich?,c,x,y\n,b,x,y\nWhich one?,a,x,y\n"
    rows = from_table(table.encode(), "t.csv", losses)
    assert [row.ask for row in rows] == ["Which one?"]
    assert [loss.card for loss in losses] == ["t.csv:2", "t.csv:3"]
    assert "none of the options" in losses[0].what
    with pytest.raises(DataError, match="no column 'answer'"):
        from_table(b"question,solution\na,b\n", "t.csv", [])
    with pytest.raises(DataError, match="not UTF-8"):
        from_table(b"question,answer\n\xff,b\n", "t.csv", [])


GIFT = """\
// a comment [id:x]
$CATEGORY: tom/drugs

::Q1:: [html]Which drug\\: pick one {
  =levodopa#yes
  ~%-50%carbidopa#no, that is
    its partner
  ####both are given together
}

Is it \\{so\\}? {T}

The dose is {#5:0.5} mg.

::Q1::Which two? {~%50%one ~%50%two ~%-100%three}

Match {=a -> x =b -> y}

What is it called? {=colour =color}

Write an essay {}
"""


def test_gift_comes_in() -> None:
    losses: list[Loss] = []
    rows = from_gift(GIFT, "bank.gift", losses)
    assert [row.id for row in rows][:2] == ["q1", "is-it-so"]
    assert rows[0].ask == "Which drug: pick one"
    assert rows[0].answer.startswith('{choice: [{text: "levodopa", right: yes, because: "yes"}')
    assert rows[0].because == "both are given together"
    assert rows[1].answer == "{yes: []}"
    assert rows[2].ask == "The dose is ____ mg." and 'tolerance: "0.5"' in rows[2].answer
    assert rows[3].id == "q1-2" and "several: yes" in rows[3].answer
    assert rows[4].answer == '{match: {"a": "x", "b": "y"}}'
    assert rows[5].answer == '"colour | color"'
    assert [loss.card for loss in losses] == ["bank.gift:21"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}=~#:%\\->ab 1\n/$", max_size=80))
def test_any_gift_is_read_or_said(text: str) -> None:
    losses: list[Loss] = []
    for row in from_gift(text, "x.gift", losses):
        assert row.ask and row.answer
    assert all(loss.what for loss in losses)


@pytest.fixture(scope="module")
def items() -> list[Item]:
    deck = check(bundled() / "error-prone-notation").deck
    assert deck is not None
    return list(items_of(deck, 2, []))


def test_our_gift_comes_back_with_the_same_choices(items: list[Item]) -> None:
    rows = {row.id: row for row in from_gift(to_gift(items, []), "x", [])}
    row = rows["qd-misread"]
    assert row.ask == next(i for i in items if i.name == "qd-misread").question.text
    assert '{text: "four times daily", right: yes}' in row.answer


def test_moodle_xml_is_well_formed_and_says_what_it_loses(items: list[Item]) -> None:
    losses: list[Loss] = []
    quiz = xml.fromstring(to_moodle(items, "Error-prone notation", losses))
    kinds = [question.get("type") for question in quiz]
    assert kinds[0] == "category"
    assert {"multichoice", "numerical", "shortanswer", "essay"} <= set(kinds)
    first = next(q for q in quiz if q.findtext("name/text") == "trailing-zero")
    assert first.findtext("answer/text") == "50"
    assert first.findtext("units/unit/unit_name") == "mg"
    assert first.findtext("idnumber") == "trailing-zero"
    assert any(loss.what.startswith("it is marked by a person") for loss in losses)


def test_text_for_canvas(items: list[Item]) -> None:
    text = to_qti_text(items, "Notation", [])
    assert text.startswith("Quiz title: Notation\n")
    assert "\n*c) four times daily" in text
    assert "=   50 +- 0" in text


def test_a_page_shows_any_text_as_it_stands() -> None:
    page = Page("<b>T</b>")
    page.text("<script>alert(1)</script>", "# not a heading", "1. no list", "*x* [y](z)")
    page.table([("a", "b"), ("<i>", "|")])
    html, markdown = page.html(), page.markdown()
    assert "<script>" not in html and "&lt;script&gt;" in html and "default-src 'none'" in html
    assert "\\# not a heading" in markdown and "1\\. no list" in markdown
    assert "\\[y\\]" in markdown and "\\|" in markdown


def packed(path: Path, statements: list[str], name: str = "collection.anki2") -> Path:
    inner = path.with_suffix(".db")
    inner.unlink(missing_ok=True)
    connection = sqlite3.connect(inner)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, name)
        archive.writestr("media", "{}")
    return path


TABLES = [
    "CREATE TABLE col (models TEXT)",
    'INSERT INTO col VALUES (\'{"7": {"name": "Basic"}}\')',
    "CREATE TABLE notes (id INTEGER, mid INTEGER, tags TEXT, flds TEXT)",
    "CREATE TABLE cards (id INTEGER, nid INTEGER, ord INTEGER)",
    "CREATE TABLE revlog (id INTEGER, cid INTEGER, ease INTEGER, time INTEGER)",
]


def test_an_anki_package_comes_in_with_its_reviews(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "x.apkg",
        [
            *TABLES,
            "INSERT INTO notes VALUES"
            " (1, 7, ' a b ', 'What <b>is</b> it?' || char(31) || '80&nbsp;mg')",
            "INSERT INTO notes VALUES (2, 7, '', 'The {{c1::heart}} beats' || char(31) || '')",
            "INSERT INTO notes VALUES (3, 7, '', 'no answer' || char(31) || '')",
            "INSERT INTO cards VALUES (10, 1, 0)",
            "INSERT INTO cards VALUES (20, 2, 0)",
            "INSERT INTO revlog VALUES (1700000000000, 10, 3, 4000)",
            "INSERT INTO revlog VALUES (1700000100000, 10, 9, 4000)",
        ],
    )
    package = read_package(path)
    assert [(row.ask, row.answer) for row in package.rows] == [
        ("What is it?", '{quantity: "80 mg"}'),
        ("Fill the gap: The ____ beats", '"heart"'),
    ]
    assert package.rows[0].tags == ("a", "b")
    assert [(one.card, one.button) for one in package.reviews] == [("what-is-it", 3)]
    assert [loss.card for loss in package.losses] == ["note 3"]


def test_a_hostile_package_ends(tmp_path: Path) -> None:
    endless = packed(
        tmp_path / "endless.apkg",
        [
            *(line for line in TABLES if "notes" not in line),
            "CREATE VIEW notes AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
            " SELECT n AS id, 7 AS mid, '' AS tags, 'q' || char(31) || 'a' AS flds FROM c",
        ],
    )
    with pytest.raises(DataError, match="views"):
        read_package(endless)
    unclosed = packed(
        tmp_path / "unclosed.apkg",
        [
            *TABLES,
            "INSERT INTO notes VALUES (1, 7, '', 'What is it?' || char(31) || 'mannitol')",
            *(
                f"INSERT INTO notes VALUES ({n}, 7, '', '{text}' || char(31) || 'x')"
                for n, text in enumerate(("<" * 90_000, "{{c1::" * 20_000, "[sound:" * 20_000), 2)
            ),
        ],
    )
    package = read_package(unclosed)
    assert [row.ask for row in package.rows] == ["What is it?"]
    assert [loss.card for loss in package.losses] == ["note 2", "note 3", "note 4"]


def test_a_gift_brace_that_never_closes_is_told(tmp_path: Path) -> None:
    losses: list[Loss] = []
    assert from_gift("{" * 100_000, "x.gift", losses) == []
    assert "longer than 20,000" in losses[0].what


def test_escapes_of_a_strange_table_become_visible_and_the_deck_can_be_read(tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text(
        "question,answer,hint,tags\nWhat is \x1b[2J\u202eit?,man\x9bnitol,\x07,a\x1b\n",
        encoding="utf-8",
    )
    assert main(["import", str(table), str(tmp_path / "deck")]) == 0
    checked = check(tmp_path / "deck")
    assert checked.deck is not None, checked.problems
    assert checked.deck.cards[0].ask == "What is \ufffd[2J\ufffdit?"


def test_cards_of_one_wording_are_numbered_on() -> None:
    taken: set[str] = set()
    for _ in range(3_000):
        taken.add(free_id("q", taken))
    assert taken == {"q", *(f"q-{n}" for n in range(2, 3_001))}


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.apkg").write_bytes(b"hello")
    with pytest.raises(DataError, match="no package"):
        read_package(tmp_path / "a.apkg")
    with zipfile.ZipFile(tmp_path / "b.apkg", "w") as archive:
        archive.writestr("../../x", "x")
    with pytest.raises(DataError, match="no collection"):
        read_package(tmp_path / "b.apkg")
    with zipfile.ZipFile(tmp_path / "c.apkg", "w") as archive:
        archive.writestr("collection.anki2", b"not a database" * 99)
    with pytest.raises(DataError, match="cannot be read"):
        read_package(tmp_path / "c.apkg")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("levodopa", '"levodopa"'),
        ("Yes.", "{yes: []}"),
        ("5 mg three times daily", '{regimen: "5 mg three times daily"}'),
        ("40 to 80 mg/day", '{range: "40 to 80 mg/day"}'),
        ("about 5 mg or so", '"about 5 mg or so"'),
        ("GABA-B", '"GABA-B"'),
    ],
)
def test_what_a_plain_answer_means(text: str, answer: str) -> None:
    assert plain_answer(text) == answer


def test_a_written_card_has_an_id_and_its_source(items: list[Item]) -> None:
    card = written_card(items[0], "baclofen")
    assert card.id == items[0].name and card.key == items[0].question.key


MOODLE = """
<question type="multichoice">
  <name><text>route</text></name>
  <questiontext format="plain_text"><text>Which route?</text></questiontext>
  <generalfeedback format="plain_text"><text>Answer: oral. It is safe.</text></generalfeedback>
  <defaultgrade>1</defaultgrade>
  <idnumber>route</idnumber>
  <single>true</single>
  <shuffleanswers>true</shuffleanswers>
  <answernumbering>abc</answernumbering>
  <answer fraction="100" format="plain_text">
    <text>oral</text><feedback format="plain_text"><text /></feedback>
  </answer>
  <answer fraction="0" format="plain_text">
    <text>rectal &lt;b&gt;</text>
    <feedback format="plain_text"><text>not absorbed</text></feedback>
  </answer>
</question>
"""
"""One question as Moodle's documentation of its XML format lays it out, written by hand."""


def test_moodle_xml_has_the_documented_structure(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        "id: t\ntitle: T\ncards:\n  - id: route\n    ask: Which route?\n    because: It is safe.\n"
        '    answer: {choice: [{text: oral, right: yes}, {text: "rectal <b>",'
        " because: not absorbed}]}\n",
        encoding="utf-8",
    )
    deck = check(tmp_path).deck
    assert deck is not None
    quiz = xml.fromstring(to_moodle(list(items_of(deck, 1, [])), "T", []))
    (made,) = (question for question in quiz if question.get("type") == "multichoice")
    for extra in [*made.findall("hint"), *made.findall("tags")]:
        made.remove(extra)
    wanted = xml.canonicalize(MOODLE, strip_text=True)
    assert xml.canonicalize(xml.tostring(made, encoding="unicode"), strip_text=True) == wanted
