"""The county gives its villages tables; one that enrols later gets those that all were given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, select

from sync.county.decisions import decide
from sync.county.store import Store, insert_into
from sync.county.strings import say
from sync.county.table_files import Fault, read_tables
from sync.county.tables import GIVEN, TRAY, VIEW_TABLES, VILLAGES
from sync.standard.county_tables import CountyTable, TableGiven

_OK: Final = 0
_FAILED: Final = 1
_WRONG_USE: Final = 2
_TRAY: Final = "table "
_decode = msgspec.json.Decoder(TableGiven).decode


def give_file(store: Store, file: Path, village: str) -> int:
    """village: "" = every one. Prints what was given or what is wrong; the exit code. Raises
    OSError."""
    try:
        given = read_tables(file.read_text("utf-8-sig"))
    except (Fault, UnicodeDecodeError) as error:
        why = str(error) if isinstance(error, Fault) else say("tables.no_text")
        print(say("tables.wrong", file=file.name, why=why), file=sys.stderr)
        return _FAILED
    villages = store.write(partial(give, given=given, village=village))
    if village and not villages:
        print(say("tables.no_village", village=village), file=sys.stderr)
        return _WRONG_USE
    for table in given:
        name = say(f"tables.name.{table.name}")
        print(say("tables.given", name=name, since=table.since, villages=len(villages)))
    print(say("tables.later" if not village else "tables.only"))
    return _OK


def give(connection: Connection, given: Sequence[TableGiven], village: str) -> list[str]:
    """The villages that get them, each with its next round."""
    query = select(VILLAGES.c.village).order_by(VILLAGES.c.village)
    known = [one for one in connection.execute(query).scalars() if village in ("", one)]
    for table in given:
        for one in known:
            # The later word stands, also of two that lie there.
            connection.execute(
                delete(TRAY).where(TRAY.c.village == one, TRAY.c.key == f"{_TRAY}{_key(table)}")
            )
            decide(connection, one, f"{_TRAY}{_key(table)}", table)
        if not village:
            _keep(connection, table)
    return known


def give_missing(connection: Connection, village: str) -> None:
    """Of what all villages were given, what this one never was."""
    kept = connection.execute(select(GIVEN.c.key, GIVEN.c.body).order_by(GIVEN.c.key)).all()
    if not kept:
        return
    view = VIEW_TABLES[CountyTable.table].c
    there = set(connection.execute(select(view.key).where(view.village == village)).scalars())
    waiting = connection.execute(select(TRAY.c.key).where(TRAY.c.village == village)).scalars()
    there.update(key.partition(_TRAY)[2] for key in waiting)
    for key, body in kept:
        if key not in there:
            decide(connection, village, f"{_TRAY}{key}", _decode(body))


def _keep(connection: Connection, table: TableGiven) -> None:
    insert = insert_into(connection, GIVEN).values(key=_key(table), body=msgspec.json.encode(table))
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[GIVEN.c.key], set_={"body": insert.excluded.body}
        )
    )


def _key(table: TableGiven) -> str:
    """As its row in the view has it."""
    return f"{table.name}/{table.since}"
