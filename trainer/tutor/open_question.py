"""The open question, as far as it decides whether words are a request or an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.questions.question import Question

_JUDGED = ("yesno", "choice")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What `read_move` asks of it. `marks` are words that mark a point now: yes, no."""

    question: Question | None
    marks: frozenset[str]
    earning: Callable[[str], bool]

    @property
    def accepted(self) -> frozenset[str]:
        """The very words that are an answer, in lower case."""
        if self.marks or self.question is None:
            return self.marks
        texts = list(self.question.options)
        for point in self.question.key.points:
            texts += [point.text, *point.accepted]
        return frozenset(text.casefold() for text in texts)

    @property
    def judged(self) -> bool:
        """Whether it is answered by yes, no or a choice."""
        return bool(self.marks) or (self.question is not None and self.question.key.type in _JUDGED)

    def earns(self, typed: str) -> bool:
        """Whether these words earn anything as an answer."""
        return self.earning(typed)
