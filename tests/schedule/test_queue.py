"""The order of asking."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.schedule.memory import MemoryState, recall
from trainer.schedule.queue import GAP, Candidate, TodayAsking, plan

TODAY = 20_000
RIGHT = TodayAsking(1, right_last=True, failed=False)


def memory(stability: float, days_ago: int, interval: int) -> MemoryState:
    last = TODAY - days_ago
    return MemoryState(stability, 5.0, last, last + interval, 3, 0)


def cards(count: int, kinds: str = "a") -> list[Candidate]:
    return [Candidate(f"c{n}", kinds[n % len(kinds)]) for n in range(count)]


def test_the_least_remembered_is_asked_first_and_what_is_not_due_is_not_asked() -> None:
    known = {"c0": memory(10, 10, 10), "c1": memory(10, 60, 10), "c2": memory(100, 5, 90)}
    queue = plan(cards(3), known, TODAY, daily_new=0)
    assert queue.order == ("c1", "c0")
    assert queue.next == "c1"


def test_new_cards_follow_the_due_in_teaching_order_with_kinds_taking_turns() -> None:
    deck = [Candidate("due"), *(Candidate(f"v{n}", "value") for n in range(3)),
            *(Candidate(f"l{n}", "list") for n in range(3))]  # fmt: skip
    queue = plan(deck, {"due": memory(5, 9, 5)}, TODAY, daily_new=10)
    assert queue.order == ("due", "v0", "l0", "v1", "l1", "v2", "l2")


def test_the_day_has_room_for_so_many_new_cards_and_no_more() -> None:
    assert len(plan(cards(30), {}, TODAY, daily_new=7, introduced_today=3).new) == 4
    assert plan(cards(30), {}, TODAY, daily_new=2, introduced_today=5).next is None


def test_siblings_wait_while_others_can_be_asked() -> None:
    deck = [Candidate("a1", concept="a"), Candidate("a2", concept="a"), Candidate("b1")]
    assert plan(deck, {}, TODAY, daily_new=2).order == ("a1", "b1")
    asked = {"a1": RIGHT}
    assert plan(deck, {"a1": memory(9, 0, 9)}, TODAY, daily_new=2, introduced_today=1,
                asked_today=asked).order == ("b1",)  # fmt: skip


def test_siblings_come_one_a_day_unless_the_learner_asks_on() -> None:
    deck = [Candidate(f"a{n}", concept="a") for n in range(4)]
    assert plan(deck, {}, TODAY, daily_new=3).order == ("a0",)
    assert plan(deck, {"a0": memory(9, 1, 9)}, TODAY, daily_new=3).order == ("a1",)
    assert plan(deck, {}, TODAY, daily_new=3, siblings_too=True).order == ("a0", "a1", "a2")


def test_a_due_sibling_waits_a_day_if_waiting_is_cheap_and_stands_last_if_not() -> None:
    deck = [Candidate("a", concept="x"), Candidate("b", concept="x"), Candidate("c")]
    strong = {"a": memory(90, 120, 90), "b": memory(30, 30, 30), "c": memory(50, 50, 50)}
    queue = plan(deck, strong, TODAY, daily_new=0)
    assert queue.order == ("a", "c")
    assert queue.held_back == ("b",)
    fragile = strong | {"b": memory(1, 1, 1)}
    assert plan(deck, fragile, TODAY, daily_new=0).order == ("a", "c", "b")
    backlog = strong | {"b": memory(30, 31, 30)}
    assert plan(deck, backlog, TODAY, daily_new=0).order == ("a", "c", "b")


def test_a_failed_card_comes_back_after_several_others_until_it_is_right() -> None:
    failed = {"c0": TodayAsking(1, right_last=False, failed=True, others_since=0)}
    queue = plan(cards(10), {}, TODAY, daily_new=9, asked_today=failed)
    assert queue.order.index("c0") == GAP
    later = {"c0": TodayAsking(1, right_last=False, failed=True, others_since=GAP)}
    assert plan(cards(10), {}, TODAY, daily_new=9, asked_today=later).next == "c0"
    mended = {"c0": TodayAsking(2, right_last=True, failed=True, others_since=9)}
    assert "c0" not in plan(cards(10), {}, TODAY, daily_new=9, asked_today=mended).order


def test_a_failed_card_comes_back_though_nothing_else_is_left() -> None:
    failed = {"c0": TodayAsking(1, right_last=False, failed=True)}
    assert plan(cards(1), {}, TODAY, daily_new=0, asked_today=failed).order == ("c0",)


def test_cards_that_are_failed_again_and_again_do_not_keep_the_others_out() -> None:
    asked: dict[str, TodayAsking] = {}
    order: list[str] = []
    for _ in range(40):
        states = {card: MemoryState(0.2, 9.0, TODAY, TODAY + 1, 1, 0) for card in asked}
        card = plan(cards(30), states, TODAY, daily_new=20, introduced_today=len(asked),
                    asked_today=asked).next  # fmt: skip
        assert card is not None
        asked = {
            name: replace(asking, others_since=asking.others_since + 1)
            for name, asking in asked.items()
        }
        times = asked[card].times if card in asked else 0
        asked[card] = TodayAsking(times + 1, right_last=False, failed=True)
        order.append(card)
    assert len(set(order)) >= 12
    assert max(order.count(card) for card in order) <= 5


def test_a_suspended_card_is_never_asked() -> None:
    failed = {"c1": TodayAsking(1, right_last=False, failed=True)}
    queue = plan(cards(3), {"c0": memory(1, 9, 1)}, TODAY, daily_new=9, asked_today=failed,
                 suspended={"c0", "c1"})  # fmt: skip
    assert queue.order == ("c2",)


def test_a_card_that_a_wrong_clock_dated_into_the_future_is_asked_now() -> None:
    ahead = MemoryState(3.0, 5.0, TODAY + 900, TODAY + 903, 1, 0)
    assert plan(cards(2), {"c0": ahead}, TODAY, daily_new=5).order == ("c0", "c1")


ASKED = st.one_of(
    st.none(),
    st.builds(TodayAsking, st.integers(0, 3), st.booleans(), st.booleans(), st.integers(0, 9)),
)
MEMORIES = st.one_of(
    st.none(), st.builds(memory, st.floats(0.1, 500), st.integers(1, 300), st.integers(1, 300))
)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(MEMORIES, ASKED, st.sampled_from(["", "x", "y"]), st.sampled_from("ab")),
             max_size=25),
    st.integers(0, 8),
)  # fmt: skip
def test_no_card_stands_twice_and_none_without_a_reason(
    drawn: list[tuple[MemoryState | None, TodayAsking | None, str, str]], daily_new: int
) -> None:
    deck = [Candidate(f"c{n}", kind, concept) for n, (_, _, concept, kind) in enumerate(drawn)]
    known = {f"c{n}": state for n, (state, _, _, _) in enumerate(drawn) if state}
    asked = {f"c{n}": asking for n, (_, asking, _, _) in enumerate(drawn) if asking}
    queue = plan(deck, known, TODAY, daily_new=daily_new, asked_today=asked)
    assert sorted(queue.order) == sorted({*queue.due, *queue.new, *queue.again})
    assert len(queue.new) <= daily_new
    due = {c for c, state in known.items() if state.due_day <= TODAY and c not in asked}
    assert due == {*queue.due, *queue.held_back}
    assert set(queue.again) == {c for c, asking in asked.items() if asking.comes_back}
    assert all(recall(known[card], TODAY) <= 1 for card in queue.due)
