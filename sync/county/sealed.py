"""Sealed entries at the county: folded again when their key comes, and silent when it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, or_, select

from sync.county.people_keys import PeopleKeys, Read, sealed_in
from sync.county.store import scrub_after
from sync.county.tables import CLAMPS, ENTRIES, REPORTS, is_same_entry
from sync.county.views import VillageShelf, fold_all
from sync.standard.entry import Entry, decode
from sync.standard.origin import Ref
from sync.standard.residents import Erased
from sync.standard.sealed import KINDS, SEALED


def erase(
    connection: Connection, village: str, people_keys: PeopleKeys, read: Iterable[Read]
) -> None:
    """Destroys the keys of those whom these entries erase. Nothing of theirs is missed any more."""
    gone = {e.fact.person for e in read if isinstance(e, Entry) and isinstance(e.fact, Erased)}
    if gone:
        people_keys.erase(gone)
        scrub_after(connection)
        _settle(connection, village, _waiting(connection, village, gone))


def open_again(
    connection: Connection, village: str, people_keys: PeopleKeys, people: set[str]
) -> list[Entry]:
    """Folds anew what could not be opened before these people's keys came. Those entries."""
    opened = people_keys.open(_waiting(connection, village, people))
    now_open = [e for e in opened if isinstance(e, Entry) and sealed_in(e) is None]
    if not now_open:
        return []
    shelf = VillageShelf(connection, village, people_keys)
    fold_all(now_open, shelf)
    shelf.flush()
    _settle(connection, village, now_open)
    return now_open


def _waiting(connection: Connection, village: str, people: set[str]) -> list[Read]:
    """Sealed entries of these people that were reported, by this version or by one that could not
    read them at all."""
    found = connection.execute(
        select(ENTRIES.c.device, ENTRIES.c.epoch, ENTRIES.c.seq, ENTRIES.c.line, CLAMPS.c.ms)
        .join(REPORTS, is_same_entry(ENTRIES, REPORTS))
        .outerjoin(CLAMPS, is_same_entry(ENTRIES, CLAMPS))
        .where(
            ENTRIES.c.village == village,
            ENTRIES.c.kind.in_(KINDS),
            or_(REPORTS.c.code == SEALED, REPORTS.c.code.startswith("unreadable.")),
        )
    )
    read = [decode(Ref(*row[:3]), row.line, row.ms) for row in found]
    return [e for e in read if (fact := sealed_in(e)) is not None and fact.person in people]


def _settle(connection: Connection, village: str, entries: Sequence[Read]) -> None:
    for entry in entries:
        ref = entry.origin.ref if isinstance(entry, Entry) else entry.ref
        connection.execute(
            delete(REPORTS).where(
                REPORTS.c.village == village,
                REPORTS.c.device == ref.device,
                REPORTS.c.epoch == ref.epoch,
                REPORTS.c.seq == ref.seq,
            )
        )
