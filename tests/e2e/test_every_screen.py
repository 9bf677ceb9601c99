"""Promise: whatever screen she comes to, nothing is cut off, pale, too small, too near or without a
name, and there is a way home.

The whole tour is walked by real taps; each screen that stands is swept and its accessibility tree
walked.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.sweeping import CHEAP, Way, every_way, walk

WAYS = every_way() if os.environ.get("EVERY") else CHEAP


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_screen_of_every_flow_is_fit_to_be_used(tmp_path: Path, way: Way) -> None:
    found = walk(way, tmp_path)
    assert not found.faults
    assert len(found.screens) >= 29
