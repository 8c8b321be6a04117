"""Real label formats: SPL XML and openFDA JSON, in small fixtures of our own."""

from __future__ import annotations

import json

import pytest

from trainer.errors import DataError
from trainer.monograph.fact import Reading
from trainer.monograph.reader import read_text

SPL = """<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
  <title/>
  <component><structuredBody>
    <component><section>
      <code code="48780-1"/><text/>
      <subject><manufacturedProduct><asEntityWithGeneric><genericMedicine><name>Testol</name>
      </genericMedicine></asEntityWithGeneric></manufacturedProduct></subject>
    </section></component>
    <component><section>
      <code code="34068-7"/><title>2 DOSAGE AND ADMINISTRATION</title>
      <component><section>
        <code code="42229-5"/><title>2.1 Adults</title>
        <text><paragraph>The starting dose is 10 mg
          once daily.</paragraph></text>
        <component><section>
          <code code="42229-5"/>
          <text><list><item>Maximum dose: 40 mg daily</item></list></text>
        </section></component>
      </section></component>
    </section></component>
    <component><section>
      <code code="42229-5"/><title>4 CONTRAINDICATIONS</title>
      <text><paragraph>Active liver disease.</paragraph></text>
    </section></component>
    <component><section>
      <code code="34084-4"/><title>6 ADVERSE REACTIONS</title>
      <text>
        <paragraph>The most common adverse reactions were: rash, cough, and fever.</paragraph>
        <table><thead><tr><th>Reaction</th><th>Drug</th></tr></thead>
        <tbody><tr><td>Dizziness</td><td>12</td></tr></tbody></table>
      </text>
    </section></component>
    <component><section><code code="34092-7"/><title>14 CLINICAL STUDIES</title>
      <text><paragraph>A dose of 500 mg was studied.</paragraph></text></section></component>
  </structuredBody></component>
</document>
"""


def spl() -> Reading:
    return read_text(SPL, name="label.xml")


def test_sections_of_a_label_are_told_by_code_and_where_there_is_none_by_title() -> None:
    assert [section.id for section in spl().sections] == [
        "dosage_administration", "contraindications", "adverse_effects",
    ]  # fmt: skip


def test_an_untitled_sub_section_means_what_its_parent_means() -> None:
    found = {fact.kind: fact for fact in spl().facts if fact.section == "dosage_administration"}
    assert found["max_dose"].group is not None
    assert found["max_dose"].group.name == "adults"


def test_each_fact_of_a_label_stands_on_the_line_that_is_shown() -> None:
    reading = spl()
    (dose,) = [fact for fact in reading.facts if fact.kind == "dose"]
    assert reading.text[dose.lines[0] - 1] == "The starting dose is 10 mg once daily."


def test_the_drug_is_named_by_the_product_data() -> None:
    assert spl().drug == "testol"


def test_effects_in_prose_and_tables_get_no_frequency() -> None:
    found = [fact for fact in spl().facts if fact.kind == "adverse_effect"]
    assert [fact.subject for fact in found] == ["rash", "cough", "fever", "dizziness"]
    assert {fact.frequency for fact in found} == {"unstated"}
    assert all(not fact.values for fact in found)


def test_doses_of_studies_are_not_read_as_doses() -> None:
    assert all(value.high != 500 for fact in spl().facts for value in fact.values)


OPENFDA = {
    "results": [
        {
            "openfda": {"generic_name": ["TESTOL"]},
            "dosage_and_administration": [
                "2 DOSAGE AND ADMINISTRATION The recommended dose is 10 mg once daily. "
                "Do not exceed 40 mg daily."
            ],
            "contraindications": ["CONTRAINDICATIONS Active liver disease."],
            "contraindications_table": ["<table/>"],
        },
        {"openfda": {}, "warnings": ["WARNINGS Fever."]},
    ]
}


def test_an_openfda_record_is_read_without_its_repeated_titles() -> None:
    reading = read_text(json.dumps(OPENFDA), name="label.json")
    assert reading.drug == "testol"
    assert [(fact.kind, fact.statement) for fact in reading.facts] == [
        ("dose", "The recommended dose is 10 mg once daily"),
        ("max_dose", "Do not exceed 40 mg daily"),
        ("contraindication", "Active liver disease"),
    ]


def test_further_records_of_a_file_are_a_doubt() -> None:
    reading = read_text(json.dumps(OPENFDA), name="label.json")
    assert "1 more" in reading.review[0].reason


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>'


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?>{BOMB}',
        f'<?xml version="1.0"?>{EXTERNAL}',
        '<?xml version="1.0"?><other/>',
        '<?xml version="1.0"?><document xmlns="urn:hl7-org:v3"><title>',
        '<?xml version="1.0"?>' + "<a>" * 400_000,
        '<document xmlns="urn:hl7-org:v3"><component><structuredBody>'
        + '<component><section><code code="34068-7"/>' * 500
        + "</section></component>" * 500
        + "</structuredBody></component></document>",
        '{"results": []}',
        '{"results": [{"openfda": {}}]}',
        '{"results": [',
        '{"results": ' + "[" * 100_000,
        '{"a": ' + "9" * 10_000 + "}",
        "{}",
    ],
    ids=["bomb", "external", "other", "broken", "deep", "sections", "none", "empty", "cut",
         "nested", "number", "bare"],
)  # fmt: skip
def test_a_dangerous_or_foreign_file_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(DataError) as refused:
        read_text(text, name="bad")
    assert "bad" in str(refused.value)
    assert "\n" not in str(refused.value)


BARRED = """<document xmlns="urn:hl7-org:v3"><title/><component><structuredBody>
  <component><section><code code="34070-3"/><title>4 CONTRAINDICATIONS</title>
    <component><section><code code="42229-5"/><title>4.1 Hypersensitivity to any component</title>
    </section></component>
    <component><section><code code="42228-7"/><title>4.2 Pregnancy</title>
      <text><paragraph>The drug may cause fetal harm.</paragraph></text></section></component>
  </section></component>
  <component><section><code code="43685-7"/><title>5 WARNINGS AND PRECAUTIONS</title>
    <text><table><tbody><tr><td>Inhibitor (saquinavir<footnote>Use with care</footnote>)<br/>Other
      inhibitor (boceprevir)</td><td>Do not exceed 40 mg</td></tr></tbody></table></text>
  </section></component>
  <component><section><code code="34084-4"/><title>6 ADVERSE REACTIONS</title>
    <text><paragraph>Digestive system: nausea, hepatitis; Nervous system: nightmare.</paragraph>
    <paragraph>Outcomes of Long Treatment Study (OLTS)</paragraph></text></section></component>
</structuredBody></component></document>"""


def barred() -> Reading:
    return read_text(BARRED, name="label.xml")


def test_a_contraindication_that_is_only_a_title_is_read() -> None:
    found = [fact.statement for fact in barred().facts if fact.section == "contraindications"]
    assert found == ["Hypersensitivity to any component", "Pregnancy"]


def test_a_footnote_is_no_part_of_its_cell_and_its_lines_stay_apart() -> None:
    (line,) = [line for line in barred().text if "saquinavir" in line]
    label = "Inhibitor (saquinavir), Other inhibitor (boceprevir)"
    assert line == f"{label}: Do not exceed 40 mg"


def test_lines_that_gave_no_fact_are_told() -> None:
    (told,) = [doubt for doubt in barred().review if "gave no fact" in doubt.reason]
    assert told.reason == '1 of 2 lines of the section "6 ADVERSE REACTIONS" gave no fact'
    assert [barred().text[n - 1][:8] for n in told.lines] == ["Outcomes"]


def test_a_record_without_names_is_called_after_its_product() -> None:
    record = {"spl_product_data_elements": ["Testol Testol TESTOL Water"],
              "contraindications": ["CONTRAINDICATIONS Asthma."]}  # fmt: skip
    assert read_text(json.dumps({"results": [record]}), name="l1.json").drug == "testol"
