"""Who may talk to the server in the browser: pages of this machine, and nobody else."""

from __future__ import annotations

import pytest

from trainer.tui.serve import LOOPBACK, allowed


@pytest.mark.parametrize(
    ("host", "origin", "may"),
    [
        ("127.0.0.1:8000", None, True),
        ("localhost:8000", "http://localhost:8000", True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", True),
        ("evil.example:8000", None, False),
        ("127.0.0.1.evil.example", None, False),
        ("127.0.0.1:8000", "http://evil.example", False),
        ("127.0.0.1:8000", "http://127.0.0.1:9000", False),
        ("127.0.0.1:8000", "null", False),
        ("", None, False),
    ],
)
def test_only_pages_of_this_machine_are_answered(host: str, origin: str | None, may: bool) -> None:
    assert allowed(host, origin) is may


def test_it_listens_on_the_loopback_address() -> None:
    assert LOOPBACK == "127.0.0.1"
