"""The report of an exam in lines of text, fit to be read aloud."""

from __future__ import annotations

from fractions import Fraction

from trainer.text import sentence, visible
from trainer.tutor.exam.marking import BLANK
from trainer.tutor.exam.report import Part, Report, Row


def report_lines(report: Report) -> tuple[str, ...]:
    """What was reached, where, what waits for a person, and what to study next."""
    low, high = report.interval
    count = len(report.rows)
    lines = [
        f"Exam {report.name}: {points(report.points)} of {count} points, {percent(report.share)}.",
        f"From {count} questions, what you know of all that could be asked lies between "
        f"{percent(low)} and {percent(high)} (95% interval).",
    ]
    if report.blank:
        lines.append(f"{report.blank} not answered.")
    if report.unsafe:
        numbers = ", ".join(str(row.number) for row in report.unsafe)
        lines.append(f"Unsafe answers, worth nothing: question {numbers}.")
    if report.provisional:
        numbers = ", ".join(str(row.number) for row in report.provisional)
        lines.append(
            f"Marked with doubt, points provisional: question {numbers}. Mark them with: "
            f"trainer exam mark {report.name} QUESTION POINTS"
        )
    lines += [_part("By section", part) for part in report.sections]
    lines += [_part("By kind", part) for part in report.kinds]
    minutes = report.used_ms / 60_000
    lines.append(f"Time: {minutes:.1f} minutes, {minutes * 60 / max(1, count):.0f} s a question.")
    changed = [row for row in report.rows if row.place.changes]
    if changed:
        lines.append(f"Answers changed: {len(changed)}.")
    for part in report.next_sections:
        lines.append(
            f"To study next: {part.name}. "
            f"Command: trainer study {report.paper.deck} --section {part.id} --early"
        )
    if not report.next_sections and report.points < count:
        lines.append(
            "To study next: the cards that you know least. "
            f"Command: trainer study {report.paper.deck} --early"
        )
    return tuple(lines)


def row_lines(row: Row) -> tuple[str, ...]:
    """One question with answer, key, worked steps and lines."""
    lines = [f"Question {row.number}: {visible(row.question.text)}"]
    lines += [
        f"{chr(ord('a') + place)}) {visible(option)}"
        for place, option in enumerate(row.question.options)
    ]
    lines.append(f"Your answer: {visible(row.place.answer)}" if row.place.answer else "No answer.")
    lines.append(_worth(row))
    if row.mark.message and row.mark.outcome not in ("correct", "no_attempt"):
        lines.append(sentence(visible(row.mark.message)))
    lines.append(f"Model answer: {sentence(visible(row.question.key.model))}")
    lines += [f"Step {n}: {visible(step)}" for n, step in enumerate(row.question.steps, 1)]
    if row.question.because:
        lines.append(f"Why: {sentence(visible(row.question.because))}")
    if row.question.lines:
        lines.append(f"Monograph, line {', '.join(str(line) for line in row.question.lines)}.")
    spent = f"Time: {row.place.spent_ms / 1000:.0f} s."
    if row.place.changes:
        times = "once" if row.place.changes == 1 else f"{row.place.changes} times"
        spent += f" Changed {times}; first: {visible(row.place.first_answer)}"
    lines.append(spent)
    if row.place.note:
        lines.append(f"Your note: {visible(row.place.note)}")
    return tuple(lines)


def percent(share: Fraction | float) -> str:
    """A share as "83%"."""
    return f"{round(float(share) * 100)}%"


def points(value: Fraction) -> str:
    """Points with at most two decimal places, without trailing zeros."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _part(head: str, part: Part) -> str:
    return f"{head}: {part.name}, {points(part.points)} of {part.questions}."


def _worth(row: Row) -> str:
    worth = f"{points(row.mark.score)} of 1 point"
    if row.mark.outcome == BLANK:
        return f"Worth: {worth}."
    more = [
        word
        for holds, word in (
            (row.mark.unsafe, "unsafe"),
            (row.mark.provisional, "provisional, the grader was unsure"),
            (row.mark.by_hand, "marked by hand"),
        )
        if holds
    ]
    tail = f" ({', '.join(more)})" if more else ""
    return f"Worth: {worth}, {row.mark.outcome.replace('_', ' ')}{tail}."
