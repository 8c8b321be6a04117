"""For every test: a law is broken by an example, never by a slow machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("trainer", deadline=None)
settings.load_profile("trainer")
