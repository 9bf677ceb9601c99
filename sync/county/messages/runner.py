"""Sends what is due, in a thread beside the server or once from the console."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from sync.county.messages.addressing import address
from sync.county.messages.outgoing import Outgoing, Refused, Sender, Sent, Unreachable
from sync.county.messages.queue import PAUSES_MS, due, end, put_off, take
from sync.county.store import Store
from sync.standard.messages import FAILED, SENT, Message

_log: Final = logging.getLogger(__name__)
EVERY_S: Final = 15
AT_ONCE: Final = 200
GAVE_UP: Final = "gave_up"
Now = Callable[[], int]
Ends = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Passed:
    """What one look at the queue has done. is_all: nothing more is due, or the gateway does not
    answer, so that the rest is left for later."""

    sent: int = 0
    failed: int = 0
    put_off: int = 0
    is_all: bool = True


def send_due(
    store: Store, secret: bytes, now_ms: Now, sender: Sender, ends: Ends = lambda: False
) -> Passed:
    """secret: the county's own key. ends: whether to stop after the message in hand."""
    sent = failed = 0
    found = store.read(lambda connection: due(connection, now_ms(), AT_ONCE))
    for village, message in found:
        if ends():
            break
        match _send_one(store, secret, now_ms(), sender, village, message):
            case Sent():
                sent += 1
            case Refused():
                failed += 1
            case Unreachable(code):
                # Whoever is next would wait as long for the same answer.
                _log.warning("messages: %s", code)
                return Passed(sent, failed, 1)
    return Passed(sent, failed, is_all=len(found) < AT_ONCE)


@contextmanager
def sending(store: Store, secret: bytes, now_ms: Now, sender: Sender) -> Iterator[None]:
    """Sends beside whatever is done within; at its end the message in hand is finished first."""
    ended = Event()
    given = store, secret, now_ms, sender, ended
    thread = Thread(target=_send_on, args=given, name="messages", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _send_on(store: Store, secret: bytes, now_ms: Now, sender: Sender, ended: Event) -> None:
    while not ended.is_set():
        is_all = True
        try:
            is_all = send_due(store, secret, now_ms, sender, ended.is_set).is_all
        except SQLAlchemyError as error:
            _log.error("messages: database: %s", type(error).__name__)
        if is_all:
            ended.wait(EVERY_S)


def _send_one(
    store: Store, secret: bytes, now_ms: int, sender: Sender, village: str, message: Message
) -> Sent | Refused | Unreachable | None:
    """None: somebody else has it."""
    taken = store.write(lambda c: _take(c, village, message, now_ms, secret))
    if taken is None:
        return None
    tries, outgoing = taken
    if isinstance(outgoing, str):
        return Refused(outgoing)
    answer = sender.send(outgoing)
    if isinstance(answer, Unreachable) and tries > len(PAUSES_MS):
        answer = Refused(GAVE_UP)
    store.write(lambda c: _note(c, village, message.message, answer, tries, now_ms))
    return answer


def _take(
    connection: Connection, village: str, message: Message, now_ms: int, secret: bytes
) -> tuple[int, Outgoing | str] | None:
    """How often it has been tried, and what is to go out, or the code of why nothing is."""
    tries = take(connection, village, message.message, now_ms)
    if not tries:
        return None
    outgoing = address(connection, village, message, now_ms, secret)
    if isinstance(outgoing, str):
        end(connection, village, message.message, FAILED, outgoing)
    return tries, outgoing


def _note(
    connection: Connection,
    village: str,
    message: str,
    answer: Sent | Refused | Unreachable,
    tries: int,
    now_ms: int,
) -> None:
    match answer:
        case Sent():
            end(connection, village, message, SENT, "")
        case Refused(code):
            end(connection, village, message, FAILED, code)
        case Unreachable():
            put_off(connection, village, message, now_ms + PAUSES_MS[tries - 1])
