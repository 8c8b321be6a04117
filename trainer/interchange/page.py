"""A page to print: headings, paragraphs and lists, written as Markdown or as HTML.

Whatever text comes in is shown as it is: nothing of it is taken for Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from trainer.errors import StorageError, UsageError
from trainer.text import visible

_MARKED = re.compile(r"([\\`*_\[\]<>#|~!])")
_FIRST = re.compile(r"^(\s*)([-+>]|\d+[.)])(\s)")
_STYLE = (
    "body{font:12pt/1.45 Georgia,serif;max-width:44em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}ol.options{list-style:lower-alpha}"
    ".question{break-inside:avoid}.small{font-size:.85em;color:#444}"
    ".space{border-bottom:1px solid #999;height:2.2em}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left}"
    "@media print{body{margin:0}}"
)


@dataclass(slots=True)
class Page:
    """A page being put together; `markdown` and `html` write it."""

    title: str
    _parts: list[tuple[str, Sequence[str] | Sequence[Sequence[str]]]] = field(default_factory=list)

    def heading(self, text: str) -> None:
        self._parts.append(("heading", [text]))

    def text(self, *lines: str) -> None:
        """Paragraphs, one a line."""
        self._parts.append(("text", list(lines)))

    def small(self, *lines: str) -> None:
        """Paragraphs that matter less."""
        self._parts.append(("small", list(lines)))

    def options(self, texts: Sequence[str]) -> None:
        """A list lettered from a."""
        self._parts.append(("options", list(texts)))

    def bullets(self, texts: Sequence[str]) -> None:
        self._parts.append(("bullets", list(texts)))

    def space(self) -> None:
        """Room to write in."""
        self._parts.append(("space", []))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table; its first row is its head."""
        self._parts.append(("table", [list(row) for row in rows]))

    def markdown(self) -> str:
        blocks = [f"# {_plain(self.title)}"]
        for kind, lines in self._parts:
            blocks.append(_MARKDOWN[kind](lines))
        return "\n\n".join(block for block in blocks if block) + "\n"

    def html(self) -> str:
        """A whole document that needs no other file and runs no script."""
        body = "\n".join(_html(kind, lines) for kind, lines in self._parts)
        title = escape(visible(self.title))
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title><style>{_STYLE}</style></head>\n"
            f"<body><h1>{title}</h1>\n{body}\n</body></html>\n"
        )


def save_page(page: Page, path: Path) -> None:
    """Write the page as the file's ending says: .md or .html. UsageError for any other ending."""
    kind = path.suffix.casefold()
    if kind not in (".md", ".html", ".htm"):
        raise UsageError(
            f"{path.name}: a page is written as .md or .html", hint="Give the file such an ending"
        )
    try:
        path.write_text(page.markdown() if kind == ".md" else page.html(), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(path)
        ) from error


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    shown = _MARKED.sub(r"\\\1", visible(text).replace("\n", " "))
    return _FIRST.sub(r"\1\\\2\3", shown) if not shown[:1].isdigit() else re.sub(
        r"^(\d+)([.)])(\s)", r"\1\\\2\3", shown
    )  # fmt: skip


def _markdown_table(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(_plain(cell) for cell in row) + " |" for row in rows]
    return "\n".join((lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]))


_MARKDOWN = {
    "heading": lambda lines: f"## {_plain(lines[0])}",
    "text": lambda lines: "\n\n".join(_plain(line) for line in lines),
    "small": lambda lines: "\n\n".join(_plain(line) for line in lines),
    "options": lambda lines: "\n".join(
        f"- {chr(ord('a') + place)}) {_plain(line)}" for place, line in enumerate(lines)
    ),
    "bullets": lambda lines: "\n".join(f"- {_plain(line)}" for line in lines),
    "space": lambda lines: "\\_" * 40,
    "table": _markdown_table,
}


def _html(kind: str, lines: Sequence[str] | Sequence[Sequence[str]]) -> str:
    def said(text: str | Sequence[str]) -> str:
        return escape(visible(str(text)))

    if kind == "heading":
        return f"<h2>{said(lines[0])}</h2>"
    if kind in ("text", "small"):
        mark = ' class="small"' if kind == "small" else ""
        return "\n".join(f"<p{mark}>{said(line)}</p>" for line in lines)
    if kind == "space":
        return '<div class="space"></div>'
    if kind == "table":
        head, *rest = (list(row) for row in lines)
        rows = ["<tr>" + "".join(f"<th>{said(cell)}</th>" for cell in head) + "</tr>"]
        rows += ["<tr>" + "".join(f"<td>{said(c)}</td>" for c in row) + "</tr>" for row in rest]
        return "<table>" + "".join(rows) + "</table>"
    tag, mark = ("ol", ' class="options"') if kind == "options" else ("ul", "")
    return f"<{tag}{mark}>" + "".join(f"<li>{said(line)}</li>" for line in lines) + f"</{tag}>"
