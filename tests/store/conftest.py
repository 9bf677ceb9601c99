"""Real stores in real folders: real SQLCipher, a clock that stands still unless it is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.store.store import Store, open_store
from tests.store.people import KEY, NOW_MS


class Wall:
    """A wall clock for tests."""

    def __init__(self) -> None:
        self.ms = NOW_MS

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def open_here(tmp_path: Path, wall: Wall) -> Iterator[Callable[[], Store]]:
    """Opens the store of the test's folder; what is still open is closed at the end."""
    opened: list[Store] = []

    def open_now() -> Store:
        opened.append(open_store(tmp_path, KEY, wall, os.urandom))
        return opened[-1]

    yield open_now
    for store in opened:
        store.close()


@pytest.fixture
def store(open_here: Callable[[], Store]) -> Store:
    return open_here()
