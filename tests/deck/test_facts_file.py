"""Facts keep their ids when a monograph is edited: learners' progress hangs on them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from trainer.deck.facts_file import Entry, Paired, pair, read_facts_file, write_facts
from trainer.deck.problem import Problem
from trainer.monograph.compare import fingerprint
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


def kept(paired: Paired, tmp_path: Path) -> list[Entry]:
    """What a facts.yaml written for these facts says when it is read again."""
    path = tmp_path / "facts.yaml"
    path.write_text(write_facts(paired), encoding="utf-8")
    problems: list[Problem] = []
    entries = read_facts_file(path, problems)
    assert problems == []
    return entries


def entry_for(fact: Fact, *, decision: str, group: str | None = None) -> Entry:
    """What an instructor wrote about a fact."""
    return Entry(
        fact.id,
        fact.statement,
        fact.kind,
        fact.section,
        fact.lines,
        fingerprint(fact),
        decision,
        group,
    )


def test_a_fact_that_moved_keeps_its_id(tmp_path: Path) -> None:
    before = pair([half_life(), protein_binding()], [])
    entries = kept(before, tmp_path)
    after = pair([protein_binding(), half_life(lines=(99,))], entries)
    assert {fact.subject: fact.id for fact in after.facts} == {
        fact.subject: fact.id for fact in before.facts
    }
    assert (after.new, after.changed, after.gone) == ((), (), ())


def test_a_changed_value_keeps_the_id_and_is_reported(tmp_path: Path) -> None:
    before = pair([half_life()], [])
    after = pair([half_life(low=3)], kept(before, tmp_path))
    assert after.facts[0].id == before.facts[0].id
    assert after.changed == (before.facts[0].id,)


def test_a_fact_that_is_gone_is_named(tmp_path: Path) -> None:
    before = pair([half_life(), protein_binding()], [])
    after = pair([half_life()], kept(before, tmp_path))
    assert [entry.says for entry in after.gone] == ["Protein binding: approximately 30%"]


def test_two_new_facts_never_share_an_id() -> None:
    facts = pair([half_life(), half_life()], []).facts
    assert len({fact.id for fact in facts}) == 2


def test_a_rejected_fact_is_left_out() -> None:
    (fact,) = pair([half_life()], []).facts
    entry = entry_for(fact, decision="reject")
    assert pair([half_life()], [entry]).facts == ()


def test_a_decision_does_not_outlive_the_value_it_was_about() -> None:
    (fact,) = pair([half_life()], []).facts
    after = pair([half_life(low=3)], [entry_for(fact, decision="reject")])
    assert [one.id for one in after.facts] == [fact.id]


def test_every_decision_is_kept_when_the_file_is_written_again(tmp_path: Path) -> None:
    (fact,) = pair([half_life()], []).facts
    decided = pair([half_life()], [entry_for(fact, decision="correct", group="adults")])
    (entry,) = kept(decided, tmp_path)
    assert (entry.decision, entry.group) == ("correct", "adults")
    rejected = pair([half_life()], [entry_for(fact, decision="reject")])
    (entry,) = kept(rejected, tmp_path)
    assert entry.decision == "reject"


def test_a_correction_survives_reading_again() -> None:
    doubted = replace(half_life(), review="group lost")
    (read,) = pair([doubted], []).facts
    entry = entry_for(read, decision="correct", group="adults")
    paired = pair([doubted], [entry])
    assert paired.facts[0].group == Group("adults", editor=True)
    assert paired.facts[0].review is None
    assert paired.open == ()


def test_an_unanswered_doubt_stays_open() -> None:
    doubted = replace(half_life(), review="group lost")
    assert pair([doubted], []).open == (pair([doubted], []).facts[0].id,)
