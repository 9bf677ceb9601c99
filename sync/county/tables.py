"""The county's tables. Written for SQLite and PostgreSQL, and for its distributed kin: every key
begins with the village, nothing points across villages, no sequence gives an order."""

from __future__ import annotations

import typing
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    and_,
)

from sync.standard.fold import VIEWS
from sync.standard.views import Row

META: Final = MetaData()


def _village() -> Column[Any]:
    return Column("village", String(12), primary_key=True)


def _entry() -> tuple[Column[Any], ...]:
    """The key of what is said of an entry."""
    return (
        _village(),
        Column("device", String(40), primary_key=True),
        Column("epoch", Integer, primary_key=True),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
    )


def is_same_entry(one: Table, other: Table) -> ColumnElement[bool]:
    """To join what is said of an entry."""
    return and_(*(one.c[name] == other.c[name] for name in ("village", "device", "epoch", "seq")))


VILLAGES: Final = Table("villages", META, _village(), Column("name", String, nullable=False))

DEVICES: Final = Table(
    "devices",
    META,
    _village(),
    Column("device", String(40), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("last_hash", LargeBinary, nullable=False),
    Column("last_contact_ms", BigInteger, nullable=False),
    Column("is_revoked", Boolean, nullable=False),
)

ENTRIES: Final = Table(
    "entries",
    META,
    *_entry(),
    Column("no", BigInteger, nullable=False),
    Column("mark", String(8), nullable=False),
    Column("kind", String, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("line", LargeBinary, nullable=False),
    Index("entries_by_no", "village", "no", unique=True),
    sqlite_with_rowid=False,
)

SCOPES: Final = Table(
    "scopes",
    META,
    _village(),
    Column("scope", String(40), primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("mark", String(8), nullable=False),
)
"""head: how many entries the scope has; raised in the transaction that adds them, so without a
gap (a sequence or a time as cursor loses rows under several writers)."""

REPORTS: Final = Table(
    "reports",
    META,
    *_entry(),
    Column("code", String, nullable=False),
)
"""Entries that are stored but could not be folded, told back to the kiosk."""

CLAMPS: Final = Table(
    "clamps",
    META,
    *_entry(),
    Column("ms", BigInteger, nullable=False),
)
"""Entries stamped by a clock that ran ahead of the county's when they arrived. ms: what their
stamp counts as, here and at every kiosk."""

TRAY: Final = Table(
    "tray",
    META,
    _village(),
    Column("key", String, primary_key=True),
    Column("fact", LargeBinary, nullable=False),
)
"""Decisions of the county that are not in the village's journal yet."""

SENDINGS: Final = Table(
    "sendings",
    META,
    _village(),
    Column("message", String, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("due_ms", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
)
"""How far the county has got with a text message. due_ms: not to be tried before; state: "" until
it was sent or has failed. No telephone number, no text."""

VILLAGE_KEYS: Final = Table(
    "village_keys", META, _village(), Column("sealed", LargeBinary, nullable=False)
)
"""Each village's key, sealed with a key that only county.key gives."""

PEOPLE_KEYS: Final = Table(
    "people_keys",
    META,
    _village(),
    Column("person", String, primary_key=True),
    Column("id", String(16), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""Each person's own key, rarely a second one, sealed with the village's. id: of its SHA-256."""

ERASED: Final = Table("erased", META, _village(), Column("person", String, primary_key=True))
"""People of whom no key is ever taken again."""

FOLDED: Final = Table(
    "folded",
    META,
    _village(),
    Column("edition", String(64), nullable=False),
    Column("life", BigInteger, nullable=False),
)
"""edition: by which version's facts the village's entries were read, and how often since. life:
when the county last found that it had been restored from a backup, milliseconds; 0 = never."""

BLINDS: Final = Table(
    "blinds",
    META,
    Column("blind", String(22), primary_key=True),
    Column("village", String(12), primary_key=True),
    Column("person", String, primary_key=True),
    Column("since_ms", BigInteger, nullable=False),
    Index("blinds_by_person", "village", "person"),
)
"""Blind indexes of ID numbers: who has which number, and no number. The one table whose key does
not begin with the village, because it is asked across villages (docs/adr/0012). A row with no
village and no person is what two villages' transactions that bring one number wait for."""

MOVES: Final = Table(
    "moves",
    META,
    _village(),
    Column("from_village", String(12), primary_key=True),
    Column("person", String, primary_key=True),
    Column("into", String, nullable=False),
    Column("merge", String, nullable=False),
    Column("upto", BigInteger, nullable=False),
)
"""Who moved to this village. person: her id in the village that she left; into: her id here, ""
when that was taken back; merge: the entry that said so; upto: the number in the other scope up to
which her entries are here."""

CODES: Final = Table(
    "codes",
    META,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("village", String(12), nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("used_by", LargeBinary),
)
"""One-time codes, of the whole county. used_by: the device key that it was spent on."""

GIVEN: Final = Table(
    "given",
    META,
    Column("key", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""Tables that the county gave to all its villages, for those that come later. Of the whole
county; asked only when a village is added."""

_COLUMN_TYPES: Final[dict[type, Any]] = {
    str: String,
    int: BigInteger,
    bool: Boolean,
}


def _type_of(view: type[Row], name: str) -> Any:
    member = getattr(view, name, None)
    if isinstance(member, property) and member.fget is not None:
        return _COLUMN_TYPES[typing.get_type_hints(member.fget)["return"]]
    return _COLUMN_TYPES[typing.get_type_hints(view)[name]]


_MORE_COLUMNS: Final = {"residents": ("is_active",)}
"""What the console counts by, beyond what every store must search by."""


def columns_of(view: type[Row]) -> tuple[str, ...]:
    """The fields of a view that have a column of their own at the county."""
    return (*view.columns, *_MORE_COLUMNS.get(view.table, ()))


_SEARCHED: Final = {
    "claims": ("thing",),
    "leases": ("account",),
    "places": ("activity",),
    "messages": ("is_waiting",),
}
"""Views that the county itself looks things up in, and by what."""


def _view_table(view: type[Row]) -> Table:
    return Table(
        f"view_{view.table}",
        META,
        _village(),
        Column("key", String, primary_key=True),
        *(Column(name, _type_of(view, name), nullable=False) for name in columns_of(view)),
        Column("body", LargeBinary, nullable=False),
        *(
            Index(f"view_{view.table}_by_{name}", "village", name)
            for name in _SEARCHED.get(view.table, ())
        ),
        sqlite_with_rowid=False,
    )


VIEW_TABLES: Final[dict[str, Table]] = {view.table: _view_table(view) for view in VIEWS}
