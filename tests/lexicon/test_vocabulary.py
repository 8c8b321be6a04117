"""The shipped tables: what students, nurses and patients say, and what must not be confused."""

from __future__ import annotations

import pytest

from trainer.lexicon.lexicon import Lexicon, general_lexicon
from trainer.lexicon.table import FOLDER, read_table
from trainer.lexicon.words import LIGHT, plain_form, stem, words_of


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return general_lexicon()


def said(lexicon: Lexicon, text: str) -> set[str]:
    """The ids of all concepts that a text may name, inner ones left out."""
    return {one.id for mention in lexicon.find(text) for one in mention.concepts}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("HTN", "hypertension"), ("CCF", "heart-failure"), ("tachy", "tachycardia"),
        ("HA", "headache"), ("creat", "serum-creatinine"), ("U+E", "renal-function"),
        ("vanco", "vancomycin"), ("dig level", "serum-digoxin"), ("MTX", "methotrexate"),
        ("gent", "gentamicin"), ("Septrin", "trimethoprim-sulfamethoxazole"),
        ("d/c", "stop"), ("abx", "antibiotics"), ("t½", "half-life"), ("plts", "platelet-count"),
        ("OCP", "oral-contraceptives"), ("LAMA", "long-acting-muscarinic-antagonists"),
        ("N-acetylcysteine", "acetylcysteine"), ("Entresto", "sacubitril-valsartan"),
    ],
)  # fmt: skip
def test_ward_shorthand_is_understood(lexicon: Lexicon, text: str, concept: str) -> None:
    assert concept in said(lexicon, text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("water tablets", "diuretics"), ("the heart giving out", "heart-failure"),
        ("rhythm disorders", "arrhythmia"), ("irregular heart rhythm", "arrhythmia"),
        ("the circulation gives out", "cardiovascular-collapse"),
        ("muscles stiffening up", "hypertonia"), ("the runs", "diarrhea"),
        ("walking as if drunk", "ataxia"), ("airways clamp shut", "bronchospasm"),
        ("too little magnesium", "hypomagnesemia"), ("too much calcium", "hypercalcemia"),
        ("kidneys are not working well", "renal-impairment"),
        ("a blood test for the kidneys", "renal-function"),
        ("face and lips swell", "angioedema"), ("skin burns in the sun", "photosensitivity"),
        ("how much gets into the blood", "bioavailability"),
        ("sticks to plasma proteins", "protein-binding"),
        ("kidneys flush it out", "renal-excretion"),
        ("into the fluid around the spinal cord", "intrathecal"),
        ("patch on the skin", "transdermal"), ("in one piece", "swallow-whole"),
        ("just before the next dose", "trough"), ("trying to get pregnant",
         "women-planning-pregnancy"), ("a pump that swaps sodium for potassium", "na-k-atpase"),
        ("antibody to digoxin", "digoxin-specific-antibody-fragments"),
        ("stayed awake at night", "insomnia"), ("knocked off", "decrease"),
    ],
)  # fmt: skip
def test_plain_words_are_understood(lexicon: Lexicon, text: str, concept: str) -> None:
    assert concept in said(lexicon, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mu receptor", "kappa receptor"), ("mu receptor", "opioid receptor"),
        ("D2 receptor", "D1 receptor"), ("D2 receptor", "dopamine receptor"),
        ("H1 receptor", "H2 receptor"), ("M2 receptor", "M3 receptor"),
        ("alpha-1 receptor", "alfa-2 receptor"), ("β1 receptor", "β2 receptor"),
        ("5-HT1A", "5-HT1B"), ("5-HT2A", "5-HT2C"), ("PDE-5", "PDE-4"),
        ("L-type calcium channels", "T-type calcium channels"), ("SV2A", "SV2B"),
        ("COX-1", "COX-2"), ("insulin lispro", "insulin aspart"),
        ("insulin glargine", "insulin degludec"), ("penicillin V", "penicillin G"),
        ("G-CSF", "GM-CSF"), ("trastuzumab", "trastuzumab emtansine"),
        ("scopolamine", "hyoscine butylbromide"), ("serum creatinine", "renal function"),
        ("systolic heart failure", "diastolic heart failure"), ("EGF receptor", "ERBB2"),
        ("anaphylaxis", "allergic reaction"), ("rate control", "rhythm control"),
        ("sodium nitrite", "sodium nitroprusside"), ("CaCl2", "calcium gluconate"),
    ],
)  # fmt: skip
def test_kinds_and_neighbours_are_not_names_of_each_other(
    lexicon: Lexicon, one: str, other: str
) -> None:
    assert not said(lexicon, one) & said(lexicon, other)


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        ("mu-opioid-receptor", "opioid receptor"), ("dopamine-d2-receptor", "dopamine receptor"),
        ("l-type-calcium-channel", "calcium channel"), ("insulin-lispro", "rapid-acting insulin"),
        ("filgrastim", "colony-stimulating factor"), ("anaphylaxis", "hypersensitivity"),
        ("stemi", "myocardial infarction"),
    ],
)  # fmt: skip
def test_a_kind_belongs_to_its_family(lexicon: Lexicon, kind: str, family: str) -> None:
    concept = lexicon.by_name(kind)
    assert concept is not None and concept.category == family


RARE = frozenset(
    [
        "cushion", "candid", "hived", "hiving", "lustrous", "verse", "luminous", "concert",
        "bride", "crest", "lamas", "carafe", "emendation", "baling", "baled", "balled", "balling",
        "rankle",
        "dated", "dating", "mates", "ached", "dresses", "dresser", "diced", "dicing",
    ]
)  # fmt: skip
"""Words that share the stem of a brand name or an abbreviation, and that no answer needs."""


def test_no_brand_name_is_heard_in_an_everyday_word(lexicon: Lexicon) -> None:
    """ "Even" is not Evenity, "fact" not Factive: endings are taken off names as off words."""
    everyday = (FOLDER.parent / "english.txt").read_text(encoding="utf-8").split()
    stems: dict[str, set[str]] = {}
    for word in everyday:
        stems.setdefault(stem(plain_form(word)), set()).add(word)
    wrong = set()
    for concept in lexicon.concepts.values():
        for name in concept.names:
            if name[:1].isupper() and name.isalpha():
                plain = plain_form(name)
                for word in stems.get(stem(plain), set()) - RARE:
                    exact = {one for m in lexicon.find(word) for one in m.concept.names}
                    if plain_form(word) != plain and not {plain_form(n) for n in exact} & {
                        plain_form(word)
                    }:
                        wrong.add((concept.name, name, word))
    assert not wrong


@pytest.mark.parametrize("word", ["even", "fact", "state", "supply", "growth", "mass", "version"])
def test_an_everyday_word_is_no_drug_and_no_disease(lexicon: Lexicon, word: str) -> None:
    drugs = {one.id for one in read_table(FOLDER / "drugs.txt")}
    for mention in lexicon.find(word):
        assert mention.concept.id not in drugs
        assert mention.concept.category not in ("condition", "adverse effect", "receptor")


def test_a_name_of_a_drug_stands_for_that_drug_alone(lexicon: Lexicon) -> None:
    shared = {"drugs that slow the brain"}  # one group under its singular and its plural
    wrong = [
        (concept.name, name)
        for concept in read_table(FOLDER / "drugs.txt")
        for name in concept.names
        if name not in shared and not _too_short(name)
        if said(lexicon, name) not in ({concept.id}, set())
    ]
    assert not wrong


def _too_short(name: str) -> bool:
    """Whether a name holds a small word, which is passed over in a text."""
    return any(word.plain in LIGHT for word in words_of(name))


@pytest.mark.parametrize(
    "text", ["at 12 h", "2", "1", "class I", "Dr", "5 mg/h", "a", "the", "her 2 doses", "II"]
)
def test_a_number_or_a_letter_is_no_term(lexicon: Lexicon, text: str) -> None:
    known = {"use", "dose", "category-a"}
    assert said(lexicon, text) <= known
