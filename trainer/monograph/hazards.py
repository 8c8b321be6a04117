"""Warnings with the signs of withdrawal that they list, and interactions."""

from __future__ import annotations

import re
from typing import Any

from trainer.monograph import values, wording
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value
from trainer.monograph.statements import head_words, stated

_STOPPING = re.compile(
    r"(?i)\b(?:abrupt|sudden|withdrawal|stopping|cessation|rapid (?:discontinuation|withdrawal))"
)
_CAUSES = re.compile(
    r"(?i)\b(?:may|can|could|might|will)\s+(?:\w+\s+)?"
    r"(?:cause|produce|lead to|result in|precipitate|trigger)\s+"
)
_CAUTION_WITH = re.compile(r"(?i)caution\s+(?:with|in)\s+")
_CLAUSE_END = re.compile(r";| [-–—] |: | leading to | resulting in ")
_THE_SYNDROME = re.compile(r"(?i)\bwithdrawal (?:syndrome|symptoms?|reactions?)\b")
_PREGNANCY = re.compile(r"(?i)\bpregnan\w+\b")
_LACTATION = re.compile(r"(?i)\b(?:breast-?feeding|lactation|nursing|lactating)\b")
_CATEGORY = re.compile(r"(?i)\bcategory\s+([ABCDX])\b(?:/([ABCDX])\b)?")
_DASHED = re.compile(r"^(.{3,60}?)\s+[-–—]\s+(.+)$")
_WITH = re.compile(r"(?i)\bwith\s+([^.;]+)$")
_EXAMPLES = re.compile(r"(?i)^(?:e\.g\.,?|including|such as)\s*")
_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|should|may|can|must|will|does|do|recommended|"
    r"reported|increased?|decreased?|reduced?|administered|co-?administered)\b"
)
_NO_EFFECT = re.compile(
    r"(?i)\bno\s+(?:\w+\s+){0,3}(?:interaction|effect|change)\b|"
    r"\bnot\s+(?:affect|alter|change|interact)"
)


def warnings(block: Block) -> list[Fact]:
    """Return a bullet's warning, and the signs of withdrawal that it lists."""
    split = wording.labelled(block.text)
    head = split.label or block.text[:60]
    whole = f"{split.label}: {split.rest}" if split.label else block.text
    kind, subject = _kind(split, head)
    measured = values.plain(whole)
    if kind == "pregnancy":
        category = _category(split.rest)
        if category:
            measured = (category, *measured)
            subject = "pregnancy category"
    found = [
        stated(block, "warnings_precautions", kind, subject, whole, measured=measured,
               qualifier=wording.qualifier(whole), details=named_items(split.rest))
    ]  # fmt: skip
    if kind == "warning" and _STOPPING.search(head) and "neonatal" not in head.lower():
        found += [
            stated(block, "warnings_precautions", "withdrawal_sign", sign,
                   f"{sign} on abrupt stop", measured=values.plain(sign))
            for sign in _signs(split.rest)
        ]  # fmt: skip
    return found


def _kind(split: wording.Labelled, head: str) -> tuple[str, str]:
    subject = split.label or head_words(split.rest)
    pregnancy = _PREGNANCY.search(head)
    if _LACTATION.search(head) and not pregnancy:
        return "lactation", "breastfeeding"
    if pregnancy and (split.label or _CATEGORY.search(split.rest)):
        return "pregnancy", "pregnancy" if _PREGNANCY.match(subject) else subject
    return "warning", subject


def _category(text: str) -> Value | None:
    found = _CATEGORY.search(text)
    if found is None:
        return None
    first = found.group(1).upper()
    return Value(first, (found.group(2) or first).upper(), "category")


def _signs(text: str) -> list[str]:
    listed = wording.listed_after_cue(text)
    if not listed:
        for clause in wording.top_level(text):
            cause = _CAUSES.search(clause)
            if cause:
                listed = wording.items(clause[cause.end() :])
                break
    return [sign for sign in listed if len(sign.split()) <= 6 and not _THE_SYNDROME.search(sign)]


def named_items(text: str) -> dict[str, Any]:
    """Return {"items": [...]} if the text lists what may happen, else {}."""
    outside, _ = wording.brackets(text)
    listed = wording.listed_after_cue(text)
    if not listed:
        cause = _CAUSES.search(outside) or _CAUTION_WITH.match(outside)
        if cause:
            listed = wording.items(_CLAUSE_END.split(outside[cause.end() :])[0])
    return {"items": listed} if len(listed) >= 2 else {}


def _is_named(agent: str) -> bool:
    """Whether words name a drug or a group: not "rifampin is recommended, as delayed ..."."""
    return len(wording.brackets(agent)[0].split()) <= 6 and not _VERB.search(agent)


def interactions(block: Block) -> list[Fact]:
    """Return a bullet's interaction: the agents, their effect, and any amounts in the advice."""
    split = wording.labelled(block.text)
    label, rest = split.label, split.rest
    dashed = None if label else _DASHED.match(block.text)
    if dashed:
        label, rest = dashed.groups()
    name, examples = wording.brackets(label) if label else (head_words(rest), [])
    agents = [item for part in examples for item in wording.items(_EXAMPLES.sub("", part))]
    if not agents and label and len(several := wording.items(name)) > 1:
        agents = several
    effect = rest
    partners = _WITH.search(rest)
    named = wording.items(partners.group(1)) if partners and not agents else []
    if partners and len(named) > 1 and all(map(_is_named, named)):
        agents, effect = named, rest[: partners.start()]
    details: dict[str, Any] = {"effect": effect.strip(" .")}
    if agents:
        details["agents"] = agents
    prescribes = re.search(r"(?i)\bdos(?:e|es|age)\b", rest) is not None
    return [
        stated(
            block,
            "drug_interactions",
            "interaction",
            name,
            f"{label}: {rest}" if label else rest,
            measured=values.dosed(rest, changes=False).values if prescribes else values.plain(rest),
            details=details,
            negated=_NO_EFFECT.search(rest) is not None,
            qualifier=wording.qualifier(rest),
        )
    ]
