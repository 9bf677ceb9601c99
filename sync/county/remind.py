"""What the county said and has lost, because it was restored from a backup: its kiosks bring it
back, so that it does not decide the same matter otherwise a second time."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import Connection, select

from sync.county.decisions import add_own, is_sealed
from sync.county.journal import entries_of, scope_head
from sync.county.judges import mend
from sync.county.tables import ENTRIES
from sync.standard.entry import GENESIS, Entry
from sync.standard.origin import COUNTY, Ref


def take_back(
    connection: Connection,
    village: str,
    rows: list[tuple[Ref, bytes]],
    now_ms: int,
    secret: bytes,
) -> int:
    """rows: the county's own entries, as a kiosk has them, in order. How many were lost here.

    What does not carry the county's seal, or does not follow on, is left. What was decided
    otherwise meanwhile is mended by new decisions, which lie in the tray then."""
    head = scope_head(connection, village, lock=True)
    good = [
        (ref, line)
        for ref, line in sorted(rows)
        if ref.device == COUNTY and is_sealed(secret, village, ref, line)
    ]
    back: list[Entry] = []
    for epoch, run in groupby(good, lambda row: row[0].epoch):
        seq, base = _end_of(connection, village, epoch)
        lines: list[bytes] = []
        for ref, line in run:
            if ref.seq == seq + len(lines) + 1:
                lines.append(line)
        if lines:
            first = Ref(COUNTY, epoch, seq + 1)
            head, read = add_own(connection, village, first, base, lines, head, now_ms, secret)
            back += entries_of(read)
    mend(connection, village, back, now_ms)
    return len(back)


def _end_of(connection: Connection, village: str, epoch: int) -> tuple[int, bytes]:
    newest = connection.execute(
        select(ENTRIES.c.seq, ENTRIES.c.hash)
        .where(
            ENTRIES.c.village == village,
            ENTRIES.c.device == COUNTY,
            ENTRIES.c.epoch == epoch,
        )
        .order_by(ENTRIES.c.seq.desc())
        .limit(1)
    ).one_or_none()
    return (newest.seq, newest.hash) if newest else (0, GENESIS)
