"""The study day: the learner's own day, from one rollover hour to the next.

A study day is an ordinal: days since 1970-01-01 of the local date, after the rollover hour is
subtracted from the wall clock. With rollover hour 4, 03:59 still belongs to the day before. The
wall clock decides, so that a day of 23 or 25 hours is one day, and a traveller's day is the day
where they are. It is written into the log once and never computed again.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

EPOCH = date(1970, 1, 1).toordinal()
FURTHEST_OFFSET_MIN = 14 * 60
"""No place on Earth is further than 14 hours from UTC."""


def study_day(moment: datetime, zone: str, rollover_hour: int, offset_min: int = 0) -> int:
    """Return the study day of an aware moment.

    `zone` is an IANA name; if it is empty or unknown on this machine, the fixed `offset_min`
    (minutes east of UTC) is used. `rollover_hour` is 0 to 12. Raises ValueError for a naive moment.
    """
    return day_of(local_time(moment, zone, offset_min), rollover_hour)


def day_of(local: datetime, rollover_hour: int) -> int:
    """Return the study day of a local wall-clock time."""
    # Naive on purpose: the rollover is an hour of the wall clock, not a duration.
    wall = local.replace(tzinfo=None)
    return (wall - timedelta(hours=rollover_hour)).toordinal() - EPOCH


def local_time(moment: datetime, zone: str, offset_min: int = 0) -> datetime:
    """Return the moment on the wall clock of `zone`, or of the fixed offset if it is unknown."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone names no study day")
    return moment.astimezone(zone_named(zone) or fixed_zone(offset_min))


def offset_minutes(moment: datetime, zone: str, offset_min: int = 0) -> int:
    """Return how many whole minutes east of UTC the wall clock is at that moment."""
    offset = local_time(moment, zone, offset_min).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def date_of(day: int) -> date:
    """Return the calendar date of a study day."""
    return date.fromordinal(day + EPOCH)


def day_on(calendar: date) -> int:
    """Return the study day of a calendar date."""
    return calendar.toordinal() - EPOCH


def fixed_zone(offset_min: int) -> tzinfo:
    """Return a zone of a fixed offset; an impossible offset is cut to the nearest possible one."""
    limit = FURTHEST_OFFSET_MIN
    return timezone(timedelta(minutes=max(-limit, min(limit, offset_min))))


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo | None:
    """Return the zone of an IANA name or of "UTC+05:30"; None where this machine knows none."""
    if not name:
        return None
    if fixed := re.fullmatch(r"UTC(?:([+-])(\d\d):(\d\d))?", name):
        minutes = int(fixed[2] or 0) * 60 + int(fixed[3] or 0)
        return fixed_zone(-minutes if fixed[1] == "-" else minutes)
    from zoneinfo import ZoneInfo  # 3 ms that a learner on a fixed offset need not wait for

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Not installed, not a name at all, or a folder of the zone database ("Europe").
        return None
