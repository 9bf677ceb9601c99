"""Files go last: piece by piece, only while no entry waits, from where the county has got."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from sync.exchange.courier import Signed
from sync.exchange.keys import county_can
from sync.exchange.outcomes import NoContact, Outcome, Refused, Stopped
from sync.exchange.ports import Ledger
from sync.exchange.pull import Ask
from sync.standard import wire
from sync.standard.attachments import MAX_PIECE_BYTES
from sync.standard.wire import FILES, Have, Refusal

_SMALL_BYTES: Final = MAX_PIECE_BYTES // 2
_LONG_S: Final = 5.0
"""A piece that holds the line for longer keeps a check-in waiting: the next is a small one."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Entries were written meanwhile and go first."""


Ended = Refusal | NoContact | Stopped | Refused | Waits


@dataclass(slots=True)
class _Pace:
    size: int = _SMALL_BYTES

    def ask(self, ask: Ask, method: str, path: str, body: bytes) -> Signed | Ended:
        began_s = time.monotonic()
        answer = ask(method, path, body)
        is_long = time.monotonic() - began_s > _LONG_S
        self.size = _SMALL_BYTES if is_long else MAX_PIECE_BYTES
        return answer


def entries_and_files(
    entries: Callable[[], Outcome | Refusal | None], ask: Ask, ledger: Ledger
) -> Outcome | Refusal | None:
    """entries: sends and takes all that there are; None: nothing is left. After them the files,
    and entries again as soon as some wait."""
    while True:
        stopped = entries() or move_files(ask, ledger)
        if not isinstance(stopped, Waits):
            return stopped


def move_files(ask: Ask, ledger: Ledger) -> Ended | None:
    """Sends what the county has not got, then fetches what somebody here wants to see. None: all
    is done that can be done now."""
    if not county_can(ledger, FILES):
        return None
    pace = _Pace()
    for file, size in ledger.files_to_send():
        ended = _send(ask, ledger, file, size, pace)
        if ended is not None:
            return ended
    for file, size, here in ledger.files_to_fetch():
        ended = _fetch(ask, ledger, file, size, here, pace)
        if ended is not None:
            return ended
    return None


def _send(ask: Ask, ledger: Ledger, file: str, size: int, pace: _Pace) -> Ended | None:
    """A file that the county does not want now is asked about again in the next round."""
    have = _have(ask("GET", f"/file/{file}?at=1", b""))
    is_again = False
    while isinstance(have, int) and have < size:
        if ledger.waiting():
            return Waits()
        piece = ledger.file_piece(file, have, pace.size)
        if not piece:
            return None
        have = _have(pace.ask(ask, "PUT", f"/file/{file}?offset={have}", piece))
        if isinstance(have, Refusal) and not is_again:
            # Another try of this very piece had arrived; or it was all thrown away.
            is_again = have.why in (wire.WHY_OFFSET, wire.WHY_HASH)
            have = have.expect if is_again else have
    if isinstance(have, int):
        ledger.note_file_sent(file)
        return None
    is_this_file_only = isinstance(have, Refusal) and have.why in wire.WHY_NOT_THIS_FILE
    return None if is_this_file_only else have


def _fetch(ask: Ask, ledger: Ledger, file: str, size: int, here: int, pace: _Pace) -> Ended | None:
    have: int | None = here
    while have is not None and have < size:
        if ledger.waiting():
            return Waits()
        answer = pace.ask(ask, "GET", f"/file/{file}?offset={have}", b"")
        if isinstance(answer, Refusal) and answer.why in wire.WHY_NOT_THIS_FILE:
            return None
        if not isinstance(answer, Signed):
            return answer
        if not answer.body:
            return None
        have = ledger.take_file_piece(file, have, answer.body)
    return None


def _have(answer: Signed | Ended) -> int | Ended:
    if not isinstance(answer, Signed):
        return answer
    try:
        return max(0, msgspec.json.decode(answer.body, type=Have).have)
    except msgspec.MsgspecError:
        return Refused(wire.WHY_FORM)
