"""The door of the `trainer` command: what is known already is said at once, all else is loaded."""

from __future__ import annotations

import sys
import time

from trainer.cli.kept_line import kept


def main() -> int:
    """Run the command that was typed and return its exit code."""
    if sys.argv[1:2] == ["due"] and sys.stdout is not None:
        said = kept(sys.argv[2:], time.time())
        if said is not None:
            try:
                sys.stdout.write(said)
                sys.stdout.flush()
            except (OSError, ValueError):  # the usual way says it, or knows why nobody listens
                pass
            else:
                return 0
    from trainer.cli.main import main as run

    return run()
