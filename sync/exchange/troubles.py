"""What stood in the way lately: each trouble once, kept across restarts, for the officer's page."""

from __future__ import annotations

from typing import Final

import msgspec

from sync.exchange.ports import Ledger

MOST_KEPT: Final = 10
_SETTING: Final = "exchange.troubles"


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A trouble's code (sync.exchange.status.Status.trouble), how often it came, and when: by the
    machine's clock, milliseconds since 1970."""

    code: str
    count: int
    first_ms: int
    last_ms: int


_read: Final = msgspec.json.Decoder(tuple[Seen, ...]).decode


def troubles_seen(ledger: Ledger) -> tuple[Seen, ...]:
    """What came last stands first."""
    try:
        return _read(ledger.get_setting(_SETTING) or "[]")
    except msgspec.MsgspecError:
        return ()


def note_trouble(ledger: Ledger, code: str, at_ms: int) -> None:
    """Once more. Of too many different ones, what came longest ago is forgotten."""
    seen = troubles_seen(ledger)
    before = next((one for one in seen if one.code == code), Seen(code, 0, at_ms, at_ms))
    now = Seen(code, before.count + 1, before.first_ms, at_ms)
    kept = (now, *(one for one in seen if one.code != code))[:MOST_KEPT]
    ledger.set_setting(_SETTING, msgspec.json.encode(kept).decode())
