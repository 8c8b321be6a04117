"""A heading is never carried past where the text shows that it reaches."""

from __future__ import annotations

from trainer.monograph.fact import Reading
from trainer.monograph.reader import read_text


def read(*lines: str) -> Reading:
    return read_text("\n".join(lines), name="text.txt")


def group_of(reading: Reading, line: int) -> tuple[str, bool] | None:
    for fact in reading.facts:
        if line in fact.lines:
            return (fact.group.name, fact.group.inferred) if fact.group else None
    raise AssertionError(f"no fact on line {line}")


def test_a_glued_frequency_heading_is_certain_for_its_own_bullet_only() -> None:
    reading = read("Adverse Effects", "Common (≥10%):- Drowsiness", "- Nausea", "- Seizures")
    assert [fact.frequency for fact in reading.facts] == ["common", "unstated", "unstated"]
    assert [len(fact.values) for fact in reading.facts] == [1, 0, 0]
    assert any(set(doubt.lines) == {3, 4} for doubt in reading.review)


def test_a_glued_interaction_heading_is_certain_for_its_own_bullet_only() -> None:
    reading = read("Drug Interactions", "Avoid combination:- Warfarin: Bleeding", "- Iron: Less")
    assert group_of(reading, 2) == ("avoid combination", False)
    assert group_of(reading, 3) is None


def test_a_schedule_that_goes_on_keeps_its_group_as_inferred() -> None:
    reading = read(
        "Dosage",
        "Oral administration:- Initial dose: 5 mg daily",
        "- May increase by 5 mg every week",
        "- Maximum dose: 40 mg daily",
    )
    assert group_of(reading, 2) == ("oral", False)
    assert group_of(reading, 3) == group_of(reading, 4) == ("oral", True)
    assert all(fact.review for fact in reading.facts if fact.lines[0] > 2)


def test_a_schedule_that_starts_again_has_lost_its_heading() -> None:
    reading = read(
        "Dosage",
        "Hypertension:- Initial dose: 5 mg daily",
        "- Maximum dose: 40 mg daily",
        "- Initial dose: 2 mg daily",
        "- Maximum dose: 10 mg daily",
    )
    assert group_of(reading, 4) is None
    assert group_of(reading, 5) is None


def test_a_pump_shows_the_intrathecal_lines_around_it() -> None:
    reading = read(
        "Dosage",
        "Oral administration:- Maximum dose: 80 mg daily",
        "- Reserved for those unresponsive to oral therapy",
        "- Requires an implanted pump",
        "- Test dose: 50 mcg",
        "- Maintenance: 300 mcg/day",
        "- Take with food",
    )
    assert [group_of(reading, line) for line in (3, 4, 5, 6)] == [("intrathecal", True)] * 4
    assert group_of(reading, 7) is None


def test_a_dose_that_names_its_route_says_nothing_about_the_next_line() -> None:
    reading = read(
        "Dosage",
        "Tablets:- Initial dose: 5 mg daily",
        "- Loading dose: 15 mg/kg intravenously",
        "- Maintenance dose: 5 mg/kg every 8 hours",
    )
    assert group_of(reading, 3) == ("intravenous", True)
    assert group_of(reading, 4) is None


def test_special_patients_are_told_by_their_label() -> None:
    reading = read(
        "Dosage",
        "Oral:- Initial dose: 5 mg daily",
        "- Renal impairment: reduce the dose by 50%",
        "- Elderly: start with 2 mg",
    )
    assert group_of(reading, 3) == group_of(reading, 4) == ("special populations", True)


def test_a_strength_that_only_one_form_has_shows_its_group() -> None:
    reading = read(
        "Introduction",
        "It is supplied as immediate-release tablets (5 mg) and extended-release capsules (15 mg).",
        "Dosage",
        "Immediate-release tablets:- Maximum dose: 30 mg daily",
        "- Usual dose: 15 mg once daily",
    )
    assert group_of(reading, 5) == ("extended release", True)


def test_a_written_heading_holds_until_the_next_one() -> None:
    reading = read(
        "# Drug", "## Adverse Effects", "### Common (>=10%)", "- Rash", "- Cough",
        "### Serious <!-- editor -->", "- Seizures",
    )  # fmt: skip
    assert [fact.frequency for fact in reading.facts] == ["common", "common", "serious"]
    last = reading.facts[-1].group
    assert last is not None
    assert last.editor
    assert not last.inferred


def test_a_patch_does_not_lend_its_route_to_an_infusion_below_it() -> None:
    reading = read(
        "Dosage",
        "Oral (hypertension):- Initial dose: 0.1 mg twice daily",
        "- Do not cut the patch",
        "- Initial infusion: 30 mcg/hour",
    )
    assert group_of(reading, 3) == ("transdermal", True)
    assert group_of(reading, 4) is None


def test_a_volume_to_dilute_in_is_no_dose() -> None:
    reading = read("Dosage", "- Infuse over 15 minutes, diluted in at least 100 mL")
    assert [fact.kind for fact in reading.facts] == ["administration"]
