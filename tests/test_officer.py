"""The officer's stick through the real lanes, over a real journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from pytestqt.qtbot import QtBot

from kiosk.config import Config
from kiosk.errors import StickBeforeEnrolment, StickEmpty, StickMissing
from kiosk.officer import Doings, Officer
from kiosk.ui.desk.machine import Carried
from kiosk.ui.jobs import Lanes
from kiosk.village import Village, open_village
from sync.exchange.keys import Enrolment, keep_enrolment
from sync.standard.attendance import CheckedIn


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    opened = open_village(Config(tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.close()


def test_a_stick_is_carried_while_the_line_rests(
    qtbot: QtBot, village: Village, lanes: Lanes, tmp_path: Path
) -> None:
    done: list[object] = []
    doings = Doings(
        status=lambda: None,
        speaker=lambda: "silence",
        sync_now=lambda: None,
        county_changed=lambda: done.append("goes on"),
        county_paused=lambda: done.append("rests"),
        leave_program=lambda: None,
    )
    actions = Officer(village, lanes, doings).actions()

    def press(carry: Callable[..., None], stick: Path) -> object:
        done.clear()
        carry(stick, done.append)
        qtbot.waitUntil(lambda: len(done) == 3)
        assert done[:2] == ["rests", "goes on"]
        return done[2]

    assert isinstance(press(actions.carry_out, tmp_path), StickBeforeEnrolment)
    journal = village.store.journal
    key = SigningKey.generate().verify_key.encode()
    keep_enrolment(journal, Enrolment("321199001001", "Dongsheng", "County", key))
    journal.append(CheckedIn("anna"), CheckedIn("bert"))
    assert press(actions.carry_out, tmp_path) == Carried("carry.out", {"entries": 2})
    assert len(list((tmp_path / "xianglin").glob("*.up"))) == 1
    assert journal.waiting() == 2, "carried out is not received"
    assert isinstance(press(actions.carry_in, tmp_path), StickEmpty)
    assert isinstance(press(actions.carry_out, tmp_path / "nowhere"), StickMissing)
