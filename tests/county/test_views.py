"""The county's views, folded in bulk: what a batch takes for new may be there already, and what it
changes may have been changed within the batch."""

from __future__ import annotations

import random

import msgspec

from sync.county.people_keys import PeopleKeys
from sync.county.serve import county_key
from sync.county.views import VillageShelf, fold_all, touching
from sync.standard.attendance import CheckedIn, CheckedOut, VisitCorrected
from sync.standard.entry import Entry, decode
from sync.standard.fold import VIEWS, fold
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    ResidentCorrected,
    ResidentRegistered,
)
from sync.standard.views import DictShelf
from tests.county.running import DONGSHENG
from tests.exchange.plain_ledger import PlainLedger

PEOPLE = 12
BATCHES = 25
LONGEST = 40
BAD = "\0"


def entries_of_a_village(dice, count):
    """Few people and many facts, so that most of them meet; some that nothing can fold."""
    ledger, begun = PlainLedger("kiosk"), ["kiosk.1.1"]
    for _ in range(count):
        person, visit = f"person-{dice.randrange(PEOPLE)}", dice.choice(begun[-20:])
        kinds = (
            CheckedIn(person, "clean"),
            CheckedOut(visit),
            VisitCorrected(visit, dice.randrange(600), "late"),
            ResidentRegistered(person, Personal(name=f"name {dice.random()}")),
            ResidentCorrected(person, {"name": f"other {dice.random()}"}),
            Consented(person, RECORD, "1"),
            CheckedOut(BAD),
        )
        ref = ledger.write(dice.choices(kinds, (6, 6, 2, 1, 1, 1, 1))[0])
        begun.append(ref.text())
    return [decode(ref, line) for ref, line in ledger.lines.items()]


def test_views_folded_in_batches_of_any_size_are_those_of_the_fold(county):
    dice = random.Random(11)
    entries = entries_of_a_village(dice, BATCHES * LONGEST // 2)
    odd, at = [], 0
    while at < len(entries):
        batch = entries[at : at + dice.randint(1, LONGEST)]
        at += len(batch)

        def take(connection, batch=batch):
            people_keys = PeopleKeys(connection, DONGSHENG, county_key(county.folder).encode())
            shelf = VillageShelf(connection, DONGSHENG, people_keys)
            found = fold_all(batch, shelf)
            shelf.flush()
            return found

        odd += county.store.write(take)
    good = [entry for entry in entries if getattr(entry.fact, "visit", "") != BAD]
    assert [entry for entry, _ in odd] == [entry for entry in entries if entry not in good]
    plain = DictShelf()
    for entry in good:
        assert isinstance(entry, Entry)
        fold(entry, plain)
    for view in VIEWS:
        wanted = {key for table, key in plain.rows if table == view.table}
        decode_row = msgspec.json.Decoder(view).decode
        rows = {key: decode_row(body) for key, body in county.view(view.table).items()}
        assert rows.keys() == wanted
        assert all(rows[key] == plain.rows[view.table, key] for key in wanted)


def test_what_touched_a_wrong_row_draws_in_who_touched_the_same_rows():
    a, b, c, d = (("visits", key) for key in "abcd")
    places = {0: [c], 1: [b], 2: [a, b], 3: [d], 4: [d, a]}
    assert touching({a}, places) == [1, 2, 3, 4]
    assert touching({c}, places) == [0]
    assert touching(set(), places) == []
