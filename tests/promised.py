"""What is promised of time. The suite runs on busy machines, where ten times as long is not yet
wrong; the promise itself is asked with EVERY=1, on a machine that does nothing else."""

from __future__ import annotations

import os

ALLOWANCE = 1 if os.environ.get("EVERY") else 10


def within(took_s: float, promised_s: float) -> bool:
    return took_s < promised_s * ALLOWANCE
