"""Training and honours: entered whole or not at all, struck with a reason, never changed."""

from __future__ import annotations

from functools import partial

import pytest

from kiosk.services.check_in import NotRegistered
from kiosk.services.keep_record import (
    RecordKept,
    RecordSlip,
    add_honour,
    add_training,
    list_record,
    strike,
)
from kiosk.services.my_record import MyRecord, look_up_my_record
from kiosk.services.ports import Ports
from sync.standard.merging import Merged
from sync.standard.records import Honoured
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from tests.plain_ports import plain_ports

TRAINING = {"name": "First aid", "content": "Bandages", "host": "Red Cross", "day": "2026-11-20"}
training = partial(add_training, minutes=120, by="li", **TRAINING)
honour = partial(add_honour, name="Best of the year", body="Town", day="2026-01-08", by="li")


@pytest.fixture
def ports() -> Ports:
    ports = plain_ports()
    for person in ("anna", "anne"):
        ports.journal.append(
            ResidentRegistered(person, Personal(name=person)), Consented(person, RECORD, "v1")
        )
    return ports


def test_both_stand_in_her_record_the_last_first_under_whichever_id(ports: Ports) -> None:
    assert isinstance(honour(ports, "anna"), RecordKept)
    assert isinstance(training(ports, "anne"), RecordKept)
    ports.journal.append(Merged("anne", "anna"), by="cadre")
    record = look_up_my_record(ports, "anna")
    assert isinstance(record, MyRecord)
    assert [item.kind for item in record.items] == ["training", "honour"]
    assert record.standing.minutes == 0, "learning is no service"


def test_what_is_struck_counts_no_more_and_only_once(ports: Ports) -> None:
    kept = training(ports, "anna")
    assert isinstance(kept, RecordKept)
    assert strike(ports, kept.item.entry, " ", "li") is RecordSlip.NO_REASON
    struck = strike(ports, kept.item.entry, "another's", "wang")
    assert isinstance(struck, RecordKept)
    assert (struck.item.struck, struck.item.struck_by) == ("another's", "wang")
    assert list_record(ports, "anna") == ()
    assert strike(ports, kept.item.entry, "again", "li") is RecordSlip.NO_ITEM


@pytest.mark.parametrize(
    ("wrong", "slip"),
    [
        ({"name": " "}, RecordSlip.NO_NAME),
        ({"host": ""}, RecordSlip.NO_HOST),
        ({"minutes": 0}, RecordSlip.NO_TIME),
        ({"day": "2026-11-23"}, RecordSlip.WRONG_DAY),
        ({"day": "20261120"}, RecordSlip.WRONG_DAY),
        ({"day": ""}, RecordSlip.WRONG_DAY),
        ({"content": "x" * 61}, RecordSlip.TOO_LONG),
    ],
)
def test_what_is_not_whole_is_not_entered(
    ports: Ports, wrong: dict[str, object], slip: RecordSlip
) -> None:
    said = {"minutes": 120, "by": "li", **TRAINING, **wrong}
    assert add_training(ports, "anna", **said) is slip  # type: ignore[arg-type]
    assert list_record(ports, "anna") == ()


def test_only_for_whom_the_village_may_keep_a_record(ports: Ports) -> None:
    assert training(ports, "nobody") == NotRegistered()
    assert honour(ports, "nobody") == NotRegistered()


def test_a_day_that_nobody_can_read_breaks_no_page(ports: Ports) -> None:
    ports.journal.append(Honoured("anna", "x", "last year", "y"))
    assert list_record(ports, "anna") == ()
