"""How questions are worded: stems from a table, and small phrases made from facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.monograph.wordlists import rows

_TABLES = Path(__file__).parent / "tables"


@lru_cache(maxsize=1)
def stems() -> Mapping[str, tuple[str, ...]]:
    """All stems by name; several lines of one name are several wordings."""
    found: dict[str, list[str]] = {}
    for line in (_TABLES / "stems.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, stem = line.partition("|")
            found.setdefault(name.strip(), []).append(stem.strip())
    return {name: tuple(wordings) for name, wordings in found.items()}


@lru_cache(maxsize=1)
def _subjects() -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = []
    for line in (_TABLES / "subjects.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, _, stem = line.partition("|")
            rows.append((tuple(words.split()), stem.strip()))
    return tuple(rows)


def word(name: str, chance: Chance, **words: str | int) -> str:
    """Draw a stem of this name and fill it in."""
    wordings = stems()[name]
    return wordings[chance.split("wording").below(len(wordings))].format(**words)


def subject_stem(fact: Fact, deck: Deck) -> str | None:
    """A natural question for well-known subjects ("protein binding"), or None."""
    subject, statement = fact.subject.casefold(), fact.statement.casefold()
    for words, stem in _subjects():
        # A word with "=" may stand anywhere in the statement, the others in its subject.
        if all(part[1:] in statement if part[0] == "=" else part in subject for part in words):
            form = form_of(fact)
            return stem.format(drug=drug(deck), which=f" ({form})" if form else "")
    return None


def drug(deck: Deck) -> str:
    """The drug's name as it stands inside a sentence."""
    return deck.drug or deck.title


def certain_group(fact: Fact) -> str:
    """The fact's route or form where it may be asked with it: never a guessed one.

    A group of another kind ("seizures in adults") does not stand before a drug's name.
    """
    if fact.group is None or fact.group.inferred:
        return ""
    return fact.group.name if fact.group.name.lower() in {row[0] for row in rows("routes")} else ""


def with_route(deck: Deck, fact: Fact) -> str:
    """The drug with the fact's certain group before it: "intrathecal baclofen"."""
    group = certain_group(fact)
    return f"{group} {drug(deck)}" if group else drug(deck)


def unlabelled(fact: Fact) -> str:
    """The statement without the label that its line begins with."""
    label, colon, rest = fact.statement.partition(": ")
    return rest if colon and rest and len(label.split()) <= 6 else fact.statement


def named(fact: Fact) -> str:
    """The fact's subject with its group and "daily" where it is: "oral maximum daily dose"."""
    subject = small(fact.subject)
    base, bracket, rest = subject.partition(" (")
    if base.endswith("dose") and "daily" not in base and _is_daily(fact):
        subject = f"{base.removesuffix('dose')}daily dose{bracket}{rest}"
    group = certain_group(fact)
    if not group or group.casefold() in subject.casefold():
        return subject
    return f"{group} {subject}"


def _is_daily(fact: Fact) -> bool:
    values = [
        value
        for value in fact.values
        if not value.derived and value.comparator not in (">", ">=") and value.role != "threshold"
    ]
    if len(values) != 1 or not values[0].unit:
        return False
    (value,) = values
    once = value.freq_per_day == 1 and value.low != value.high
    return once or str(value.unit).endswith("/day")


def which(fact: Fact) -> str:
    """A bracket that tells forms apart: " (extended-release)", or nothing."""
    form = form_of(fact)
    return f" ({form})" if form and form.casefold() not in fact.subject.casefold() else ""


def form_of(fact: Fact) -> str:
    """The formulation or population that the fact holds for, where its text names one."""
    return str(fact.details.get("form") or fact.details.get("population") or "")


def small(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation or a name."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and (first[1:] != first[1:].lower() or any(c.isdigit() for c in first)):
        return text
    return text[:1].lower() + text[1:]


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int) -> str:
    """A small number in words."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def enumerate_words(items: tuple[str, ...]) -> str:
    """Join items as a sentence does: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def shown_words(items: tuple[str, ...]) -> str:
    """Join items to be read, with semicolons where one has a comma or an "and" of its own."""
    if any(mark in item for item in items for mark in (", ", " and ", " or ")):
        return "; ".join(items)
    return enumerate_words(items)
