"""What kind of thing an answer is, for the first hint: "a receptor", "three conditions"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.deck.key import ExplanationKey, Key, ListKey, TermKey
from trainer.lexicon.lexicon import Lexicon

_MOST_KINDS = 3
_COVERED = 0.8  # of a point's letters, so that "infection at the injection site" is no "place"


def kind_in_words(key: Key, lexicon: Lexicon, asked: str = "") -> str:
    """The category that all points of the key share, in words.

    Empty where there is none, or where the question that is `asked` names it itself.
    """
    if not isinstance(key, TermKey | ListKey | ExplanationKey):
        return ""
    categories = {_category(point.text, lexicon) for point in key.points}
    if len(categories) != 1:
        return ""
    category = categories.pop()
    if category and category in asked.casefold():
        return ""
    one, several = _words().get(category, ("", ""))
    return one if len(key.points) == 1 else several


def _category(text: str, lexicon: Lexicon) -> str:
    mentions = lexicon.find(text)
    if not mentions:
        return ""
    widest = max(mentions, key=lambda mention: mention.end - mention.start)
    letters = sum(map(str.isalnum, text))
    covered = sum(map(str.isalnum, text[widest.start : widest.end]))
    return widest.concept.category if covered >= _COVERED * letters else ""


def kinds_within(key: Key, lexicon: Lexicon, asked: str) -> tuple[str, ...]:
    """What kinds of things the key speaks of that the question does not name: "a route"."""
    said = asked.casefold()
    found: dict[str, None] = {}
    for point in key.points:
        for mention in lexicon.find(point.text):
            category = mention.concept.category
            one = "" if category and category in said else one_in_words(category)
            if one and not mention.inner and mention.typed.casefold() not in said:
                found[one] = None
    return tuple(found)[:_MOST_KINDS]


def one_in_words(category: str) -> str:
    """One thing of a category of the lexicon: "a symptom"; empty where it has no words."""
    return _words().get(category, ("", ""))[0]


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, str]]:
    text = Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.strip() and line[0] != "#"]
    return {category.strip(): (one.strip(), several.strip()) for category, one, several in rows}
