"""For whom a dose holds: what its sentence, its label or its heading names goes with it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from trainer.monograph.conditions import of_heading, of_statement
from trainer.monograph.fact import Fact
from trainer.monograph.reader import read_text

SPL = """<document xmlns="urn:hl7-org:v3"><title/><component><structuredBody>
  <component><section>
    <code code="34068-7"/><title>2 DOSAGE AND ADMINISTRATION</title>
    <component><section><code code="42229-5"/><title>2.1 Gout</title><text><paragraph>
      The recommended starting dose is 40 or 80 mg once daily. The dosage range is 40 to 120 mg once
      daily.</paragraph></text></section></component>
    <component><section><code code="42229-5"/><title>2.2 Pediatric Patients (6 to 11 years)</title>
      <text><paragraph>The recommended starting dose is 10 mg/day. The maximum recommended dose is
      20 mg/day (doses greater than 20 mg have not been studied in this population).</paragraph>
      </text>
    </section></component>
    <component><section><code code="42229-5"/><title>2.3 Dosage in Patients Taking Other Drugs
      </title><text><paragraph>In patients taking fluconazole, ketoconazole, or in patients with HIV
      taking ritonavir, the dose should be limited to 30 mg. The maximum dose is 15 mg in patients
      who also have renal disease.</paragraph></text></section></component>
  </section></component>
</structuredBody></component></document>"""


def dosing(text: str) -> list[Fact]:
    lines = f"Testol\nDosage and Administration\n- {text}\n"
    return [f for f in read_text(lines, name="testol.txt").facts if f.values]


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("In patients taking clarithromycin, do not exceed 20 mg daily",
         "In patients taking clarithromycin"),
        ("In patients on A, B, or in patients with HIV on C, therapy should be limited to 20 mg",
         "In patients on A, B, or in patients with HIV on C"),
        ("Patients who weigh less than 50 kg should receive 10 mg daily",
         "Patients who weigh less than 50 kg"),
        ("Starting dose in elderly patients is 2.5 mg daily", "in elderly patients"),
        ("The maximum dose when given with itraconazole is 20 mg daily",
         "when given with itraconazole"),
        ("If the patient is an infant, start with 5 mg daily", "If the patient is an infant"),
    ],
)  # fmt: skip
def test_a_sentence_names_whom_its_dose_is_for(sentence: str, condition: str) -> None:
    assert of_statement(sentence)[0] == condition


@pytest.mark.parametrize(
    "sentence",
    [
        "In most patients, the maximum dose is 80 mg daily",
        "In adults, start with 10 mg daily",
        "If needed, increase to 80 mg daily",
        "Some patients may require 30 mg once daily",
        "Take 10 mg daily, when taken with food",
        "The recommended dose is 10 mg once daily",
    ],
)
def test_what_holds_for_everybody_has_no_condition(sentence: str) -> None:
    assert of_statement(sentence) == ("", False)


def test_a_heading_names_patients_a_use_or_neither() -> None:
    assert of_heading("2.2 Pediatric Patients (6 to 11 years)").condition
    assert of_heading("2.1 Gout").use == "Gout"
    for title in ("Recommended Dosage", "Oral administration", "Adults", "Maintenance dose"):
        assert not of_heading(title).condition and not of_heading(title).use, title


def test_doses_under_a_heading_for_some_patients_are_theirs_alone() -> None:
    facts = [f for f in read_text(SPL, name="label.xml").facts if f.kind != "administration"]
    held = {
        (f.kind, f.values[0].high): f.details.get("condition", "") for f in facts if f.values
    }  # fmt: skip
    assert held["dose", Fraction(40)] == held["dose_range", Fraction(120)] == ""
    assert held["dose", Fraction(10)] == "Pediatric Patients (6 to 11 years)"
    assert held["max_dose", Fraction(20)] == "Pediatric Patients (6 to 11 years)"
    assert "fluconazole, ketoconazole, or in patients" in held["max_dose", Fraction(30)]
    assert "renal disease" in held["max_dose", Fraction(15)]


def test_a_label_for_some_patients_reaches_every_clause_of_its_line() -> None:
    facts = dosing("Children (10 to 17 years): start with 10 mg daily; maximum 20 mg daily")
    assert {f.details["condition"] for f in facts} == {"Children (10 to 17 years)"}


def test_what_an_earlier_sentence_opened_is_said_to_be_carried() -> None:
    text = "In patients taking cimetidine, start with 5 mg daily. Increase by 5 mg every week."
    _, step = dosing(text)
    assert step.details["carried"] and "cimetidine" in step.details["condition"]


def test_a_number_of_the_condition_is_a_limit_and_no_dose() -> None:
    (fact,) = dosing(
        "Patients who need a fall of LDL of more than 45% may be started at 40 mg daily"
    )
    roles = {value.unit: value.role for value in fact.values if not value.derived}
    assert roles == {"mg/day": None, "%": "threshold"}


def test_ten_or_twenty_milligrams_are_two_amounts_of_one_line() -> None:
    (fact,) = dosing("Initial: 10 mg or 20 mg once daily")
    single = [value.low for value in fact.values if not value.derived]
    assert single == [Fraction(10), Fraction(20)]
