"""Structured Product Labeling (SPL) XML becomes a Document.

Sections carry LOINC codes; an unclassified sub-section (42229-5) means what its parent means, and
its title is a sub-heading. Codes are not trusted alone: a section without a known code is read by
its title. Document type declarations, entities and deep nesting are refused.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from trainer.errors import DataError
from trainer.monograph import wordlists
from trainer.monograph.document import Block, Document, Heading, Part
from trainer.monograph.fact import Doubt, Group
from trainer.monograph.titles import group_name, section_of, unnumbered
from trainer.text import visible

_NS = "{urn:hl7-org:v3}"
# Tables here give the results of single studies, row by row, without units of their own.
_STUDY_TABLES = ("pharmacokinetics", "mechanism")
# Here a sub-section's title may be the statement itself.
_TITLES_STATE = ("contraindications",)
_DEEPEST = 40  # sections within sections
_LARGE = 1_000_000  # characters; a smaller file cannot fill the memory
_OPEN_AT_ONCE = 2_000
_CHUNK = 1 << 16


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {
        code: section for section, cell in wordlists.rows("loinc") for code in wordlists.words(cell)
    }


def lay_out(text: str, name: str, stem: str) -> Document:
    """Lay out one SPL label; `name` is the file's name, `stem` serves where no drug is named.

    Raises DataError for XML that is broken, dangerous, or no label.
    """
    root = _parse(text, name)
    if root.tag != f"{_NS}document":
        raise DataError(
            "this XML is not a drug label in SPL form",
            where=name,
            hint="Its first element must be an HL7 document",
        )
    desk = _Desk()
    body = root.find(f"{_NS}component/{_NS}structuredBody")
    for section in _sections(body):
        _take(desk, section, "", 0, name)
    desk.close()
    return Document(
        _drug(root) or stem,
        tuple(desk.lines),
        tuple(desk.parts),
        frozenset(desk.plain),
        tuple(desk.doubts),
    )


def _parse(text: str, name: str) -> ET.Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DataError(
            "the XML declares a document type or entities, which a label does not need",
            where=name,
            hint="Save the label again without them",
        )
    # The declared encoding no longer holds: the text is decoded already.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    parser = ET.XMLParser()
    depth = 0
    try:
        for start in range(0, len(plain), _CHUNK):
            chunk = plain[start : start + _CHUNK]
            if len(plain) > _LARGE:
                # Tags opened less tags closed: exact enough to stop a bomb that fills the memory
                depth += chunk.count("<") - 2 * chunk.count("</") - chunk.count("/>")
                if depth > _OPEN_AT_ONCE:
                    raise _too_deep(name)
            parser.feed(chunk)
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        line, column = error.position
        raise DataError(
            f"the XML is broken at line {line}, column {column + 1}", where=name
        ) from error
    return root


def _too_deep(name: str) -> DataError:
    return DataError("the XML is nested too deeply for a label", where=name)


@dataclass(slots=True)
class _Desk:
    lines: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    plain: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    id: str = ""
    title: str = ""
    line: int = 0
    blocks: list[Block] = field(default_factory=list)
    heading: Heading | None = None

    def write(self, text: str) -> int:
        self.lines.append(text)
        return len(self.lines)

    def open(self, section: str, title: str) -> None:
        self.close()
        self.id, self.title = section, title
        self.line = self.write(title)
        self.plain.add(self.line)
        self.heading = None

    def close(self) -> None:
        if self.id:
            self.parts.append(Part(self.id, self.title, self.line, tuple(self.blocks)))
        self.blocks = []

    def add(self, kind: str, text: str, shown: str = "") -> None:
        """Add one bullet or paragraph; `shown` is its line where that says more than the text."""
        line = self.write(shown or text)
        self.blocks.append(
            Block(
                "bullet" if kind == "bullet" else "prose",
                text,
                ((0, line),),
                Group(group_name(self.heading.title)) if self.heading else None,
                self.heading,
            )
        )


def _sections(parent: ET.Element | None) -> Iterator[ET.Element]:
    if parent is not None:
        for component in parent.iterfind(f"{_NS}component"):
            yield from component.iterfind(f"{_NS}section")


def _take(desk: _Desk, section: ET.Element, inherited: str, depth: int, name: str) -> None:
    if depth > _DEEPEST:
        raise _too_deep(name)
    known = _meaning(section)
    title = _words(section.find(f"{_NS}title"))
    own = section_of(title) or "" if title else ""
    if known == "skip" or (not known and own == "skip"):
        return
    meant = known if known and known != "parent" else (inherited or own)
    if not meant:
        return
    if meant != desk.id or depth == 0:
        desk.open(meant, title or meant.replace("_", " ").capitalize())
    elif title and not (meant in _TITLES_STATE and _says_nothing_else(section)):
        line = desk.write(title)
        desk.plain.add(line)
        desk.heading = Heading(title, line)
    before = desk.heading
    body = section.find(f"{_NS}text")
    if body is not None:
        _text(desk, body)
    elif _says_nothing_else(section):
        _summary(desk, section)
    if meant in _TITLES_STATE:
        for child in _sections(section):
            _title(desk, child, meant)
    for child in _sections(section):
        _take(desk, child, meant, depth + 1, name)
        if desk.id == meant:
            desk.heading = before


def _meaning(section: ET.Element) -> str:
    """Return what a section's code says that it is; "" for no code or one that is not known."""
    code = section.find(f"{_NS}code")
    return _codes().get(code.get("code", "") if code is not None else "", "")


def _title(desk: _Desk, section: ET.Element, inherited: str) -> None:
    """Take a sub-section's title as a statement, where it is all that the section says of it.

    "4.2 Hypersensitivity to any component" has no text; "4.3 Pregnancy" has one, but the code of
    another section: that it stands among the contraindications, only its place says.
    """
    title = _words(section.find(f"{_NS}title"))
    known = _meaning(section)
    if (
        title
        and known != "skip"
        and (_says_nothing_else(section) or known not in ("", "parent", inherited))
    ):
        desk.add("bullet", unnumbered(title), title)


def _says_nothing_else(section: ET.Element) -> bool:
    return section.find(f"{_NS}text") is None and next(_sections(section), None) is None


def _summary(desk: _Desk, section: ET.Element) -> None:
    """Read a section that has no text of its own from its highlights."""
    for text in section.iterfind(f"{_NS}excerpt/{_NS}highlight/{_NS}text"):
        _text(desk, text)


def _text(desk: _Desk, body: ET.Element) -> None:
    loose = " ".join((body.text or "").split())
    if loose:
        desk.add("prose", visible(loose))
    for element in body:
        tag = element.tag.removeprefix(_NS)
        if tag == "paragraph":
            words = _words(element)
            if words:
                desk.add("prose", words)
        elif tag == "list":
            for item in element.iterfind(f"{_NS}item"):
                words = _words(item)
                if words:
                    desk.add("bullet", words)
        elif tag == "table":
            _table(desk, element)
        elif tag not in ("renderMultiMedia", "br", "footnote"):
            words = _words(element)
            if words:
                desk.add("prose", words)


def _table(desk: _Desk, table: ET.Element) -> None:
    if desk.id in _STUDY_TABLES:
        line = desk.write("(a table, not read)")
        desk.doubts.append(Doubt((line,), "a table of study results stands here: it was not read"))
        return
    heads = [
        [_words(cell) for cell in row]
        for group in table.iterfind(f"{_NS}thead")
        for row in group.iterfind(f"{_NS}tr")
    ]
    header = heads[-1] if heads else []
    for row in table.iterfind(f"{_NS}tbody/{_NS}tr"):
        cells = [_words(cell) for cell in row]
        if not cells or not cells[0]:
            continue
        if desk.id == "adverse_effects":
            # Trial tables give a rate for each arm: which of them is the drug's is for a person
            desk.add("bullet", cells[0])
            continue
        rest = [
            f"{header[n]}: {cell}" if len(header) == len(cells) and len(cells) > 2 else cell
            for n, cell in enumerate(cells)
            if n and cell
        ]
        desk.add("bullet", f"{cells[0]}: {'; '.join(rest)}" if rest else cells[0])


def _words(element: ET.Element | None) -> str:
    if element is None:
        return ""
    return visible(" ".join("".join(_pieces(element)).split()).replace(" ,", ","))


def _pieces(element: ET.Element) -> Iterator[str]:
    """The text inside an element: no footnotes, and a comma where a line of a cell ends."""
    yield element.text or ""
    cell = element.tag.removeprefix(_NS) in ("td", "th")
    for number, child in enumerate(element):
        tag = child.tag.removeprefix(_NS)
        if cell and number and tag in ("br", "paragraph") and "".join(child.itertext()).strip():
            yield ", "
        if tag == "br":
            yield ", " if cell and (child.tail or "").strip() else " "
        elif tag != "footnote":
            yield from _pieces(child)
        yield child.tail or ""


def _drug(root: ET.Element) -> str:
    for path in (f".//{_NS}genericMedicine/{_NS}name", f".//{_NS}activeMoiety/{_NS}name"):
        found = _words(root.find(path))
        if found:
            return found.lower()
    return _words(root.find(f"{_NS}title"))[:60].lower()
