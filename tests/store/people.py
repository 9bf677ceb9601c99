"""Invented people and entries for the store's tests."""

from __future__ import annotations

from kiosk.store.journal import Journal
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered

KEY = bytes(range(32))
NOW_MS = 1_790_000_000_000
HOUR_MS = 3_600_000

WANG = "\u738b\u5c0f\u82f1"
SHAN = "\u5355\u7acb\u4ec1"
NUMBER = "321199195001011500"


def register(
    journal: Journal, person: str, name: str = WANG, number: str = NUMBER, group: str = ""
) -> None:
    journal.append(
        ResidentRegistered(person, Personal(number=number, name=name, group=group)),
        Consented(person, RECORD, "1"),
    )


def check_in(journal: Journal, person: str) -> str:
    (ref,) = journal.append(CheckedIn(person, "clean"))
    return ref.text()


def check_out(journal: Journal, visit: str) -> None:
    journal.append(CheckedOut(visit))
