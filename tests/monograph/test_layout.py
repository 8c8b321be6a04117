"""Plain text, Markdown and numbered product summaries are laid out with their lines."""

from __future__ import annotations

import pytest

from trainer.monograph.reader import read_text
from trainer.monograph.titles import group_name, section_of


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Mechanism of Action", "mechanism"),
        ("DOSAGE & ADMINISTRATION", "dosage_administration"),
        ("4.3 Contraindications", "contraindications"),
        ("**Adverse Reactions**", "adverse_effects"),
        ("4.8. Undesirable effects", "adverse_effects"),
        ("Patient Counseling Information", "patient_education"),
        ("Clinical Studies", "skip"),
        ("Take with food", None),
    ],
)
def test_titles_open_their_sections(title: str, section: str | None) -> None:
    assert section_of(title) == section


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Oral administration", "oral"),
        ("Immediate-release tablets", "immediate release"),
        ("Common (≥10%)", "common"),
        ("2.5 Dosage in Renal Impairment", "dosage in renal impairment"),
    ],
)
def test_groups_are_named_by_what_their_heading_says(heading: str, name: str) -> None:
    assert group_name(heading) == name


MARKDOWN = """\
# Testol

## Introduction

Testol is a muscle relaxant used to manage spasticity. It was first
introduced in the 1970s.

## Dosage and Administration

### Oral administration

- Initial dose: 5 mg three times daily

### Special populations <!-- editor -->

- Elderly: start with 2 mg

| Creatinine clearance | Dose |
| --- | --- |
| CrCl 30-59 mL/min | 5 mg twice daily |

## References

1. A Handbook, 14th edition
2. A Journal. 1992;42(3):279-82

This monograph is for education only.
"""


def test_markdown_keeps_drug_sections_groups_and_lines() -> None:
    reading = read_text(MARKDOWN, name="testol.md")
    assert reading.drug == "testol"
    assert [section.id for section in reading.sections] == [
        "introduction", "dosage_administration", "references",
    ]  # fmt: skip
    by_line = {
        fact.lines[0]: fact for fact in reading.facts if fact.section == "dosage_administration"
    }
    assert by_line[12].group is not None and by_line[12].group.name == "oral"
    elderly = by_line[16].group
    assert elderly is not None and elderly.editor and not elderly.inferred
    assert by_line[20].kind == "dose_adjustment"


def test_wrapped_prose_carries_the_lines_where_each_statement_stands() -> None:
    reading = read_text(MARKDOWN, name="testol.md")
    (date,) = [fact for fact in reading.facts if fact.kind == "date"]
    assert date.lines == (5, 6)


def test_references_are_split_at_their_own_ascending_numbers_only() -> None:
    text = (
        "References\n1. Book, 14th edition 2. Journal. 1992;42(3):279-82 3. Part 2. 2018;91(20):e1"
    )
    reading = read_text(text, name="r.txt")
    assert [fact.statement for fact in reading.facts] == [
        "Book, 14th edition", "Journal. 1992;42(3):279-82", "Part 2. 2018;91(20):e1",
    ]  # fmt: skip


def test_a_numbered_product_summary_is_read() -> None:
    text = """\
1. NAME OF THE MEDICINAL PRODUCT
Testol 10 mg tablets
4. CLINICAL PARTICULARS
4.1 Therapeutic indications
Testol is indicated for spasticity.
4.3 Contraindications
Hypersensitivity to testol.
4.8 Undesirable effects
Very common (≥1/10): somnolence
Uncommon (≥1/1,000 to <1/100): rash, fever
"""
    reading = read_text(text, name="smpc.txt")
    effects = {fact.subject: fact for fact in reading.facts if fact.section == "adverse_effects"}
    assert {name: fact.frequency for name, fact in effects.items()} == {
        "somnolence": "common", "rash": "less common", "fever": "less common",
    }  # fmt: skip
    rate = effects["rash"].values[0].to_json()
    assert (rate["low"], rate["high"], rate["unit"], rate["derived"]) == (0.1, 1, "%", True)


def test_lines_without_any_bullet_marks_are_read_as_bullets() -> None:
    text = "Adverse Effects\nCommon (≥10%):- Drowsiness\nNausea\nDry mouth\nMonitoring\nWeight"
    reading = read_text(text, name="bare.txt")
    assert [fact.subject for fact in reading.facts] == [
        "drowsiness",
        "nausea",
        "dry mouth",
        "weight",
    ]
    assert [fact.frequency for fact in reading.facts][:3] == ["common", "unstated", "unstated"]


def test_what_no_fact_covers_is_listed_and_on_a_good_text_that_is_headings() -> None:
    reading = read_text(MARKDOWN, name="testol.md")
    assert all(reading.text[line - 1].startswith(("#", "|")) for line in reading.uncovered)


def test_a_title_of_no_known_section_is_a_doubt_and_ends_the_section_before() -> None:
    text = "Contraindications\n- Porphyria\nShipping\n- Boxes of ten\nIndications\n- Pain"
    reading = read_text(text, name="x.txt")
    assert [fact.statement for fact in reading.facts] == ["Porphyria", "Pain"]
    assert any(3 in doubt.lines for doubt in reading.review)
    assert 4 in reading.uncovered
