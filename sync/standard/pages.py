"""A page of a scope: one JSON header line, then one line an entry, as the journal holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sync.standard.origin import Ref
from sync.standard.wire import NOTHING, VERSION, Malformed, split


class Run(msgspec.Struct, frozen=True, array_like=True):
    """n entries in a row of one device; device "" = n entries of the asker's own, left out."""

    device: str
    epoch: int
    seq: int
    n: int


class PageHeader(msgspec.Struct, frozen=True, omit_defaults=True):
    """Entries after+1 .. upto of a scope whose newest is head. mark: the scope's at upto.

    From version 2: keys: of people who are in it, each sealed with the village's key. clamped:
    (number, ms) of entries stamped by a clock that ran ahead: what they count as.
    """

    v: int
    now: int
    after: int
    upto: int
    mark: str
    head: int
    runs: list[Run]
    keys: dict[str, bytes] = {}
    clamped: list[tuple[int, int]] = []


def write_page(
    now: int,
    after: int,
    mark: str,
    head: int,
    rows: Sequence[tuple[Ref | None, bytes]],
    keys: Mapping[str, bytes] = NOTHING,
    clamped: Sequence[tuple[int, int]] = (),
) -> bytes:
    """rows: the scope's entries after+1, after+2 ...; None = the asker's own, without a line."""
    runs: list[Run] = []
    for ref, _ in rows:
        last = runs[-1] if runs else None
        if ref is None:
            if last and not last.device:
                runs[-1] = Run("", 0, 0, last.n + 1)
            else:
                runs.append(Run("", 0, 0, 1))
        elif last and Ref(last.device, last.epoch, last.seq + last.n) == ref:
            runs[-1] = Run(last.device, last.epoch, last.seq, last.n + 1)
        else:
            runs.append(Run(ref.device, ref.epoch, ref.seq, 1))
    header = PageHeader(
        VERSION, now, after, after + len(rows), mark, head, runs, {**keys}, [*clamped]
    )
    lines = (line for ref, line in rows if ref is not None)
    return b"\n".join((msgspec.json.encode(header), *lines))


def read_page(raw: bytes) -> tuple[PageHeader, list[tuple[int, Ref, bytes]]]:
    """The page and its rows (no, ref, line). Raises Malformed unless every number is there."""
    head, lines = split(raw)
    try:
        header = msgspec.json.decode(head, type=PageHeader)
    except msgspec.MsgspecError as error:
        raise Malformed("header") from error
    rows: list[tuple[int, Ref, bytes]] = []
    no, at = header.after, 0
    for run in header.runs:
        if run.n < 1:
            raise Malformed("count")
        if run.device and at + run.n <= len(lines):
            rows.extend(
                (no + i + 1, Ref(run.device, run.epoch, run.seq + i), lines[at + i])
                for i in range(run.n)
            )
            at += run.n
        elif run.device:
            raise Malformed("count")
        no += run.n
    if at != len(lines) or no != header.upto or header.upto > header.head:
        raise Malformed("count")
    return header, rows
