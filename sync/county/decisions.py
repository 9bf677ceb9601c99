"""What the county itself writes into a village's journal: its decisions, as entries.

First in the county's order wins, and everybody is told in the same way as of anything else: by an
entry of the device COUNTY, pulled, folded and kept like all others.

A decision may be of another village than the one whose entries are being taken in. It is then put
into that village's tray, and written out when that village itself comes by: so no transaction
ever holds two villages' scopes.
"""

from __future__ import annotations

from typing import Final

import msgspec
from sqlalchemy import Connection, delete, select, update

from sync.county.devices import find_device
from sync.county.journal import ScopeHead, append, hashes_of, scope_head
from sync.county.people_keys import PeopleKeys
from sync.county.store import insert_into
from sync.county.tables import DEVICES, TRAY
from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import GENESIS, encode
from sync.standard.facts import Fact
from sync.standard.origin import COUNTY, Ref

_decode = msgspec.json.Decoder(Fact).decode
MOST_AT_ONCE: Final = 500


def decide(connection: Connection, village: str, key: str, fact: Fact) -> None:
    """Puts a decision into the village's tray. key: names it; the same one again is the same
    decision, while it lies there. Decisions are written out in the order of their keys."""
    insert = insert_into(connection, TRAY).values(
        village=village, key=key, fact=msgspec.json.encode(fact)
    )
    connection.execute(insert.on_conflict_do_nothing())


def has_decisions(connection: Connection, village: str) -> bool:
    query = select(TRAY.c.key).where(TRAY.c.village == village).limit(1)
    return connection.execute(query).first() is not None


def write_out(
    connection: Connection, village: str, now_ms: int, people_keys: PeopleKeys
) -> ScopeHead:
    """Writes what lies in the village's tray into its journal. The scope's head after it."""
    if not has_decisions(connection, village):
        return scope_head(connection, village)
    head = scope_head(connection, village, lock=True)
    while found := connection.execute(
        select(TRAY.c.key, TRAY.c.fact)
        .where(TRAY.c.village == village)
        .order_by(TRAY.c.key)
        .limit(MOST_AT_ONCE)
    ).all():
        facts = [_decode(row.fact) for row in found]
        head = _write(connection, village, facts, head, now_ms, people_keys)
        keys = [row.key for row in found]
        connection.execute(delete(TRAY).where(TRAY.c.village == village, TRAY.c.key.in_(keys)))
    return head


def _write(
    connection: Connection,
    village: str,
    facts: list[Fact],
    head: ScopeHead,
    now_ms: int,
    people_keys: PeopleKeys,
) -> ScopeHead:
    own = find_device(connection, village, COUNTY, lock=True)
    # Each second has an epoch of its own: a county restored from a backup must not give a new
    # decision the identity of one that it lost and that its kiosks still have.
    epoch = max((now_ms - EARLIEST_MS) // 1000, 1)
    known, base = 0, GENESIS
    if own and own.epoch >= epoch:
        epoch, known, base = own.epoch, own.last_seq, own.last_hash
    lines = [encode(fact, Stamp(now_ms, i), COUNTY) for i, fact in enumerate(facts)]
    hashes = hashes_of(base, known, lines)
    first = Ref(COUNTY, epoch, known + 1)
    after, _ = append(connection, village, first, head, lines, hashes, now_ms, people_keys)
    if own is None:
        connection.execute(
            insert_into(connection, DEVICES).values(
                village=village,
                device=COUNTY,
                public_key=b"",
                epoch=epoch,
                last_seq=0,
                last_hash=GENESIS,
                last_contact_ms=0,
                is_revoked=True,
            )
        )
    connection.execute(
        update(DEVICES)
        .where(DEVICES.c.village == village, DEVICES.c.device == COUNTY)
        .values(epoch=epoch, last_seq=known + len(lines), last_hash=hashes[-1])
    )
    return after
