"""The report of an exam in lines of text, fit to be read aloud."""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.deck.key import OrderKey
from trainer.text import sentence, visible
from trainer.tutor.exam.fitting import options_named
from trainer.tutor.exam.marking import BLANK
from trainer.tutor.exam.report import Part, Report, Row
from trainer.tutor.exam.rounding import is_calculation

_MOSTLY_BLANK = Fraction(1, 2)
"""From this share of questions left open on, nothing is said of what the learner knows."""


def report_lines(report: Report) -> tuple[str, ...]:
    """What was reached, where, what waits for a person, and what to study next."""
    lines = [f"Exam {report.name}: {reached(report)}.", *about(report)]
    if report.provisional:
        lines.append(
            f"Marked with doubt, points provisional: question {_numbers(report.provisional)}. "
            f"Mark them with: trainer exam mark {report.name} QUESTION POINTS"
        )
    elif any(row.can_be_marked for row in report.rows):
        lines.append(
            "Where you think that you were right, give the points yourself: "
            f"trainer exam mark {report.name} QUESTION POINTS"
        )
    lines += [_part("By section", part) for part in report.sections]
    lines += [_part("By kind", part) for part in report.kinds]
    if missed := len(report.missed_cards):
        cards = "the card" if missed == 1 else f"the {missed} cards"
        lines.append(
            f"To study next: {cards} that you missed. Command: trainer study --missed {report.name}"
        )
    if following := report.next_sections:
        names = ", ".join(part.name for part in following)
        lines.append(
            f"Most points were lost in: {names}. Command for the first: "
            f"trainer study {report.paper.deck} --section {following[0].id} --early"
        )
    return tuple(lines)


def reached(report: Report) -> str:
    """ "14.5 of 20 points, 73%"."""
    return f"{points(report.points)} of {len(report.rows)} points, {percent(report.share)}"


def about(report: Report) -> tuple[str, ...]:
    """What the result rests on, a sentence each: blanks, unsafe answers, time, how sure it is."""
    count, lines = len(report.rows), []
    if report.blank:
        lines.append(f"{report.blank} not answered: each counts as wrong.")
    if report.unsafe:
        lines.append(f"Unsafe answers, worth nothing: question {_numbers(report.unsafe)}.")
    minutes = report.used_ms / 60_000
    time = f"Time: {minutes:.1f} minutes, {minutes * 60 / max(1, count):.0f} s a question."
    if changed := sum(bool(row.place.changes) for row in report.rows):
        time += f" Answers changed: {changed}."
    lines.append(time)
    if flagged := [row for row in report.rows if row.place.flagged]:
        lines.append(f"Flagged: question {_numbers(flagged)}.")
    if Fraction(report.blank, max(1, count)) < _MOSTLY_BLANK:
        low, high = report.interval
        lines.append(
            f"Other questions of the same kind would probably bring between {percent(low)} and "
            f"{percent(high)}: {count} questions do not tell it closer."
        )
    return tuple(lines)


def row_lines(row: Row) -> tuple[str, ...]:
    """One question with answer, key, worked steps and lines."""
    return (
        f"Question {row.number}: {visible(row.question.text)}",
        *option_lines(row),
        *(f"{label}: {text}" if label else text for label, text in row_parts(row)),
    )


def options(row: Row) -> tuple[str, ...]:
    """The options as they were shown, with what was struck out."""
    return tuple(
        visible(option) + (" (you struck it out)" if place in row.place.struck else "")
        for place, option in enumerate(row.question.options)
    )


def option_lines(row: Row) -> tuple[str, ...]:
    """The same behind their letters."""
    return tuple(f"{chr(ord('a') + place)}) {text}" for place, text in enumerate(options(row)))


def row_parts(row: Row) -> tuple[tuple[str, str], ...]:
    """What there is to say of a question, as labels and texts; what was answered comes first."""
    question, place, mark = row.question, row.place, row.mark
    parts = [("Your answer", _answer(row))]
    if place.draft:
        parts.append(("Not entered", visible(place.draft)))
    parts.append(("Worth", _worth(row)))
    if mark.message and mark.outcome not in ("correct", "no_attempt"):
        parts.append(("Remark", sentence(visible(_in_parts(mark.message, mark.score)))))
    if mark.missed and 0 < mark.score < 1 and not mark.by_hand:
        label = "Not found" if mark.provisional else "Not said"
        parts.append((label, sentence(visible("; ".join(mark.missed)))))
    parts.append(("Model answer", sentence(visible(question.key.model))))
    parts += [(f"Step {n}", visible(step)) for n, step in enumerate(question.steps, 1)]
    if question.because and _adds(question.because, f"{question.text} {question.key.model}"):
        parts.append(("Why", sentence(visible(question.because))))
    if question.lines:
        several = "lines" if len(question.lines) > 1 else "line"
        said = ", ".join(map(str, question.lines))
        parts.append(("Monograph", f"{several} {said}."))
    parts.append(("Time", _time(row)))
    if place.flagged:
        parts.append(("Flagged", "yes."))
    if place.note:
        parts.append(("Your note", visible(place.note)))
    return tuple(parts)


def percent(share: Fraction | float) -> str:
    """A share as "83%"."""
    return f"{round(float(share) * 100)}%"


def points(value: Fraction) -> str:
    """Points with at most two decimal places, without trailing zeros."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _numbers(rows: tuple[Row, ...] | list[Row]) -> str:
    return ", ".join(str(row.number) for row in rows)


def _part(head: str, part: Part) -> str:
    return f"{head}: {part.name}, {points(part.points)} of {part.questions}."


def _answer(row: Row) -> str:
    """What was typed, and which options that names."""
    if not row.place.answer:
        return "none."
    typed = visible(row.place.answer)
    named = options_named(row.question, row.place.answer)
    if not named or named == (row.place.answer,):
        return typed
    between = ", then " if isinstance(row.question.key, OrderKey) else "; "
    return f"{typed} ({visible(between.join(named))})"


def _worth(row: Row) -> str:
    mark = row.mark
    worth = f"{points(mark.score)} of 1 point"
    if mark.outcome == BLANK:
        return f"{worth}, not answered."
    more = [
        word
        for holds, word in (
            (mark.unsafe, "unsafe"),
            (mark.provisional, "provisional, the grader was unsure"),
            (mark.by_hand, "points given by hand"),
            (
                is_calculation(row.question) and not mark.by_hand and mark.score < 1,
                "a calculation is all or nothing",
            ),
        )
        if holds
    ]
    tail = f" ({'; '.join(more)})" if more else ""
    return f"{worth}, {mark.outcome.replace('_', ' ')}{tail}."


def _in_parts(message: str, score: Fraction) -> str:
    """The grader calls the parts of an answer points; here a point is what a question brings.

    What brings more than the parts that are there was partly there, and says so.
    """

    def said(found: re.Match[str]) -> str:
        there, all_parts = int(found[1]), int(found[2])
        more = score * all_parts > there and there < all_parts
        half = ", and another half" if more else ""
        return f"{there} of {all_parts} parts of the answer are there{half}"

    return re.sub(r"(\d+) of (\d+) points are there", said, message)


def _time(row: Row) -> str:
    spent = f"{row.place.spent_ms / 1000:.0f} s."
    if row.place.changes:
        times = "once" if row.place.changes == 1 else f"{row.place.changes} times"
        spent += f" Changed {times}; first: {visible(row.place.first_answer)}"
    return spent


def _adds(reason: str, said: str) -> bool:
    """Whether a reason has a word that the question and its answer do not have."""
    words = set(re.findall(r"\w+", reason.casefold()))
    return not words <= set(re.findall(r"\w+", said.casefold()))
