"""Each village's key: what people's keys travel and lie under. Made by the county, held by the
county and the village's kiosks.

person's key < village's key < a key that only county.key gives.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from nacl.secret import SecretBox
from nacl.utils import random
from sqlalchemy import Connection, select

from sync.county.store import insert_into
from sync.county.tables import VILLAGE_KEYS

KEY_BYTES: Final = SecretBox.KEY_SIZE


def find_village_key(connection: Connection, village: str, secret: bytes) -> bytes | None:
    """secret: the county's own key. None: none was made yet."""
    query = select(VILLAGE_KEYS.c.sealed).where(VILLAGE_KEYS.c.village == village)
    sealed = connection.execute(query).scalar_one_or_none()
    return None if sealed is None else _box(secret).decrypt(sealed)


def make_village_key(connection: Connection, village: str, secret: bytes) -> None:
    """Makes the village's key where there is none."""
    sealed = bytes(_box(secret).encrypt(random(KEY_BYTES)))
    insert = insert_into(connection, VILLAGE_KEYS).values(village=village, sealed=sealed)
    connection.execute(insert.on_conflict_do_nothing())


def _box(secret: bytes) -> SecretBox:
    return SecretBox(hmac.new(secret, b"village keys", hashlib.sha256).digest())
