"""What a deck says and hardly means: made into what is meant, or told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.deck.key import QuantityKey, RangeKey, RegimenKey, TermKey, YesNoKey
from trainer.deck.problem import DeckError
from trainer.deck.shelf import check
from trainer.tutor.proof import Proof

HEAD = "id: d\ntitle: D\ncards:\n"


def card(answer: str, ask: str = "What?", name: str = "one") -> str:
    return f"  - id: {name}\n    ask: {ask}\n    answer: {answer}\n"


def problems(tmp_path: Path, *cards: str) -> list[str]:
    (tmp_path / "deck.yaml").write_text(HEAD + "".join(cards), encoding="utf-8")
    try:
        found = check(tmp_path).problems
    except DeckError as error:
        found = error.problems
    return [str(one).replace(f"{tmp_path / 'deck.yaml'}:", "") for one in found]


@pytest.mark.parametrize(
    ("answer", "kind", "model"),
    [
        ("no", YesNoKey, "no"),
        ("Yes", YesNoKey, "yes"),
        ("true", YesNoKey, "yes"),
        ("FALSE", YesNoKey, "no"),
        ("'no'", YesNoKey, "no"),
        ("2,550 mg/day", QuantityKey, "2,550 mg/day"),
        ("40 to 80 mg/day", RangeKey, "40 to 80 mg/day"),
        ("5 mg three times daily", RegimenKey, "5 mg three times daily"),
        ("biguanide", TermKey, "biguanide"),
        ("B12", TermKey, "B12"),
        ("1970s", TermKey, "1970s"),
    ],
)
def test_a_plain_answer_becomes_the_card_that_its_author_means(
    tmp_path: Path, answer: str, kind: type, model: str
) -> None:
    assert problems(tmp_path, card(answer)) == []
    deck = check(tmp_path).deck
    assert deck is not None
    key = deck.cards[0].key
    assert key is not None and isinstance(key, kind)
    assert key.model == model


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("off", "6:13: warning: 'off' is taken as a word that the learner types For a yes-or-no"),
        ("on", "6:13: warning: 'on' is taken as a word that the learner types For a yes-or-no"),
        (
            "no, the weight falls",
            "6:13: warning: 'no, the weight falls' is taken as a term, not as no with a reason"
            " Write answer: {no: [the weight falls]}.",
        ),
        ("no | nope", "6:13: warning: 'no | nope' is taken as a term, not as no Write answer: no;"),
        (
            "{no: [harm], unsafe: maybe}",
            "6:34: error: `unsafe` is yes or no, and here it is 'maybe' Write `unsafe: yes`",
        ),
        ("{choice: [{text: a, right: ja}, {text: b}]}", "6:40: error: `right` is yes or no"),
        (
            "{range: 2000 to 1500 mg/day}",
            "6:21: error: '2000 to 1500 mg/day' runs from the higher number to the lower",
        ),
        (
            "yes\n    lines: [4]",
            "7:12: warning: card one names lines of a monograph, and this deck has none Take",
        ),
        ("why #1", "6:17: warning: the text ends here, at 'why': what follows a # is a comment"),
    ],
)
def test_what_is_hardly_meant_is_told_with_its_place(
    tmp_path: Path, answer: str, sentence: str
) -> None:
    found = problems(tmp_path, card(answer))
    assert [one for one in found if one.startswith(sentence)]


def test_a_question_that_a_comment_cuts_short_is_shown_with_its_quotes(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, card("with meals", "How is it taken #1?"))
    assert found.endswith('Put quotes around it: ask: "How is it taken #1?"')
    (found,) = problems(tmp_path, card("with meals", "Which of the # columns is right?"))
    assert "the text ends here" in found


@pytest.mark.parametrize(
    "text",
    [
        "  - id: a   # the first\n    ask: What?   # asked in week 1\n    answer: x  # or y\n",
        '  - id: a\n    ask: "What is #1?"\n    answer: [x, y]   # in any order\n',
        "  - id: a\n    ask: |\n      What is #1?\n      And #2?\n    answer: C# | C #1\n",
    ],
)
def test_a_comment_beside_what_is_complete_is_none_of_our_business(
    tmp_path: Path, text: str
) -> None:
    found = problems(tmp_path, text)
    assert [one for one in found if ": what follows" in one and not one.startswith("8:")] == []


DOSES = (
    card("{regimen: 500 mg twice daily}", "What is the starting dose?", "start"),
    card("{range: 1500 to 2000 mg/day}", "Which daily doses are usual?", "usual"),
)


@pytest.mark.parametrize(
    ("ask", "answer", "warned"),
    [
        ("What is the maximum daily dose?", "2550 mL/day", True),
        ("What is the maximum daily dose?", "2550 mg/day", False),
        ("What is the maximum daily dose?", "2.55 g/day", False),
        ("What is the dose of the syrup, in mL?", "5 mL", False),
        ("How many mg is the maximum daily dose?", "2550 mL/day", True),
        ("How many tablets are that?", "{quantity: 5 mg}", True),
        ("How many mL are drawn up?", "5 mL", False),
        ("How many grams are that?", "5 mg", False),
        ("After how many hours?", "2 days", False),
        ("Which rate is set, in mL/h?", "{quantity: 5 mg/h}", True),
        ("How long is the half-life?", "6 h", False),
    ],
)
def test_a_unit_that_is_not_asked_for_is_doubted(
    tmp_path: Path, ask: str, answer: str, warned: bool
) -> None:
    found = problems(tmp_path, *DOSES, card(answer, ask))
    assert bool(found) == warned
    assert all(one.startswith("12:13: warning: card one") for one in found)


def test_the_doses_of_a_monograph_are_enough_to_doubt_one_in_ml(tmp_path: Path) -> None:
    (tmp_path / "m.md").write_text(
        "# Exampline\n\n## Dosage and Administration\n\n- Maximum dose: 80 mg daily\n",
        encoding="utf-8",
    )
    text = "id: d\ntitle: D\nmonograph: m.md\ncards:\n"
    text += card("8 mL/day", "What is the dose of a child?") + "    lines: [900]\n"
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    found = {one.code: str(one) for one in check(tmp_path).problems}
    assert "every other dose of this deck is a mass" in found["other-unit"]
    assert "names line 900, and the monograph ends at" in found["no-such-line"]


def test_an_error_hides_no_warning(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        HEAD + card("[x, y]", "Name the effects.") + card("{quantity: 5 mgg}", "How much?", "two"),
        encoding="utf-8",
    )
    codes = [finding.problem.code for finding in Proof(tmp_path).findings]
    assert codes == ["quantity", "no-count"]


@pytest.mark.parametrize(
    ("answer", "model"),
    [
        ("{quantity: 2550 mg/day}", "2,550 mg/day"),
        ("2550 mg/day", "2,550 mg/day"),
        ("{range: 1500 to 2000 mg/day}", "1,500 to 2,000 mg/day"),
        ("{regimen: 1000 mg twice daily}", "1,000 mg twice daily"),
        ('{quantity: "2,550 mg/day"}', "2,550 mg/day"),
        ("{quantity: 0.1234 mg}", "0.1234 mg"),
        ("{quantity: 1234.5678 mg}", "1,234.5678 mg"),
        ("{quantity: 2550 mg, model: 2550 mg in all}", "2550 mg in all"),
    ],
)
def test_a_key_is_shown_with_the_commas_that_learners_are_asked_for(
    tmp_path: Path, answer: str, model: str
) -> None:
    problems(tmp_path, card(answer))
    deck = check(tmp_path).deck
    assert deck is not None and deck.cards[0].key is not None
    assert deck.cards[0].key.model == model
