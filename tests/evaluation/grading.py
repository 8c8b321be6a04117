"""How well the grader marks: `python -m tests.evaluation.grading ANSWERS.jsonl [--list]`.

The file holds one labelled answer a line, with `question`, `type`, `expected`, `points`, `answer`,
`label` (correct, partial, incorrect) and `score`, and may hold `tags`. Each figure has its n and a
95 % interval: Wilson's for rates, a bootstrap over questions (400 draws, fixed seed) for kappa
and for the mean error of the score.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from trainer.chance import Chance
from trainer.grading.grader import Asked, grade
from trainer.grading.plain_key import key_from_plain
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import general_lexicon

LABELS = ("incorrect", "partial", "correct")
UNSAFE = frozenset(
    [
        "wrong_unit",
        "per_hour",
        "10x",
        "100x",
        "1000x",
        "magnitude",
        "negation",
        "inversion",
        "per_dose_per_day",
        "unsafe",
        "reduce_to_not_by",
        "boundary_inclusive",
        "wrong_route",
    ]
)


@dataclass(frozen=True)
class Marked:
    row: dict[str, Any]
    verdict: Verdict
    milliseconds: float

    @property
    def label(self) -> int:
        return LABELS.index(self.row["label"])

    @property
    def given(self) -> int:
        """The verdict as a label; "unsure" enters with its provisional score."""
        score = self.verdict.score
        return 2 if score == 1 else 1 if score > 0 else 0

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(self.row.get("tags", ()))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.grading", description=__doc__)
    parser.add_argument("answers", type=Path, nargs="+")
    parser.add_argument("--list", action="store_true", help="show every disagreement")
    args = parser.parse_args(argv)
    rows = [row for path in args.answers for row in read(path)]
    marked = mark(rows)
    if args.list:
        show(marked)
    report(marked)
    return 0


def read(path: Path) -> list[dict[str, Any]]:
    """The labelled answers of a file: JSON lines, or the text form described in answers/."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in lines if line.strip()]
    rows: list[dict[str, Any]] = []
    question: dict[str, Any] = {}
    for line in lines:
        if line.startswith("?"):
            kind, text, expected, points = (part.strip() for part in line[1:].split(" | "))
            question = {"type": kind, "question": text, "expected": expected,
                        "points": [point.strip() for point in points.split(";")]}  # fmt: skip
        elif line.strip() and not line.startswith("#"):
            score, answer, tags = (part.strip() for part in line.split(" | "))
            worth = float(score)
            label = "correct" if worth == 1 else "incorrect" if worth == 0 else "partial"
            rows.append({**question, "id": f"{path.stem}-{len(rows) + 1}", "answer": answer,
                         "score": worth, "label": label, "tags": tags.split(",")})  # fmt: skip
    return rows


def mark(rows: Sequence[dict[str, Any]]) -> list[Marked]:
    lexicon = general_lexicon()
    out = []
    for row in rows:
        key = key_from_plain(row["type"], row["question"], row["expected"], row["points"])
        asked = Asked(row["question"], key)
        start = time.perf_counter()
        verdict = grade(row["answer"], asked, lexicon)
        out.append(Marked(row, verdict, (time.perf_counter() - start) * 1000))
    return out


def show(marked: Sequence[Marked]) -> None:
    for one in marked:
        verdict = one.verdict
        wrong = one.given != one.label or abs(float(verdict.score) - one.row["score"]) > 0.01
        if wrong:
            mark_ = "!!" if verdict.outcome == "correct" and one.label < 2 else "  "
            print(
                f"{mark_} {one.row['id']} {one.row['type']:<11} {one.row['label'][:4]} "
                f"{one.row['score']:.2f} got {verdict.outcome} {float(verdict.score):.2f} | "
                f"{one.row['answer']!r} | {','.join(one.tags)} | "
                f"{[(p.point[:22], p.met, p.near, p.heard) for p in verdict.points]} "
                f"wrong={verdict.wrong} unk={verdict.unrecognised} {verdict.message}"
            )


def report(marked: Sequence[Marked]) -> None:
    wrong = [one for one in marked if one.label == 0]
    not_right = [one for one in marked if one.label < 2]
    unsafe = [one for one in not_right if one.tags & UNSAFE]
    right = [one for one in marked if one.label == 2]
    prose = [one for one in marked if one.row["type"] == "explanation"]
    closed = [one for one in marked if one.row["type"] != "explanation"]

    def accepted(one: Marked) -> bool:
        return one.verdict.outcome == "correct"

    print(f"answers {len(marked)}, questions {len(_by_question(marked))}")
    print(_interval("kappa, quadratic, three labels", marked, kappa))
    print(_interval("mean error of the score", marked, mean_error))
    print(_rate("false accepts, label not correct", not_right, accepted))
    print(_rate("false accepts, label incorrect", wrong, accepted))
    print(_rate("false accepts, unsafe classes", unsafe, accepted))
    print(_rate("false rejects (incorrect on right)", right, lambda one: one.given == 0))
    print(_rate("right answers not marked correct", right, lambda one: not accepted(one)))
    print(_rate("unsure outside explanations", closed, _unsure))
    print(_rate("unsure on explanations", prose, _unsure))
    times = sorted(one.milliseconds for one in marked)
    if times:
        print(f"time per answer: median {times[len(times) // 2]:.2f} ms, 95 % below "
              f"{times[int(len(times) * 0.95)]:.2f} ms")  # fmt: skip


def kappa(marked: Sequence[Marked]) -> float:
    """Cohen's kappa with quadratic weights over the three labels."""
    n = len(marked)
    seen = [[0] * 3 for _ in range(3)]
    for one in marked:
        seen[one.label][one.given] += 1
    rows = [sum(row) for row in seen]
    columns = [sum(row[column] for row in seen) for column in range(3)]
    observed = sum((i - j) ** 2 * seen[i][j] for i in range(3) for j in range(3))
    expected = sum((i - j) ** 2 * rows[i] * columns[j] / n for i in range(3) for j in range(3))
    return 1 - observed / expected if expected else 1.0


def mean_error(marked: Sequence[Marked]) -> float:
    return sum(
        abs(float(one.verdict.score - Fraction(str(one.row["score"])))) for one in marked
    ) / max(1, len(marked))


def _unsure(one: Marked) -> bool:
    return one.verdict.outcome == "unsure"


def _by_question(marked: Sequence[Marked]) -> list[list[Marked]]:
    groups: dict[str, list[Marked]] = {}
    for one in marked:
        groups.setdefault(one.row["question"], []).append(one)
    return list(groups.values())


def _interval(
    name: str, marked: Sequence[Marked], figure: Callable[[Sequence[Marked]], float]
) -> str:
    groups = _by_question(marked)
    chance = Chance("evaluation", name)
    draws = sorted(
        figure([one for _ in groups for one in chance.choice(groups)]) for _ in range(400)
    )
    low, high = draws[int(0.025 * len(draws))], draws[int(0.975 * len(draws)) - 1]
    return f"{name}: {figure(marked):.3f} (n={len(marked)}, 95 % {low:.3f} to {high:.3f})"


def _rate(name: str, group: Sequence[Marked], hit: Callable[[Marked], bool]) -> str:
    n, k = len(group), sum(map(hit, group))
    if not n:
        return f"{name}: none"
    z, p = 1.96, k / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return f"{name}: {k}/{n} = {p:.1%} (95 % {low:.1%} to {high:.1%})"


if __name__ == "__main__":
    sys.exit(main())
