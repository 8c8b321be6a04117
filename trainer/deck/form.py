"""Reading one table of a deck file field by field, and saying everything that is wrong with it."""

from __future__ import annotations

from difflib import get_close_matches

from trainer.deck.problem import Problem, Severity
from trainer.deck.yaml_tree import Listing, Node, Scalar, Table
from trainer.errors import Place


class Form:
    """A table being read. Problems go to the list handed in, so that all are found at once."""

    def __init__(self, table: Table, file: str, problems: list[Problem], what: str) -> None:
        self._table = table
        self._file = file
        self._problems = problems
        self._what = what
        self._asked: set[str] = set()
        self._before = len(problems)

    @property
    def line(self) -> int:
        return self._table.line

    @property
    def named(self) -> str:
        """What this form reads, as it is told: "the card `half-life`"."""
        name = self._table.get("id")
        return f"{self._what} `{name.text.strip()}`" if isinstance(name, Scalar) else self._what

    def complained(self, code: str) -> bool:
        """Whether a problem of this code was told since this form was begun."""
        return any(problem.code == code for problem in self._problems[self._before :])

    def place(self, node: Node | None = None) -> Place:
        at = node or self._table
        return Place(self._file, at.line, at.column)

    def complain(
        self,
        node: Node | None,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        self._problems.append(Problem(self.place(node), severity, code, _short(message), hint))

    def node(self, name: str) -> Node | None:
        self._asked.add(name)
        return self._table.get(name)

    def text(self, name: str, *, required: bool = False) -> str:
        """The field as one text; empty if it is missing or is not a text."""
        node = self.node(name)
        if node is None:
            if required:
                self.complain(
                    None, "missing", f"{self._what} has no `{name}`", f"Add a line `{name}: ...`."
                )
            return ""
        if not isinstance(node, Scalar):
            self.complain(node, "type", f"`{name}` must be a single text")
            return ""
        if required and not node.text.strip():
            self.complain(node, "empty", f"`{name}` is empty", f"Write something after `{name}:`.")
        return " ".join(node.text.split())

    def texts(self, name: str) -> tuple[str, ...]:
        """The field as texts: one text counts as a list of one."""
        node = self.node(name)
        return self.texts_of(node, name)

    def texts_of(self, node: Node | None, name: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (" ".join(node.text.split()),) if node.text.strip() else ()
        if isinstance(node, Listing):
            found = []
            for item in node.items:
                if isinstance(item, Scalar):
                    found.append(" ".join(item.text.split()))
                else:
                    self.complain(item, "type", f"each entry of `{name}` must be a single text")
            return tuple(found)
        self.complain(node, "type", f"`{name}` must be a text or a list of texts")
        return ()

    def flag(self, name: str) -> bool:
        """The field as yes or no; no if it is missing. Anything else is complained of."""
        text = self.text(name).casefold()
        if text not in ("", "yes", "true", "no", "false"):
            said = f"`{name}` is yes or no, and here it is {text!r}"
            hint = f"Write `{name}: yes`, or leave it out."
            self.complain(self.node(name), "yes-or-no", said, hint)
        return text in ("yes", "true")

    def number(self, name: str, low: int, high: int) -> int | None:
        """The field as a whole number from `low` to `high`; None if missing or wrong."""
        node = self.node(name)
        if node is None:
            return None
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
            self.complain(node, "number", f"`{name}` must be a whole number from {low} to {high}")
            return None
        return int(text)

    def lines(self, name: str) -> tuple[int, ...]:
        """The field as line numbers of the monograph."""
        found = []
        for text in self.texts(name):
            if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10**8:
                found.append(int(text))
            else:
                said = f"`{name}` holds {text!r}, which is no line number"
                self.complain(self.node(name), "number", said)
        return tuple(found)

    def tables(self, name: str) -> list[Table]:
        """The field as a list of tables."""
        node = self.node(name)
        if node is None:
            return []
        if not isinstance(node, Listing):
            self.complain(
                node,
                "type",
                f"`{name}` must be a list",
                f"Begin each entry under `{name}:` with `-`.",
            )
            return []
        found = []
        for item in node.items:
            if isinstance(item, Table):
                found.append(item)
            else:
                self.complain(item, "type", f"each entry of `{name}` must have named fields")
        return found

    def within(self, table: Table, what: str) -> Form:
        """A form for a table inside this one, reporting to the same list."""
        return Form(table, self._file, self._problems, what)

    def close(self) -> None:
        """Report fields that nobody asked for, with the name that was probably meant."""
        for key, _ in self._table.entries:
            if key.text not in self._asked:
                close = get_close_matches(key.text, sorted(self._asked), n=1, cutoff=0.6)
                known = ", ".join(sorted(self._asked))
                hint = f"Did you mean `{close[0]}`?" if close else f"Known here: {known}."
                if " " in key.text.strip() and not close:
                    hint = "Inside { } or [ ], put a value with a comma or a colon in quotes."
                self.complain(key, "unknown-field", f"{self._what} has no field `{key.text}`", hint)


LONGEST_WORD = 60


def _short(message: str) -> str:
    """The message with what was typed cut short where it would fill the screen."""
    words = message.split(" ")
    if all(len(word) <= LONGEST_WORD for word in words):
        return message
    return " ".join(
        word if len(word) <= LONGEST_WORD else f"{word[:20]}...{word[-10:]}" for word in words
    )
