"""Programs and a county for each test; at its end, no ID number in anything that they said."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo village's folder, made once."""
    folder = tmp_path_factory.mktemp("demo")
    programs = Programs(folder / "logs")
    assert programs.main("--data", folder / "data", "demo").code == 0
    assert find_strays(programs.logs) == []
    return folder / "data"


@pytest.fixture
def data(demo: Path, tmp_path: Path) -> Path:
    """The demo village's folder, to do with as one likes."""
    return Path(shutil.copytree(demo, tmp_path / "data"))
