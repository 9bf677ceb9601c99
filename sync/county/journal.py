"""A village's journal at the county: every entry in the order of its arrival, folded at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from sqlalchemy import Connection, and_, bindparam, select, update

from sync.county.bulk import put_rows
from sync.county.people_keys import PeopleKeys, Read, sealed_in
from sync.county.sealed import erase
from sync.county.store import insert_into
from sync.county.tables import CLAMPS, ENTRIES, FOLDED, REPORTS, SCOPES
from sync.county.views import VillageShelf, fold_all
from sync.standard.clock import TOLERANCE_MS
from sync.standard.entry import MAX_LINE_BYTES, Entry, Unreadable, chain, decode, ms_of
from sync.standard.origin import Ref
from sync.standard.sealed import SEALED
from sync.standard.wire import VILLAGE, next_mark

_KIND_CHARACTERS: Final = 80
UNREADABLE: Final = "unreadable."
LONG: Final = "long"
UNCOUNTED: Final = "uncounted"
"""Codes of what is odd: not readable (and why), folded but too long, without effect because a judge
found that it may not have one; "fold." and why."""

_IS_SCOPE: Final = and_(SCOPES.c.village == bindparam("of"), SCOPES.c.scope == VILLAGE)
_HEAD: Final = select(SCOPES.c.head, SCOPES.c.mark).where(_IS_SCOPE)
_HEAD_LOCKED: Final = _HEAD.with_for_update()
_RAISE: Final = update(SCOPES).where(_IS_SCOPE)


@dataclass(frozen=True, slots=True)
class ScopeHead:
    no: int
    mark: str


def scope_head(connection: Connection, village: str, *, lock: bool = False) -> ScopeHead:
    row = connection.execute(_HEAD_LOCKED if lock else _HEAD, {"of": village}).one_or_none()
    return ScopeHead(*row) if row else ScopeHead(0, "")


def edition_of(connection: Connection, village: str) -> tuple[str, int]:
    """(edition, life). The edition changes when the village's entries were folded anew
    (sync.county.refold), the life when the county was restored from a backup."""
    query = select(FOLDED.c.edition, FOLDED.c.life).where(FOLDED.c.village == village)
    row = connection.execute(query).one_or_none()
    return (row.edition, row.life) if row else ("", 0)


def note_edition(connection: Connection, village: str, edition: str, life: int) -> None:
    insert = insert_into(connection, FOLDED).values(village=village, edition=edition, life=life)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[FOLDED.c.village],
            set_={"edition": insert.excluded.edition, "life": insert.excluded.life},
        )
    )


def hashes_of(base: bytes, known: int, lines: Sequence[bytes]) -> list[bytes]:
    """The chain's hash after each line. base: the hash after entry `known`, the last before."""
    hashes: list[bytes] = []
    for seq, line in enumerate(lines, known + 1):
        base = chain(base, seq, line)
        hashes.append(base)
    return hashes


def append(
    connection: Connection,
    village: str,
    first: Ref,
    before: ScopeHead,
    lines: Sequence[bytes],
    hashes: Sequence[bytes],
    now_ms: int,
    people_keys: PeopleKeys,
) -> tuple[ScopeHead, list[Read]]:
    """Stores the lines, folds what can be folded, reports the rest. The scope's new head, and
    the entries as they count, opened."""
    refs = [Ref(first.device, first.epoch, first.seq + i) for i in range(len(lines))]
    read = _as_they_count(connection, village, refs, lines, now_ms)
    return store(connection, village, before, read, lines, hashes, people_keys)


def store(
    connection: Connection,
    village: str,
    before: ScopeHead,
    read: Sequence[Read],
    lines: Sequence[bytes],
    hashes: Sequence[bytes],
    people_keys: PeopleKeys,
) -> tuple[ScopeHead, list[Read]]:
    """As `append`, of entries that were read as they count. hashes: of each device's own chain."""
    refs = [_ref(entry) for entry in read]
    marks = list(accumulate(refs, next_mark, initial=before.mark))[1:]
    rows = [
        (
            village,
            ref.device,
            ref.epoch,
            ref.seq,
            before.no + 1 + i,
            marks[i],
            _kind(entry),
            hashes[i],
            line,
        )
        for i, (ref, entry, line) in enumerate(zip(refs, read, lines, strict=True))
    ]
    put_rows(connection, ENTRIES, rows)
    erase(connection, village, people_keys, read)
    read = people_keys.open(read)
    report(connection, village, fold_read(connection, village, read, lines, people_keys))
    return _raise_scope(connection, village, ScopeHead(before.no + len(lines), marks[-1])), read


def _as_they_count(
    connection: Connection, village: str, refs: Sequence[Ref], lines: Sequence[bytes], now_ms: int
) -> list[Read]:
    """An entry from the future counts as of now; everybody who reads it is told so."""
    read: list[Read] = []
    clamps = []
    for ref, line in zip(refs, lines, strict=True):
        entry = decode(ref, line)
        # Also of a kind that is folded only after an upgrade.
        ms = entry.origin.stamp.ms if isinstance(entry, Entry) else ms_of(line)
        if ms is not None and ms > now_ms + TOLERANCE_MS:
            entry = decode(ref, line, now_ms)
            clamps.append((village, ref.device, ref.epoch, ref.seq, now_ms))
        read.append(entry)
    put_rows(connection, CLAMPS, clamps)
    return read


def _raise_scope(connection: Connection, village: str, to: ScopeHead) -> ScopeHead:
    connection.execute(_RAISE, {"of": village, "head": to.no, "mark": to.mark})
    return to


def fold_read(
    connection: Connection,
    village: str,
    read: Sequence[Read],
    lines: Sequence[bytes],
    people_keys: PeopleKeys,
) -> list[tuple[Ref, str]]:
    """What was odd: (identity, code)."""
    shelf = VillageShelf(connection, village, people_keys)
    odd = [(e.ref, f"{UNREADABLE}{e.reason}") for e in read if isinstance(e, Unreadable)]
    odd += [(e.origin.ref, code) for e, code in fold_all(entries_of(read), shelf)]
    odd += [(_ref(e), LONG) for e, s in zip(read, lines, strict=True) if len(s) > MAX_LINE_BYTES]
    odd += [
        (_ref(e), SEALED) for e in read if (fact := sealed_in(e)) and people_keys.is_missed(fact)
    ]
    shelf.flush()
    return odd


def entries_of(read: Sequence[Read]) -> list[Entry]:
    return [entry for entry in read if isinstance(entry, Entry)]


def _ref(entry: Read) -> Ref:
    return entry.origin.ref if isinstance(entry, Entry) else entry.ref


def _kind(entry: Read) -> str:
    if isinstance(entry, Entry):
        return str(entry.fact.__struct_config__.tag)
    return entry.kind[:_KIND_CHARACTERS].replace("\0", "")


def report(connection: Connection, village: str, odd: Sequence[tuple[Ref, str]]) -> None:
    codes = dict(reversed(odd))
    rows = [(village, ref.device, ref.epoch, ref.seq, code) for ref, code in codes.items()]
    put_rows(connection, REPORTS, rows, instead=True)
