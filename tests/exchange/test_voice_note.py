"""What she says to a correction, from one kiosk's microphone to the other's desk."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from kiosk.errors import StoreTrouble
from kiosk.services.ask_correction import ask_correction, hear_note, keep_note, list_asked
from kiosk.services.erase_resident import ErasedNow, ending_of, erase_resident
from kiosk.store.files import Files
from kiosk.store.tally import Tally
from kiosk.voice.player import decode
from kiosk.voice.simulated_microphone import TONE_HZ, simulated_note
from sync.exchange.outcomes import Synced
from sync.standard.residents import RECORD, Consented
from tests.exchange.books import NUMBER, open_books
from tests.store.people import register
from tests.voice.loudspeaker import pitch_hz

__all__ = ["open_books"]

NOTE, LENGTH_MS = simulated_note(1.5)


def ask(books):
    register(books.store.journal, "wang", number=NUMBER)
    books.store.journal.append(Consented("wang", RECORD, "v1"))
    return ask_correction(books.ports, "wang", "too_few").entry


def note_at(books):
    (one,) = list_asked(books.ports)
    return one.note


def files_of(books):
    folder = books.store.database.folder / "files"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_it_is_heard_at_the_other_kiosk_and_erased_with_her_at_both(join, open_books):
    one, two = (open_books(name) for name in ("one", "two"))
    first, second = join(one.store.journal), join(two.store.journal)
    keep_note(one.ports, "wang", ask(one), NOTE, LENGTH_MS)
    assert hear_note(one.ports, note_at(one)) == NOTE
    kinds = Tally(one.store.database).count(one.store.journal.head(), 0).kinds
    (counted,) = (tally for tally in kinds if tally.kind == "attached.1")
    assert (counted.written, counted.waiting) == (1, 1), "as the page of the line tells it"
    (file,) = files_of(one)
    lies = (one.store.database.folder / "files" / file).read_bytes()
    assert NOTE[60:90] not in lies, "sealed"
    assert isinstance(first.exchange.round(), Synced)
    assert isinstance(second.exchange.round(), Synced)
    note = note_at(two)
    assert (note.length_ms, note.is_here) == (LENGTH_MS, False)
    assert isinstance(second.exchange.round(), Synced)
    assert note_at(two).is_here
    heard = decode(hear_note(two.ports, note))
    assert heard.length_s == pytest.approx(LENGTH_MS / 1000, abs=0.07)
    assert pitch_hz(heard.frames[4800:48000]) == pytest.approx(TONE_HZ, rel=0.02)
    assert files_of(one) == files_of(two) == [note.file]
    ending = ending_of(two.ports.residents.by_id("wang"))
    assert isinstance(erase_resident(two.ports, "wang", "asked", ending, "li"), ErasedNow)
    for kiosk in (second, first):
        assert isinstance(kiosk.exchange.round(), Synced)
    for books in (one, two):
        assert files_of(books) == []
        assert note_at(books) is None
        assert hear_note(books.ports, note) is None


@pytest.mark.parametrize("is_written", [False, True])
def test_a_power_cut_loses_nothing_that_was_told_and_names_nothing_that_is_not(
    open_books, is_written
):
    books = open_books("one")
    entry = ask(books)

    def power_cut(*facts, by):
        if is_written:
            books.store.journal.append(*facts, by=by)
        raise StoreTrouble("the power went")

    dying = Files(books.store.database, os.urandom, power_cut)
    with pytest.raises(StoreTrouble):
        keep_note(replace(books.ports, files=dying), "wang", entry, NOTE, LENGTH_MS)
    books.store.close()
    books = open_books("one")
    note = note_at(books)
    if is_written:
        assert note.is_here
        assert hear_note(books.ports, note) == NOTE
    else:
        assert note is None
        assert files_of(books) == []
