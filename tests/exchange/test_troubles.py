"""What stood in the way lately: each once, the last few, across restarts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.exchange.troubles import MOST_KEPT, note_trouble, troubles_seen
from tests.exchange.plain_ledger import PlainLedger

CODES = st.sampled_from([f"code-{n}" for n in range(MOST_KEPT + 3)])


@given(st.lists(CODES, max_size=40))
@settings(max_examples=40)
def test_troubles_are_kept_once_each_and_the_last_ten_of_them(codes):
    ledger = PlainLedger("kiosk-1")
    for at_ms, code in enumerate(codes):
        note_trouble(ledger, code, at_ms)
    seen = troubles_seen(ledger)
    lately = list(dict.fromkeys(reversed(codes)))[:MOST_KEPT]
    assert [one.code for one in seen] == lately
    for one in seen:
        assert one.last_ms == max(at for at, code in enumerate(codes) if code == one.code)
        assert 1 <= one.count <= codes.count(one.code)
        assert one.first_ms <= one.last_ms
    if len(set(codes)) <= MOST_KEPT:
        assert {one.code: one.count for one in seen} == {c: codes.count(c) for c in codes}


def test_troubles_that_cannot_be_read_are_none():
    ledger = PlainLedger("kiosk-1")
    note_trouble(ledger, "cut", 1)
    (key,) = ledger.settings
    ledger.settings[key] = "{nonsense"
    assert troubles_seen(ledger) == ()
    note_trouble(ledger, "cut", 2)
    assert troubles_seen(ledger)[0].count == 1
