"""Charts as lines of text: nothing runs over, heights are true, labels stand under their column."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.figures.plot import Bar, Column, Part, bars, columns, joined

SHARE = st.floats(min_value=0, max_value=1)


def test_columns_stand_on_a_labelled_axis() -> None:
    lines = columns(
        [Column(4, 4), Column(2, 2), Column(0, 0), Column(0, 4)],
        2,
        levels={0: "0", 4: "4"},
        labels={0: "today", 3: "+3"},
        gap=1,
    )
    assert [joined(line) for line in lines] == [
        "4 ┤█     ░",
        "  │█ █   ░",
        "0 └────────",
        "   today +3",
    ]


def test_labels_that_would_run_into_each_other_are_left_out() -> None:
    lines = columns([Column(1, 1)] * 6, 1, levels={0: "0"}, labels={0: "day 1", 2: "3", 5: "6"})
    assert joined(lines[-1]) == "   day 1"


def test_the_shade_of_a_range_has_no_holes_and_ends_where_the_range_does() -> None:
    falling = [Column(100 * 0.7**n, 100 * 0.85**n) for n in range(1, 20)]
    lines = columns(falling, 10, levels={100: "100%", 0: "0%"}, labels={})
    rows = ["".join(piece.text for piece in line[1:]) for line in lines[:10]]
    for place, value in enumerate(falling):
        upwards = "".join(row[place] for row in reversed(rows))
        solid, shade = upwards.count("█"), upwards.count("░")
        assert upwards == "█" * solid + "░" * shade + " " * (10 - solid - shade)
        assert abs(10 * solid - value.low) <= 5
        assert solid + shade == max(1, round(value.high / 10))
    assert rows[-1].endswith("░")


def test_what_is_more_than_nothing_is_seen() -> None:
    lines = columns([Column(0.001, 0.001), Column(100, 100)], 4, levels={}, labels={})
    assert joined(lines[3]) == " │▁█"


def test_a_bar_has_its_bounds_and_its_mark() -> None:
    (line,) = bars([Bar("half", 0.5, "50%", 0.2, 0.8, 0.6)], 26)
    assert joined(line) == "half  ━━━[━━━━─◆──]──  50%"
    assert [piece.text for piece in line if piece.part is Part.BOUND] == ["[", "]"]
    assert [piece.text for piece in line if piece.part is Part.MARK] == ["◆"]


def test_the_scale_below_bars_says_where_half_and_whole_are() -> None:
    bar, scale = bars([Bar("half", 0.5, "50%")], 51, ticks=True)
    assert joined(bar) == f"half  {'━' * 20}{'─' * 20}  50%"
    assert joined(scale).index("50%") + 1 == joined(bar).index("─")
    assert joined(scale).endswith("100%")
    assert len(joined(scale)) == len("half  ") + 40


def shape(line: tuple[object, ...]) -> str:
    """The bar itself, without its name and its words."""
    return "".join(piece.text for piece in line[1:-1])  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Bar,
            st.text(alphabet="abcdefghij ", max_size=60),
            SHARE,
            st.text(alphabet="0123456789% of", max_size=12),
            st.none() | SHARE,
            st.none() | SHARE,
            st.none() | SHARE,
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(min_value=36, max_value=120),
)
def test_bars_keep_to_the_width_and_are_of_one_length(rows: list[Bar], width: int) -> None:
    lines = bars(rows, width)
    assert all(len(joined(line)) <= width for line in lines)
    assert len({len(shape(line)) for line in lines}) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=30),
    st.integers(min_value=1, max_value=12),
)
def test_columns_are_as_high_as_they_are_large(
    values: list[tuple[float, float]], height: int
) -> None:
    shown = [Column(min(pair), max(pair)) for pair in values]
    lines = columns(shown, height, levels={0: "0", 1: "1"}, labels={})
    top = lines[0]
    for place, value in enumerate(shown):
        cells = "".join(piece.text for piece in top[1:])
        if value.low == 1:
            assert cells[place] == "█"
        if value.high == 0:
            assert all(
                "".join(piece.text for piece in line[1:])[place] == " " for line in lines[:height]
            )
