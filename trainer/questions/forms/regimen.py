"""A dose and how often it is given; and how a dose is stepped up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ChangeKey, Key, RegimenKey
from trainer.monograph.fact import Fact, Value
from trainer.questions.amounts import by_role, quantity_of, written_values
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.value import has_rival_dose
from trainer.questions.holding import bare, general, is_askable, under
from trainer.questions.question import Question
from trainer.questions.wording import drug, named, with_route, word

NAME = "regimen"


def cards(deck: Deck) -> Iterable[Card]:
    for fact in filter(is_askable, deck.facts):
        if has_rival_dose(deck, fact):
            continue
        if _regimen_value(fact) is not None or _two_of(fact) is not None:
            yield card_of(deck, NAME, "regimen", [fact])
        elif fact.kind == "titration" and _step_key(deck, fact) is not None:
            yield card_of(deck, NAME, "titration step", [fact])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    value = _regimen_value(fact)
    if value is not None:
        name = "regimen.target" if value.role == "target" else "regimen"
        with_group = with_route(deck, fact) if value.role == "target" else drug(deck)
        text = word(name, chance, drug=with_group, subject=bare(fact))
        return draft(deck, card, under(fact, text), _regimen_key(fact, value))
    two = _two_of(fact)
    if two is not None:
        shown, asked = chance.split("which").shuffled(two)
        shown_words = _regimen_key(fact, shown).model
        text = word("regimen.other", chance, drug=drug(deck), subject=bare(fact), one=shown_words)
        return draft(deck, card, under(fact, text), _regimen_key(fact, asked))
    text = under(fact, word("change.increase", chance, drug=with_route(deck, fact)))
    key = _step_key(deck, fact)
    assert key is not None
    return draft(deck, card, text, key, because=str(fact.details.get("ambiguous", "")))


def _regimen_value(fact: Fact) -> Value | None:
    """The one written single dose with its frequency, or None."""
    if fact.kind not in ("dose", "titration", "max_dose", "dose_range"):
        return None
    values = [value for value in written_values(fact) if value.freq_per_day is not None]
    if len(values) != 1 or len(written_values(fact)) != 1:
        return None
    quantity = quantity_of(values[0])
    return values[0] if quantity is not None and not quantity.is_range else None


def _two_of(fact: Fact) -> tuple[Value, Value] | None:
    """Two amounts of which either is right ("10 or 20 mg once daily"); None for anything else."""
    values = written_values(fact)
    if fact.kind != "dose" or len(values) != 2:
        return None
    one, other = values
    alike = (one.unit, one.per, one.freq_per_day) == (other.unit, other.per, other.freq_per_day)
    single = one.low == one.high != other.low == other.high
    if one.freq_per_day is None or not alike or not single or " or " not in fact.statement:
        return None
    fit = quantity_of(one) is not None and quantity_of(other) is not None
    return (one, other) if fit and not (one.role or other.role) else None


def _regimen_key(fact: Fact, value: Value) -> Key:
    dose = quantity_of(value)
    assert dose is not None and value.freq_per_day is not None
    single = write(dose).removesuffix(" per dose")
    model = f"{single} {times(value.freq_per_day)}"
    return RegimenKey(model, dose, value.freq_per_day, role=named(fact))


def times(per_day: Fraction) -> str:
    words = {1: "once daily", 2: "twice daily", 3: "three times daily", 4: "four times daily",
             5: "five times daily", 6: "six times daily"}  # fmt: skip
    if per_day.denominator == 1 and int(per_day) in words:
        return words[int(per_day)]
    days = 1 / per_day
    if days == 2:
        return "every other day"
    return "once weekly" if days == 7 else f"every {days} days"


def _step_key(deck: Deck, fact: Fact) -> Key | None:
    step, interval = by_role(fact, "increment"), by_role(fact, "interval")
    if step is None or interval is None or step.per == "dose":
        return None  # the stem asks by how much the daily dose goes up
    amount, time = quantity_of(step), quantity_of(interval)
    if amount is None or time is None or amount.is_range:
        return None
    start = start_of(deck, fact)
    return ChangeKey(
        f"by {write(amount)} every {write(time)}",
        "increase",
        amount,
        interval=time,
        doses_per_day=start.freq_per_day if start else None,
        role="dose increase",
    )


def start_of(deck: Deck, step: Fact) -> Value | None:
    """The starting regimen that a titration step belongs to: the nearest dose above it."""
    best: Value | None = None
    for fact in general(deck).facts:
        if fact.kind != "dose" or fact.section != step.section or fact.lines > step.lines:
            continue
        if step.group and fact.group and step.group.name != fact.group.name:
            continue
        best = _regimen_value(fact) or best
    return best
