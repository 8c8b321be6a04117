"""What a fault did: a row of the table, and whether the promise held."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.evaluation.faults.learner import Learner

HEAD = (
    "| fault | runs | acknowledged | lost | traceback | message shown |\n|---|---|---|---|---|---|"
)


@dataclass(slots=True)
class Result:
    """What one fault did over its runs.

    `lost` counts acknowledged answers that are not there afterwards. `told` is the number that the
    program itself said to be lost: only for files that were destroyed from outside may it be more
    than 0. `silent` says that there is nothing to say, as after a kill.
    """

    fault: str
    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    told: int = 0
    traceback: bool = False
    said: str = ""
    silent: bool = False
    unfinished: bool = False

    def __str__(self) -> str:
        lost = f"{self.lost}, told {self.told}" if self.told else f"{self.lost}"
        shown = "yes" if self.traceback else "no"
        said = self.said.replace("|", "/") or "-"
        return f"| {self.fault} | {self.runs} | {self.acknowledged} | {lost} | {shown} | {said} |"

    @property
    def kept(self) -> bool:
        """Whether the promise held."""
        spoke = self.silent or bool(self.said)
        if self.unfinished or self.traceback:
            return False
        return spoke and (not self.lost or self.told >= self.lost)

    def heard(self, *texts: str) -> None:
        """Look for a traceback in what was printed."""
        self.traceback |= any("Traceback (most recent" in text for text in texts)

    def says(self, *texts: str) -> None:
        """Keep the first sentence of the program's own in these texts as the message shown."""
        self.heard(*texts)
        if self.said:
            return
        for text in texts:
            for line in text.splitlines():
                if line.startswith("trainer: "):
                    self.said = plain(line)
                    return

    def compare(self, wanted: Iterable[str], learner: Learner) -> None:
        """Count what was acknowledged and is not in the log."""
        wanted = list(wanted)
        held = set(learner.answers())
        self.acknowledged += len(wanted)
        self.lost += sum(answer not in held for answer in wanted)

    def examined(self, learner: Learner) -> None:
        """Let doctor look; an error that it finds counts as one lost answer."""
        done = learner.run("doctor", "--json")
        self.heard(done.stdout, done.stderr)
        if done.returncode and not self.told:
            self.lost += 1
            self.said = plain(done.stdout + done.stderr)
        elif not self.said and not self.silent:
            reviews = json.loads(done.stdout)["reviews"] if done.stdout else 0
            self.said = f"doctor: all is well, {reviews} reviews"


def plain(text: str) -> str:
    """One line without the temporary folder's name."""
    line = " ".join(text.split()).removeprefix("trainer: ")
    return re.sub(r"/\S*/(?=[\w-]*\.?\w+)", "…/", line)[:260]
