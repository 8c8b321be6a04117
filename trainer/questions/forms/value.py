"""A single value or a range, asked forwards: half-life, maximum dose, age limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import Key, QuantityKey, RangeKey
from trainer.monograph.dose_kinds import is_dose
from trainer.monograph.fact import Fact, Value
from trainer.questions.amounts import quantity_of, written_values
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.gap import gap_sentence
from trainer.questions.holding import bare, condition_of, is_askable, under, use_of
from trainer.questions.question import Question
from trainer.questions.wording import drug, named, possessive, subject_stem, which, word

NAME = "value"
KINDS = {"percentage", "duration", "rate", "ratio", "dose_range", "max_dose", "age_limit", "dose"}


def cards(deck: Deck) -> Iterable[Card]:
    for fact in filter(is_askable, deck.facts):
        if fact.kind in KINDS and amount_of(fact) is not None:
            if has_rival_dose(deck, fact):
                continue
            if has_twin(deck, fact) and not gap_sentence(deck, fact):
                continue  # two figures of one name, and no sentence that tells them apart
            yield card_of(deck, NAME, "range" if _is_range(fact) else "value", [fact])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    amount = amount_of(fact)
    assert amount is not None
    return draft(deck, card, under(fact, _stem(deck, fact, chance)), key_of(fact, amount))


def has_twin(deck: Deck, fact: Fact) -> bool:
    """Whether another figure of the deck has the same name: two half-lives, of two things."""
    if fact.kind not in ("percentage", "duration", "rate", "ratio"):
        return False
    mine = (named(fact), which(fact))
    return any(
        other is not fact
        and other.kind == fact.kind
        and (named(other), which(other)) == mine
        and amount_of(other) != amount_of(fact)
        for other in deck.facts
    )


def has_rival_dose(deck: Deck, fact: Fact) -> bool:
    """Whether the deck states another dose of the same name for the same patients."""

    def held(one: Fact) -> tuple[str, ...]:
        group = one.group.name if one.group else ""
        form = str(one.details.get("alternative") or which(one))
        return (one.kind, named(one), form, condition_of(one), use_of(one), group)

    return fact.kind in ("dose", "max_dose", "dose_range") and any(
        other is not fact
        and held(other) == held(fact)
        and written_values(other) != written_values(fact)
        and any(is_dose(value) for value in written_values(other))
        for other in deck.facts
    )


def key_of(fact: Fact, amount: Quantity) -> Key:
    """The key for a fact's one amount."""
    # "Below what age" is answered by the age itself.
    model = write(Quantity.of(amount.value, amount.unit) if amount.comparator else amount)
    if amount.is_range:
        return RangeKey(model, amount, role=named(fact))
    named_unit = fact.kind == "age_limit"
    return QuantityKey(model, amount, unit_named=named_unit, role=named(fact))


def _stem(deck: Deck, fact: Fact, chance: Chance) -> str:
    if fact.kind == "age_limit":
        return word("value.age", chance, drug=drug(deck))
    words = {"drug": drug(deck), "drugs": possessive(drug(deck)), "subject": bare(fact),
             "which": "" if condition_of(fact) else which(fact)}  # fmt: skip
    if fact.kind == "max_dose":
        base = {**words, "subject": _without_brackets(bare(fact))}
        name = "value.alternative" if fact.details.get("alternative") else "value.limit"
        if name == "value.limit" and _has_alternative(deck):
            name = "value.usual"
        return word(name, chance, **base)
    tail = " Give both ends and the unit." if _is_range(fact) else " Give the number and its unit."
    twin = has_twin(deck, fact)
    if (stem := subject_stem(fact, deck)) and not twin:
        return stem + tail
    if fact.kind in ("dose_range", "dose"):
        return word("value.range" if _is_range(fact) else "value.single", chance, **words)
    if sentence := gap_sentence(deck, fact):
        name = "value.gap_range" if _is_range(fact) else "value.gap"
        return word(name, chance, sentence=sentence, drug=drug(deck))
    return word("value.range" if _is_range(fact) else "value.single", chance, **words)


def _has_alternative(deck: Deck) -> bool:
    """Whether some sources go beyond the maximum: then the usual one is asked for by name."""
    return any(fact.details.get("alternative") for fact in deck.facts if fact.kind == "max_dose")


def _without_brackets(subject: str) -> str:
    return subject.partition(" (")[0]


def amount_of(fact: Fact) -> Quantity | None:
    """The fact's only amount; None if it has several, or one with a frequency (a regimen)."""
    values = written_values(fact)
    if len(values) == 1 and _is_once_daily_range(values[0]):
        # "10 to 80 mg once daily": what is taken at once is what is taken in a day
        values = (replace(values[0], unit=f"{values[0].unit}/day", per=None, freq_per_day=None),)
    if len(values) != 1 or (values[0].freq_per_day is not None and not _is_total(values[0])):
        return None
    amount = quantity_of(values[0])
    if amount is None or (fact.kind != "age_limit" and amount.comparator):
        return None
    return amount


def _is_once_daily_range(value: Value) -> bool:
    is_range = value.low is not None and value.high is not None and value.low != value.high
    return is_range and value.freq_per_day == 1 and "/" not in str(value.unit)


def _is_total(value: Value) -> bool:
    """Whether it is a daily range that is divided: "750-1500 mg daily in 3 divided doses"."""
    is_range = value.low is not None and value.high is not None and value.low != value.high
    return is_range and value.per != "dose" and str(value.unit).endswith("/day")


def _is_range(fact: Fact) -> bool:
    amount = amount_of(fact)
    return amount is not None and amount.is_range
