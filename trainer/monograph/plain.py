"""Plain text and Markdown become a Document: bare or marked titles, bullets, glued sub-headings.

Where a section's first sub-heading is glued to its first bullet (`Oral administration:- Initial
dose: 5 mg`), every later sub-heading of that section is lost: its blocks carry `lost` instead of
a group. Numbered titles of a product summary ("4.2 Posology") are titles like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trainer.monograph import wordlists
from trainer.monograph.document import Block, Document, Heading, Part
from trainer.monograph.fact import Doubt, Group
from trainer.monograph.titles import group_name, section_of

_BULLET = re.compile(
    r"^\s*(?:[-*•·‣◦▪–—]|o(?=\s\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s))\s+(?=\S)"
)
_GLUED = re.compile(r"^([^:]{1,70}?)\s*:\s*[-–•]\s*(?=\S)")
_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_EDITOR = re.compile(r"\s*<!--\s*editor\s*-->\s*", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,500}?-->")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_BOLD_TITLE = re.compile(r"^\s*\*\*([^*]{1,80})\*\*:?\s*$")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+\S")
_REFERENCE = re.compile(r"^\s*\[?\d{1,3}[.)\]]\s")


@dataclass(slots=True)
class _Desk:
    """What has been laid out so far."""

    parts: list[Part] = field(default_factory=list)
    plain: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    id: str = ""
    title: str = ""
    line: int = 0
    blocks: list[Block] = field(default_factory=list)
    group: Group | None = None
    heading: Heading | None = None
    lost: Heading | None = None
    drug: str = ""
    depth: int = 0  # of the heading that opened this section, in Markdown
    header: tuple[str, ...] = ()
    marked: bool = False  # a bullet with its mark was seen in this section

    def close(self) -> None:
        if self.id or self.blocks:
            self.parts.append(Part(self.id, self.title, self.line, tuple(self.blocks)))
        self.blocks = []
        self.group = self.heading = self.lost = None
        self.header = ()
        self.marked = False

    def open(self, section: str, title: str, line: int) -> None:
        self.close()
        self.id, self.title, self.line = section, title, line
        self.plain.add(line)


def lay_out(lines: tuple[str, ...], name: str) -> Document:
    """Lay out the lines of a plain or Markdown monograph; `name` serves where no title does."""
    desk = _Desk()
    for number, line in enumerate(lines, 1):
        _take(desk, line, number)
    desk.close()
    return Document(
        desk.drug or _drug(desk.parts) or name,
        lines,
        tuple(desk.parts),
        frozenset(desk.plain),
        tuple(desk.doubts),
    )


def _take(desk: _Desk, raw: str, number: int) -> None:
    stripped = raw.strip()
    if not stripped or (len(stripped) < 400 and _RULE.match(stripped)):
        desk.plain.add(number)
        desk.header = ()
        return
    if len(stripped) <= 160 and _title(desk, stripped, raw, number):
        return
    if stripped.startswith("|") and stripped.endswith("|"):
        _row(desk, stripped, number)
        return
    bullet = _BULLET.match(raw)
    if bullet and not (desk.id == "references" and _REFERENCE.match(raw)):
        desk.marked = True
        _add(desk, "bullet", raw[bullet.end() :].strip(), number)
        return
    glued = _GLUED.match(stripped)
    if glued:
        _glued(desk, glued.group(1), stripped[glued.end() :], number)
        return
    _prose(desk, raw, stripped, number)


def _title(desk: _Desk, stripped: str, raw: str, number: int) -> bool:
    editor = _EDITOR.search(stripped) is not None
    text = _COMMENT.sub("", _EDITOR.sub(" ", stripped)).strip() if "<!--" in stripped else stripped
    if not text:
        desk.plain.add(number)
        return True
    marked = _HASHES.match(text)
    if marked:
        _marked(desk, len(marked.group(1)), marked.group(2), number, editor)
        return True
    bold = _BOLD_TITLE.match(text)
    bare = bold.group(1) if bold else text
    if not bold and _BULLET.match(raw) and not _NUMBERED.match(text):
        return False
    if bare.endswith((".", ";", ",")) or len(bare) > 90:
        return False
    section = section_of(bare.rstrip(":"))
    if section and desk.id == "dosage_administration" and _names_patients(bare):
        section = None
    if section:
        desk.open(section, bare.rstrip(":"), number)
        return True
    if bold or (_looks_like_title(bare) and _may_be_title(desk, raw)):
        _subheading(desk, bare.rstrip(":"), number, editor, known=bool(bold))
        return True
    return False


def _marked(desk: _Desk, depth: int, title: str, number: int, editor: bool) -> None:
    section = section_of(title)
    if section and (depth <= 2 or depth <= desk.depth or not desk.id):
        desk.open(section, title, number)
        desk.depth = depth
    elif depth == 1 and not desk.id:
        desk.drug = re.split(r"[(:–—-]", title)[0].strip().lower() or title.lower()
        desk.plain.add(number)
    elif depth <= 2:
        desk.open("", title, number)
        desk.doubts.append(Doubt((number,), f'the section title "{title}" is not known'))
    else:
        _subheading(desk, title, number, editor, known=True)


def _looks_like_title(text: str) -> bool:
    return (
        len(text) <= 60
        and text[0].isupper()
        and len(text.split()) <= 7
        and not re.search(r"\d\s?(?:mg|mcg|g|mL|%)\b|[.;]\s", text)
        and (":" not in text.rstrip(":"))
    )


def _may_be_title(desk: _Desk, raw: str) -> bool:
    # A short bare line among bullets, or a first line, is a heading; in prose it is wrapped text.
    if not desk.blocks:
        return not desk.id or bool(wordlists.phrases("routes").first(raw.lower()))
    return desk.marked and not raw.startswith((" ", "\t"))


def _subheading(desk: _Desk, title: str, number: int, editor: bool, *, known: bool) -> None:
    desk.plain.add(number)
    if not desk.id and not desk.parts and not desk.blocks:
        if not desk.drug:
            desk.drug = title.lower()
        return
    if known or _names_a_group(title):
        desk.group = Group(group_name(title), editor=editor)
        desk.heading = Heading(title, number)
        desk.lost = None
        return
    desk.open("", title, number)
    desk.doubts.append(
        Doubt((number,), f'"{title}" looks like a title, but of no section that is known')
    )


def _names_patients(title: str) -> bool:
    """ "Special populations" inside the dosing section is a sub-heading, not a section."""
    lowered = title.lower()
    return "population" in lowered or bool(wordlists.phrases("populations").first(lowered))


def _names_a_group(title: str) -> bool:
    lowered = title.lower()
    return "population" in lowered or any(
        wordlists.phrases(table).first(lowered) for table in ("routes", "populations", "classes")
    )


def _glued(desk: _Desk, head: str, rest: str, number: int) -> None:
    desk.group = Group(group_name(head))
    desk.heading = Heading(head.strip(), number)
    desk.lost = None
    _add(desk, "bullet", rest.strip(), number)
    desk.lost = desk.heading
    desk.group = None


def _row(desk: _Desk, stripped: str, number: int) -> None:
    cells = tuple(cell.strip() for cell in stripped.strip("|").split("|"))
    if _TABLE_RULE.match(stripped):
        desk.plain.add(number)
    elif not desk.header:
        desk.header = cells
        desk.plain.add(number)
    else:
        pairs = [
            f"{head}: {cell}" if index and len(cells) > 2 else cell
            for index, (head, cell) in enumerate(
                zip(desk.header + ("",) * len(cells), cells, strict=False)
            )
            if cell
        ]
        header = desk.header
        _add(desk, "bullet", ": ".join((pairs[0], "; ".join(pairs[1:]))) if pairs else "", number)
        desk.header = header


def _add(desk: _Desk, kind: str, text: str, number: int) -> None:
    plain = text.replace("**", "").replace("`", "") if "*" in text or "`" in text else text
    if not plain.strip():
        desk.plain.add(number)
        return
    block = Block(
        "bullet" if kind == "bullet" else "prose",
        plain,
        ((0, number),),
        desk.group,
        desk.heading if desk.group else None,
        desk.lost,
    )
    desk.blocks.append(block)


def _prose(desk: _Desk, raw: str, stripped: str, number: int) -> None:
    last = desk.blocks[-1] if desk.blocks else None
    if last is not None and last.marks[-1][1] == number - 1 and _continues(desk, last, raw):
        _extend(desk, last, stripped, number)
        return
    _add(desk, "prose", stripped, number)


def _continues(desk: _Desk, last: Block, raw: str) -> bool:
    if len(last.text) > 4_000 or _REFERENCE.match(raw) or raw.startswith("This "):
        return False
    if last.kind == "bullet":
        return raw[:1] in " \t" and not last.text.endswith(".")
    if desk.id not in ("introduction", "mechanism", "references"):
        return raw.lstrip()[:1].islower()
    return not last.text.endswith((".", "!", "?", ":")) or (
        desk.id != "references" and raw.lstrip()[:1].islower()
    )


def _extend(desk: _Desk, last: Block, stripped: str, number: int) -> None:
    mark = (len(last.text) + 1, number)
    desk.blocks[-1] = Block(
        last.kind,
        f"{last.text} {stripped}",
        (*last.marks, mark),
        last.group,
        last.heading,
        last.lost,
    )


_OPENING = re.compile(
    r"^\s*([A-Z][\w-]*(?:\s+[a-z][\w-]*){0,2}?)\s+(?:\([^)]{0,60}\)\s+)?(?:is|are|belongs|acts|was)\b"
)


def _drug(parts: list[Part]) -> str:
    """The subject of the introduction's first sentence: "Baclofen is a ..."."""
    for part in parts:
        for block in part.blocks:
            found = _OPENING.match(block.text)
            if found and found.group(1).lower() not in ("it", "this", "the", "this drug"):
                return found.group(1).lower()
        if part.id:
            break
    return ""
