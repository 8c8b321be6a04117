"""Facts are paired through edits of wording and place; a changed value is a changed fact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.monograph.compare import Comparison, compare, fingerprint
from trainer.monograph.fact import Fact
from trainer.monograph.reader import read_text

TEXT = [
    "Dosage and Administration",
    "- Initial dose: 5 mg three times daily",
    "- Maximum dose: 80 mg daily",
    "- Renal impairment: CrCl <30 mL/min: reduce dose by 25-50%",
    "Warnings and Precautions",
    "- CNS depression: May impair mental and physical abilities",
    "Patient Education",
    "- Take exactly as prescribed; do not stop abruptly",
    "- Avoid alcohol and other sedatives",
]


def read(lines: list[str]) -> tuple[Fact, ...]:
    return read_text("\n".join(lines), name="x.txt").facts


def against(lines: list[str]) -> Comparison:
    return compare(
        read_text("\n".join(TEXT), name="a.txt"), read_text("\n".join(lines), name="b.txt")
    )


def edited(old: str, new: str) -> Comparison:
    return against([line.replace(old, new) for line in TEXT])


def test_the_same_text_keeps_every_fact() -> None:
    assert {pair.status for pair in against(TEXT).pairs} == {"kept"}


def test_moved_lines_are_kept() -> None:
    moved = [TEXT[0], TEXT[3], TEXT[1], TEXT[2], "", TEXT[6], TEXT[8], TEXT[7], "", *TEXT[4:6]]
    assert {pair.status for pair in against(moved).pairs} == {"kept"}


def test_a_reworded_line_is_reworded_and_keeps_its_fingerprint() -> None:
    comparison = edited(
        "Avoid alcohol and other sedatives", "Avoid drinking alcohol or any sedatives"
    )
    (pair,) = comparison.of("reworded")
    assert pair.old and pair.new
    assert fingerprint(pair.old) == fingerprint(pair.new)
    assert len(comparison.of("kept")) == len(comparison.pairs) - 1


def test_a_changed_value_unit_or_denial_is_a_changed_fact() -> None:
    for old, new in (
        ("80 mg daily", "100 mg daily"),
        ("5 mg three", "5 mcg three"),
        ("three times daily", "twice daily"),
        ("<30", "<60"),
        ("reduce dose by", "reduce dose to"),
    ):
        comparison = edited(old, new)
        (pair,) = comparison.of("changed")
        assert pair.old and pair.new
        assert fingerprint(pair.old) != fingerprint(pair.new)
        assert not comparison.of("new") and not comparison.of("gone")


def test_a_new_line_is_new_and_a_removed_one_is_gone() -> None:
    comparison = against([*TEXT[:2], "- Hepatic impairment: Use with caution", *TEXT[3:]])
    assert [pair.new.subject for pair in comparison.of("new") if pair.new] == ["hepatic impairment"]
    assert [pair.old.subject for pair in comparison.of("gone") if pair.old] == ["maximum dose"]


def test_doses_of_two_groups_are_not_taken_for_each_other() -> None:
    text = (
        "# D\n## Dosage\n### Oral\n- Initial dose: 5 mg daily\n"
        "### Intravenous\n- Initial dose: 2 mg daily"
    )
    old = read_text(text, name="a.md")
    new = read_text(text.replace("### Oral\n- Initial dose: 5 mg daily\n", ""), name="b.md")
    comparison = compare(old, new)
    assert [
        pair.old.group.name for pair in comparison.of("gone") if pair.old and pair.old.group
    ] == ["oral"]
    assert len(comparison.of("kept")) == 1


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(1, 4)), st.integers(0, 3))
def test_each_fact_stands_in_exactly_one_pair(order: list[int], blanks: int) -> None:
    lines = [TEXT[0], *(TEXT[n] for n in order), *[""] * blanks, *TEXT[4:]]
    comparison = against(lines)
    assert sorted(pair.old.id for pair in comparison.pairs if pair.old) == sorted(
        fact.id for fact in read(TEXT)
    )
    assert all(pair.status == "kept" for pair in comparison.pairs)
