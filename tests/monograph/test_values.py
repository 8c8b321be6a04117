"""The conventions of values: per dose or per day, steps and intervals, limits, totals."""

from __future__ import annotations

from typing import Any

import pytest

from trainer.monograph import values
from trainer.monograph.fact import Value


def short(value: Value) -> dict[str, Any]:
    """The fields that say something, without bounds."""
    kept = value.to_json()
    bounds = f"{kept.pop('low')}-{kept.pop('high')} {kept.pop('unit')}"
    return {
        "is": bounds,
        **{name: said for name, said in kept.items() if said not in (None, False)},
    }


def written(text: str, **options: Any) -> list[dict[str, Any]]:
    return [short(one) for one in values.dosed(text, **options).values if not one.derived]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 mg three times daily", [{"is": "5-5 mg", "per": "dose", "freq_per_day": 3}]),
        ("15 mg once daily", [{"is": "15-15 mg", "per": "dose", "freq_per_day": 1}]),
        ("80 mg daily", [{"is": "80-80 mg/day"}]),
        ("40-80 mg daily in divided doses", [{"is": "40-80 mg/day"}]),
        ("10 or 20 mg daily", [{"is": "10-10 mg/day"}, {"is": "20-20 mg/day"}]),
        ("50-100 mcg", [{"is": "50-100 mcg", "per": "dose"}]),
        ("7.5 mg once weekly", [{"is": "7.5-7.5 mg", "per": "dose", "freq_per_day": 1 / 7}]),
        ("25 mg weekly", [{"is": "25-25 mg/week"}]),
        ("10 mg/kg/dose every 6 hours", [{"is": "10-10 mg/kg", "per": "dose", "freq_per_day": 4}]),
        ("30 mg/kg/day in 3 divided doses", [{"is": "30-30 mg/kg/day", "freq_per_day": 3}]),
        (
            "650 mg every 4 to 6 hours",
            [{"is": "650-650 mg", "per": "dose"}, {"is": "4-6 h", "role": "interval"}],
        ),
        (
            "may increase by 15 mg daily every 3 days",
            [{"is": "15-15 mg/day", "role": "increment"}, {"is": "3-3 day", "role": "interval"}],
        ),
        (
            "increase by 25 mg per dose weekly",
            [
                {"is": "25-25 mg", "per": "dose", "role": "increment"},
                {"is": "1-1 week", "role": "interval"},
            ],
        ),
        (
            "increase to 10 mg three times daily",
            [{"is": "10-10 mg", "per": "dose", "role": "target", "freq_per_day": 3}],
        ),
        (
            "increase from 10 mg to 20 mg once daily",
            [
                {"is": "10-10 mg", "per": "dose", "role": "from"},
                {"is": "20-20 mg", "per": "dose", "role": "target", "freq_per_day": 1},
            ],
        ),
        (
            "taper by 25% every 3 days",
            [{"is": "25-25 %", "role": "reduction"}, {"is": "3-3 day", "role": "interval"}],
        ),
        ("reduce the dose to 50%", [{"is": "50-50 %", "role": "target"}]),
        ("50% of the usual dose", [{"is": "50-50 %", "role": "fraction"}]),
        (
            "500 mg every 8 hours for 7-10 days",
            [
                {"is": "500-500 mg", "per": "dose", "freq_per_day": 3},
                {"is": "7-10 day", "role": "duration"},
            ],
        ),
        ("0.05 mcg/kg/min", [{"is": "0.05-0.05 mcg/kg/min"}]),
        ("8 tablets in 24 hours", [{"is": "8-8 tablet/day"}]),
    ],
)
def test_a_dosing_phrase_gives_these_values(text: str, expected: list[dict[str, Any]]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10 mg daily in patients with increased blood pressure",
        "10 mg daily because of increased sensitivity",
        "40 mg once daily for a large reduction in LDL",
        "use lower doses (5 mg daily)",
        "10 mg three times daily in alcohol withdrawal",
    ],
)
def test_an_increase_of_something_else_makes_no_increment(text: str) -> None:
    assert {one.get("role") for one in written(text)} == {None}


def test_a_daily_total_is_computed_and_marked_derived() -> None:
    total = values.dosed("5 mg three times daily").values[1]
    assert total.derived
    assert short(total)["is"] == "15-15 mg/day"


def test_no_daily_total_is_computed_for_doses_as_needed() -> None:
    found = values.dosed("15 mg every 4 hours as needed")
    assert found.as_needed
    assert all(value.unit != "mg/day" for value in found.values)


@pytest.mark.parametrize("text", ["2 mg every 6 to 8 hours, up to 3 doses in 24 hours"])
def test_a_limit_of_doses_a_day_is_no_frequency(text: str) -> None:
    assert values.dosed(text).values[0].freq_per_day is None


def test_reducing_to_is_not_reducing_by() -> None:
    assert values.dosed("reduce dose by 25-50%").values[0].role == "reduction"
    assert values.dosed("reduce dose to 25-50%").values[0].role == "target"


def test_text_that_does_not_prescribe_gives_no_roles() -> None:
    (found,) = values.plain("bioavailability decreases to 60%")
    assert found.role is None


def test_a_time_since_stopping_is_a_washout() -> None:
    (found,) = values.plain("within 14 days of stopping them")
    assert short(found) == {"is": "None-14 day", "comparator": "<=", "role": "washout"}
