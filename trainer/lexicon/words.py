"""Words as people type them, brought to one form: case, spelling, contractions, endings.

The same rules are applied to the tables and to the answers, so a rule need not give good English;
it must only bring together what means the same and keep apart what does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a text: as typed, its plain form, its stem, and where it stands."""

    typed: str
    plain: str
    stem: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.plain[:1].isalnum()


MOST_KEPT = 4096
"""How many forms and stems are remembered: a lexicon is made once, answers repeat themselves."""

_TOKEN = re.compile(
    r"(?P<dots>(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?)"  # i.v., t.i.d
    r"|(?P<joined>(?i:post|pre|anti|hyper|hypo|co|re|inter|intra|sub|mono|poly|multi|micro|neuro|cardio"
    r"|gastro|broncho|para|peri|extra|trans|ultra)[-‐‑](?=[^\W\d_]{4})[^\W\d_]+)"  # post-herpetic
    r"|(?P<greek>[αβγδκσ](?![^\W\d_αβγδκσ]))"
    r"|(?P<word>[^\W\d_]+(?:['’`´][^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<mark>[^\w\s])"
)
_CONTRACTED = {
    "dont": "do", "doesnt": "does", "didnt": "did", "cant": "can", "cannot": "can",
    "wont": "will", "isnt": "is", "arent": "are", "wasnt": "was", "werent": "were",
    "shouldnt": "should", "wouldnt": "would", "couldnt": "could", "hasnt": "has",
    "havent": "have", "hadnt": "had", "mustnt": "must", "neednt": "need",
}  # fmt: skip


_NUMBERED = frozenset(
    ("class", "type", "phase", "grade", "stage", "schedule", "subtype", "alpha", "beta")
) | {
    "angiotensin", "ang", "topoisomerase", "topo", "factor", "phosphodiesterase", "interleukin",
}  # fmt: skip
_MEMBERS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
"""Members of a family by number: "class III", "type two", "factor VIII"."""
_WRITER = re.compile(r"\s+(?:think|believe|guess|suppose|reckon|am|do|would|can|have|had|was)\b")
"""Behind "I" these say that the writer is meant: "class I think"."""


def words_of(text: str) -> list[Word]:
    """The words and marks of a text in order; "don't" gives "do" and "not"."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        typed, start, end = match.group(), match.start(), match.end()
        if match.lastgroup == "dots":
            if typed.endswith(".") and len(typed) > 2:
                plain = typed.replace(".", "").casefold()
            else:
                plain = typed.replace(".", "").casefold()
            found.append(Word(typed, plain, plain, start, end))
        elif match.lastgroup == "greek":
            plain = GREEK[typed]
            found.append(Word(typed, plain, plain, start, end))
        elif match.lastgroup == "joined":
            plain = plain_form(re.sub("[-‐‑]", "", typed))
            found.append(Word(typed, plain, stem(plain), start, end))
        elif match.lastgroup == "word":
            bare = re.sub(r"['’`´]", "", typed.casefold())
            verb = _CONTRACTED.get(bare)
            if verb:
                found.append(Word(typed, verb, verb, start, end))
                found.append(Word(typed, "not", "not", start, end))
                continue
            plain = plain_form(typed)
            back = 2 if len(found) > 1 and found[-1].plain == "-" else 1
            if (
                plain in _MEMBERS
                and found
                and found[-back].plain in _NUMBERED
                and not (plain == "i" and _WRITER.match(text, end))
            ):
                number = _MEMBERS[plain]
                found.append(Word(typed, number, number, start, end))
                continue
            if plain == "a" and _is_label(text, start, end, typed):
                plain = LABEL_A
            if plain == "i" and re.search(r"[^\W\d_]-$", text[max(0, start - 2) : start]):
                plain = LABEL_I
            if plain:
                found.append(Word(typed, plain, stem(plain), start, end))
        else:
            found.append(Word(typed, typed, typed, start, end))
    return found


GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "σ": "sigma"}
LABEL_A = "a."
"""The letter A as a label (GABA-A, vitamin A), which is not the article."""
LABEL_I = "i."
"""The letter I behind a hyphen (ACE-I), which is not the writer."""


def _is_label(text: str, start: int, end: int, typed: str) -> bool:
    before = text[max(0, start - 2) : start]
    if before[-1:].isdigit() or text[end : end + 1].isdigit():
        return True
    return (before.endswith("-") and before[:1].isalpha()) or (
        typed == "A" and bool(re.search(r"[\w)] ?$", before))
    )


@lru_cache(maxsize=MOST_KEPT)
def plain_form(typed: str) -> str:
    """One word in lower case and one spelling: "Oedema" → "edema", "Parkinson's" → "parkinson"."""
    word = re.sub(r"['’`´](?:s)?$", "", typed.casefold())
    word = re.sub(r"['’`´]", "", word)
    return _american(word)


_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"aluminium", "aluminum"),
        (r"hiccough", "hiccup"),
        (r"^oe(?=[dsc])", "e"),  # oedema, oesophagus
        (r"rrhoe", "rrhe"),
        (r"^foet", "fet"),
        (r"pnoea", "pnea"),
        (r"coel", "cel"),
        (r"haem", "hem"),
        (r"aem(?=i)", "em"),  # anaemia, uraemic
        (r"naesth", "nesth"),
        (r"^paed|^paedi", "ped"),
        (r"(?<=orthop)aed", "ed"),
        (r"^aeti", "eti"),
        (r"(?<=[cf])aec", "ec"),
        (r"gynaec", "gynec"),
        (r"sulph", "sulf"),
        (r"yse(?=[ds]?$|r)", "yze"),
        (r"ysing$", "yzing"),
        (r"is(?=ations?$|e[ds]?$|er[s]?$|ing$|able$)", "iz"),
        (r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|able$)", "or"),
        (r"(?<=[a-z]{2})tre(?=s?$)", "ter"),
        (r"(?<=[a-z]{2})bre(?=s?$)", "ber"),
        (r"(?<=[a-z]{2})(?<=[eai])ll(?=ed$|ing$|er$)", "l"),
        (r"programme", "program"),
        (r"ageing", "aging"),
        (r"^grey$", "gray"),
        (r"defence", "defense"),
        (r"licence", "license"),
        (r"practise", "practice"),
    )
)


_ANY_SPELLING = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLING))


def _american(word: str) -> str:
    if len(word) < 5 or not _ANY_SPELLING.search(word):
        return word
    for pattern, put in _SPELLING:
        word = pattern.sub(put, word)
    return word


_ENDINGS: tuple[tuple[str, str, int], ...] = (
    # ending, what stays in its place, how many letters must be left
    ("izations", "iz", 4), ("ization", "iz", 4), ("izing", "iz", 4), ("izes", "iz", 4),
    ("ized", "iz", 4), ("ize", "iz", 4),
    ("ational", "at", 4), ("ations", "at", 4), ("ation", "at", 4), ("ating", "at", 4),
    ("ates", "at", 4), ("ated", "at", 4), ("ative", "at", 4), ("atory", "at", 4),
    ("ate", "at", 4),
    ("iveness", "", 4), ("fulness", "", 4), ("ousness", "", 4),
    ("ibility", "", 5), ("ability", "", 5), ("ivity", "", 5),
    ("nesses", "", 4), ("ness", "", 4), ("ments", "", 4), ("ment", "", 4),
    ("itions", "it", 4), ("ition", "it", 4),
    ("ions", "", 4), ("ion", "", 4), ("ively", "", 4), ("ive", "", 4), ("ively", "", 4),
    ("ingly", "", 4), ("edly", "", 4), ("ously", "", 4), ("ously", "", 4), ("ous", "", 5),
    ("ically", "ic", 4), ("ally", "al", 4), ("ily", "y", 4), ("ably", "", 4), ("ly", "", 4),
    ("ities", "", 4), ("ity", "", 4), ("ances", "", 4), ("ance", "", 4), ("ences", "", 4),
    ("ence", "", 4), ("ants", "", 5), ("ant", "", 5), ("ents", "", 5), ("ent", "", 5),
    ("ors", "", 5), ("or", "", 5), ("ers", "", 5), ("er", "", 5),
    ("ings", "", 4), ("ing", "", 3), ("ies", "y", 3), ("ied", "y", 3), ("ed", "", 3),
    ("sses", "ss", 2), ("xes", "x", 2), ("ches", "ch", 2), ("shes", "sh", 2), ("es", "e", 3),
    ("s", "", 3), ("able", "", 4), ("ible", "", 4), ("ory", "", 5), ("al", "", 5), ("at", "", 5),
)  # fmt: skip
_KEPT = frozenset(
    [
        "agonist",
        "antagonist",
        "nausea",
        "versus",
        "status",
        "pulmonary",
        "during",
        "bring",
        "being",
        "sting",
        "spring",
        "ring",
        "string",
        "evening",
        "morning",
        "nothing",
        "anything",
        "something",
        "everything",
        "less",
        "gas",
        "bus",
        "lens",
        "pus",
        "his",
        "was",
        "is",
        "has",
        "does",
        "this",
        "thus",
        "plus",
        "us",
        "yes",
        "abscess",
        "fever",
        "other",
        "never",
        "over",
        "under",
        "water",
        "ever",
        "after",
        "liver",
        "ulcer",
        "cancer",
        "sugar",
        "number",
        "paper",
        "layer",
        "bladder",
        "fiber",
        "color",
        "major",
        "minor",
        "motor",
        "tumor",
        "doctor",
        "more",
        "before",
    ]
)


@lru_cache(maxsize=MOST_KEPT)
def stem(plain: str) -> str:
    """The part of a plain word that its forms share: "inhibits", "inhibition" → "inhibit"."""
    if len(plain) < 4 or plain in _KEPT or not plain.isalpha():
        return plain
    word = plain
    for turn in range(3):
        shorter = _shortened(word, turn > 0)
        if shorter == word:
            break
        word = shorter
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiosl":
        word = word[:-1]
    if (len(word) > 4 and word.endswith("e")) or (len(word) > 6 and word.endswith("a")):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


_BY_LETTER: dict[str, tuple[tuple[str, str, int], ...]] = {
    letter: tuple(row for row in _ENDINGS if row[0].endswith(letter))
    for letter in {row[0][-1] for row in _ENDINGS}
}
_INFLECTIONS = frozenset(
    ("s", "es", "ed", "ing", "ings", "ies", "ied", "sses", "xes", "ches", "shes")
)


def _shortened(word: str, again: bool) -> str:
    """The word without one ending; inflections are taken off first, and once."""
    for ending, put, left in _BY_LETTER.get(word[-1:], ()):
        if again and ending in _INFLECTIONS:
            continue
        if word.endswith(ending) and len(word) - len(ending) >= left and word not in _KEPT:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                continue
            return word[: len(word) - len(ending)] + put
    return word


LIGHT = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "it",
        "its",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "having",
        "their",
        "his",
        "her",
        "your",
        "my",
        "our",
        "this",
        "that",
        "these",
        "those",
        "very",
        "quite",
        "really",
        "any",
        "some",
        "he",
        "she",
        "they",
        "them",
        "him",
        "i",
        "we",
        "you",
        "who",
        "which",
        "then",
        "there",
        "so",
        "just",
        "also",
        "too",
        "will",
        "would",
        "as",
    ]
)
"""Words that carry nothing between two others; they are passed over inside a term."""
