"""Item analysis by Moodle's published formulas, on numbers that were worked out by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from trainer.classroom.analysis import card_figures, everybody_s, whole_test
from trainer.progress.class_file import FirstAnswer

A = (1, 1, 1, 1, 1, 1, 1, 1, 0, 0)
B = (1, 1, 1, 1, 1, 0, 0, 0, 0, 0)
C = (1, 1, 1, 1, 0, 0, 0, 0, 1, 0)


def answers() -> list[FirstAnswer]:
    return [
        FirstAnswer(f"l{n}", card, "1", float(mark), False, 1, "" if mark else "slip",
                    "right" if mark else "Wrong  one", f"{card}?", 4.0 + n, False)
        for card, marks in (("a", A), ("b", B), ("c", C))
        for n, mark in enumerate(marks)
    ]  # fmt: skip


def test_the_figures_of_a_test_are_those_worked_out_by_hand() -> None:
    """Totals are 3 3 3 3 2 1 1 1 1 0: sum 18, sum of squares 44, so their sample variance is
    (44 - 18 * 18 / 10) / 9 = 11.6 / 9. The cards' variances are 1.6 / 9, 2.5 / 9 and 2.5 / 9.
    alpha = 3/2 * (1 - 6.6 / 11.6) = 0.6466; error ratio = sqrt(1 - alpha) = 0.5945; the deviation
    is sqrt(11.6 / 9) / 3 = 0.3784 of the whole; the standard error is their product, 0.2250.
    """
    cards, rows = everybody_s(answers())
    assert sorted(cards) == ["a", "b", "c"]
    whole = whole_test(rows)
    assert whole is not None
    assert (whole.n, whole.cards) == (10, 3)
    assert whole.mean == pytest.approx(0.6)
    assert whole.alpha == pytest.approx(1.5 * (1 - 6.6 / 11.6))
    assert whole.error_ratio == pytest.approx(0.5945, abs=1e-4)
    assert whole.deviation == pytest.approx(0.3784, abs=1e-4)
    assert whole.standard_error == pytest.approx(0.2250, abs=1e-4)


def test_discrimination_is_against_the_rest_of_the_test() -> None:
    """Card a against the mean of b and c (1 1 1 1 .5 0 0 0 .5 0, mean 0.5): the covariance is
    4.5 / 10 - 0.8 * 0.5 = 0.05, the variances are 0.16 and 0.2: 0.05 / sqrt(0.032) = 0.2795. In the
    same order the covariance would be 5 / 10 - 0.4 = 0.1: the efficiency is one half.
    """
    figures = {one.card: one for one in card_figures(answers())[0]}
    one = figures["a"]
    assert one.n == 10
    assert one.facility == pytest.approx(0.8)
    assert one.discrimination == pytest.approx(0.05 / 0.032**0.5)
    assert one.efficiency == pytest.approx(0.5)
    assert one.low < 0.8 < one.high
    assert one.slips == (("slip", 2),)
    assert one.wrong == (("wrong one", 2),)
    assert one.seconds == pytest.approx(8.5)


def test_below_ten_learners_nothing_is_said() -> None:
    few = [one for one in answers() if one.learner != "l3"]
    assert card_figures(few) == ((), 3)
    assert whole_test([[1.0, 0.0]] * 9) is None


def test_what_an_instructor_may_want_to_change() -> None:
    given = [
        *answers(),
        *(replace(one, learner=f"x{one.learner}", variant="2", score=0.0) for one in answers()),
    ]
    figures, _ = card_figures(given, {"b": Counter({"disputed": 4, "fits": 2})})
    advice = {one.card: " ".join(one.advice) for one in figures}
    assert "variants are not equally hard" in advice["a"]
    assert "disputed by 4 of 20" in advice["b"] and "taught as a synonym by 2: fits" in advice["b"]
    assert "few know it" in advice["c"]


def test_equal_marks_give_no_figure_and_no_error() -> None:
    same = [replace(one, score=1.0) for one in answers()]
    figures, _ = card_figures(same)
    assert all(one.discrimination is None and one.efficiency is None for one in figures)
    whole = whole_test(everybody_s(same)[1])
    assert whole is not None and whole.alpha is None
