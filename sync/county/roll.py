"""The roll of kiosks: who they are, when they were last heard of, and taking one off it.

A kiosk that was stolen or replaced is revoked: nothing of it is taken any more, by line or stick,
because whoever has it has its key. What it had not sent stays on its own disk; when it turns up
again, it is put back on the roll, brings its entries, and is taken off once more.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select, update

from sync.county.tables import DEVICES, ENTRIES, VILLAGES
from sync.standard.origin import COUNTY


@dataclass(frozen=True, slots=True)
class Enrolled:
    """entries: of its own, at the county."""

    village: str
    village_name: str
    device: str
    last_contact_ms: int
    entries: int
    is_revoked: bool


def roll(connection: Connection, village: str = "") -> list[Enrolled]:
    """Every kiosk, of one village or of all, in the order of villages and last contact."""
    wanted = [DEVICES.c.device != COUNTY]
    if village:
        wanted.append(DEVICES.c.village == village)
    own = and_(ENTRIES.c.village == DEVICES.c.village, ENTRIES.c.device == DEVICES.c.device)
    entries = select(func.count()).select_from(ENTRIES).where(own).scalar_subquery()
    query = (
        select(
            DEVICES.c.village,
            VILLAGES.c.name,
            DEVICES.c.device,
            DEVICES.c.last_contact_ms,
            entries,
            DEVICES.c.is_revoked,
        )
        .join(VILLAGES, VILLAGES.c.village == DEVICES.c.village)
        .where(*wanted)
        .order_by(DEVICES.c.village, DEVICES.c.last_contact_ms.desc(), DEVICES.c.device)
    )
    return [Enrolled(*row) for row in connection.execute(query)]


def revoke(connection: Connection, village: str, device: str, *, undo: bool = False) -> list[str]:
    """Takes the village's kiosk whose name begins so off the roll, or puts it back. The names that
    begin so: unless it is exactly one, nothing was changed."""
    found = [one.device for one in roll(connection, village) if one.device.startswith(device)]
    if device in found:
        found = [device]
    if len(found) == 1:
        connection.execute(
            update(DEVICES)
            .where(DEVICES.c.village == village, DEVICES.c.device == found[0])
            .values(is_revoked=not undo)
        )
    return found
