"""Keys: what a right answer holds, one type for each type of answer.

A key says what is right and nothing about how it is recognised; `grading` does that. Quantities are
the calculator's exact ones. Every key has a `model` answer in words, fit to be shown, and can be
written to JSON and read back unchanged (`to_json`, `key_from_json`), because the log keeps the key
as it was when the question was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.deck.number_keys import ChangeKey, QuantityKey, RangeKey, RegimenKey
from trainer.deck.point import Option, Point
from trainer.deck.word_keys import (
    ChoiceKey,
    ExplanationKey,
    ListKey,
    MatchKey,
    OrderKey,
    TermKey,
    YesNoKey,
)

__all__ = [
    "ChangeKey",
    "ChoiceKey",
    "ExplanationKey",
    "Key",
    "ListKey",
    "MatchKey",
    "Option",
    "OrderKey",
    "Point",
    "QuantityKey",
    "RangeKey",
    "RegimenKey",
    "TermKey",
    "YesNoKey",
    "key_from_json",
]

Key = (
    TermKey
    | ListKey
    | QuantityKey
    | RangeKey
    | RegimenKey
    | ChangeKey
    | YesNoKey
    | ExplanationKey
    | ChoiceKey
    | OrderKey
    | MatchKey
)

_TYPES: dict[str, Any] = {
    cls.type: cls
    for cls in (
        TermKey,
        ListKey,
        QuantityKey,
        RangeKey,
        RegimenKey,
        ChangeKey,
        YesNoKey,
        ExplanationKey,
        ChoiceKey,
        OrderKey,
        MatchKey,
    )
}


def key_from_json(data: Mapping[str, Any]) -> Key:
    """Read a key back; ValueError if its type is unknown."""
    kind = _TYPES.get(data.get("type", ""))
    if kind is None:
        raise ValueError(f"unknown type of key: {data.get('type')!r}")
    key: Key = kind.from_json(data)
    return key
