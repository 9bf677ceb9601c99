"""Asking for text messages: each once, only to whom it can reach, nothing personal written."""

from __future__ import annotations

import pytest

from kiosk.services.ask_message import MessagesAsked, MessageSlip, ask_messages
from kiosk.services.ports import Ports
from kiosk.services.withdraw import withdraw
from sync.standard.activities import ActivityCalledOff, ActivitySet
from sync.standard.clock import Stamp
from sync.standard.entry import Entry, encode
from sync.standard.fold import fold
from sync.standard.messages import FAILED, SENT, Message, MessageEnded
from sync.standard.origin import COUNTY, Origin, Ref
from tests.plain_ports import plain_ports
from tests.services.village_people import enter_people

BY = "cadre"


@pytest.fixture
def ports() -> Ports:
    ports = plain_ports()
    ports.journal.append(ActivitySet("meals", {"title": "Meals", "is_open": True}), by=BY)
    ports.journal.append(ActivitySet("draft", {"title": "Draft"}), by=BY)
    return ports


def county_ends(ports: Ports, message: str, state: str, seq: int) -> None:
    ended = MessageEnded(message, state, "")
    origin = Origin(Ref(COUNTY, 1, seq), Stamp(ports.clock.now_ms()))
    fold(Entry(origin, ended), ports.journal.shelf)  # type: ignore[attr-defined]


def test_each_is_asked_once_and_who_cannot_be_reached_is_named(ports: Ports) -> None:
    anna, bao, chen = enter_people(ports, 3)
    (ding,) = set(enter_people(plain_ports(), 4)) - {anna, bao, chen}
    withdraw(ports, chen)
    done = ask_messages(ports, "call_up", "meals", [anna, bao, anna, chen, ding], BY)
    assert done == MessagesAsked(2, 0, (chen, ding))
    assert ask_messages(ports, "call_up", "meals", [anna], BY) == MessagesAsked(0, 1, ())
    assert ask_messages(ports, "place_given", "meals", [anna], BY) == MessagesAsked(1, 0, ())
    assert ask_messages(ports, "call_up", "meals", [anna], BY, "early") == MessagesAsked(1, 0, ())


def test_what_failed_may_be_asked_again_and_what_was_sent_not(ports: Ports) -> None:
    anna, bao = enter_people(ports, 2)
    ask_messages(ports, "call_up", "meals", [anna, bao], BY)
    rows = {row.person: row.message for row in ports.rows.where(Message, activity="meals")}
    county_ends(ports, rows[anna], SENT, 1)
    county_ends(ports, rows[bao], FAILED, 2)
    assert ask_messages(ports, "call_up", "meals", [anna, bao], BY) == MessagesAsked(1, 1, ())


def test_nobody_is_called_to_what_is_not_open(ports: Ports) -> None:
    (anna,) = enter_people(ports, 1)
    assert ask_messages(ports, "call_up", "none", [anna], BY) is MessageSlip.NO_ACTIVITY
    assert ask_messages(ports, "call_up", "draft", [anna], BY) is MessageSlip.NOT_OPEN
    assert ask_messages(ports, "poem", "meals", [anna], BY) is MessageSlip.UNKNOWN_MESSAGE
    ports.journal.append(ActivityCalledOff("meals", "weather"), by=BY)
    assert ask_messages(ports, "call_up", "meals", [anna], BY) is MessageSlip.NOT_OPEN
    assert ask_messages(ports, "called_off", "meals", [anna], BY) == MessagesAsked(1, 0, ())


def test_neither_number_nor_name_nor_text_is_written(ports: Ports) -> None:
    (anna,) = enter_people(ports, 1)
    ask_messages(ports, "call_up", "meals", [anna], BY)
    last = ports.journal.entries[-1]  # type: ignore[attr-defined]
    line = encode(last.fact, last.origin.stamp, last.origin.by)
    assert anna.encode() in line
    assert not any(word in line for word in (b"1380000000", b"Anna", b"Meals"))
