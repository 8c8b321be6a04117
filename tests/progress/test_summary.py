"""How cards stand, which are hard, and what goes wrong with them: counted in SQL."""

from __future__ import annotations

from tests.progress.life import Life
from trainer.progress.queries import CardName
from trainer.progress.summary import HardCard, Slipped, Standing, Tries


def test_cards_are_seen_due_and_well_known(life: Life) -> None:
    life.answer("a")
    life.answer("b", 0.0)
    life.pass_days(1)
    assert life.store.standing() == Standing(seen=2, due=1, well_known=0)
    for gap in (2, 10, 40):
        life.pass_days(gap)
        life.answer("a")
    assert life.store.standing("baclofen") == Standing(seen=2, due=1, well_known=1)
    life.store.suspend("baclofen", "b")
    assert life.store.standing() == Standing(seen=1, due=0, well_known=1)
    assert life.store.standing("another") == Standing(0, 0, 0)


def test_the_backlog_is_due_today_and_the_rest_comes_on_its_day(life: Life) -> None:
    for card, score in (("a", 0.0), ("b", 1.0), ("c", 1.0)):
        life.answer(card, score)
    assert life.store.coming(None, 3) == (1, 2, 0)
    life.pass_days(1)
    assert life.store.coming(None, 3) == (2, 0, 0)
    assert life.store.coming("another", 3) == (0, 0, 0)
    life.store.suspend("baclofen", "b")
    assert life.store.coming("baclofen", 1) == (1,)
    life.pass_days(30)
    assert (life.store.standing("baclofen").due, life.store.coming("baclofen", 2)) == (2, (0, 0))


def test_due_is_the_same_number_wherever_it_is_told(life: Life) -> None:
    life.answer("a", 0.0)
    life.answer("b")
    assert life.store.due_counts() == {"baclofen": 1}  # it comes back today until it is right
    assert life.store.standing().due == 1
    assert life.store.standing("another").due == 0
    life.answer("a")
    assert life.store.due_counts() == {}
    assert life.store.standing("baclofen").due == 0
    life.pass_days(1)
    assert life.store.due_counts() == {"baclofen": 1}
    assert life.store.standing().due == 1


def test_the_hardest_card_is_the_one_failed_most_often(life: Life) -> None:
    for card, scores in (("easy", (1.0, 1.0)), ("hard", (0.0,)), ("harder", (0.0, 0.0, 1.0))):
        for score in scores:
            life.answer(card, score)
    life.store.record_skip("baclofen", "1", "harder")
    found = (
        HardCard(CardName("baclofen", "harder"), 3, 2),
        HardCard(CardName("baclofen", "hard"), 1, 1),
    )
    assert life.store.hardest(None, 5) == found
    assert life.store.hardest("baclofen", 1) == found[:1]
    assert life.store.hardest("another", 5) == ()
    life.answer("harder", 0.0)
    life.store.undo()
    assert life.store.hardest(None, 5) == found


def test_a_card_keeps_failing_from_its_third_wrong_answer_until_it_is_well_known(
    life: Life,
) -> None:
    for _ in range(2):
        life.answer("card", 0.0)
        life.pass_days(1)
    assert life.store.failing() == ()
    life.answer("card", 0.0)
    assert life.store.failing("baclofen") == (HardCard(CardName("baclofen", "card"), 3, 3),)
    life.store.suspend("baclofen", "card")
    assert life.store.failing() == ()
    life.store.resume("baclofen", "card")
    for gap in (2, 5, 15, 40, 90, 200):
        life.pass_days(gap)
        life.answer("card")
    assert life.store.failing() == ()


def test_an_answer_that_is_half_right_is_not_wrong_but_an_unsafe_one_is(life: Life) -> None:
    life.answer("card", 0.5)
    life.answer("card", 0.5, unsafe=True)
    assert life.store.tries("baclofen")["card"] == Tries(2, 1, missed=True)


def test_a_card_that_was_never_right_in_four_tries_keeps_failing(life: Life) -> None:
    for _ in range(3):
        life.answer("card", 0.5)
    assert life.store.failing() == ()
    assert not life.store.tries("baclofen")["card"].fails
    life.answer("card", 0.5)
    assert life.store.failing() == (HardCard(CardName("baclofen", "card"), 4, 0),)
    assert life.store.tries("baclofen")["card"].fails
    life.pass_days(1)
    life.answer("card")
    assert life.store.failing() == ()


def test_a_card_that_is_missed_once_after_many_right_answers_does_not_keep_failing(
    life: Life,
) -> None:
    for _ in range(4):
        life.answer("card")
        life.pass_days(3)
    life.answer("card", 0.0)
    assert life.store.failing() == ()


def test_a_card_is_missed_until_it_is_right_on_another_day(life: Life) -> None:
    seen = []
    for score in (1.0, 0.0, 1.0):
        life.answer("card", score)
        seen.append(life.store.tries("baclofen")["card"].missed)
        life.pass_days(3)
    life.answer("card", 0.0)
    life.answer("card")  # right at last, on the same day
    seen.append(life.store.tries("baclofen")["card"].missed)
    assert seen == [False, True, False, True]
    life.store.begin_anew("baclofen", "card")
    assert not life.store.tries("baclofen")["card"].missed


def test_what_was_missed_counts_nothing_and_nothing_is_certain_tomorrow(life: Life) -> None:
    life.answer("right")
    life.answer("wrong", 0.0)
    recalls = life.store.recalls("baclofen")
    assert recalls["wrong"] == 0
    assert 0.9 < recalls["right"] < 1


def test_slips_and_confusions_are_counted_while_their_answers_stand(life: Life) -> None:
    slip = {"slip": "per_day_as_per_dose"}
    mixed = {"confused_with": {"card": "maximum", "what": "the usual maximum"}}
    for verdict in (slip, slip, mixed, {"slip": None, "confused_with": None}):
        life.answer("dose", 0.0, verdict=verdict)
    today = life.store.today()
    dose = CardName("baclofen", "dose")
    assert life.store.slips() == [Slipped("per_day_as_per_dose", dose, 2, today)]
    assert life.store.confusions("baclofen") == [
        (CardName("baclofen", "dose"), "maximum", "the usual maximum", 1)
    ]
    life.answer("dose", 0.5, verdict=mixed)  # half right: not taken for something else
    assert life.store.confusions()[0][3] == 1
    for _ in range(3):
        life.store.undo()
    assert life.store.confusions() == []
    assert life.store.slips("another") == []


def test_they_are_found_by_their_index_and_not_by_reading_every_verdict(life: Life) -> None:
    life.answer("dose", 0.0, verdict={"slip": "per_day_as_per_dose"})
    seen: list[str] = []
    life.store.connection.set_trace_callback(seen.append)
    life.store.slips()
    life.store.confusions()
    life.store.connection.set_trace_callback(None)
    plans = [
        row[3]
        for query in seen
        for row in life.store.connection.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    assert any("event_text_slip" in step for step in plans)
    assert any("event_text_confusion" in step for step in plans)


def test_the_newest_reviews_are_those_at_the_end_of_all(life: Life) -> None:
    for day in range(6):
        for card in "abc":
            life.answer(card, day % 2)
        life.pass_days(1)
    life.store.record_skip("baclofen", "1", "a")
    life.store.undo()
    everything = list(life.store.reviews())
    for limit in (1, 2, 7, 100):
        assert life.store.newest_reviews(limit) == everything[-limit:]
    of_a = [pair for pair in everything if pair[0].card == "a"]
    assert life.store.newest_reviews(3, "baclofen", "a") == of_a[-3:]
    assert life.store.newest_reviews(99, undone=True) == list(life.store.reviews(undone=True))
    assert life.store.count_askings() == 19
