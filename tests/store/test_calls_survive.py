from __future__ import annotations

from dataclasses import replace

from kiosk.services.call_cadre import call_cadre, list_calls
from kiosk.store.store import open_store
from tests.plain_ports import PlainClock, plain_ports


def test_a_call_survives_a_restart_and_is_no_entry(tmp_path):
    clock = PlainClock()

    def opened():
        return open_store(tmp_path, bytes(range(32)), clock.now_ms, lambda n: bytes(n))

    store = opened()
    seq = store.journal.head().seq
    call = call_cadre(replace(plain_ports(clock), settings=store.journal), "home")
    assert store.journal.head().seq == seq
    store.close()
    store = opened()
    again = replace(plain_ports(clock), settings=store.journal)
    assert [one.call for one in list_calls(again)] == [call]
    store.close()
