"""The drug's way through the body, in amounts: how much arrives, how much leaves, how long."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.calculator.quantity import Quantity
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, NoDraw, card_of, facts_of
from trainer.questions.forms.value import amount_of
from trainer.questions.holding import general, rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, given, question, run
from trainer.questions.wording import drug, word

NAME = "passage"
ABSORBED, EXCRETED, LIVES = "absorbed-amount", "excreted-amount", "half-lives"
DOSES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100)


def cards(deck: Deck) -> Iterable[Card]:
    rules = rulebook(deck)
    for name, way, topic in (
        ("bioavailability", ABSORBED, "how much is absorbed"),
        ("unchanged", EXCRETED, "how much is excreted unchanged"),
        ("half_life", LIVES, "how long half-lives take"),
    ):
        rule = rules.find(name)
        if rule is None or (way == EXCRETED and rules.find("bioavailability") is None):
            continue
        fact = _stating(deck, rule.origin.lines, name)
        if fact is not None:
            yield card_of(
                deck, NAME, "calculation", [fact], card_id=f"{fact.id}/{way}", topic=topic,
                fresh=True,
            )  # fmt: skip


def _doses(deck: Deck) -> tuple[int, ...]:
    """Single doses that somebody may be given: none above the smallest maximum of a day."""
    amounts = (amount_of(fact) for fact in general(deck).facts if fact.kind == "max_dose")
    limits = [
        amount.to("mg/day").value
        for amount in amounts
        if amount is not None and amount.unit is not None and amount.converts_to("mg/day")
    ]
    fitting = tuple(dose for dose in DOSES if not limits or dose <= min(limits))
    return fitting or DOSES[:1]


def _stating(deck: Deck, lines: Iterable[int], name: str) -> Fact | None:
    """The figure that the rule was made from."""
    wanted = {"half_life": "duration"}.get(name, "percentage")
    for fact in deck.facts:
        if fact.kind == wanted and set(fact.lines) <= set(lines) and not fact.review:
            return fact
    return None


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    way = card.id.rsplit("/", 1)[1]
    for attempt in range(100):
        drawn = _draw(deck, card, chance.split("draw", attempt), fact, way)
        if drawn is not None:
            return drawn
    raise NoDraw(f"no clean draw for {card.id}")


def _draw(deck: Deck, card: Card, chance: Chance, fact: Fact, way: str) -> Question | None:
    rules = rulebook(deck)
    if way == LIVES:
        lives = chance.split("lives").between(2, 5)
        outcome = run("time_for_half_lives", {"half_lives": given(Quantity.of(lives, "1"))}, rules)
        spread = outcome.quantity is not None and outcome.quantity.is_range
        stem = "passage.lives" if spread else "passage.lives_one"
        text = word(stem, chance, drug=drug(deck), n=lives)
        role = "the time for the half-lives"
    else:
        dose = chance.split("dose").choice(_doses(deck))
        inputs = {"amount": given(Quantity.of(dose, "mg"))}
        name = "absorbed" if way == ABSORBED else "excreted_unchanged"
        outcome = run(name, inputs, rules)
        stem = f"passage.{name}"
        if name == "absorbed" and outcome.quantity is not None and outcome.quantity.is_range:
            stem += "_range"
        text = word(stem, chance, drug=drug(deck), dose=dose)
        role = {"absorbed": "the amount absorbed"}.get(name, "the amount excreted unchanged")
    if not clean(outcome):
        return None
    return question(deck, card, text, outcome, role=role, because=fact.statement)
