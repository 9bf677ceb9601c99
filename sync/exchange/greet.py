"""Hello: asking where the county stands, and what a fork asks for."""

from __future__ import annotations

from typing import Final

import msgspec

from sync.exchange.courier import Signed
from sync.exchange.keys import (
    device_key,
    keep_village_key,
    keep_warrant,
    life,
    note_county,
    note_edition,
    note_sending_again,
    speaks,
    village_key,
    want_own_back,
    warrant,
)
from sync.exchange.loading import note_head
from sync.exchange.outcomes import Forked, NoContact, Refused, Stopped
from sync.exchange.plan import SendAfter, plan
from sync.exchange.ports import Ledger, Told
from sync.exchange.pull import Ask, begin_again, place
from sync.exchange.remind import remind
from sync.sealing import open_from
from sync.standard import wire
from sync.standard.wire import FILES, VILLAGE, Greeted, Greeting, Refusal

FEATURES: Final[tuple[str, ...]] = (FILES,)
"""What this kiosk can do beyond its version."""
_MOST_HELLOS: Final = 20
"""In a row: what is odd about 40,000 entries."""


def greeting_of(ledger: Ledger) -> Greeting:
    head, here = ledger.head(), place(ledger)
    return Greeting(
        wire.VERSIONS,
        head.epoch,
        head.seq,
        head.hash,
        here.at,
        here.mark,
        ledger.told(),
        village_key(ledger) is not None,
        life(ledger),
        FEATURES,
        warrant(ledger) is not None,
    )


def greet(ask: Ask, ledger: Ledger) -> Greeted | Refusal | NoContact | Stopped | Refused:
    """What the county has. If its numbers are no longer ours, the scope is begun again, and
    it is told what it had said."""
    for _ in range(_MOST_HELLOS):
        greeting = greeting_of(ledger)
        answer = ask("POST", "/hello", msgspec.json.encode(greeting))
        if not isinstance(answer, Signed):
            return answer
        try:
            greeted = msgspec.json.decode(answer.body, type=Greeted)
        except msgspec.MsgspecError:
            return Refused(wire.WHY_FORM)
        note_losses(ledger, greeted)
        ledger.note_time(greeted.now)
        if not hear(ledger, greeting, greeted):
            break
    if greeting.at > greeted.scopes.get(VILLAGE, 0) or not greeted.is_same_scope:
        begin_again(ledger)
    return remind(ask, ledger) or greeted


def note_losses(ledger: Ledger, greeted: Greeted) -> None:
    """Before the contact is noted: a crash in between must not leave a light that is green upon
    this very contact."""
    head = ledger.head()
    todo = plan(head, ledger.hash_at(min(head.seq, greeted.seq)), greeted)
    if isinstance(todo, SendAfter) and todo.seq < ledger.acknowledged():
        note_sending_again(ledger, todo.seq)
        ledger.send_keys_again(todo.seq)
        ledger.send_files_again()


def hear(ledger: Ledger, greeting: Greeting, greeted: Greeted) -> bool:
    """What else the county says in a hello: of itself, and of own entries. Whether another hello
    would tell more of them."""
    note_county(ledger, greeted.v[1], greeted.features)
    keep_warrant(ledger, greeted.warrant)
    if greeted.life != life(ledger):
        # What it counts entries as, it may since have said otherwise, under the same numbers;
        # and files that it had may be gone.
        begin_again(ledger)
        ledger.send_files_again()
    if note_edition(ledger, greeted.edition, greeted.life) and ledger.told():
        ledger.note_told(Told(0, 0))
    if greeted.village_key:
        opened = open_from(device_key(ledger), greeted.village_key)
        if opened is not None:
            # Pages that were taken in before, perhaps by version 1, brought nobody's key that
            # could be opened, and did not say what their entries count as.
            begin_again(ledger)
            keep_village_key(ledger, opened)
    note_head(ledger, place(ledger).at, greeted.scopes.get(VILLAGE, 0))
    if speaks(ledger) < 2 or not ledger.head().epoch == greeting.epoch == greeted.epoch:
        return False
    upto = min(greeting.seq, greeted.seq)
    if ledger.hash_at(upto) != greeted.shared:
        return False
    if greeting.told <= ledger.told():
        after = min(greeting.told, greeted.told)
        tell(ledger, Told(after, greeted.told, greeted.reports, greeted.clamped))
    return ledger.told() < upto


def tell(ledger: Ledger, told: Told) -> None:
    """Nothing new costs no write."""
    if told.seq != ledger.told() or told.reports or told.clamped:
        ledger.note_told(told)


def open_epoch(ledger: Ledger, beyond: int) -> Forked:
    """Two histories of one device. beyond: the newest epoch that is in use."""
    aside = ledger.waiting()
    # First: until the own entries are back, nobody can say what was put aside, and the light must
    # not turn green.
    want_own_back(ledger)
    head = ledger.reopen_epoch()
    while head.epoch <= beyond:
        head = ledger.reopen_epoch()
    return Forked(head.epoch, aside)
