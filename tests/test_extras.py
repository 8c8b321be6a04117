"""What the program says of its extras can be typed as it stands."""

from __future__ import annotations

import pytest

from tests.release.commands import ROOT
from trainer.extras import command_for, how_to_add


@pytest.mark.parametrize(
    ("source", "prefix", "command"),
    [
        ("/c/trainer", "/c/trainer/.venv", "/py -m pip install '/c/trainer[anki]'"),
        ("/c/my clone", "/v", "/py -m pip install '/c/my clone[anki]'"),
        ("/d/x-1.whl", "/v", "/py -m pip install '/d/x-1.whl[anki]'"),
        ("/c/t", "/h/.local/pipx/venvs/drug-trainer", "pipx install --force '/c/t[anki]'"),
        ("/c/t", "/h/uv/tools/drug-trainer", "uv tool install --reinstall '/c/t[anki]'"),
        ("", "/v", "pip install '.[anki]'"),
    ],
)  # fmt: skip
def test_the_advice_fits_how_the_program_was_installed(
    source: str, prefix: str, command: str
) -> None:
    assert command_for("anki", source, prefix, "/py") == command


def test_no_advice_names_a_package_index() -> None:
    said = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "trainer").rglob("*.py"))
    )
    assert "install 'drug-trainer" not in said and "install drug-trainer" not in said
    assert "drug-trainer[" not in how_to_add("anki")
