from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.county.running import County


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path / "county")
    made.start()
    yield made
    made.close()
