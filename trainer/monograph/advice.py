"""What to monitor, and what to tell the patient."""

from __future__ import annotations

import re
from typing import Any

from trainer.monograph import values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact
from trainer.monograph.statements import head_words, stated

_WHEN = re.compile(
    r"(?i)(?:especially|particularly|then|at|when|every|before|after|during|in|weekly|monthly|"
    r"target)\b"
)
_NEEDLESS = re.compile(r"(?i)\b(?:no|not)\b.{0,30}\b(?:required|needed|necessary|recommended)\b")


def monitoring(block: Block) -> list[Fact]:
    """Return what is to be watched, with its items and amounts."""
    outside, inside = wording.brackets(block.text)
    split = wording.labelled(block.text)
    source = inside[0] if inside else split.rest if split.label else outside
    listed = [wording.plain_label(item) for item in wording.items(source) if not _WHEN.match(item)]
    details: dict[str, Any] = {"items": listed} if len(listed) > 1 else {}
    route = wordlists.phrases("routes").first(split.label) if split.label else None
    if route:
        details["route"] = route[0]
    subject = split.label if split.label and not route else head_words(split.rest)
    return [
        stated(block, "monitoring", "monitoring", subject, block.text,
               measured=values.plain(block.text), details=details,
               negated=_NEEDLESS.search(block.text) is not None)
    ]  # fmt: skip


def education(block: Block) -> list[Fact]:
    """Return one piece of advice for the patient."""
    listed = wording.listed_after_cue(block.text)
    return [
        stated(block, "patient_education", "education", re.split(r"[;(]", block.text)[0][:70],
               block.text, measured=values.plain(block.text),
               details={"items": listed} if len(listed) > 1 else {})
    ]  # fmt: skip
