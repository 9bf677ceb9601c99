"""Hello: asking where the county stands, and what a fork asks for."""

from __future__ import annotations

import msgspec

from sync.exchange.courier import Signed
from sync.exchange.keys import note_put_aside
from sync.exchange.outcomes import Forked, NoContact, Refused, Stopped
from sync.exchange.ports import Ledger
from sync.exchange.pull import Ask, begin_again, place, want_own_back
from sync.standard import wire
from sync.standard.wire import VILLAGE, Greeted, Greeting, Refusal


def greeting_of(ledger: Ledger) -> Greeting:
    head, here = ledger.head(), place(ledger)
    return Greeting(wire.VERSIONS, head.epoch, head.seq, head.hash, here.at, here.mark)


def greet(ask: Ask, ledger: Ledger) -> Greeted | Refusal | NoContact | Stopped | Refused:
    """What the county has. If its numbers are no longer ours, the scope is begun again."""
    greeting = greeting_of(ledger)
    answer = ask("POST", "/hello", msgspec.json.encode(greeting))
    if not isinstance(answer, Signed):
        return answer
    try:
        greeted = msgspec.json.decode(answer.body, type=Greeted)
    except msgspec.MsgspecError:
        return Refused(wire.WHY_FORM)
    ledger.note_contact(greeted.now)
    if greeting.at > greeted.scopes.get(VILLAGE, 0) or not greeted.is_same_scope:
        begin_again(ledger)
    return greeted


def open_epoch(ledger: Ledger, beyond: int) -> Forked:
    """Two histories of one device. beyond: the newest epoch that is in use."""
    aside = max(1, ledger.waiting())
    # Noted first: after a crash in between, the light must not turn green.
    note_put_aside(ledger, aside)
    want_own_back(ledger)
    head = ledger.reopen_epoch()
    while head.epoch <= beyond:
        head = ledger.reopen_epoch()
    return Forked(head.epoch, aside)
