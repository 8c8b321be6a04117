"""Every scenario's key, computed a second time in plain fractions from what the question gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

import pytest

from trainer.calculator.quantity import Quantity
from trainer.deck.key import ChoiceKey, QuantityKey, RangeKey, YesNoKey
from trainer.deck.shelf import bundled, check
from trainer.questions.card import Card
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.question import Question

CHECKED = check(bundled() / "baclofen")
assert CHECKED.deck is not None
DECK = CHECKED.deck
FRESH = [card for card in cards_of(DECK) if card.fresh and card.kind != "case"]
SEEDS = range(200)

# What the monograph states, read by a person: lines 30, 31, 33, 44 and 47 of the deck's monograph.
START_MG, DOSES_A_DAY, STEP_MG, STEP_DAYS = 5, 3, 15, 3
AVAILABLE, UNCHANGED, HALF_LIFE_H = (
    Fraction(7, 10),
    (Fraction(7, 10), Fraction(4, 5)),
    (Fraction(5, 2), 4),
)
RANGES: dict[str, tuple[Fraction, Fraction]] = {
    "dose-range-maintenance-dose": (Fraction(40), Fraction(80)),
    "dose-range-initial-test-dose": (Fraction(50), Fraction(100)),
    "dose-range-maintenance-infusion": (Fraction(300), Fraction(800)),
    "duration-half-life": (Fraction(5, 2), Fraction(4)),
    "duration-time-to-peak": (Fraction(2), Fraction(3)),
}
LIMIT_ML_MIN, LEAST_CUT, MOST_CUT = 30, Fraction(1, 4), Fraction(1, 2)
USUAL_MAX_MG, CHILD_YEARS, TEST_MCG = 80, 12, (50, 100)


def amount(question: Question, name: str) -> Fraction:
    """The number of a drawn input, from the words that the question gives it in."""
    match = re.search(r"[\d,]+(?:\.\d+)?", question.given[name])
    assert match is not None
    return Fraction(match.group().replace(",", ""))


def found(question: Question) -> tuple[Fraction, ...]:
    assert isinstance(question.key, QuantityKey | RangeKey)
    return question.key.quantity.ends


def half_up(value: Fraction, places: int) -> Fraction:
    return Fraction(floor(value * 10**places + Fraction(1, 2)), 10**places)


def dose_on_day(q: Question) -> tuple[Fraction, ...]:
    daily = START_MG * DOSES_A_DAY
    for day in range(1, int(amount(q, "day"))):
        if day % STEP_DAYS == 0:
            daily += STEP_MG
    return (Fraction(daily),)


def day_of_dose(q: Question) -> tuple[Fraction, ...]:
    daily, day = START_MG * DOSES_A_DAY, 1
    while daily < amount(q, "target"):
        daily, day = daily + STEP_MG, day + STEP_DAYS
    return (Fraction(day),)


def cut(usual: Fraction) -> tuple[Fraction, ...]:
    return (usual - usual * MOST_CUT, usual - usual * LEAST_CUT)


def from_clearance(q: Question) -> tuple[Fraction, ...]:
    assert amount(q, "crcl") < LIMIT_ML_MIN
    return cut(amount(q, "usual"))


def from_creatinine(q: Question) -> tuple[Fraction, ...]:
    rate = (140 - amount(q, "age")) * amount(q, "weight") / 72 / amount(q, "scr")
    if q.given["sex"] == "female":
        rate = rate * 85 / 100
    assert 5 < rate < LIMIT_ML_MIN
    return cut(amount(q, "usual"))


def daily_volume(q: Question) -> tuple[Fraction, ...]:
    return (half_up(amount(q, "dose") / amount(q, "concentration"), 4),)


def hourly_rate(q: Question) -> tuple[Fraction, ...]:
    return (half_up(amount(q, "dose") / amount(q, "concentration") / 24, 4),)


def refill(q: Question) -> tuple[Fraction, ...]:
    usable = amount(q, "fill") - amount(q, "residual")
    return (Fraction(floor(usable * amount(q, "concentration") / amount(q, "dose"))),)


def tablets(q: Question) -> tuple[Fraction, ...]:
    total = amount(q, "per_dose") * amount(q, "doses_per_day") * amount(q, "days")
    return (Fraction(ceil(total / amount(q, "strength"))),)


def rule_applies(q: Question) -> bool:
    return amount(q, "crcl") < LIMIT_ML_MIN


def within_maximum(q: Question) -> bool:
    return amount(q, "dose") * amount(q, "doses_per_day") <= USUAL_MAX_MG


def test_dose(q: Question) -> bool:
    low, high = TEST_MCG
    return q.given["dose"].endswith("mcg") and low <= amount(q, "dose") <= high


test_dose.__test__ = False  # type: ignore[attr-defined]  # a recomputation, not a test


def daily_total(q: Question) -> tuple[Fraction, ...]:
    return (amount(q, "per_dose") * amount(q, "doses_per_day"),)


def next_step(q: Question) -> tuple[Fraction, ...]:
    return (amount(q, "start") + STEP_MG,)


def absorbed(q: Question) -> tuple[Fraction, ...]:
    return (amount(q, "amount") * AVAILABLE,)


def excreted(q: Question) -> tuple[Fraction, ...]:
    return tuple(amount(q, "amount") * AVAILABLE * share for share in UNCHANGED)


def half_lives(q: Question) -> tuple[Fraction, ...]:
    return tuple(amount(q, "half_lives") * hours for hours in HALF_LIFE_H)


def inside(q: Question) -> bool:
    low, high = RANGES[q.card.split("/")[0]]
    return low <= amount(q, "value") <= high


def as_stated(q: Question) -> bool:
    fact = DECK.fact(q.facts[0])
    assert fact is not None
    return q.given["statement"] == fact.statement.rstrip(".")


NUMBERS: dict[str, Callable[[Question], tuple[Fraction, ...]]] = {
    "dose-on-day": dose_on_day,
    "day-of-dose": day_of_dose,
    "dose-from-clearance": from_clearance,
    "dose-from-creatinine": from_creatinine,
    "daily-volume": daily_volume,
    "hourly-rate": hourly_rate,
    "refill": refill,
    "tablets": tablets,
    "daily-total": daily_total,
    "next-step": next_step,
    "absorbed-amount": absorbed,
    "excreted-amount": excreted,
    "half-lives": half_lives,
}
JUDGEMENTS: dict[str, Callable[[Question], bool]] = {
    "rule-applies": rule_applies,
    "order-dose": within_maximum,
    "order-route": lambda q: False,
    "order-unit": test_dose,
    "order-age": lambda q: amount(q, "age") < CHILD_YEARS,
    "order-stop": lambda q: False,
    "order-start": lambda q: q.given["order"] == "5 mg three times daily",
    "inside": inside,
    "claim": as_stated,
}
WORDED = {"missing", "odd", "sort", "recognise", "added", "which-warning", "patient", "population"}
"""Fresh cards whose key is a text of the monograph, and no computation."""


def way(card: Card) -> str:
    return card.id.rsplit("/", 1)[1]


def test_every_kind_of_scenario_is_recomputed_here() -> None:
    assert {way(card) for card in FRESH} == set(NUMBERS) | set(JUDGEMENTS) | WORDED


def test_the_steps_of_the_next_dose_count_no_days_that_the_question_does_not_name() -> None:
    card = next(card for card in FRESH if way(card) == "next-step")
    for seed in SEEDS:
        question = draw(DECK, card, seed)
        assert question.steps[-1].endswith(f"= {question.key.model}")
        assert "level" not in "".join(question.steps)


@pytest.mark.parametrize("card", [card for card in FRESH if way(card) not in WORDED], ids=way)
def test_a_second_computation_agrees_on_every_key(card: Card) -> None:
    for seed in SEEDS:
        question = draw(DECK, card, seed)
        if way(card) in NUMBERS:
            assert found(question) == NUMBERS[way(card)](question), question.text
        else:
            assert isinstance(question.key, YesNoKey)
            assert question.key.yes == JUDGEMENTS[way(card)](question), question.text


@pytest.mark.parametrize("card", FRESH, ids=way)
def test_patients_are_plausible(card: Card) -> None:
    for seed in SEEDS:
        text = draw(DECK, card, seed).text
        age = re.search(r"(\d+)-year-old (\w+)", text)
        if age is None:
            assert way(card) in WORDED | {"claim", "inside", *NUMBERS}
            continue
        if way(card) == "population" and "at this age" in text:
            assert 70 <= int(age.group(1)) <= 89
        elif age.group(2) in ("girl", "boy"):
            assert 1 <= int(age.group(1)) <= 17
        else:
            assert 19 <= int(age.group(1)) <= 64
        assert f"a {age.group(1)}" in text.casefold() or f"an {age.group(1)}" in text.casefold()
        if weighs := re.search(r"weighs (\d+) kg", text):
            assert 45 <= int(weighs.group(1)) <= 110


@pytest.mark.parametrize(
    ("asked", "lines"),
    [("daily-total", (30, 33)), ("excreted-amount", (51, 55)), ("absorbed-amount", (51,)),
     ("half-lives", (56,)), ("day-of-dose", (30, 31, 33))],
)  # fmt: skip
def test_a_calculation_cites_each_line_that_it_rests_on(asked: str, lines: tuple[int, ...]) -> None:
    (card,) = (card for card in FRESH if way(card) == asked)
    assert {draw(DECK, card, seed).lines for seed in range(20)} == {lines}


@pytest.mark.parametrize("card", [card for card in FRESH if way(card) in NUMBERS], ids=way)
def test_no_draw_has_two_errors_that_look_alike(card: Card) -> None:
    for seed in SEEDS:
        question = draw(DECK, card, seed)
        assert isinstance(question.key, QuantityKey | RangeKey)
        names: dict[tuple[object, ...], set[str]] = {}
        for slip in question.slips:
            if slip.name != "decimal_slip_10x":
                key = (slip.quantity.unit, *slip.quantity.ends)
                names.setdefault(key, set()).add(slip.name)
            assert not _same(slip.quantity, question.key.quantity)
        assert all(len(found) == 1 for found in names.values())


@pytest.mark.parametrize("card", [card for card in FRESH if way(card) == "odd"], ids=str)
def test_the_odd_one_stands_in_no_list_of_that_kind(card: Card) -> None:
    statements = {fact.subject.casefold() for fact in DECK.facts if fact.id in card.facts}
    for seed in SEEDS:
        key = draw(DECK, card, seed).key
        assert isinstance(key, ChoiceKey)
        (odd,) = [option for option in key.options if option.right]
        assert odd.text.casefold() not in statements
        assert all(option.because for option in key.options if not option.right)


@pytest.mark.parametrize("card", [card for card in FRESH if way(card) == "missing"], ids=str)
def test_what_is_missing_is_not_read_out(card: Card) -> None:
    for seed in SEEDS:
        question = draw(DECK, card, seed)
        assert question.key.model.casefold() not in question.text.casefold()


def _same(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.ends == other.ends


def test_fifty_questions_in_a_row_are_not_stamped() -> None:
    card = next(card for card in FRESH if way(card) == "dose-on-day")
    texts = [draw(DECK, card, seed).text for seed in range(50)]
    assert len(set(texts)) == 50
    assert len({text.split(" starts ")[0].split(".")[0][:18] for text in texts}) >= 8
