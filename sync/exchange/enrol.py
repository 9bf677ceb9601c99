"""Binding this kiosk to its village with the one-time code that the county gave out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from sync.exchange.courier import Courier
from sync.exchange.keys import Enrolment, device_key, keep_enrolment
from sync.exchange.line import Line
from sync.exchange.outcomes import NoContact, Refused
from sync.exchange.ports import Ledger
from sync.standard.wire import (
    WHY_CODE_EXPIRED,
    WHY_CODE_WRONG,
    WHY_TOO_MANY,
    EnrolAnswer,
    EnrolRequest,
)


@dataclass(frozen=True, slots=True)
class Enrolled:
    village: str
    village_name: str
    county_name: str


@dataclass(frozen=True, slots=True)
class CodeWrong:
    pass


@dataclass(frozen=True, slots=True)
class CodeExpired:
    """Older than 15 minutes, or used by another kiosk."""


@dataclass(frozen=True, slots=True)
class TooManyTries:
    """This code is dead: the officer asks the county for a new one."""


EnrolOutcome = Enrolled | CodeWrong | CodeExpired | TooManyTries | NoContact | Refused


def enrol(ledger: Ledger, line: Line, code: str, now_ms: Callable[[], int]) -> EnrolOutcome:
    """Asks the county and keeps its key. code: 9 digits, in any spacing.

    The same code may be sent again by the same kiosk: an answer lost on the way costs nothing.
    """
    key = device_key(ledger)
    device = ledger.head().device
    digits = "".join(c for c in code if c.isdigit())
    body = msgspec.json.encode(EnrolRequest(digits, device, key.verify_key.encode()))
    answer = Courier(line, device, key, now_ms).introduce("/enrol", body)
    match answer:
        case EnrolAnswer():
            home = Enrolment(answer.village, answer.village_name, answer.county_name, answer.key)
            keep_enrolment(ledger, home)
            ledger.note_time(answer.now)
            return Enrolled(home.village, home.village_name, home.county_name)
        case NoContact():
            return answer
    match answer.why:
        case _ if answer.why == WHY_CODE_WRONG:
            return CodeWrong()
        case _ if answer.why == WHY_CODE_EXPIRED:
            return CodeExpired()
        case _ if answer.why == WHY_TOO_MANY:
            return TooManyTries()
    return Refused(answer.why)
