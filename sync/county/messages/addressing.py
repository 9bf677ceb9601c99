"""What a message says and to which number, or why it is not to be sent any more.

Number and name are read from the county's own views when it sends, never earlier: whoever took
her consent back, moved away or was erased meanwhile gets nothing.
"""

from __future__ import annotations

import re
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection, select

from sync.county.bulk import bodies
from sync.county.messages.outgoing import Outgoing
from sync.county.messages.wording import text_of
from sync.county.people_keys import PeopleKeys
from sync.county.tables import VILLAGES
from sync.standard.activities import Activity
from sync.standard.messages import Message
from sync.standard.recruiting import CONFIRMED, WAITING, Place, place_key
from sync.standard.residents import Resident
from sync.standard.views import Row

UNKNOWN: Final = "unknown"
INACTIVE: Final = "inactive"
"""Took her consent back, moved away, or was erased."""
NO_MOBILE: Final = "no_mobile"
NO_ACTIVITY: Final = "no_activity"
PAST: Final = "past"
NOT_OPEN: Final = "not_open"
NO_PLACE: Final = "no_place"
"""She has left what she had asked for."""
R = TypeVar("R", bound=Row)
_MOBILE: Final = re.compile(r"1\d{10}")
_BETWEEN: Final = re.compile(r"[\s\-]|^\+?86")


def address(
    connection: Connection, village: str, message: Message, now_ms: int, secret: bytes
) -> Outgoing | str:
    """A code where nothing is to be sent. secret: the county's own key."""
    resident = _resident(connection, village, message.person, secret)
    if resident is None:
        return UNKNOWN
    if not resident.is_active:
        return INACTIVE
    phone = _BETWEEN.sub("", resident.personal.phone)
    if not _MOBILE.fullmatch(phone):
        return NO_MOBILE
    activity = _row(connection, village, Activity, message.activity)
    if activity is None:
        return NO_ACTIVITY
    what = _what(connection, village, message, activity, now_ms)
    if isinstance(what, _Not):
        return what.code
    query = select(VILLAGES.c.name).where(VILLAGES.c.village == village)
    name = connection.execute(query).scalar() or ""
    said = text_of(what, name, resident.personal.name, activity, message.shift)
    return Outgoing(message.message, phone, said)


class _Not(msgspec.Struct, frozen=True):
    code: str


def _what(
    connection: Connection, village: str, message: Message, activity: Activity, now_ms: int
) -> str | _Not:
    """What is true by now: who was to hear that she has a place may be on the list."""
    _, end_ms = activity.times_of(message.shift)
    if end_ms and end_ms <= now_ms:
        return _Not(PAST)
    if message.what == "called_off":
        return message.what if activity.is_off else _Not(NOT_OPEN)
    if not activity.is_open:
        return _Not(NOT_OPEN)
    if message.what == "call_up":
        return message.what
    key = place_key(message.activity, message.shift, message.person)
    place = _row(connection, village, Place, key)
    match place.state if place else "":
        case str(state) if state == CONFIRMED:
            return "place_given"
        case str(state) if state == WAITING:
            return "place_awaited"
    return _Not(NO_PLACE)


def _resident(connection: Connection, village: str, person: str, secret: bytes) -> Resident | None:
    found: dict[str, bytes] = dict(bodies(connection, Resident.table, village, [person]))
    opened = PeopleKeys(connection, village, secret).open_bodies(found)
    body = opened.get(person)
    return None if body is None else msgspec.json.decode(body, type=Resident)


def _row(connection: Connection, village: str, view: type[R], key: str) -> R | None:
    for _, body in bodies(connection, view.table, village, [key]):
        return msgspec.json.decode(body, type=view)
    return None
