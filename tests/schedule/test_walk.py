"""Walking a plan is the same as planning anew after each answer, where kinds take no turns."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import Candidate, Queue, TodayAsking, plan
from trainer.schedule.walk import Walk

TODAY = 1_000
RIGHT = TodayAsking(times=1, right_last=True, failed=False)
WRONG = TodayAsking(times=1, right_last=False, failed=True)


def state(due: int) -> MemoryState:
    return MemoryState(20.0, 5.0, TODAY - 20, due, 3, 0)


@given(
    cards=st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(-3, 3) | st.none()), max_size=9
    ),
    answers=st.lists(st.booleans(), max_size=14),
    daily_new=st.integers(0, 4),
)
def test_an_answered_card_leaves_and_a_failed_one_comes_back_as_in_a_new_plan(
    cards: list[tuple[str, int | None]], answers: list[bool], daily_new: int
) -> None:
    candidates = [Candidate(f"card-{n}", concept=concept) for n, (concept, _) in enumerate(cards)]
    states = {
        f"card-{n}": state(TODAY + due) for n, (_, due) in enumerate(cards) if due is not None
    }
    asked: dict[str, TodayAsking] = {}
    introduced = 0

    def anew() -> Queue:
        return plan(
            candidates, states, TODAY, daily_new=daily_new, introduced_today=introduced,
            asked_today=asked,
        )  # fmt: skip

    walk = Walk(anew(), asked)
    for right in answers:
        order = tuple(walk.order())
        assert order == anew().order
        assert (walk.left, walk.new_left) == (len(order), len(anew().new))
        if not order:
            break
        card = order[0]
        introduced += card not in states
        states[card] = state(TODAY + (20 if right else 1))
        for other, before in asked.items():
            asked[other] = replace(before, others_since=before.others_since + 1)
        earlier = asked.get(card)
        now = RIGHT if right else WRONG
        if earlier is not None:
            failed = earlier.failed or not right
            now = TodayAsking(earlier.times + 1, right_last=right, failed=failed)
        asked[card] = now
        walk.answered(card, now)


def test_a_second_try_that_is_right_ends_the_coming_back() -> None:
    candidates = [Candidate("one"), Candidate("two")]
    walk = Walk(plan(candidates, {}, TODAY, daily_new=5), {})
    walk.answered("one", WRONG)
    assert tuple(walk.order()) == ("two", "one")
    walk.settled("one", replace(WRONG, right_last=True))
    assert tuple(walk.order()) == ("two",)
