"""The officer's stick through the real lanes, over a real journal."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey
from pytestqt.qtbot import QtBot

from kiosk.config import Config
from kiosk.county import County as LineToCounty
from kiosk.devices.machine import wall_ms
from kiosk.errors import StickBeforeEnrolment, StickEmpty, StickMissing
from kiosk.officer import Doings, Officer
from kiosk.ui.desk.machine import CardReaderState, Carried, Machine
from kiosk.ui.jobs import Lanes
from kiosk.ui.sight import Sight, TextSize
from kiosk.village import USUAL_SIGHT, Village, open_village
from sync.exchange.keys import Enrolment, keep_enrolment, note_sending_again
from sync.exchange.tried import Probe, Verdict
from sync.exchange.troubles import note_trouble
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import Stamp
from sync.standard.entry import encode
from sync.standard.origin import Ref
from tests.county.running import County


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


def doings_of(**given: Any) -> Doings:
    plain: dict[str, Any] = {
        "status": lambda: None,
        "county_url": lambda: "https://county.example",
        "speaker": lambda: "silence",
        "card_reader": lambda: CardReaderState.OFF,
        "sync_now": lambda: None,
        "county_changed": lambda: None,
        "county_paused": lambda: None,
        "leave_program": lambda: None,
        "sight_changed": lambda _: None,
        "language_changed": lambda _: None,
    }
    return Doings(**plain | given)


def looked_at(qtbot: QtBot, officer: Officer) -> Machine:
    """What the page shows of the machine as it stands now."""
    done: list[None] = []
    officer.look_then(lambda: done.append(None))
    qtbot.waitUntil(lambda: bool(done))
    return officer.machine()


def test_the_page_shows_what_the_journal_proves(
    qtbot: QtBot, village: Village, lanes: Lanes
) -> None:
    journal, officer = village.store.journal, Officer(village, lanes, doings_of())
    visit, _, _ = journal.append(CheckedIn("anna"), CheckedIn("bert"), CheckedIn("carl"))
    journal.append(CheckedOut(visit.text()))
    seen = looked_at(qtbot, officer)
    assert (seen.state, seen.in_the_way) == ("not_enrolled", ("not_enrolled",))
    assert seen.waiting == 4
    key = SigningKey.generate().verify_key.encode()
    keep_enrolment(journal, Enrolment("321199001001", "Dongsheng", "County", key))
    journal.acknowledge(2)
    line = encode(CheckedIn("dora"), Stamp(1_790_000_000_000))
    journal.take_in("village", [(1, Ref("kiosk-2", 1, 1), line)], 1)
    note_trouble(journal, "cut", 1_790_000_000_000)
    seen = looked_at(qtbot, officer)
    assert (seen.state, seen.in_the_way, seen.from_others) == ("waiting", (), 1)
    assert [(k.kind, k.written, k.received, k.waiting) for k in seen.kinds] == [
        ("checked_in.1", 3, 2, 1),
        ("checked_out.1", 1, 0, 1),
    ]
    assert all(kind.oldest_ms > 0 for kind in seen.kinds)
    assert [one.code for one in seen.troubles] == ["cut"]
    journal.acknowledge(4)
    note_sending_again(journal, 1)
    seen = looked_at(qtbot, officer)
    assert seen.state == "waiting", "what the county lost is not received any more"
    assert seen.in_the_way == ("sending_again",)
    assert seen.waiting == 3
    homeless = Officer(village, lanes, doings_of(county_url=lambda: ""))
    assert looked_at(qtbot, homeless).in_the_way == ("no_address", "sending_again")


def test_the_line_is_tested_where_the_county_should_be(
    qtbot: QtBot, village: Village, lanes: Lanes
) -> None:
    found: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as here:
        url = f"http://127.0.0.1:{here.getsockname()[1]}"
        Officer(village, lanes, doings_of(county_url=lambda: url)).actions().test_line(found.append)
        qtbot.waitUntil(lambda: bool(found))
    (probe,) = found
    assert isinstance(probe, Probe)
    assert [one.why for one in probe.tried if one.verdict is Verdict.BAD] == ["not_enrolled"]


def test_a_stick_is_carried_while_the_line_rests(
    qtbot: QtBot, village: Village, lanes: Lanes, tmp_path: Path
) -> None:
    done: list[object] = []
    doings = doings_of(
        county_changed=lambda: done.append("goes on"),
        county_paused=lambda: done.append("rests"),
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


def test_the_page_says_received_only_with_the_countys_receipt(
    qtbot: QtBot, village: Village, lanes: Lanes, tmp_path: Path
) -> None:
    server = County(tmp_path / "county")
    server.now_ms = wall_ms()
    server.start()
    line = LineToCounty(village.store.journal, "", lanes.wait_on_store, lambda: None)
    doings = doings_of(status=line.status, county_url=line.address, sync_now=line.sync_now)
    officer, told = Officer(village, lanes, doings), list[object]()
    actions = officer.actions()

    def seen() -> Machine:
        return looked_at(qtbot, officer)

    def sent() -> list[tuple[int, int]]:
        return [(kind.received, kind.waiting) for kind in seen().kinds]

    lanes.wait_on_store(lambda: village.store.journal.append(CheckedIn("anna"), CheckedIn("bert")))
    actions.enrol(server.url, server.code(), told.append)
    qtbot.waitUntil(lambda: told == ["enrolled"])
    server.stop()
    line.start()
    qtbot.waitUntil(lambda: seen().in_the_way == ("no_network",))
    assert (seen().state, sent()) == ("waiting", [(0, 2)])
    server.start()
    actions.sync_now()
    qtbot.waitUntil(lambda: seen().state == "all_sent")
    assert sent() == [(2, 0)]
    assert [one.code for one in seen().troubles] == ["no_network"]
    actions.test_line(told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[1], Probe)
    assert told[1].is_good, told[1]
    line.stop()
    server.close()


def test_how_everybody_finds_the_kiosk_is_kept(
    qtbot: QtBot, village: Village, lanes: Lanes
) -> None:
    told: list[Sight] = []
    officer = Officer(village, lanes, doings_of(sight_changed=told.append))
    chosen = Sight(TextSize.LARGEST, is_strong=True, px_per_mm=4.25)
    assert looked_at(qtbot, officer).sight == USUAL_SIGHT
    officer.actions().keep_sight(chosen)
    qtbot.waitUntil(lambda: told == [chosen])
    assert looked_at(qtbot, officer).sight == chosen
    village.store.journal.set_setting("sight", '{"text": "of a later program"}')
    assert looked_at(qtbot, officer).sight == USUAL_SIGHT


def test_the_language_is_kept(qtbot: QtBot, village: Village, lanes: Lanes) -> None:
    told: list[str] = []
    officer = Officer(village, lanes, doings_of(language_changed=told.append))
    assert looked_at(qtbot, officer).language == ""
    assert next(iter(looked_at(qtbot, officer).languages)) == "zh_CN"
    officer.actions().keep_language("yue")
    qtbot.waitUntil(lambda: told == ["yue"])
    assert looked_at(qtbot, officer).language == "yue"
    village.store.journal.set_setting("language", "one that is no more")
    assert looked_at(qtbot, officer).language == ""
