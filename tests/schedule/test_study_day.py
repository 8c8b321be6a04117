"""The study day: the wall clock decides, and nothing that clocks do loses or doubles a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.schedule.study_day import (
    date_of,
    day_on,
    local_time,
    offset_minutes,
    study_day,
    zone_named,
)

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"]
MOMENTS = st.datetimes(
    min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "zone", "rollover", "day"),
    [
        ("2026-03-10T02:59:00+00:00", "Europe/Berlin", 4, date(2026, 3, 9)),
        ("2026-03-10T03:00:00+00:00", "Europe/Berlin", 4, date(2026, 3, 10)),
        ("2026-03-10T23:00:00+00:00", "Europe/Berlin", 0, date(2026, 3, 11)),
        # The night in which Berlin has no 02:30: 01:59 CET is yesterday, 04:00 CEST is today.
        ("2026-03-29T00:59:00+00:00", "Europe/Berlin", 4, date(2026, 3, 28)),
        ("2026-03-29T01:59:00+00:00", "Europe/Berlin", 4, date(2026, 3, 28)),
        ("2026-03-29T02:00:00+00:00", "Europe/Berlin", 4, date(2026, 3, 29)),
        # The night in which 02:30 comes twice: both are yesterday.
        ("2026-10-25T00:30:00+00:00", "Europe/Berlin", 4, date(2026, 10, 24)),
        ("2026-10-25T01:30:00+00:00", "Europe/Berlin", 4, date(2026, 10, 24)),
        ("2026-10-25T03:00:00+00:00", "Europe/Berlin", 4, date(2026, 10, 25)),
        # 31 December 2011 did not exist in Samoa's calendar: 30 December was skipped.
        ("2011-12-30T09:59:00+00:00", "Pacific/Apia", 0, date(2011, 12, 29)),
        ("2011-12-30T10:00:00+00:00", "Pacific/Apia", 0, date(2011, 12, 31)),
        ("2024-02-29T12:00:00+00:00", "Asia/Kolkata", 4, date(2024, 2, 29)),
    ],
)
def test_the_wall_clock_minus_the_rollover_decides(
    moment: str, zone: str, rollover: int, day: date
) -> None:
    assert date_of(study_day(at(moment), zone, rollover)) == day


@pytest.mark.parametrize(
    "zone", ["", "Europe", "Mars/Olympus", "../../etc/passwd", "\0", "x" * 999]
)
def test_an_unknown_zone_falls_back_to_the_fixed_offset(zone: str) -> None:
    moment = at("2026-03-10T20:00:00+00:00")
    assert zone_named(zone) is None
    assert date_of(study_day(moment, zone, 0, offset_min=330)) == date(2026, 3, 11)
    assert offset_minutes(moment, zone, -300) == -300


@pytest.mark.parametrize(("zone", "minutes"), [("UTC", 0), ("UTC+05:30", 330), ("UTC-03:30", -210)])
def test_a_fixed_zone_can_be_named(zone: str, minutes: int) -> None:
    assert offset_minutes(at("2026-03-10T20:00:00+00:00"), zone) == minutes


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        study_day(datetime(2026, 3, 10), "Europe/Berlin", 4)


@settings(max_examples=100)
@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 12), st.integers(0, 26 * 60))
def test_the_day_never_goes_back_and_never_jumps_two_except_where_a_calendar_did(
    moment: datetime, zone: str, rollover: int, minutes: int
) -> None:
    earlier = study_day(moment, zone, rollover)
    later = study_day(moment + timedelta(minutes=minutes), zone, rollover)
    assert 0 <= later - earlier <= 3


@settings(max_examples=100)
@given(MOMENTS, st.sampled_from(ZONES), st.integers(-840, 840))
def test_the_day_depends_on_the_instant_and_not_on_how_it_is_written(
    moment: datetime, zone: str, offset: int
) -> None:
    written = moment.astimezone(timezone(timedelta(minutes=offset)))
    assert study_day(written, zone, 4) == study_day(moment, zone, 4)


@settings(max_examples=50)
@given(st.dates())
def test_a_day_and_its_date_are_one(calendar: date) -> None:
    assert date_of(day_on(calendar)) == calendar


def test_an_impossible_offset_is_cut_and_not_raised() -> None:
    moment = at("2026-03-10T12:00:00+00:00")
    assert local_time(moment, "", 99999).hour == 2
