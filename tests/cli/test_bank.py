"""A bank of 200 multiple-choice items comes in, and the lint finds what is wrong with it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from trainer.cli.main import main

FAULTS = {
    1: "'All of the above' rewards guessing",
    2: "without saying NOT in capitals",
    3: "much longer than the others",
    4: "'qd' is error-prone; write daily",
    5: "asks the same as",
    6: "'None of the above' rewards guessing",
    7: "gives itself away by an absolute word",
}
HEAD = ["question", "answer", "wrong 1", "wrong 2", "wrong 3", "because", "author"]


def item(number: int) -> list[str]:
    """An item of the bank; the last digit of its number says what is wrong with it."""
    ask = f"What is the usual starting dose of substance {number} in adults?"
    answer = f"{300 + number} mg once daily"
    wrong = [f"{times * (300 + number)} mg once daily" for times in (2, 4, 8)]
    match number % 10:
        case 1:
            wrong[2] = "All of the above"
        case 2:
            ask = f"Which is not a starting dose of substance {number} in adults?"
        case 3:
            answer += ", in the morning with a full glass of water and some food"
        case 4:
            wrong[1] = f"{2 * (300 + number)}.0 mg qd"
        case 5:
            ask = "What is the usual starting dose of substance 5 in adults?"
        case 6:
            wrong[2] = "None of the above"
        case 7:
            wrong[0] = f"always {wrong[0]}"
    return [ask, answer, *wrong, "its monograph, line 3", "A. Uthor"]


def as_gift(rows: list[list[str]]) -> str:
    def guarded(text: str) -> str:
        return "".join(f"\\{char}" if char in ":=~{}#" else char for char in text)

    return "\n".join(
        f"::q{n}:: {guarded(ask)} {{\n~{guarded(a)}\n={guarded(answer)}\n"
        f"~{guarded(b)}\n~{guarded(c)}\n}}\n"
        for n, (ask, answer, a, b, c, *_) in enumerate(rows)
    )


@pytest.mark.parametrize("ending", ["csv", "gift"])
def test_a_bank_comes_in_and_its_faults_are_found(
    tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [item(number) for number in range(200)]
    bank = tmp_path / f"bank.{ending}"
    if ending == "csv":
        with bank.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
    else:
        bank.write_text(as_gift(rows), encoding="utf-8")
    assert main(["import", str(bank), str(tmp_path / "deck")]) == 0
    told = "".join(capsys.readouterr())
    assert "200 cards" in told
    assert ("not read: the columns author" in told) == (ending == "csv")
    assert main(["deck", "check", str(tmp_path / "deck"), "--json"]) == 1
    messages = [one["message"] for one in json.loads(capsys.readouterr().out)]
    for digit, words in FAULTS.items():
        # of the twenty that ask the same, the first has nothing to be the same as
        assert sum(words in message for message in messages) == (19 if digit == 5 else 20)
