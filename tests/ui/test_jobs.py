"""The lanes themselves, with real threads."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread

from kiosk.errors import DiskFull, TookTooLong
from kiosk.ui.jobs import Lane, Lanes, inline


@pytest.fixture
def lanes(qapp):  # noqa: ARG001 - signals need an application
    lanes = Lanes()
    yield lanes
    lanes.close()


def test_outcomes_come_home_in_order_on_the_gui_thread(lanes, qtbot):
    came, threads = [], set()
    for number in range(50):
        lanes.run(
            Lane.STORE,
            lambda n=number: threads.add(threading.get_ident()) or n,
            lambda n: came.append((n, QThread.currentThread())),
        )
    qtbot.waitUntil(lambda: len(came) == 50)
    assert [n for n, _ in came] == list(range(50))
    assert {thread for _, thread in came} == {lanes.thread()}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_what_a_job_raises_comes_home_too(lanes, qtbot):
    came = []

    def full():
        raise DiskFull("toy")

    lanes.run(Lane.STORE, full, came.append)
    inline(full, came.append)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert [type(outcome) for outcome in came] == [DiskFull, DiskFull]


def test_a_late_job_is_owned_up_to_once(lanes, qtbot):
    gate, came, after = threading.Event(), [], []
    lanes.run(Lane.STORE, lambda: gate.wait(5), came.append, limit_s=0.02)
    qtbot.waitUntil(lambda: len(came) == 1)
    assert isinstance(came[0], TookTooLong)
    gate.set()
    lanes.run(Lane.STORE, lambda: "next", after.append)
    qtbot.waitUntil(lambda: after == ["next"])
    assert len(came) == 1
    assert lanes.is_idle


def test_the_network_does_not_hold_up_the_store(lanes, qtbot):
    gate, came, pushed = threading.Event(), [], []
    for _ in range(2):
        lanes.run(Lane.NETWORK, lambda: gate.wait(5), pushed.append)
    lanes.run(Lane.STORE, lambda: "stored", came.append)
    qtbot.waitUntil(lambda: came == ["stored"])
    assert pushed == []
    gate.set()
    qtbot.waitUntil(lambda: pushed == [True, True])
