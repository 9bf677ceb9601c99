from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.county.postgres import Cluster


settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")
"""No test asks how quick a busy machine is."""
EVERY = bool(os.environ.get("EVERY"))
OF_THE_LINE = (
    "test_portal.py",
    "test_probe.py",
    "test_contact.py",
    "test_worker.py",
    "test_slow_line.py",
    "test_wrong_stick.py",
    "test_narrow_places.py",
)
"""What the kiosk makes of a line, whatever database its county keeps: on SQLite in each run, on
PostgreSQL too with EVERY=1."""
LONGEST = ("test_every_screen.py", "test_cable_out_cable_in.py", "test_logs_are_clean.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files as chance has it, always the same way: those that wait stand among those that reckon,
    so that no core has nothing to do; and the longest do not come last."""

    def place(item: pytest.Item) -> tuple[bool, int]:
        return item.path.name not in LONGEST, crc32(item.nodeid.partition("::")[0].encode())

    names = {item.nodeid for item in items}
    twins = [
        item
        for item in items
        if item.path.name in OF_THE_LINE
        and "postgresql" in item.nodeid
        and item.nodeid.replace("postgresql", "sqlite") in names
    ]
    if twins and not EVERY:
        config.hook.pytest_deselected(items=twins)
        items[:] = [item for item in items if item not in twins]
    items.sort(key=place)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL for all tests of this process; each test takes a database of its own."""
    from tests.county import postgres

    programs = postgres.programs()
    if programs is None:
        pytest.skip(postgres.MISSING)
    with postgres.running(programs) as started:
        yield started
