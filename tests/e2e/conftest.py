"""Programs and a county for each test; at its end, no ID number in anything that they said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.programs import County, Programs
from tests.house.id_numbers import find_strays


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    started = Programs(tmp_path / "logs")
    yield started
    started.end()
    assert find_strays(started.logs) == []


@pytest.fixture
def county(programs: Programs, tmp_path: Path) -> County:
    """Not started yet."""
    return County(programs, tmp_path / "county")
