"""Bulleted sections: indications, contraindications, warnings, interactions, effects and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from trainer.monograph import amounts, values, wording, wordlists
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value

_OFF_LABEL = re.compile(r"(?i)^(?:off[- ]label|unlabell?ed|unapproved)\b[^:]*:?\s*(?:uses?:?\s*)?")
_NOT_INDICATED = re.compile(
    r"(?i)^(?:(?:it\s+is\s+)?not\s+(?:indicated|recommended|approved|effective|intended|for use)\s+(?:for|in)\s+(?:the\s+)?(?:treatment\s+of\s+)?|"
    r"not\s+for\s+|should\s+not\s+be\s+used\s+(?:for|in|to)\s+|limitations?\s+of\s+use:?\s*)"
)
_DUE_TO = re.compile(
    r"(?i)\b(?:resulting from|due to|caused by|associated with|secondary to|including|such as)\s+"
)
_USE_HEAD = re.compile(
    r"(?i)^((?:(?:management|treatment|prevention|prophylaxis|relief|control|adjunctive treatment|reduction)\s+(?:and\s+(?:prevention|treatment)\s+)?of|"
    r"adjunct\s+to\s+.+?\s+for|used\s+for|for)\s+(?:the\s+)?)(.+)$"
)
_WITHDRAWAL = re.compile(
    r"(?i)\b(?:abrupt\w*|sudden\w*|withdrawal|discontinuation|stopping|cessation)\b"
)
_CAUSES = re.compile(
    r"(?i)\b(?:may|can|could|might|will)\s+(?:\w+\s+)?(?:cause|produce|lead to|result in|precipitate|trigger)\s+"
)
_PREGNANCY = re.compile(r"(?i)\b(?:pregnan\w+)\b")
_LACTATION = re.compile(r"(?i)\b(?:breast-?feeding|lactation|nursing|lactating)\b")
_CATEGORY = re.compile(r"(?i)\bcategory\s+([ABCDX])\b(?:/([ABCDX])\b)?")
_AGENTS = re.compile(r"(?i)\bwith\s+([^.;]+)$")
_TIME_WORDS = re.compile(r"(?i)(?:especially|particularly|then|at|when|every|before|after|during|in|weekly|monthly|target)\b")
_CLAUSE_END = re.compile(r";| [-–—] |: | leading to | resulting in ")
_CLASS = re.compile(
    r"(?i)^\s*(?:(?:very\s+)?common|uncommon|(?:very\s+)?rare|less common|frequent|infrequent|occasional|serious|severe|other|frequency not known|not known|life-threatening|postmarketing|most common|most frequent)\b[^:]*$"
)


def indications(block: Block) -> list[Fact]:
    """Return approved uses, off-label uses and uses that are denied, one fact each."""
    text = block.text.strip()
    if _OFF_LABEL.match(text):
        return _off_label(text, block)
    denied = _NOT_INDICATED.match(text)
    if denied:
        body = text[denied.end() :]
        return [
            _make(block, "indications", "not_indicated", item, f"Not indicated for {item}",
                  negated=True)
            for item in _denied(body)
        ]  # fmt: skip
    measured = values.plain(text)
    lengths = [value for value in measured if value.unit in ("day", "week", "month")]
    if lengths and re.search(r"(?i)\b(?:use|treatment|duration|short-term|up to|longer)\b", text):
        return [
            _make(block, "indications", "duration", "duration of use", text,
                  measured=tuple(replace(v, role="maximum") if v in lengths and v.role is None
                                 and re.search(r"(?i)up to|longer|exceed|max", text) else v
                                 for v in measured))
        ]  # fmt: skip
    negated = bool(
        re.search(r"(?i)\bnot\s+(?:be\s+)?(?:recommended|indicated|used|approved)\b", text)
    )
    kind = "not_indicated" if negated else "indication"
    return [
        _make(block, "indications", kind, _use(item), item, measured=_within(measured, item),
              negated=negated)
        for item in _uses(text)
    ]  # fmt: skip


def _off_label(text: str, block: Block) -> list[Fact]:
    split = wording.labelled(text)
    rest = split.rest if split.label else _OFF_LABEL.sub("", text)
    rest = re.sub(r"(?i)^(?:treatment|management)\s+of\s+", "", rest)
    outside, inside = wording.brackets(rest)
    hedge = wording.qualifier(rest)
    shared = bool(inside) and rest.rstrip(" .").endswith(")")
    found = []
    for item in (one for piece in wording.top_level(outside) for one in wording.items(piece)):
        measured = values.plain(item)
        found.append(
            _make(block, "indications", "off_label", item, f"Off-label: {item}",
                  measured=measured, qualifier=hedge if shared or wording.qualifier(item) else hedge)
        )  # fmt: skip
    return found


def _denied(text: str) -> list[str]:
    parts = wording.items(text)
    if len(parts) < 2:
        return [text.strip(" .")]
    head = re.match(r"(?i)^(.+?\bof\s+|.+?\b(?:due to|associated with|caused by)\s+)", parts[0])
    carried = head.group(1) if head else ""
    return [
        parts[0],
        *(part if " of " in part or not carried else carried + part for part in parts[1:]),
    ]


def _uses(text: str) -> list[str]:
    """Split "spasticity resulting from A, B or C" into three uses; two joined by "and" stay one."""
    plain = text.strip(" .")
    cue = _DUE_TO.search(plain)
    if cue:
        parts = wording.items(plain[cue.end() :])
        listed = len(wording.top_level(plain[cue.end() :], ",")) >= 3 or (
            len(parts) == 2 and re.search(r"\bor\b", plain[cue.end() :]) is not None
        )
        if listed and all(len(part.split()) <= 7 for part in parts):
            return [plain[: cue.end()] + part for part in parts]
        return [plain]
    head = _USE_HEAD.match(plain)
    body = head.group(2) if head else plain
    parts = wording.items(wording.brackets(body)[0])
    if len(wording.top_level(wording.brackets(body)[0], ",")) >= 3 and len(parts) >= 3:
        lead = head.group(1) if head else ""
        return [lead + part for part in parts]
    return [plain]


def _use(text: str) -> str:
    head = _USE_HEAD.match(text)
    body = head.group(2) if head else text
    return re.sub(
        r"(?i)\s+(?:resulting from|due to|caused by|associated with)\s+", ": ", body, count=1
    )


def _within(measured: tuple[Value, ...], item: str) -> tuple[Value, ...]:
    if not measured:
        return ()
    own = values.plain(item)
    return tuple(
        replace(value, role="threshold", measure="age") if value.unit == "year" else value
        for value in own
    )


def contraindications(block: Block) -> list[Fact]:
    """Return one contraindication for each condition that a bullet names."""
    outside, inside = wording.brackets(block.text.strip(" ."))
    reasons = [
        part for part in inside if re.match(r"(?i)(?:causes?|due to|because|risk of|may)\b", part)
    ]
    found = []
    for item in _conditions(block.text.strip(" ."), outside):
        details: dict[str, Any] = {}
        if reasons:
            body = re.sub(
                r"(?i)^(?:causes?|due to|because of|because|risk of|may cause)\s+", "", reasons[0]
            )
            details["reason"] = wording.items(body)
        route = wordlists.phrases("routes").first(item.lower())
        if route:
            details["route"] = route[0]
        found.append(
            _make(block, "contraindications", "contraindication", _condition(item), item,
                  measured=values.plain(item), details=details)
        )  # fmt: skip
    return found


def _conditions(text: str, outside: str) -> list[str]:
    if wording.labelled(text).label:
        return [text]
    pieces = wording.top_level(text, ",;")
    if len(pieces) < 3 and ";" not in text:
        return [outside] if not amounts.find(text) else [text]
    parts = [part for piece in wording.top_level(text) for part in _joined_pieces(piece)]
    return parts if all(len(part.split()) <= 9 for part in parts) else [text]


def _joined_pieces(text: str) -> list[str]:
    pieces = wording.top_level(text, ",")
    if len(pieces) < 3:
        return [text]
    pieces[-1] = re.sub(r"(?i)^(?:and/or|and|or)\s+", "", pieces[-1])
    lead = re.match(
        r"(?i)^((?:concomitant\s+|concurrent\s+)?use\s+(?:with|of)\s+|patients\s+with\s+|history\s+of\s+|known\s+)",
        pieces[0],
    )
    if lead:
        return [pieces[0], *(lead.group(1) + piece for piece in pieces[1:])]
    return pieces


def _condition(text: str) -> str:
    lowered = text.lower()
    for word in ("hypersensitivity",):
        if lowered.startswith(word):
            return word
    return wording.plain_label(
        re.sub(r"(?i)^(?:use (?:with|of|in)|patients with|history of)\s+", "", text)[:80]
    )


def warnings(block: Block) -> list[Fact]:
    """Return a bullet's warning, and the signs of withdrawal that it lists."""
    split = wording.labelled(block.text)
    subject = wording.plain_label(split.label) if split.label else _head_words(block.text)
    section = "warnings_precautions"
    whole = f"{split.label} {split.rest}"
    head = split.label or block.text[:60]
    if _LACTATION.search(head) and not (_PREGNANCY.search(head) and not split.label):
        kind, subject = (
            ("lactation", "breastfeeding")
            if not _PREGNANCY.search(head)
            else ("pregnancy", subject)
        )
    elif _PREGNANCY.search(head) and (split.label or _CATEGORY.search(block.text)):
        kind = "pregnancy"
    else:
        kind = "warning"
    measured = values.plain(whole)
    if kind == "pregnancy":
        category = _CATEGORY.search(split.rest)
        if category:
            letter = category.group(1).upper()
            last = (category.group(2) or letter).upper()
            measured = (Value(letter, last, "category"), *measured)
            subject = "pregnancy category"
    main = _make(block, section, kind, subject, _body(split), measured=measured,
                 qualifier=wording.qualifier(whole), details=_listed(split.rest))  # fmt: skip
    found = [main]
    if kind == "warning" and re.search(
        r"(?i)\b(?:abrupt|sudden|withdrawal|stopping|cessation|rapid (?:discontinuation|withdrawal))",
        head if split.label else block.text,
    ):
        found += [
            _make(block, section, "withdrawal_sign", wording.plain_label(sign),
                  f"{wording.statement(sign)} on abrupt stop", measured=values.plain(sign))
            for sign in _signs(split.rest)
        ]  # fmt: skip
    return found


def _signs(text: str) -> list[str]:
    listed = wording.listed_after_cue(text)
    if not listed:
        for clause in wording.top_level(text):
            cause = _CAUSES.search(clause)
            if cause:
                listed = wording.items(clause[cause.end() :])
                break
    return [sign for sign in listed if len(sign.split()) <= 6]


def _listed(text: str) -> dict[str, Any]:
    outside, inside = wording.brackets(text)
    listed = wording.listed_after_cue(text)
    if not listed:
        cause = _CAUSES.search(outside) or re.match(r"(?i)caution\s+(?:with|in)\s+", outside)
        if cause:
            listed = wording.items(_CLAUSE_END.split(outside[cause.end() :])[0])
    return {"items": listed} if len(listed) >= 2 else {}


def _body(split: wording.Labelled) -> str:
    return f"{split.label}: {split.rest}" if split.label else split.rest


def _head_words(text: str) -> str:
    return wording.plain_label(" ".join(re.split(r"[,;(:]", text)[0].split()[:6]))


def interactions(block: Block) -> list[Fact]:
    """Return a bullet's interaction: the agents, their effect, and any amounts in the advice."""
    split = wording.labelled(block.text)
    label, rest = split.label, split.rest
    if not label:
        dash = re.match(r"^(.{3,60}?)\s+[-–—]\s+(.+)$", block.text)
        if dash:
            label, rest = dash.groups()
    name, inside = wording.brackets(label) if label else (_head_words(rest), [])
    agents: list[str] = []
    for part in inside:
        agents += wording.items(re.sub(r"(?i)^(?:e\.g\.,?|including|such as)\s*", "", part))
    if not agents and label:
        listed = wording.items(name)
        agents = listed if len(listed) > 1 else []
    with_agents = _AGENTS.search(rest)
    effect = rest
    if not agents and with_agents:
        listed = wording.items(with_agents.group(1))
        if len(listed) > 1:
            agents = listed
            effect = rest[: with_agents.start()].strip()
    details: dict[str, Any] = {"effect": effect.strip(" .")}
    if agents:
        details["agents"] = agents
    advice = re.search(r"(?i)\bdos(?:e|es|age)\b", rest) is not None
    measured = values.dosed(rest, changes=False).values if advice else values.plain(rest)
    return [
        _make(block, "drug_interactions", "interaction", wording.plain_label(name),
              f"{label}: {rest}" if label else rest, measured=measured, details=details,
              negated=bool(re.search(r"(?i)\bno\s+(?:\w+\s+){0,3}(?:interaction|effect|change)\b|\bnot\s+(?:affect|alter|change|interact)", rest)),
              qualifier=wording.qualifier(rest))
    ]  # fmt: skip


def adverse_effects(block: Block) -> list[Fact]:
    """Return one adverse effect for each effect that a bullet or a sentence names.

    A class word asserts a frequency only where it stands on the effect's own line, or as the
    written heading of its group.
    """
    split = wording.labelled(block.text)
    own = split.label if split.label and _CLASS.match(split.label) else ""
    if own:
        texts = [item for piece in wording.top_level(split.rest) for item in wording.items(piece)]
    elif split.label and not amounts.find(split.label):
        texts = [f"{split.label}: {split.rest}"]
    else:
        pieces = wording.top_level(block.text, ",;")
        texts = (
            wording.items(block.text)
            if len(pieces) >= 3
            else pieces
            if ";" in block.text
            else [block.text.strip(" .")]
        )
    heading = own or (block.heading.title if block.heading else "")
    frequency = class_of(heading) if heading else "unstated"
    limit = values.plain(heading) if heading else ()
    limit = tuple(value for value in limit if value.unit == "%")
    found = []
    for text in texts:
        name, _ = wording.brackets(text)
        measured = values.plain(text)
        found.append(
            _make(block, "adverse_effects", "adverse_effect", wording.plain_label(name), text,
                  measured=measured or limit, frequency=frequency or "unstated",
                  qualifier=wording.qualifier(text))
        )  # fmt: skip
    return found


def class_of(heading: str) -> str | None:
    """Return the frequency class that a heading's words name, or None."""
    row = wordlists.phrases("classes").longest(heading.lower())
    return row[0] if row else None


def monitoring(block: Block) -> list[Fact]:
    """Return what is to be watched, with its items and amounts."""
    outside, inside = wording.brackets(block.text)
    split = wording.labelled(block.text)
    listed = (
        wording.items(inside[0])
        if inside
        else wording.items(split.rest if split.label else outside)
    )
    listed = [wording.plain_label(item) for item in listed if not _TIME_WORDS.match(item)]
    details: dict[str, Any] = {"items": listed} if len(listed) > 1 else {}
    route = wordlists.phrases("routes").first(split.label.lower()) if split.label else None
    if route:
        details["route"] = route[0]
    subject = split.label if split.label and not route else _head_words(split.rest)
    return [
        _make(block, "monitoring", "monitoring", wording.plain_label(subject), block.text,
              measured=values.plain(block.text), details=details,
              negated=bool(re.search(r"(?i)\b(?:no|not)\b.{0,30}\b(?:required|needed|necessary|recommended)\b", block.text)))
    ]  # fmt: skip


def education(block: Block) -> list[Fact]:
    """Return one piece of advice for the patient."""
    return [
        _make(block, "patient_education", "education", _advice(block.text), block.text,
              measured=values.plain(block.text), details=_listed(block.text))
    ]  # fmt: skip


def _advice(text: str) -> str:
    return wording.plain_label(re.split(r"[;(]", text)[0][:70])


def _make(
    block: Block,
    section: str,
    kind: str,
    subject: str,
    statement: str,
    *,
    measured: Iterable[Value] = (),
    negated: bool = False,
    qualifier: str | None = None,
    frequency: str | None = None,
    details: dict[str, Any] | None = None,
) -> Fact:
    return Fact(
        id="",
        section=section,
        subject=wording.plain_label(subject) or kind.replace("_", " "),
        kind=kind,
        statement=wording.statement(statement),
        lines=block.lines(),
        values=tuple(measured),
        group=None,
        frequency=frequency,
        negated=negated,
        qualifier=qualifier,
        details=details or {},
    )
