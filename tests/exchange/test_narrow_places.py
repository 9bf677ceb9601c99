"""Where one careless line of code would lose something and no honest round would show it."""

from __future__ import annotations

import msgspec
import pytest

from sync.county.deeds import take_packed
from sync.county.serve import county_key
from sync.exchange.batch import cargo_after, pack_batch
from sync.exchange.carry import carry_in, carry_out
from sync.exchange.line import Answered, NoAnswer, Why
from sync.exchange.outcomes import Forked, NoContact, Refused, Synced
from sync.sealing import pack, sign, unpack
from sync.standard import wire
from sync.standard.attendance import CheckedIn
from sync.standard.entry import chain
from sync.standard.pages import read_page, write_page
from sync.standard.wire import VILLAGE, Refusal, answer_text
from tests.county.running import DONGSHENG
from tests.county.running import sqlite_county as county
from tests.exchange.carrying import check_in, county_answers, gate_of
from tests.exchange.plain_ledger import PlainLedger

__all__ = ["county"]


def batch_of(kiosk, after=0):
    """All the kiosk's lines after this one, as they go up."""
    cargo = cargo_after(kiosk.ledger, after, 2000)
    assert cargo is not None
    return pack_batch(kiosk.ledger, cargo)


def county_takes(county, kiosk, packed):
    return take_packed(gate_of(county), DONGSHENG, kiosk.ledger.device, packed)


def let_say(county, kiosk, change):
    """From now on the county says what change(path, body) makes of it, and signs that."""
    honest, key = kiosk.line.ask, county_key(county.folder)

    def ask(method, path, body, sign_line):
        answer = honest(method, path, body, sign_line)
        said = change(path, answer.body)
        if said is None:
            return NoAnswer(Why.CUT)
        text = answer_text(answer.status, sign_line.rsplit(" ", 1)[-1], said)
        return Answered(answer.status, said, sign(key, text))

    kiosk.line.ask = ask


def test_i2_only_what_was_sent_is_called_received(county, join):
    """Somebody checks in while a push is under way, and the receipt says too much."""
    kiosk = join()
    kiosk.exchange.round()
    check_in(kiosk)

    def too_much(_, body):
        if kiosk.ledger.head().seq > 1:
            return None
        kiosk.ledger.write(CheckedIn("meanwhile"))
        return body.replace(b'"ack":1', b'"ack":2')

    let_say(county, kiosk, too_much)
    assert isinstance(kiosk.exchange.round(ask_anyway=False), NoContact)
    assert (kiosk.ledger.acknowledged(), kiosk.ledger.waiting()) == (1, 1)


def test_i3_a_batch_after_a_gap_is_not_taken_in(county, join):
    kiosk = join()
    check_in(kiosk, 4)
    assert county_takes(county, kiosk, batch_of(kiosk, 2)) == Refusal("gap", county.now_ms, 1)
    assert county.entries() == {}


def test_i4_another_line_under_a_number_that_is_taken_is_a_fork(county, join):
    kiosk = join()
    check_in(kiosk)
    image = kiosk.ledger.copy()
    check_in(kiosk)
    kiosk.exchange.round()
    before = county.entries()
    kiosk.ledger = image
    image.write(CheckedIn("somebody else"))
    for more in (0, 1):
        check_in(kiosk, more)
        assert county_takes(county, kiosk, batch_of(kiosk)) == Refusal("fork", county.now_ms)
    assert county.entries() == before


def test_i4_a_frozen_epoch_takes_nothing_more(county, join):
    kiosk = join()
    check_in(kiosk, 2)
    frozen = batch_of(kiosk)
    kiosk.ledger.reopen_epoch()
    check_in(kiosk)
    kiosk.exchange.round()
    before = county.entries()
    assert county_takes(county, kiosk, frozen) == Refusal("epoch", county.now_ms)
    assert county.entries() == before


def test_i4_a_disk_from_before_a_fork_opens_an_epoch_beyond_all(county, join):
    kiosk = join()
    check_in(kiosk)
    kiosk.exchange.round()
    image = kiosk.ledger.copy()
    check_in(kiosk)
    kiosk.exchange.round()
    for epoch in (2, 3):
        kiosk.ledger = image.copy()
        kiosk.restart()
        kiosk.ledger.write(CheckedIn(f"before {epoch}"))
        assert kiosk.exchange.round() == Forked(epoch, put_aside=1)
        kiosk.ledger.write(CheckedIn(f"after {epoch}"))
        assert isinstance(kiosk.exchange.round(), Synced)
    kept = {(ref.epoch, ref.seq): line for ref, line in county.entries().items()}
    assert sorted(kept) == [(1, 1), (1, 2), (2, 1), (3, 1)]
    assert all(f"after {epoch}".encode() in kept[epoch, 1] for epoch in (2, 3))


def test_i6_a_crash_while_taking_in_loses_no_page(join):
    class Tripping(PlainLedger):
        trips = False

        def take_in(self, *given):
            if self.trips:
                raise MemoryError
            super().take_in(*given)

    first, second = join(), join(Tripping("kiosk-2"))
    check_in(first, 5)
    first.exchange.round()
    second.ledger.trips = True
    with pytest.raises(MemoryError):
        second.exchange.round()
    second.ledger.trips = False
    second.restart()
    assert second.exchange.round() == Synced(received=5)
    assert second.ledger.lines == first.ledger.lines


@pytest.mark.parametrize("missing", ["the first", "the last"])
def test_i6_a_page_with_a_gap_is_not_taken_in(county, join, missing):
    first, second = join(), join()
    check_in(first, 5)
    first.exchange.round()

    def cut(path, body):
        if not path.startswith("/pull"):
            return body
        page, rows = read_page(unpack(body, 1 << 20))
        rows = rows[1:] if missing == "the first" else rows[:-1]
        after = page.after + (missing == "the first")
        content = [(ref, line) for _, ref, line in rows]
        head = page.head - (missing == "the last")
        said = write_page(page.now, after, page.mark, head, content)
        if missing == "the last":
            said = said.replace(b'"upto":4,', b'"upto":5,').replace(b'"head":4,', b'"head":5,')
        return pack(said)

    let_say(county, second, cut)
    assert second.exchange.round() == Refused("form")
    assert second.ledger.cursor(VILLAGE) == 0
    assert second.ledger.lines == {}


def test_i6_a_page_from_the_stick_follows_on_or_is_left(county, join, stick):
    """Its disk was put back after it carried out: the answer is for what is no more here."""
    kiosk, other = join(), join()
    kiosk.exchange.round()
    image = kiosk.ledger.copy()
    for _ in range(2):
        check_in(other, 2)
        other.exchange.round()
        kiosk.exchange.round()
        carry_out(kiosk.ledger, stick)
    check_in(other, 2)
    other.exchange.round()
    county_answers(county, stick)
    kiosk.ledger = image
    kiosk.restart()
    carry_in(image, stick)
    assert kiosk.exchange.round() == Synced(received=6)
    assert image.lines == county.entries()


def test_i10_a_line_larger_than_a_page_stops_nobody(county, join):
    first, second = join(), join()
    for more in (0, wire.MAX_BATCH_BYTES, 0):
        line = {"t": 1, "f": {"k": "told_at_length.1", "text": "x" * more}}
        first.ledger.write_line(msgspec.json.encode(line))
    assert isinstance(first.exchange.round(), Synced)
    assert second.exchange.round() == Synced(received=3)
    assert second.ledger.lines == first.ledger.lines == county.entries()


def test_i15_an_answer_cannot_be_played_back(join):
    kiosk = join()
    kiosk.exchange.round()
    check_in(kiosk)
    honest, heard = kiosk.line.ask, []

    def listen(*asked):
        heard.append(honest(*asked))
        return heard[-1]

    kiosk.line.ask = listen
    assert kiosk.exchange.round() == Synced(sent=1), "while it is new it is believed"
    kiosk.line.ask = lambda *_: heard.pop() if heard else NoAnswer(Why.CUT)
    check_in(kiosk)
    assert kiosk.exchange.round() == NoContact(Why.NOT_COUNTY)


def test_i15_a_swapped_line_is_refused(county, join):
    kiosk = join()
    check_in(kiosk, 3)
    lines = [line for _, line in kiosk.ledger.lines_after(0, 9, 1 << 20)]
    swapped = [lines[1], lines[0], lines[2]]
    link = kiosk.ledger.hash_at(0)
    for seq, line in enumerate(swapped, 1):
        link = chain(link, seq, line)
    assert link != kiosk.ledger.head().hash
    packed = pack(wire.write_batch(kiosk.ledger.head(), swapped))
    assert county_takes(county, kiosk, packed) == Refusal("chain", county.now_ms)
    assert county.entries() == {}
