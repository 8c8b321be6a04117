"""A right answer once more: does it name another one of a kind in the place of the one asked?

"Be careful if the kidneys are bad" names what the liver was asked for, "an SSRI" what an MAO
inhibitor was: most of such an answer may be right, and the one word turns it. The rows stand in
`tables/siblings.txt`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.negated import is_negated
from trainer.grading.rows import listed, rows


class Family(NamedTuple):
    """A row of the table: its name, and for each member what finds it."""

    name: str
    members: tuple[re.Pattern[str], ...]


def sibling(answer: str, question: str, key: str, *, prose: bool) -> str:
    """What stands in the place of another, as a short sentence; empty where nothing does.

    `key` is the model answer with its points. Where a sentence is asked for (`prose`), the one
    that the question names counts too.
    """
    known = f"{key}\n{question}" if prose else key
    for family in families():
        for place, member in enumerate(family.members):
            said = next(
                (m for m in member.finditer(answer) if not is_negated(answer, m.start())), None
            )
            if said is None or member.search(key) or member.search(question):
                continue
            for other, asked in enumerate(family.members):
                if other == place or asked.search(answer):
                    continue
                if asked.search(known):
                    return f'"{said.group()}" is another {family.name} than was asked for'
    return ""


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """The rows of the table."""
    return tuple(
        Family(name, tuple(map(_pattern, members.split("/")))) for name, members in rows("siblings")
    )


def _pattern(member: str) -> re.Pattern[str]:
    forms = [
        re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace(r"\#", r"\d\S*")
        for form in listed(member)
    ]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.I)
