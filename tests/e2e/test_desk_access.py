"""Promise: every page of the desk, with its forms and previews, can be read and worked: nothing is
cut off, pale, too small to press or without a name for assistive technology.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.ui.sight import TextSize
from tests.e2e.desk_sweeping import walk_desk
from tests.e2e.sweeping import UPRIGHT, Way, every_way

NARROWEST = (Way("zh_CN", UPRIGHT, TextSize.LARGEST),)
WAYS = every_way() if os.environ.get("EVERY") else NARROWEST


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_page_of_the_desk_is_fit_to_be_used(tmp_path: Path, way: Way) -> None:
    found = walk_desk(way, tmp_path)
    assert not found.faults
    assert len(found.pages) >= 18
