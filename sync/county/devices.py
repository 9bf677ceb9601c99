"""Which kiosks belong to which village, and the one-time codes that bind them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from sync.county.areas import Area
from sync.county.store import insert_into
from sync.county.tables import CODES, DEVICES, ENTRIES, SCOPES, VILLAGES
from sync.standard.clock import MINUTE_MS
from sync.standard.entry import GENESIS
from sync.standard.origin import COUNTY
from sync.standard.wire import (
    VILLAGE,
    WHY_CODE_EXPIRED,
    WHY_CODE_WRONG,
    WHY_FORM,
    WHY_TOO_MANY,
    EnrolRequest,
    Refusal,
)

CODE_LIFE_MS: Final = 15 * MINUTE_MS
TRIES: Final = 5
_SECRET_DIGITS: Final = 6
_FIRST_NUMBER: Final = 100
_NUMBERS: Final = 900
CODES_THERE_ARE: Final = _NUMBERS * 10**_SECRET_DIGITS
# Made once: of what is asked for each batch, making the question took longer than the answer.
_FIND: Final = select(DEVICES).where(
    DEVICES.c.village == bindparam("of"), DEVICES.c.device == bindparam("by")
)
_FIND_AND_LOCK: Final = _FIND.with_for_update()


@dataclass(frozen=True, slots=True)
class Device:
    """A row of devices."""

    village: str
    device: str
    public_key: bytes
    epoch: int
    last_seq: int
    last_hash: bytes
    last_contact_ms: int
    is_revoked: bool


def find_device(
    connection: Connection, village: str, device: str, *, lock: bool = False
) -> Device | None:
    """lock: until the transaction's end, where the database locks rows."""
    found = connection.execute(_FIND_AND_LOCK if lock else _FIND, {"of": village, "by": device})
    row = found.one_or_none()
    return Device(*row) if row else None


def note_contact(connection: Connection, device: Device, now_ms: int) -> None:
    connection.execute(
        update(DEVICES)
        .where(DEVICES.c.village == device.village, DEVICES.c.device == device.device)
        .values(last_contact_ms=now_ms)
    )


def issue_code(connection: Connection, area: Area, now_ms: int, secret: bytes, dice: int) -> str:
    """A new one-time code of 9 digits: 3 say which code it is, 6 are its secret.

    secret: the county's, so that a stolen table gives no code away. dice: a random number below
    CODES_THERE_ARE. Adds the village if it is new. Raises LookupError with 900 codes open.
    """
    connection.execute(delete(CODES).where(CODES.c.expires_ms < now_ms - CODE_LIFE_MS))
    taken = set(connection.execute(select(CODES.c.number)).scalars())
    start = dice % _NUMBERS
    numbers = (_FIRST_NUMBER + (start + i) % _NUMBERS for i in range(_NUMBERS))
    number = next((n for n in numbers if n not in taken), None)
    if number is None:
        raise LookupError("no free code")
    code = f"{number}{dice // _NUMBERS:0{_SECRET_DIGITS}d}"
    insert = insert_into(connection, VILLAGES).values(village=area.code, name=area.name)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[VILLAGES.c.village], set_={"name": insert.excluded.name}
        )
    )
    connection.execute(
        insert_into(connection, CODES).values(
            number=number,
            village=area.code,
            secret_hash=_hash_of(code, secret),
            expires_ms=now_ms + CODE_LIFE_MS,
            tries_left=TRIES,
        )
    )
    return code


def redeem(
    connection: Connection, asked: EnrolRequest, now_ms: int, secret: bytes
) -> tuple[str, str] | Refusal:
    """Binds the device to the code's village: (village, its name), or why not.

    The same device may come again with a code that it has spent: its answer may have been lost.
    """
    is_name = 1 <= len(asked.device) <= 40 and " " not in asked.device
    if len(asked.key) != 32 or not is_name or asked.device == COUNTY:
        return Refusal(WHY_FORM, now_ms)
    if len(asked.code) != 3 + _SECRET_DIGITS or not (asked.code.isascii() and asked.code.isdigit()):
        return Refusal(WHY_CODE_WRONG, now_ms)
    number = int(asked.code[:3])
    code = connection.execute(
        select(CODES).where(CODES.c.number == number).with_for_update()
    ).one_or_none()
    if code is None:
        return Refusal(WHY_CODE_WRONG, now_ms)
    if code.tries_left < 1:
        return Refusal(WHY_TOO_MANY, now_ms)
    if not hmac.compare_digest(code.secret_hash, _hash_of(asked.code, secret)):
        left = code.tries_left - 1
        connection.execute(update(CODES).where(CODES.c.number == number).values(tries_left=left))
        return Refusal(WHY_CODE_WRONG if left else WHY_TOO_MANY, now_ms)
    if code.expires_ms < now_ms or code.used_by not in (None, asked.key):
        return Refusal(WHY_CODE_EXPIRED, now_ms)
    if _wrote_elsewhere(connection, code.village, asked.device):
        return Refusal(WHY_FORM, now_ms)
    connection.execute(update(CODES).where(CODES.c.number == number).values(used_by=asked.key))
    _bind(connection, code.village, asked, now_ms)
    name = connection.execute(
        select(VILLAGES.c.name).where(VILLAGES.c.village == code.village)
    ).scalar_one()
    return code.village, name


def _wrote_elsewhere(connection: Connection, village: str, device: str) -> bool:
    """Whether this village has entries that it wrote as another village's kiosk, of people who
    moved: its journal cannot become this village's as well."""
    query = select(ENTRIES.c.seq).where(ENTRIES.c.village == village, ENTRIES.c.device == device)
    has_entries = connection.execute(query.limit(1)).first() is not None
    return has_entries and find_device(connection, village, device) is None


def _bind(connection: Connection, village: str, asked: EnrolRequest, now_ms: int) -> None:
    """A device that comes again with a new code keeps its history and may have a new key."""
    # The scope's row is there before the first push: later writers have something to lock.
    scope = insert_into(connection, SCOPES).values(village=village, scope=VILLAGE, head=0, mark="")
    connection.execute(scope.on_conflict_do_nothing())
    insert = insert_into(connection, DEVICES).values(
        village=village,
        device=asked.device,
        public_key=asked.key,
        epoch=1,
        last_seq=0,
        last_hash=GENESIS,
        last_contact_ms=now_ms,
        is_revoked=False,
    )
    fresh = ("public_key", "last_contact_ms", "is_revoked")
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[DEVICES.c.village, DEVICES.c.device],
            set_={name: insert.excluded[name] for name in fresh},
        )
    )


def _hash_of(code: str, secret: bytes) -> bytes:
    return hmac.new(secret, code.encode(), hashlib.sha256).digest()
