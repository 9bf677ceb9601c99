"""Files at the kiosk: sealed, on the disk before their entry, gone with their person's key."""

from __future__ import annotations

import hashlib
import os

import pytest

from kiosk.errors import StoreTrouble
from kiosk.store.files import AttachedNow, Files, NobodyThere, NoRoom, TooLarge
from sync.standard.attachments import MAX_FILE_BYTES, PHOTO, VOICE, Attached
from sync.standard.residents import Erased
from tests.store.people import register

NOTE = b"what she said " * 900


def in_folder(tmp_path):
    return sorted(path.name for path in (tmp_path / "files").iterdir())


def entries(store):
    return [e for e in store.database.rows("SELECT kind FROM entries") if e == ("attached.1",)]


def test_a_file_is_read_again_and_lies_sealed(store, open_here, tmp_path):
    register(store.journal, "wang")
    done = store.journal.files.attach("wang", VOICE, NOTE, "li")
    assert isinstance(done, AttachedNow)
    assert in_folder(tmp_path) == [done.file]
    lies = (tmp_path / "files" / done.file).read_bytes()
    assert NOTE[:14] not in lies
    assert store.journal.files.to_send() == [(done.file, len(lies))]
    store.close()
    again = open_here().journal.files
    assert again.read(done.file) == NOTE
    again.note_sent(done.file)
    assert again.to_send() == []
    again.send_again()
    assert [file for file, _ in again.to_send()] == [done.file]


def test_what_is_too_large_or_nobodys_is_not_kept(store, tmp_path):
    register(store.journal, "wang")
    files = store.journal.files
    assert files.attach("wang", PHOTO, bytes(MAX_FILE_BYTES + 1)) == TooLarge()
    assert files.attach("nobody", PHOTO, NOTE) == NobodyThere()
    narrow = Files(store.database, os.urandom, store.journal.append, len(NOTE) * 2)
    assert isinstance(narrow.attach("wang", PHOTO, NOTE), AttachedNow)
    assert narrow.attach("wang", PHOTO, NOTE) == NoRoom()
    assert len(in_folder(tmp_path)) == len(entries(store)) == 1


def test_a_crash_between_file_and_entry_leaves_neither(store, open_here, tmp_path):
    register(store.journal, "wang")

    def power_cut(*_facts, **_by):
        raise StoreTrouble("the power went")

    dying = Files(store.database, os.urandom, power_cut)
    with pytest.raises(StoreTrouble):
        dying.attach("wang", VOICE, NOTE)
    assert [name[64:] for name in in_folder(tmp_path)] == [".new"]
    (tmp_path / "files" / ("0" * 64 + ".new.part")).write_bytes(b"half")
    store.close()
    store = open_here()
    assert in_folder(tmp_path) == []
    assert entries(store) == []


def test_a_crash_right_after_the_entry_keeps_both(store, open_here, tmp_path):
    register(store.journal, "wang")

    def last_breath(fact, by):
        store.journal.append(fact, by=by)
        raise StoreTrouble("the power went")

    with pytest.raises(StoreTrouble):
        Files(store.database, os.urandom, last_breath).attach("wang", VOICE, NOTE)
    (file,) = (name[:64] for name in in_folder(tmp_path))
    store.close()
    files = open_here().journal.files
    assert in_folder(tmp_path) == [file]
    assert files.read(file) == NOTE
    assert len(files.to_send()) == 1


def test_i12_an_erased_persons_file_is_gone_and_an_old_copy_opens_no_more(store, tmp_path):
    register(store.journal, "wang")
    files = store.journal.files
    done = files.attach("wang", VOICE, NOTE)
    copy = (tmp_path / "files" / done.file).read_bytes()
    store.journal.append(Erased("wang", "asked"))
    assert in_folder(tmp_path) == []
    assert files.attach("wang", VOICE, NOTE) == NobodyThere()
    (tmp_path / "files" / done.file).write_bytes(copy)
    assert files.read(done.file) is None
    assert store.database.rows("SELECT key FROM people_keys WHERE person = 'wang'") == []


def test_a_file_that_cannot_be_removed_now_is_removed_at_the_next_opening(
    store, open_here, tmp_path
):
    register(store.journal, "wang")
    file = store.journal.files.attach("wang", VOICE, NOTE).file
    place = tmp_path / "files" / file
    place.unlink()
    (place / "in the way").mkdir(parents=True)
    store.journal.append(Erased("wang", "asked"))
    store.close()
    (place / "in the way").rmdir()
    place.rmdir()
    place.write_bytes(NOTE)
    open_here()
    assert in_folder(tmp_path) == []


def test_one_persons_box_opens_nothing_for_another(store, tmp_path):
    register(store.journal, "wang")
    register(store.journal, "shan", number="321199195001011527")
    done = store.journal.files.attach("wang", VOICE, NOTE)
    size = (tmp_path / "files" / done.file).stat().st_size
    store.database.execute("UPDATE people_keys SET person = 'shan' WHERE person = 'wang'")
    store.database.execute("UPDATE attachments SET person = 'shan'")
    assert size > len(NOTE)
    assert store.journal.files.read(done.file) is None


def test_pieces_are_taken_in_order_and_only_when_wanted(store):
    register(store.journal, "wang")
    box = os.urandom(1000)
    file = hashlib.sha256(box).hexdigest()
    files = store.journal.files
    assert files.take_piece(file, 0, box) is None
    store.journal.append(Attached(file, "wang", PHOTO, 1000))
    files.want(file)
    assert files.to_fetch() == [(file, 1000, 0)]
    assert files.take_piece(file, 0, box[:400]) == 400
    assert files.take_piece(file, 0, box[:400]) is None
    assert files.take_piece(file, 400, bytes(600)) is None
    files.want(file)
    assert files.to_fetch() == [(file, 1000, 0)]
    assert files.take_piece(file, 0, box) == 1000
    assert files.to_fetch() == files.to_send() == []
