"""The messages that wait to be sent, and how far each has got.

A message is taken before it is sent, by one statement, so that two processes never send the same
one. What was sent is noted and put into the village's tray in one transaction; a county that dies
between sending and noting sends it once more when its taking has run out: twice told is better
than not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, and_, func, or_, select, update

from sync.county.decisions import decide
from sync.county.store import insert_into
from sync.county.tables import SENDINGS, VIEW_TABLES, VILLAGES
from sync.standard.clock import HOUR_MS, MINUTE_MS
from sync.standard.messages import FAILED, SENT, Message, MessageEnded

TAKEN_MS: Final = 5 * MINUTE_MS
"""How long a message is its taker's; a sender's time limit is far below."""
PAUSES_MS: Final = tuple(n * MINUTE_MS for n in (1, 5, 15, 60)) + tuple(
    n * HOUR_MS for n in (3, 6, 12, 24)
)
"""Before each further try. After the last one it has failed."""
_VIEW: Final = VIEW_TABLES[Message.table]
_OF_IT: Final = and_(SENDINGS.c.village == _VIEW.c.village, SENDINGS.c.message == _VIEW.c.key)
_read = msgspec.json.Decoder(Message).decode


@dataclass(frozen=True, slots=True)
class Standing:
    """How many messages of all villages wait, were sent, have failed."""

    waiting: int
    sent: int
    failed: int


def due(connection: Connection, now_ms: int, limit: int) -> list[tuple[str, Message]]:
    """(village, message) of those that may be tried now, the oldest first within a village."""
    is_ready = or_(
        SENDINGS.c.message.is_(None),
        and_(SENDINGS.c.state == "", SENDINGS.c.due_ms <= now_ms),
    )
    found: list[tuple[str, Message]] = []
    for village in connection.execute(select(VILLAGES.c.village)).scalars().all():
        if len(found) >= limit:
            break
        waiting = (
            select(_VIEW.c.body)
            .outerjoin(SENDINGS, _OF_IT)
            .where(_VIEW.c.village == village, _VIEW.c.is_waiting, is_ready)
            .limit(limit - len(found))
        )
        rows = map(_read, connection.execute(waiting).scalars().all())
        found += ((village, row) for row in sorted(rows, key=lambda row: row.asked_ms))
    return found


def take(connection: Connection, village: str, message: str, now_ms: int) -> int:
    """How often it has been tried, this time among them; 0 when somebody else has it."""
    insert = insert_into(connection, SENDINGS).values(
        village=village, message=message, tries=1, due_ms=now_ms + TAKEN_MS, state=""
    )
    taken = insert.on_conflict_do_update(
        index_elements=[SENDINGS.c.village, SENDINGS.c.message],
        set_={"tries": SENDINGS.c.tries + 1, "due_ms": insert.excluded.due_ms},
        where=and_(SENDINGS.c.state == "", SENDINGS.c.due_ms <= now_ms),
    ).returning(SENDINGS.c.tries)
    return connection.execute(taken).scalar() or 0


def put_off(connection: Connection, village: str, message: str, due_ms: int) -> None:
    _note(connection, village, message, due_ms=due_ms)


def end(connection: Connection, village: str, message: str, state: str, code: str) -> None:
    """state: SENT or FAILED. The village is told when it comes by next."""
    _note(connection, village, message, state=state)
    ended = MessageEnded(message, state, code)
    decide(connection, village, f"message {message}", ended)


def standing(connection: Connection) -> Standing:
    state = SENDINGS.c.state
    states = connection.execute(select(state, func.count()).group_by(state)).all()
    ended: dict[str, int] = {row[0]: row[1] for row in states}
    waits = and_(_VIEW.c.is_waiting, or_(SENDINGS.c.message.is_(None), state == ""))
    query = select(func.count()).select_from(_VIEW).outerjoin(SENDINGS, _OF_IT).where(waits)
    waiting = connection.execute(query).scalar_one()
    return Standing(waiting, ended.get(SENT, 0), ended.get(FAILED, 0))


def _note(connection: Connection, village: str, message: str, **said: int | str) -> None:
    where = SENDINGS.c.village == village, SENDINGS.c.message == message
    connection.execute(update(SENDINGS).where(*where).values(**said))
