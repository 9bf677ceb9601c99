"""Promise: whatever screen she comes to, nothing is cut off, pale, too small, too near or without a
name, and there is a way home.

The whole tour is walked by real taps; each screen that stands is swept and its accessibility tree
walked.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.tour.her_time import HerEars
from tests.e2e.sweeping import CHEAP, Way, every_way, walk

CERTIFICATE_S = 60
"""From the home page till she has heard where to take it."""
WAYS = every_way() if os.environ.get("EVERY") else CHEAP


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_screen_of_every_flow_is_fit_to_be_used(tmp_path: Path, way: Way) -> None:
    found = walk(way, tmp_path)
    assert not found.faults
    assert len(found.screens) >= 29
    ears = HerEars(load_strings(ASSETS / "strings" / "zh_CN"), ASSETS / "voice" / "zh_CN")
    hers = {walked.name: ears.time_of(walked) for walked in found.walked}
    for name in ("certificate", "certificate_by_card"):
        assert hers[name] is not None
        assert hers[name].whole_s <= CERTIFICATE_S
