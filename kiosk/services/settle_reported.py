"""Settle what the county reported back: somebody has looked at it, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.ports import Ports
from sync.standard.entry import Entry, Unreadable
from sync.standard.settling import Settled

LONGEST_NOTE: Final = 200
"""Characters; a line in the journal has a limit."""


@dataclass(frozen=True, slots=True)
class SettledNow:
    pass


@dataclass(frozen=True, slots=True)
class NotReported:
    """It is not on the list, or not any more."""


def settle_reported(ports: Ports, entry: str, note: str, by: str) -> SettledNow | NotReported:
    """entry: its identity (Ref.text()). It leaves the list; what it says stays as it is: what is
    wrong with it is mended by a correction, which is an entry of its own."""
    waiting = {_identity(one.entry) for one in ports.journal.reported()}
    if entry not in waiting:
        return NotReported()
    ports.journal.append(Settled(entry, note.strip()[:LONGEST_NOTE]), by=by)
    return SettledNow()


def _identity(entry: Entry | Unreadable) -> str:
    return entry.origin.ref.text() if isinstance(entry, Entry) else entry.ref.text()
