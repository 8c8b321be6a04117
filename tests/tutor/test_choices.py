"""What a setting is given in words is the number that the words mean."""

from __future__ import annotations

import pytest

from trainer.errors import UsageError
from trainer.settings import Preferences
from trainer.tutor.choices import choose


@pytest.mark.parametrize(
    ("name", "said", "kept"),
    [
        ("rollover_hour", "3", 3),
        ("rollover_hour", "3:00", 3),
        ("rollover_hour", "6 am", 6),
        ("rollover_hour", "12 am", 0),
        ("daily_new", "ten", 10),
        ("daily_new", "5", 5),
    ],
)
def test_a_number_is_taken_as_it_is_said(name: str, said: str, kept: int) -> None:
    assert getattr(choose(Preferences(), name, said), name) == kept


@pytest.mark.parametrize(
    ("name", "said"), [("rollover_hour", "25"), ("rollover_hour", "6 pm"), ("daily_new", "2.5")]
)
def test_what_is_no_such_number_says_what_may_be_said(name: str, said: str) -> None:
    with pytest.raises(UsageError, match="Say "):
        choose(Preferences(), name, said)
