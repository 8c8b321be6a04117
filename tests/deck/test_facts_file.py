"""Facts keep their ids when a monograph is edited: learners' progress hangs on them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from trainer.deck.facts_file import Entry, pair, read_facts_file, write_facts
from trainer.deck.problem import Problem
from trainer.monograph.fact import Fact, Group, Value


def half_life(low: int = 2, lines: tuple[int, ...] = (28,)) -> Fact:
    return Fact(
        "provisional-1",
        "pharmacokinetics",
        "half-life",
        "duration",
        f"Half-life: {low}-4 hours",
        lines,
        (Value(Fraction(low), Fraction(4), "h"),),
    )


def protein_binding() -> Fact:
    return Fact(
        "provisional-2",
        "pharmacokinetics",
        "protein binding",
        "percentage",
        "Protein binding: approximately 30%",
        (25,),
        (Value(Fraction(30), Fraction(30), "%"),),
    )


def kept(facts: list[Fact], tmp_path: Path) -> list[Entry]:
    """What a facts.yaml written for these facts says when it is read again."""
    path = tmp_path / "facts.yaml"
    path.write_text(write_facts(facts), encoding="utf-8")
    problems: list[Problem] = []
    entries = read_facts_file(path, problems)
    assert problems == []
    return entries


def test_a_fact_that_moved_keeps_its_id(tmp_path: Path) -> None:
    before = pair([half_life(), protein_binding()], []).facts
    entries = kept(list(before), tmp_path)
    after = pair([protein_binding(), half_life(lines=(99,))], entries)
    assert {fact.subject: fact.id for fact in after.facts} == {
        fact.subject: fact.id for fact in before
    }
    assert (after.new, after.changed, after.gone) == ((), (), ())


def test_a_changed_value_keeps_the_id_and_is_reported(tmp_path: Path) -> None:
    (before,) = pair([half_life()], []).facts
    after = pair([half_life(low=3)], kept([before], tmp_path))
    assert after.facts[0].id == before.id
    assert after.changed == (before.id,)


def test_a_fact_that_is_gone_is_named(tmp_path: Path) -> None:
    facts = pair([half_life(), protein_binding()], []).facts
    after = pair([half_life()], kept(list(facts), tmp_path))
    assert [entry.says for entry in after.gone] == ["Protein binding: approximately 30%"]


def test_two_new_facts_never_share_an_id() -> None:
    facts = pair([half_life(), half_life()], []).facts
    assert len({fact.id for fact in facts}) == 2


def test_a_rejected_fact_is_left_out() -> None:
    (fact,) = pair([half_life()], []).facts
    entry = Entry(fact.id, fact.statement, fact.kind, fact.section, fact.lines, "", "reject")
    assert pair([half_life()], [entry]).facts == ()


def test_a_correction_survives_reading_again() -> None:
    doubted = replace(half_life(), review="group lost")
    entry = Entry(
        "half-life",
        doubted.statement,
        "duration",
        "pharmacokinetics",
        (28,),
        "",
        "correct",
        "adults",
    )
    paired = pair([doubted], [entry])
    assert paired.facts[0].group == Group("adults", editor=True)
    assert paired.facts[0].review is None
    assert paired.open == ()


def test_an_unanswered_doubt_stays_open() -> None:
    doubted = replace(half_life(), review="group lost")
    assert pair([doubted], []).open == (pair([doubted], []).facts[0].id,)
