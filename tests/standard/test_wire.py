"""Pages and batches that do not add up."""

from __future__ import annotations

import msgspec
import pytest

from sync.standard.origin import Head, Ref
from sync.standard.pages import read_page, write_page
from sync.standard.wire import Malformed, read_batch, write_batch

LINES = [b"one", b"two", b"three"]
ROWS = [(Ref("a", 1, 7), LINES[0]), (None, b""), (Ref("b", 1, 1), LINES[1])]
PAGE = write_page(5, 10, "mark", 20, ROWS)
BATCH = write_batch(Head("a", 1, 3, bytes(32)), LINES)


def changed(raw: bytes, **fields: object) -> bytes:
    """With other words in its header."""
    head, _, rest = raw.partition(b"\n")
    return msgspec.json.encode(msgspec.json.decode(head) | fields) + b"\n" + rest


def test_a_page_is_read_as_it_was_written() -> None:
    page, rows = read_page(PAGE)
    assert (page.after, page.upto, page.head) == (10, 13, 20)
    assert rows == [(11, Ref("a", 1, 7), b"one"), (13, Ref("b", 1, 1), b"two")]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        PAGE + b"\nfour",
        PAGE.rpartition(b"\n")[0],
        changed(PAGE, upto=12),
        changed(PAGE, upto=14),
        changed(PAGE, after=11),
        changed(PAGE, head=12),
        changed(PAGE, runs=[["a", 1, 7, 3]]),
        changed(PAGE, runs=[["a", 1, 7, 1], ["", 0, 0, -1], ["b", 1, 1, 3]]),
        changed(PAGE, runs=[["a", 1, 7, 1], ["b", 1, 1, 1]]),
    ],
)
def test_i6_a_page_that_does_not_add_up_is_none(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_page(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        BATCH + b"\nfour",
        BATCH.rpartition(b"\n")[0],
        changed(BATCH, n=2),
        changed(BATCH, n=0),
        changed(BATCH, epoch=0),
        changed(BATCH, **{"from": 0}),
        changed(BATCH, head="AA=="),
    ],
)
def test_i3_a_batch_that_does_not_add_up_is_none(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_batch(raw)
