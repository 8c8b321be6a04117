"""What `trainer doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The worst first. A note needs nothing to be done."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `mends` says that `doctor.mend` puts it right."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    mends: bool = False
