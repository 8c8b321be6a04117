"""A checked deck: what is studied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.calculator.quantity import Quantity
from trainer.deck.key import Key, key_from_json
from trainer.deck.lazily import LazyCards
from trainer.monograph.fact import Fact, Section

if TYPE_CHECKING:  # they bring the whole calculator, which most cards never ask
    from trainer.deck.cases import Case
    from trainer.deck.drawn import Computed, Draw
    from trainer.deck.formula import Formula


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the deck's own vocabulary with what else may be said for it."""

    name: str
    also: tuple[str, ...] = ()
    category: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "also": list(self.also), "category": self.category}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Term:
        return cls(data["name"], tuple(data["also"]), data["category"])


@dataclass(frozen=True, slots=True)
class Supply:
    """What the instructor adds for calculations and no monograph line states.

    `name` is the calculator's input ("strength", "concentration", "reservoir", "residual", ...),
    `values` the amounts a question may draw from, `origin` who says so, `route` where it applies.
    """

    name: str
    values: tuple[Quantity, ...]
    origin: str
    route: str = ""
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "values": [value.to_json() for value in self.values],
            "origin": self.origin,
            "route": self.route,
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Supply:
        values = tuple(Quantity.from_json(value) for value in data["values"])
        return cls(data["name"], values, data["origin"], data["route"], data["line"])


@dataclass(frozen=True, slots=True)
class CardTest:
    """An answer that its author tries on a card: on these numbers it must get this verdict."""

    typed: str
    verdict: str
    given: tuple[tuple[str, str], ...] = ()
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "typed": self.typed,
            "verdict": self.verdict,
            "given": [list(pair) for pair in self.given],
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CardTest:
        given = tuple((name, text) for name, text in data["given"])
        return cls(data["typed"], data["verdict"], given, data["line"])


@dataclass(frozen=True, slots=True)
class AuthoredCard:
    """A card that an instructor wrote: the question, its key, and what goes with it.

    Without a key, the calculation or the formula makes it from the numbers that are drawn; a card
    that computes nothing has an empty `formula` or none. With `variants`, only so many different
    draws are asked. `lines` are the monograph's.
    """

    id: str
    ask: str
    key: Key | None
    hint: str = ""
    because: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0
    draws: tuple[Draw, ...] = ()
    computed: Computed | None = None
    formula: Formula | None = None
    lines: tuple[int, ...] = ()
    variants: int | None = None
    tests: tuple[CardTest, ...] = ()

    @property
    def reason(self) -> str:
        """Why the answer is so, with its source."""
        if self.source:
            return f"{self.because} (source: {self.source})".strip()
        return self.because

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "ask": self.ask,
            "key": self.key.to_json() if self.key else None,
            "hint": self.hint,
            "because": self.because,
            "source": self.source,
            "tags": list(self.tags),
            "line": self.line,
            "draws": [draw.to_json() for draw in self.draws],
            "computed": self.computed.to_json() if self.computed else None,
            "formula": self.formula.to_json() if self.formula else None,
            "lines": list(self.lines),
            "variants": self.variants,
            "tests": [test.to_json() for test in self.tests],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AuthoredCard:
        return cls(
            data["id"],
            data["ask"],
            key_from_json(data["key"]) if data["key"] else None,
            data["hint"],
            data["because"],
            data["source"],
            tuple(data["tags"]),
            data["line"],
            _draws(data["draws"]),
            _computed(data["computed"]),
            _formula(data["formula"]),
            tuple(data["lines"]),
            data["variants"],
            tuple(CardTest.from_json(test) for test in data["tests"]),
        )


@dataclass(frozen=True, slots=True)
class Deck:
    """Everything that questions are made from.

    `id` is the deck's name for ever, whatever its folder is called. `revision` changes with any
    edit of its files. `text` is the monograph line by line, line n being `text[n - 1]`; `blueprint`
    gives sections their weight in an exam, adding up to 1 where it is given at all.
    """

    id: str
    title: str
    drug: str
    revision: str
    folder: Path
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    text: tuple[str, ...] = ()
    supplies: tuple[Supply, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    blueprint: Mapping[str, Fraction] = field(default_factory=dict)
    cards: Sequence[AuthoredCard] = ()
    cases: tuple[Case, ...] = ()

    def section_at(self, line: int) -> str:
        """Return the id of the section that a line of the monograph stands in; "" before any."""
        before = [section for section in self.sections if section.line <= line]
        return max(before, key=lambda section: section.line).id if before else ""

    def fact(self, fact_id: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.id == fact_id), None)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "drug": self.drug,
            "revision": self.revision,
            "folder": str(self.folder),
            "facts": [fact.to_json() for fact in self.facts],
            "sections": [section.to_json() for section in self.sections],
            "text": list(self.text),
            "supplies": [supply.to_json() for supply in self.supplies],
            "vocabulary": [term.to_json() for term in self.vocabulary],
            "blueprint": {name: str(share) for name, share in self.blueprint.items()},
            "cards": [card.to_json() for card in self.cards],
            "cases": [case.to_json() for case in self.cases],
        }

    def authored(self, card_id: str) -> AuthoredCard | None:
        """The card that an author wrote under this id, or None."""
        if isinstance(self.cards, LazyCards):
            return self.cards.by_id(card_id)
        return next((card for card in self.cards if card.id == card_id), None)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Deck:
        return cls(
            id=data["id"],
            title=data["title"],
            drug=data["drug"],
            revision=data["revision"],
            folder=Path(data["folder"]),
            facts=tuple(Fact.from_json(fact) for fact in data["facts"]),
            sections=tuple(Section(s["id"], s["title"], s["line"]) for s in data["sections"]),
            text=tuple(data["text"]),
            supplies=tuple(Supply.from_json(supply) for supply in data["supplies"]),
            vocabulary=tuple(Term.from_json(term) for term in data["vocabulary"]),
            blueprint={name: Fraction(share) for name, share in data["blueprint"].items()},
            cards=(
                data["cards"]
                if isinstance(data["cards"], LazyCards)
                else tuple(AuthoredCard.from_json(card) for card in data["cards"])
            ),
            cases=_cases(data["cases"]),
        )


def _draws(rows: Sequence[Any]) -> tuple[Draw, ...]:
    if not rows:
        return ()
    from trainer.deck.drawn import Draw

    return tuple(Draw.from_json(row) for row in rows)


def _computed(data: Any) -> Computed | None:
    if not data:
        return None
    from trainer.deck.drawn import Computed

    return Computed.from_json(data)


def _formula(data: Any) -> Formula | None:
    if not data:
        return None
    from trainer.deck.formula import Formula

    return Formula.from_json(data)


def _cases(rows: Sequence[Any]) -> tuple[Case, ...]:
    if not rows:
        return ()
    from trainer.deck.cases import Case

    return tuple(Case.from_json(row) for row in rows)
