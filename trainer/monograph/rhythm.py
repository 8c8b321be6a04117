"""What the frequencies after one amount of drug say about it.

"5 mg three times daily" makes the amount a single dose, "80 mg daily" a daily total, and "by 15 mg
daily every 3 days" a step of the daily total with a waiting time.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from trainer.monograph.fact import Value
from trainer.monograph.frequencies import Frequency


class Rhythm:
    """One amount's unit, whether it is per dose, and how often: frequencies are taken one by one.

    `unit` is the amount's unit without "/dose" and with "/day" once a frequency made it a total;
    `waits` are intervals and frequency ranges that became values of their own.
    """

    __slots__ = ("_changing", "_step", "per", "per_day", "unit", "waits")

    def __init__(self, unit: str, role: str | None, *, changing: bool) -> None:
        self.per: str | None = "dose" if unit.endswith("/dose") else None
        self.unit = unit.removesuffix("/dose")
        self.per_day: Fraction | None = None
        self.waits: list[Value] = []
        self._step = role in ("increment", "reduction")
        self._changing = changing

    @property
    def periodic(self) -> bool:
        """The amount is for a whole period: mg/day, mg/h."""
        return self.unit.endswith(("/day", "/h", "/min", "/week", "/month"))

    @property
    def _settled(self) -> bool:
        return self.periodic or self.per_day is not None

    def take(self, frequency: Frequency, *, first: bool) -> bool:
        """Use one frequency; False if it says nothing about this amount."""
        if frequency.form == "total":
            return self._total(frequency, first)
        if frequency.form == "times":
            return self._times(frequency)
        return self._every(frequency)

    def _total(self, frequency: Frequency, first: bool) -> bool:
        if self._settled:
            if self._changing:
                self.waits += waiting_time(frequency)
            return self._changing
        if self._step and frequency.unit != "day":
            self.waits += waiting_time(frequency)
        elif self.per == "dose" and self._step:
            return False
        elif self.per == "dose":
            self.per_day = Fraction(1) if first and frequency.unit == "day" else self.per_day
        else:
            self.unit = f"{self.unit}/{frequency.unit}"
        return True

    def _times(self, frequency: Frequency) -> bool:
        if self._step and frequency.per_day is not None and frequency.per_day < 1:
            self.waits += waiting_time(frequency)
        elif not self._settled:
            self.per = "dose"
            self.per_day = frequency.per_day
            if frequency.per_day is None and frequency.low != frequency.high:
                self.waits.append(
                    Value(frequency.low, frequency.high, "1/day", role="frequency", derived=True)
                )
        return True

    def _every(self, frequency: Frequency) -> bool:
        waiting = self._changing and (self._settled or frequency.unit != "h")
        if self._step or waiting:
            self.waits += waiting_time(frequency)
            return True
        if self.per_day is not None:
            return False
        if not self.periodic:
            self.per = "dose"
        self.per_day = frequency.per_day
        self.waits += [
            replace(wait, derived=frequency.per_day is not None) for wait in waiting_time(frequency)
        ]
        return True


def waiting_time(frequency: Frequency) -> list[Value]:
    """Return the distance in time that a frequency states, as a value with the role "interval"."""
    if frequency.form == "total":
        return [Value(Fraction(1), Fraction(1), frequency.unit, role="interval")]
    if frequency.form == "times":
        if frequency.per_day is not None and frequency.per_day < 1:
            return [Value(Fraction(1), Fraction(1), "week", role="interval")]
        return []
    comparator = ">=" if frequency.least else None
    high = None if frequency.least else frequency.high
    return [Value(frequency.low, high, frequency.unit, comparator=comparator, role="interval")]
