"""Routes of administration by the names people give them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    path = Path(__file__).parent / "tables" / "routes.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            route, _, names = line.partition("|")
            for name in (route, *names.split(",")):
                found[name.strip()] = route.strip()
    return found


def route_of(words: str) -> str:
    """The route's own name ("i.v. bolus" is "intravenous"); other words as they stand."""
    said = " ".join(words.casefold().replace(".", "").split())
    return _names().get(said, said)


def is_route(words: str) -> bool:
    """Whether the words are a route, under its own name."""
    return words in _names().values()


def scope_of_route(words: str, scopes: Iterable[str]) -> str:
    """The scope whose rules hold for an order by this route; "" where scopes are no routes.

    If any rule is for a route, a rule for another route must not judge this one: the oral maximum
    says nothing about an intrathecal dose.
    """
    route = route_of(words)
    known = set(_names().values())
    named = {route_of(scope): scope for scope in scopes}
    if route in named:
        return named[route]
    return route if known & set(named) else ""
