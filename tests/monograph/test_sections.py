"""What each section's lines become: kinds, denials, hedges, lists and reasons."""

from __future__ import annotations

import pytest

from trainer.monograph.fact import Fact
from trainer.monograph.reader import read_text


def facts(title: str, *lines: str) -> tuple[Fact, ...]:
    return read_text("\n".join((title, *lines)), name="x.txt").facts


def kinds(title: str, *lines: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.statement) for fact in facts(title, *lines)]


def test_an_off_label_bullet_is_one_fact_for_each_use_with_the_shared_hedge() -> None:
    found = facts(
        "Indications", "- Off-label uses: Hiccups, neuralgia, and pain (varying evidence)"
    )
    assert [fact.statement for fact in found] == [
        "Off-label: Hiccups", "Off-label: neuralgia", "Off-label: pain",
    ]  # fmt: skip
    assert {fact.qualifier for fact in found} == {"varying evidence"}


def test_a_denied_use_is_never_an_indication() -> None:
    found = facts("Indications", "- Not indicated for spasticity of palsy or spinal disease")
    assert {(fact.kind, fact.negated) for fact in found} == {("not_indicated", True)}
    assert found[1].statement == "Not indicated for spasticity of spinal disease"


@pytest.mark.parametrize(
    ("line", "kind", "negated"),
    [
        ("- Initial dose: 5 mg three times daily", "dose", False),
        ("- Maintenance dose: 40-80 mg daily", "dose_range", False),
        ("- May increase by 5 mg every 3 days", "titration", False),
        ("- Taper: reduce by 25% every 3 days", "titration", False),
        ("- Maximum dose: 80 mg daily", "max_dose", False),
        ("- Do not exceed 80 mg daily", "max_dose", False),
        ("- Renal impairment: reduce the dose by 50%", "dose_adjustment", False),
        ("- CrCl 30-59 mL/min: 5 mg daily", "dose_adjustment", False),
        ("- Hepatic impairment: No dose adjustment needed", "dose_adjustment", True),
        ("- Hepatic impairment: Use with caution", "caution", False),
        ("- Severe hepatic impairment: Not recommended", "not_recommended", True),
        ("- Elderly: Start with lower doses", "caution", False),
        ("- Elderly: Start with 5 mg", "dose_adjustment", False),
        ("- Pediatrics: Safety not established under 12 years", "age_limit", False),
        ("- Children 2-11 years: 10 mg/kg every 8 hours", "dose", False),
        ("- Reserved for severe cases", "condition", False),
        ("- Requires a pump", "requirement", False),
        ("- Swallow whole; do not crush", "administration", False),
        ("- Duration of treatment: 7-14 days", "duration", False),
        ("- Doses above 16 mg have not been studied", "caution", True),
    ],
)
def test_a_dosing_line_is_of_this_kind(line: str, kind: str, negated: bool) -> None:
    (found,) = facts("Dosage and Administration", line)
    assert (found.kind, found.negated) == (kind, negated)


def test_a_hedged_second_maximum_is_a_fact_of_its_own() -> None:
    first, second = facts(
        "Dosage", "- Maximum dose: 80 mg daily (some sources recommend up to 100 mg daily)"
    )
    assert first.values[0].high == 80
    assert first.qualifier is None
    assert second.values[0].high == 100
    assert second.qualifier == "some sources"


def test_several_schedules_in_one_line_are_several_facts() -> None:
    found = facts(
        "Dosage", "- Renal impairment: CrCl 30-59 mL/min: reduce by 50%; CrCl <30 mL/min: avoid"
    )
    assert [fact.kind for fact in found] == ["dose_adjustment", "not_recommended"]
    assert [fact.values[0].high for fact in found] == [59, 30]


def test_a_start_and_its_increase_in_one_line_are_two_facts() -> None:
    found = facts("Dosage", "- Initial dose: 5 mg daily, increase by 5 mg weekly")
    assert [fact.kind for fact in found] == ["dose", "titration"]


def test_strengths_are_never_doses() -> None:
    found = facts("Dosage Forms and Strengths", "- Tablets: 10 mg, 20 mg and 40 mg")
    assert [(fact.kind, fact.section) for fact in found] == [("strength", "dosage_administration")]
    assert [value.per for value in found[0].values] == ["tablet"] * 3


def test_several_statements_of_a_kinetic_line_are_split() -> None:
    found = facts("Pharmacokinetics", "- Absorption: Rapid; bioavailability approximately 70%",
                  "- Metabolism: Hepatic by CYP3A4 and, to a lesser extent, CYP2D6",
                  "- Distribution: Crosses blood-brain barrier and placenta")  # fmt: skip
    assert [(fact.kind, fact.subject) for fact in found] == [
        ("property", "absorption"),
        ("percentage", "oral bioavailability"),
        ("property", "hepatic metabolism"),
        ("property", "main enzymes"),
        ("property", "minor enzyme"),
        ("property", "crosses blood-brain barrier"),
        ("property", "crosses placenta"),
    ]


def test_forms_in_brackets_keep_their_half_lives_apart() -> None:
    found = facts(
        "Pharmacokinetics",
        "- Half-life: 18 hours (range 8-37 hours) for immediate-release; 32 hours for "
        "extended-release",
    )
    assert [fact.details["form"] for fact in found] == ["immediate-release", "extended-release"]
    assert [value.role for value in found[0].values] == ["typical", "range"]


@pytest.mark.parametrize("text", ["Not metabolized", "Does not cross the placenta"])
def test_a_denial_is_marked(text: str) -> None:
    assert facts("Pharmacokinetics", f"- Metabolism: {text}")[0].negated


def test_signs_of_withdrawal_are_facts_beside_their_warning() -> None:
    found = facts(
        "Warnings",
        "- Abrupt discontinuation: May cause symptoms including fever, seizures, and spasms",
    )
    assert [(fact.kind, fact.subject) for fact in found] == [
        ("warning", "abrupt discontinuation"),
        ("withdrawal_sign", "fever"),
        ("withdrawal_sign", "seizures"),
        ("withdrawal_sign", "spasms"),
    ]


def test_a_syndrome_of_withdrawal_is_no_sign_of_it() -> None:
    found = facts("Warnings", "- Abrupt discontinuation: May cause a withdrawal syndrome")
    assert [fact.kind for fact in found] == ["warning"]


def test_a_contraindication_keeps_its_reason_and_a_list_is_split() -> None:
    found = facts(
        "Contraindications",
        "- Intravenous use (causes CNS depression and collapse)",
        "- Arrhythmias, heart block or conduction disturbances, and heart failure",
    )
    assert found[0].details["reason"] == ["CNS depression", "collapse"]
    assert [fact.statement for fact in found[1:]] == [
        "Arrhythmias",
        "Heart block or conduction disturbances",
        "Heart failure",
    ]


def test_an_interaction_names_agents_and_effect() -> None:
    found = facts(
        "Drug Interactions",
        "- CNS depressants: Enhanced sedation with alcohol and opioids",
        "- Serotonergic drugs (SSRIs, tramadol): Serotonin syndrome",
    )
    assert found[0].details == {"effect": "Enhanced sedation", "agents": ["alcohol", "opioids"]}
    assert found[1].details == {"effect": "Serotonin syndrome", "agents": ["SSRIs", "tramadol"]}


def test_an_introduction_is_split_into_single_statements() -> None:
    text = (
        "Testol is a centrally-acting relaxant used primarily for spasticity. It is a GABA "
        "derivative that acts as a GABA-B agonist. First introduced in the 1970s, it is "
        "supplied as tablets (5 mg and 10 mg)."
    )
    assert [kind for kind, _ in kinds("Introduction", text)] == [
        "classification",
        "indication_summary",
        "classification",
        "classification",
        "date",
        "strength",
    ]


def test_two_denials_of_a_mechanism_are_two_facts() -> None:
    found = facts("Mechanism of Action", "It does not act at the junction or directly on muscle.")
    assert [(fact.statement, fact.negated) for fact in found] == [
        ("It does not act at the junction", True),
        ("It does not act directly on muscle", True),
    ]


def test_one_matter_on_several_lines_is_one_concept() -> None:
    text = "Dosage\n- Renal impairment: reduce dose by 50%\nMonitoring\n- Renal function\n- Weight"
    found = read_text(text, name="x.txt").facts
    assert [fact.concept for fact in found] == ["renal impairment", "renal impairment", None]
