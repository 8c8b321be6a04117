"""Finding terms: exactly, in other forms, and with typing errors, never another term."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.errors import DataError
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon, general_lexicon
from trainer.lexicon.notation import find_notation
from trainer.lexicon.table import read_table
from trainer.lexicon.words import plain_form, stem, words_of

LEXICON = Lexicon(
    [
        Concept("gaba-a", "GABA-A", ("gamma-aminobutyric acid type A",)),
        Concept("gaba-b", "GABA-B", ("gamma-aminobutyric acid type B",)),
        Concept("rhabdomyolysis", "rhabdomyolysis", ("rhabdo", "muscle breakdown")),
        Concept("hypotension", "hypotension", ("low blood pressure", "drop in blood pressure")),
        Concept("placenta", "placenta"),
        Concept("bbb", "blood-brain barrier", ("BBB",)),
        Concept("intrathecal", "intrathecal", ("IT", "into the spine")),
        Concept("ms", "multiple sclerosis", ("MS",)),
        Concept("morphine", "morphine sulfate", ("MS",)),
        Concept("spinal-cord", "spinal cord"),
        Concept("sci", "spinal cord injury", ("SCI",)),
        Concept("diarrhea", "diarrhea"),
        Concept("prednisolone", "prednisolone"),
        Concept("glutamate", "glutamate"),
        Concept("symptomatic", "symptomatic disease"),
    ]
)


def ids(text: str) -> list[str]:
    return [mention.concept.id for mention in LEXICON.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GABA-B", "gaba-b"), ("GABAb receptors", "gaba-b"), ("gaba b", "gaba-b"),
        ("gamma-aminobutyric acid type B", "gaba-b"), ("GABA-A", "gaba-a"),
        ("Blood Brain Barrier", "bbb"), ("a drop in the blood pressure", "hypotension"),
        ("spinal cord injuries", "sci"), ("diarrhoea", "diarrhea"), ("given IT", "intrathecal"),
        ("muscle breakdown", "rhabdomyolysis"),
    ],
)  # fmt: skip
def test_a_term_is_found_under_its_names_and_forms(text: str, found: str) -> None:
    assert ids(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gabba-B", "gaba-b"), ("rabdomyolisis", "rhabdomyolysis"), ("hypotention", "hypotension"),
        ("plasenta", "placenta"), ("blood brian barrier", "bbb"), ("diarrhoae", "diarrhea"),
    ],
)  # fmt: skip
def test_a_typing_error_is_put_right(text: str, found: str) -> None:
    mentions = LEXICON.find(text)
    assert [one.concept.id for one in mentions] == [found] and mentions[0].how == "typo"


@pytest.mark.parametrize(
    "text",
    ["hypertension", "rhabdomyosarcoma", "prednisone", "glutamine", "it is", "asymptomatic disease",
     "GABA-C", "ms.", "", "\x1b[2J"],
)  # fmt: skip
def test_another_term_is_never_taken_for_a_typing_error(text: str) -> None:
    assert "ms" in ids(text) if text == "ms." else not ids(text)


def test_a_name_with_two_meanings_gives_both() -> None:
    (mention,) = LEXICON.find("MS")
    assert {one.id for one in mention.concepts} == {"ms", "morphine"}


def test_a_longer_name_wins_and_the_inner_one_is_marked() -> None:
    mentions = LEXICON.read("spinal cord injury").mentions
    assert [(one.concept.id, one.inner) for one in mentions] == [
        ("sci", False),
        ("spinal-cord", True),
    ]


def test_a_lexicon_does_not_change_when_a_deck_adds_to_it() -> None:
    larger = LEXICON.with_concepts([Concept("velorin", "velorin")])
    assert larger.find("velorin") and not LEXICON.find("velorin")


def test_a_deck_adds_names_to_a_known_concept() -> None:
    larger = LEXICON.with_concepts([Concept("placenta", "placenta", ("afterbirth",))])
    assert larger.find("afterbirth")[0].concept.id == "placenta"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("there is too much iron in the blood", "iron-overload"),
        ("as directed", "exactly"), ("at any time of the day", "any-time-of-day"),
        ("ACE-I", "ace-inhibitors"), ("as soon as you can", "as-soon-as"),
    ],
)  # fmt: skip
def test_a_name_with_a_small_word_that_matters_is_found_with_it(text: str, found: str) -> None:
    assert found in {one.id for mention in general_lexicon().find(text) for one in mention.concepts}


@pytest.mark.parametrize(
    ("text", "other"),
    [("iron", "iron-overload"), ("time of day", "any-time-of-day"),
     ("ACE I think", "ace-inhibitors"), ("the soon-to-be mother", "as-soon-as")],
)  # fmt: skip
def test_without_its_small_word_it_is_not_that_name(text: str, other: str) -> None:
    mentions = general_lexicon().find(text)
    assert other not in {one.id for mention in mentions for one in mention.concepts}


def test_a_name_does_not_reach_over_a_so() -> None:
    named = {one.concept.name for one in general_lexicon().find("it increases so the dose is cut")}
    assert "high dose" not in named and "increase" in named


def test_every_name_of_the_tables_is_found_in_a_text() -> None:
    lexicon = general_lexicon()
    particles = {"up", "may", "am"}  # read as a verb's particle, as a likelihood, as an hour
    lost = [
        (concept.name, name)
        for concept in lexicon.concepts.values()
        for name in concept.names
        if name not in particles
        and not any(concept in mention.concepts for mention in lexicon.find(name))
    ]
    assert not lost


@pytest.mark.parametrize(
    ("text", "found"), [("factor VIII", "factor 8"), ("angiotensin I", "angiotensin 1")]
)
def test_a_roman_number_behind_its_family_is_the_number(text: str, found: str) -> None:
    assert [one.stem for one in words_of(text)] == [one.stem for one in words_of(found)]


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_no_text_crashes_it_and_places_are_true(text: str) -> None:
    for mention in LEXICON.find(text):
        assert text[mention.start : mention.end] == mention.typed


@pytest.mark.parametrize(
    ("one", "other"),
    [("oedema", "edema"), ("anaemia", "anemia"), ("hyperpolarises", "hyperpolarizes"),
     ("tumour", "tumor"), ("litre", "liter"), ("oesophagus", "esophagus"), ("sulphate", "sulfate")],
)  # fmt: skip
def test_british_and_american_spelling_are_one(one: str, other: str) -> None:
    assert plain_form(one) == plain_form(other)


@pytest.mark.parametrize(
    "pair",
    [
        ("agonist", "antagonist"),
        ("hypotension", "hypertension"),
        ("increase", "decrease"),
        ("absorption", "adsorption"),
    ],
)
def test_contraries_never_share_a_stem(pair: tuple[str, str]) -> None:
    assert stem(plain_form(pair[0])) != stem(plain_form(pair[1]))


@pytest.mark.parametrize(
    ("text", "code"),
    [("5.0 mg", "trailing_zero"), (".5 mg", "naked_decimal"), ("50 µg", "micro_sign"),
     ("10U insulin", "u_for_unit"), ("QD", "daily_abbreviation"), ("q3d", "abbreviated_interval"),
     ("5 cc", "cc_for_ml"), ("10mg", "no_space"), ("QOD", "alternate_day_abbreviation")],
)  # fmt: skip
def test_error_prone_notation_is_found(text: str, code: str) -> None:
    assert code in [one.code for one in find_notation(text)]


@pytest.mark.parametrize(
    "text", ["5 mg", "0.5 mg", "50 mcg", "2.05 mg", "every 3 days", "10 units"]
)
def test_safe_notation_is_left_alone(text: str) -> None:
    assert not find_notation(text)


def test_a_table_line_without_a_name_says_where(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("# a comment\n | nothing\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad.txt:2"):
        list(read_table(path))


def test_the_shipped_tables_load_and_their_contraries_exist() -> None:
    lexicon = general_lexicon()
    missing = [
        (concept.name, name)
        for concept in lexicon.concepts.values()
        for name in concept.opposes
        if lexicon.by_name(name) is None
    ]
    assert not missing
