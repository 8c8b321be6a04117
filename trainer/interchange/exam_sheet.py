"""An exam on paper: the questions, the key for the instructor, and the report of a sitting."""

from __future__ import annotations

from trainer.calculator.writer import write
from trainer.deck.key import ListKey, Point
from trainer.interchange.page import Page
from trainer.text import sentence
from trainer.tutor.exam.paper import Paper
from trainer.tutor.exam.report import Report
from trainer.tutor.exam.report_lines import options, points, report_lines, row_lines

TRAINING = "For learning, not for patient care."


def paper_page(paper: Paper) -> Page:
    """The questions with room for the answers."""
    page = Page(f"Exam: {paper.title}")
    page.text(_about(paper), "Name: ______________________________")
    for number, item in enumerate(paper.items, 1):
        page.heading(f"Question {number}")
        page.text(item.text)
        if item.options:
            page.options(item.options)
        page.space()
    page.small(TRAINING)
    return page


def key_page(paper: Paper) -> Page:
    """Model answers with points, worked steps, the errors to expect, and the monograph's lines."""
    page = Page(f"Key: {paper.title}")
    page.text(_about(paper))
    for number, item in enumerate(paper.items, 1):
        page.heading(f"Question {number}")
        page.text(item.text)
        if item.options:
            page.options(item.options)
        page.text(f"Model answer: {sentence(item.key.model)}")
        if len(item.key.points) > 1:
            if isinstance(item.key, ListKey) and item.key.ask_for:
                page.text(f"Any {item.key.ask_for} of these:")
            page.bullets([_point(point) for point in item.key.points])
        if item.steps:
            page.bullets([f"Step {place}: {step}" for place, step in enumerate(item.steps, 1)])
        if item.slips:
            page.bullets(
                [
                    f"Error {slip.name.replace('_', ' ')} ({write(slip.quantity)}): {slip.words}"
                    for slip in item.slips
                ]
            )
        if item.because:
            page.text(sentence(item.because))
        if item.lines:
            page.small(f"Monograph, line {', '.join(str(line) for line in item.lines)}.")
    page.small(TRAINING)
    return page


def report_page(report: Report) -> Page:
    """What was reached, and every question with answer, key, worked steps and line."""
    page = Page(f"Report of exam {report.name}: {report.paper.title}")
    page.text(*[line for line in report_lines(report) if not line.startswith("By ")])
    for title, parts in (("Section", report.sections), ("Kind", report.kinds)):
        rows = [(title, "Points", "Questions")]
        rows += [(part.name, points(part.points), str(part.questions)) for part in parts]
        page.table(rows)
    for row in report.rows:
        head, *rest = row_lines(row)
        page.heading(head.partition(":")[0])
        page.text(row.question.text)
        skipped = len(row.question.options)
        if row.question.options:
            page.options(options(row))
        page.text(*rest[skipped:])
    page.small(TRAINING)
    return page


def _point(point: Point) -> str:
    """A point with its weight, where it counts more than the others."""
    return (
        point.text if point.weight == 1 else f"{point.text} (counts {points(point.weight)} times)"
    )


def _about(paper: Paper) -> str:
    rules = paper.rules
    time = f"{rules.minutes:g} minutes" if rules.minutes else "no limit of time"
    return f"{len(paper.items)} questions, {time}. Paper {rules.seed} of deck {paper.deck}."
