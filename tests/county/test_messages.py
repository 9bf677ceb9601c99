"""Text messages at the county: each is sent once, only to whom it may be, and the village hears."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Event

import pytest

from sync.county.messages.command import make_sender
from sync.county.messages.queue import PAUSES_MS, TAKEN_MS, standing
from sync.county.messages.runner import Passed, send_due, sending
from sync.county.messages.settings import FILE
from sync.county.serve import county_key, main
from sync.exchange.enrol import enrol
from sync.exchange.line import Line
from sync.exchange.round import Exchange
from sync.standard.activities import ActivityCalledOff, ActivitySet
from sync.standard.clock import HOUR_MS, start_of, time_of
from sync.standard.messages import FAILED, SENT, Message, MessageAsked
from sync.standard.recruiting import PlaceAsked, PlaceLeft
from sync.standard.residents import (
    RECORD,
    Consented,
    Erased,
    Personal,
    ResidentRegistered,
    Withdrew,
)
from tests.county.gateway import Gateway, gateway
from tests.county.running import NOW_MS, County, county, sqlite_county
from tests.exchange.plain_ledger import PlainLedger

__all__ = ["county", "sqlite_county"]
SETTINGS = """
way = "http"
url = "{url}"
timeout_s = 5
[json]
to = "{{phone}}"
text = "{{text}}"
id = "{{id}}"
[success]
field = "code"
equals = "0"
"""
NINE_MS = start_of(time_of(NOW_MS + 48 * HOUR_MS).date()) + 9 * HOUR_MS


class Village:
    """A kiosk of three people and an activity, its exchange, and the county's sender."""

    def __init__(self, county: County, company: Gateway) -> None:
        self.county, self.company = county, company
        self.ledger, self.line = PlainLedger("kiosk-1"), Line(county.url)
        enrol(self.ledger, self.line, county.code(), self.now_ms)
        for n, person in enumerate(("anna", "bert", "carla")):
            personal = Personal(name=person, number=f"32119919500101150{n}", phone=f"1380000000{n}")
            self.ledger.write(ResidentRegistered(person, personal))
            self.ledger.write(Consented(person, RECORD, "1"))
        self.plan(title="Meals", place="Hall", start_ms=NINE_MS, end_ms=NINE_MS + 2 * HOUR_MS)
        self.plan(is_open=True, places=1)
        (county.folder / FILE).write_text(SETTINGS.format(url=company.url), "utf-8")
        self.secret = county_key(county.folder).encode()

    def now_ms(self) -> int:
        return self.county.now_ms

    def plan(self, **said: object) -> None:
        self.ledger.write(ActivitySet("meals", said))

    def round(self) -> None:
        Exchange(self.ledger, self.line, self.now_ms).round()

    def ask(self, person: str, what: str = "call_up") -> str:
        return self.ledger.write(MessageAsked(person, what, "meals")).text()

    def send(self) -> Passed:
        sender = make_sender(self.county.folder, {})
        assert sender is not None
        return send_due(self.county.store, self.secret, self.now_ms, sender)

    def ended(self) -> dict[str, tuple[str, str]]:
        """What the village has heard, after a round."""
        self.round()
        rows = [row for row in self.ledger.views().values() if isinstance(row, Message)]
        return {row.message: (row.state, row.code) for row in rows if row.state}


@pytest.fixture
def company() -> Iterator[Gateway]:
    with gateway() as made:
        yield made


@pytest.fixture
def village(county: County, company: Gateway) -> Iterator[Village]:
    made = Village(county, company)
    yield made
    made.line.close()


@pytest.fixture
def plain_village(sqlite_county: County, company: Gateway) -> Iterator[Village]:
    made = Village(sqlite_county, company)
    yield made
    made.line.close()


def test_a_message_is_sent_once_and_the_village_hears_of_it(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = village.ask("anna")
    village.round()
    assert village.send() == Passed(sent=1)
    assert village.send() == Passed(), "its word lies in the tray, and it is not sent again"
    (said,) = village.company.said()
    assert (said["to"], said["id"]) == ("13800000000", asked)
    assert all(word in said["text"] for word in ("anna", "Meals", "Hall", "9:00", "11:00"))
    assert village.ended() == {asked: (SENT, "")}
    assert village.send() == Passed()
    assert "1380000" not in caplog.text
    assert "anna" not in caplog.text


def test_who_withdrew_was_erased_or_has_no_number_gets_nothing(plain_village: Village) -> None:
    village = plain_village
    gone, erased, unknown = village.ask("anna"), village.ask("bert"), village.ask("nobody")
    village.ledger.write(ResidentRegistered("dora", Personal(name="dora", phone="0511-8888")))
    village.ledger.write(Consented("dora", RECORD, "1"))
    landline = village.ask("dora")
    village.ledger.write(Withdrew("anna", RECORD))
    village.ledger.write(Erased("bert", "asked"))
    village.round()
    assert village.send() == Passed(failed=4)
    assert village.company.asked == []
    assert village.ended() == {
        gone: (FAILED, "inactive"),
        erased: (FAILED, "inactive"),
        unknown: (FAILED, "unknown"),
        landline: (FAILED, "no_mobile"),
    }


def test_a_message_that_is_true_no_more_is_not_sent(plain_village: Village) -> None:
    village = plain_village
    given, off = village.ask("anna", "place_given"), village.ask("bert", "called_off")
    village.round()
    assert village.send() == Passed(failed=2)
    assert village.ended() == {given: (FAILED, "no_place"), off: (FAILED, "not_open")}
    village.ledger.write(ActivityCalledOff("meals", "weather"))
    late, told = village.ask("anna"), village.ask("bert", "called_off")
    village.round()
    assert village.send() == Passed(sent=1, failed=1)
    ended = village.ended()
    assert (ended[late], ended[told]) == ((FAILED, "not_open"), (SENT, ""))
    village.ledger.write(ActivitySet("past", {"is_open": True, "start_ms": 1, "end_ms": 2}))
    past = village.ledger.write(MessageAsked("carla", "call_up", "past")).text()
    village.round()
    village.send()
    assert village.ended()[past] == (FAILED, "past")


def test_places_are_told_as_the_county_gave_them(plain_village: Village) -> None:
    village = plain_village
    for person in ("anna", "bert"):
        village.ledger.write(PlaceAsked("meals", person))
        village.ask(person, "place_given")
    village.round()
    village.round()
    assert village.send().sent == 2
    to_anna, to_bert = (said["text"] for said in village.company.said())
    assert to_anna.split(":")[0] != to_bert
    village.ledger.write(PlaceLeft("meals", "anna"))
    village.round()
    village.round()
    assert village.send().sent == 1, "the county itself asks, for whom it moved up"
    now_given = village.company.said()[-1]["text"]
    assert now_given == to_anna.replace("anna", "bert")
    assert now_given != to_bert


def test_a_gateway_that_is_away_is_tried_again_later_and_later(plain_village: Village) -> None:
    village = plain_village
    asked = village.ask("anna")
    village.ask("bert")
    village.plan(end_ms=NINE_MS + 1000 * HOUR_MS)
    village.round()
    village.company.answers = [(503, "")]
    assert village.send() == Passed(put_off=1), "the second is not made to wait for the same"
    assert village.send() == Passed(put_off=1)
    assert village.send() == Passed(), "nothing is due yet"
    for pause_ms in PAUSES_MS:
        village.county.now_ms += pause_ms
        village.send()
        village.send()
    assert village.ended()[asked] == (FAILED, "gave_up")
    assert len(village.company.asked) == 2 * (len(PAUSES_MS) + 1)


def test_what_the_gateway_refuses_has_failed(plain_village: Village) -> None:
    asked = plain_village.ask("anna")
    plain_village.round()
    plain_village.company.answers = [(200, '{"code": 9}')]
    assert plain_village.send() == Passed(failed=1)
    assert plain_village.ended() == {asked: (FAILED, "answer")}


def test_two_senders_never_send_the_same_and_a_dead_one_s_is_sent_later(village: Village) -> None:
    village.ask("anna")
    village.round()
    ended = Event()
    village.company.may_answer.clear()
    sender = make_sender(village.county.folder, {})
    assert sender is not None
    with sending(village.county.store, village.secret, village.now_ms, sender):
        assert village.company.was_asked.wait(20)
        assert village.send() == Passed(), "the other has it in hand"
        assert village.county.store.read(standing).waiting == 1
        village.company.may_answer.set()
        ended.set()
    assert village.county.store.read(standing).sent == 1, "the message in hand was finished"
    assert len(village.company.asked) == 1
    village.ask("bert")
    village.round()

    class Dies(Exception):
        pass

    class Dying:
        def send(self, _outgoing: object) -> None:
            raise Dies

    with pytest.raises(Dies):
        send_due(village.county.store, village.secret, village.now_ms, Dying())  # type: ignore[arg-type]
    assert village.send() == Passed()
    village.county.now_ms += TAKEN_MS
    assert village.send() == Passed(sent=1)


def test_the_command_sends_once_and_tells(
    plain_village: Village, capsys: pytest.CaptureFixture[str]
) -> None:
    village = plain_village
    village.ask("anna")
    village.round()
    data = ["--data", str(village.county.folder)]
    assert main(["messages", *data]) == 0
    assert capsys.readouterr().out.count("1") == 1
    # Its clock is the wall's, and the activity is of a day that may be over: it has an end.
    village.plan(start_ms=0, end_ms=0)
    village.round()
    assert main(["messages", "--once", *data]) == 0
    assert village.company.said()[0]["to"] == "13800000000"
    (village.county.folder / FILE).unlink()
    assert main(["messages", "--once", *data]) == 1
    (village.county.folder / FILE).write_text("way = 1", "utf-8")
    assert main(["messages", "--once", *data]) == 1
    assert FILE in capsys.readouterr().err


@pytest.mark.skipif(not os.environ.get("EVERY"), reason="a process of its own takes seconds")
def test_the_server_sends_by_itself_and_ends_in_order(plain_village: Village) -> None:
    village = plain_village
    village.plan(start_ms=0, end_ms=0)
    village.ask("anna")
    village.round()
    village.company.may_answer.clear()
    data = ["--port", "0", "--data", str(village.county.folder)]
    command = [sys.executable, "-m", "sync.county", "serve", *data]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert village.company.was_asked.wait(30)
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        village.company.may_answer.set()
        process.communicate(timeout=20)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate(timeout=20)
    assert json.loads(village.company.asked[0][3])["to"] == "13800000000"
    assert village.county.store.read(standing).sent == 1
