"""Completion knows every command and its options."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from trainer.cli.main import COMMANDS, main


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_every_command_is_completed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    assert "--section" in script or shell == "tcsh"


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_offers_what_begins_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", "bash"])
    script = tmp_path / "trainer.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    asked = (
        f"source {script}; COMP_WORDS=(trainer st); COMP_CWORD=1; COMP_LINE='trainer st';"
        " COMP_POINT=10; $(complete -p trainer | sed 's/.*-F \\([^ ]*\\) .*/\\1/');"
        " echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) >= {"study", "stats"}
