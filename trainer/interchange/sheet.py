"""A study sheet to print: what the deck asks, section by section, with answers and lines."""

from __future__ import annotations

from trainer.deck.deck import Deck
from trainer.interchange.bank import Item, said_source
from trainer.interchange.page import Page
from trainer.text import sentence


def study_sheet(deck: Deck, items: list[Item]) -> Page:
    """A page with every question and its model answer; computed ones with their steps."""
    page = Page(f"Study sheet: {deck.title}")
    titles = {section.id: section.title for section in deck.sections}
    order = {section.id: place for place, section in enumerate(deck.sections)}
    last = len(order)
    section = None
    for item in sorted(items, key=lambda item: order.get(item.question.section, last)):
        question = item.question
        if question.section != section:
            section = question.section
            page.heading(titles.get(section, "Cards of the instructor"))
        page.text(question.text)
        if question.options:
            page.options(question.options)
        page.bullets(
            [
                f"Answer: {sentence(question.key.model)}",
                *question.steps,
                *([sentence(question.because)] if question.because else []),
                *([said_source(question)] if question.lines else []),
            ]
        )
    page.small("For learning, not for patient care.")
    return page
