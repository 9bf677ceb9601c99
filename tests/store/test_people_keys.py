"""Sealed entries at a kiosk: whatever comes first, the line, its key or the word that erases."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import ProgramFault
from kiosk.store.rebuild import rebuild
from kiosk.store.store import Store, open_store
from sync.exchange.ports import Beside
from sync.people_keys import KEY_BYTES, seal_fact
from sync.standard import entry
from sync.standard.clock import Stamp
from sync.standard.fold import fold
from sync.standard.origin import Origin, Ref
from sync.standard.residents import (
    RECORD,
    Consented,
    Erased,
    Personal,
    Resident,
    ResidentCorrected,
    ResidentRegistered,
)
from sync.standard.views import DictShelf
from tests.store.people import KEY, NOW_MS, NUMBER, SHAN, WANG, register

KEYS = {"p1": b"1" * KEY_BYTES, "p2": b"2" * KEY_BYTES}
FACTS = [
    ResidentRegistered("p1", Personal(name=WANG, number=NUMBER)),
    Consented("p1", RECORD, "1"),
    ResidentCorrected("p1", {"name": SHAN}),
    ResidentRegistered("p2", Personal(name=SHAN)),
    ResidentCorrected("p2", {"phone": "1"}),
    Erased("p2", "asked"),
]
LINES = [
    (
        Ref("elsewhere", 1, seq),
        Stamp(NOW_MS + seq),
        seal_fact(fact, KEYS[fact.person], os.urandom)
        if isinstance(fact, (ResidentRegistered, ResidentCorrected))
        else fact,
    )
    for seq, fact in enumerate(FACTS, 1)
]


def plain_rows() -> dict[str, Resident]:
    shelf = DictShelf()
    for (ref, stamp, _), fact in zip(LINES, FACTS, strict=True):
        fold(entry.Entry(Origin(ref, stamp), fact), shelf)
    return {key: row for (_, key), row in shelf.rows.items() if isinstance(row, Resident)}


@settings(max_examples=8)
@given(st.permutations([*range(len(LINES)), "p1", "p2"]))
def test_any_order_of_lines_keys_and_erasing_gives_the_same(order: list[int | str]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder), KEY, lambda: NOW_MS, os.urandom)
        for no, what in enumerate(order, 1):
            if isinstance(what, str):
                store.journal.take_in("v", [], no, Beside({what: KEYS[what]}))
            else:
                ref, stamp, fact = LINES[what]
                store.journal.take_in("v", [(no, ref, entry.encode(fact, stamp))], no)
        assert {p: store.residents.by_id(p) for p in KEYS} == plain_rows()
        assert store.journal.unreadable() == []
        assert rebuild(store.database).total == 0
        assert store.database.rows("SELECT person FROM people_keys") == [("p1",)]
        store.close()


def test_the_line_says_nothing_and_the_key_is_beside_it(store: Store) -> None:
    register(store.journal, "p1")
    ((_, line), _) = store.journal.lines_after(0, 9, 10**6)
    assert WANG.encode() not in line
    assert NUMBER.encode() not in line
    ((person, key),) = store.journal.keys_to_send(9).items()
    assert (person, len(key)) == ("p1", KEY_BYTES)
    assert key not in line
    register(store.journal, "p2", name=SHAN)
    assert list(store.journal.keys_to_send(1)) == ["p1"]
    store.journal.note_keys_sent(["p1"])
    assert list(store.journal.keys_to_send(9)) == ["p2"]
    store.journal.send_keys_again(0)
    assert list(store.journal.keys_to_send(9)) == ["p1", "p2"]


def test_a_failed_append_leaves_no_key(store: Store) -> None:
    with pytest.raises(ProgramFault):
        store.journal.append(FACTS[0], Consented("p1", "x" * entry.MAX_LINE_BYTES, "1"))
    assert store.journal.keys_to_send(9) == {}
