"""What the county itself writes into a village's journal: its decisions, as entries.

First in the county's order wins, and everybody is told in the same way as of anything else: by an
entry of the device COUNTY, pulled, folded and kept like all others.

A decision may be of another village than the one whose entries are being taken in. It is then put
into that village's tray, and written out when that village itself comes by: so no transaction
ever holds two villages' scopes.

Two things are for the day when the county is restored from a backup and has forgotten what it
said. Its epoch is the second in which it writes, so that it never gives one identity twice. And
each line carries the county's seal, so that a kiosk may bring it back (sync.county.remind) and
none can make one up.
"""

from __future__ import annotations

import base64
import hmac
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, delete, select

from sync.county.devices import find_device
from sync.county.journal import ScopeHead, append, hashes_of, scope_head
from sync.county.people_keys import PeopleKeys, Read
from sync.county.store import insert_into
from sync.county.tables import DEVICES, TRAY
from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import GENESIS, encode
from sync.standard.facts import Fact
from sync.standard.origin import COUNTY, Ref

_decode = msgspec.json.Decoder(Fact).decode
MOST_AT_ONCE: Final = 500
_ANY: Final = select(TRAY.c.key).where(TRAY.c.village == bindparam("of")).limit(1)
_SEAL: Final = b',"s":"%s"}'
_SEAL_BYTES: Final = len(_SEAL % (b"x" * 22))


def decide(connection: Connection, village: str, key: str, fact: Fact) -> None:
    """Puts a decision into the village's tray. key: names it; the same one again is the same
    decision, while it lies there. Decisions are written out in the order of their keys."""
    insert = insert_into(connection, TRAY).values(
        village=village, key=key, fact=msgspec.json.encode(fact)
    )
    connection.execute(insert.on_conflict_do_nothing())


def has_decisions(connection: Connection, village: str) -> bool:
    return connection.execute(_ANY, {"of": village}).first() is not None


def write_out(connection: Connection, village: str, now_ms: int, secret: bytes) -> ScopeHead:
    """Writes what lies in the village's tray into its journal. The scope's head after it.
    secret: the county's own key."""
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
        head = _write(connection, village, facts, head, now_ms, secret)
        keys = [row.key for row in found]
        connection.execute(delete(TRAY).where(TRAY.c.village == village, TRAY.c.key.in_(keys)))
    return head


def _write(
    connection: Connection,
    village: str,
    facts: list[Fact],
    head: ScopeHead,
    now_ms: int,
    secret: bytes,
) -> ScopeHead:
    own = find_device(connection, village, COUNTY, lock=True)
    epoch = max((now_ms - EARLIEST_MS) // 1000, 1)
    known, base = 0, GENESIS
    if own and own.epoch >= epoch:
        epoch, known, base = own.epoch, own.last_seq, own.last_hash
    refs = [Ref(COUNTY, epoch, known + 1 + i) for i in range(len(facts))]
    lines = [
        seal_line(secret, village, ref, encode(fact, Stamp(now_ms, i), COUNTY))
        for i, (ref, fact) in enumerate(zip(refs, facts, strict=True))
    ]
    after, _ = add_own(connection, village, refs[0], base, lines, head, now_ms, secret)
    return after


def add_own(
    connection: Connection,
    village: str,
    first: Ref,
    base: bytes,
    lines: list[bytes],
    head: ScopeHead,
    now_ms: int,
    secret: bytes,
) -> tuple[ScopeHead, list[Read]]:
    """Stores lines of the county. base: the chain's hash before the first of them. The county's
    newest epoch stays noted, also when these are of an older one."""
    hashes = hashes_of(base, first.seq - 1, lines)
    people_keys = PeopleKeys(connection, village, secret)
    after, read = append(connection, village, first, head, lines, hashes, now_ms, people_keys)
    noted = insert_into(connection, DEVICES).values(
        village=village,
        device=COUNTY,
        public_key=b"",
        epoch=first.epoch,
        last_seq=first.seq + len(lines) - 1,
        last_hash=hashes[-1],
        last_contact_ms=0,
        is_revoked=True,
    )
    fresh = {name: noted.excluded[name] for name in ("epoch", "last_seq", "last_hash")}
    connection.execute(
        noted.on_conflict_do_update(
            index_elements=[DEVICES.c.village, DEVICES.c.device],
            set_=fresh,
            where=DEVICES.c.epoch <= first.epoch,
        )
    )
    return after, read


def seal_line(secret: bytes, village: str, ref: Ref, line: bytes) -> bytes:
    """The line with the county's seal as its last field."""
    return line[:-1] + _SEAL % _seal(secret, village, ref, line)


def is_sealed(secret: bytes, village: str, ref: Ref, line: bytes) -> bool:
    """Whether the county wrote this line, at this place of this village."""
    bare = line[:-_SEAL_BYTES] + b"}"
    return hmac.compare_digest(line, seal_line(secret, village, ref, bare))


def _seal(secret: bytes, village: str, ref: Ref, line: bytes) -> bytes:
    said = f"xianglin said {village} {ref.text()} ".encode() + line
    return base64.urlsafe_b64encode(hmac.digest(secret, said, "sha256")[:16]).rstrip(b"=")
