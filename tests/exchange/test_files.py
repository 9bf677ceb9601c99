"""Files between kiosks and county: after the entries, resumed, never to other eyes (I7, I12)."""

from __future__ import annotations

import hashlib
import os

import msgspec

from sync.exchange.files import move_files
from sync.exchange.keys import enrolment
from sync.exchange.outcomes import NoContact, Synced
from sync.standard import wire
from sync.standard.attachments import MAX_FILE_BYTES, MAX_PIECE_BYTES, VOICE, Attached
from sync.standard.attendance import CheckedIn
from sync.standard.residents import Erased
from sync.standard.wire import Have, Refusal
from tests.county.running import DONGSHENG, XISHENG
from tests.exchange.books import open_books
from tests.exchange.plain_ledger import PlainLedger
from tests.exchange.test_one_apart import at_old, old_county
from tests.store.people import register

__all__ = ["old_county", "open_books"]

NOTE = os.urandom(MAX_PIECE_BYTES * 3 + 1234)


def asked(kiosk, method, path, body=b""):
    """A question of this kiosk's own; what a dishonest one could ask as well."""
    answer = kiosk.exchange._ask(enrolment(kiosk.ledger), method, path, body)
    return answer if isinstance(answer, Refusal) else answer.body


def have(kiosk, file):
    return msgspec.json.decode(asked(kiosk, "GET", f"/file/{file}?at=1"), type=Have).have


def plain_file(kiosk, box, size=None, person="anna"):
    """As a kiosk writes that keeps to nothing."""
    file = hashlib.sha256(box).hexdigest()
    kiosk.ledger.write(Attached(file, person, VOICE, len(box) if size is None else size))
    kiosk.ledger.files[file] = box
    return file


def at_county(county, file, village=DONGSHENG):
    place = county.folder / "files" / village
    return [p.name for p in place.iterdir() if p.name.startswith(file)] if place.exists() else []


class Recording:
    """What goes over a line, in order; something may be done before a question is asked."""

    def __init__(self, line):
        self._ask, self.said, self.before = line.ask, [], lambda _: None
        line.ask = self.ask

    def ask(self, method, path, body, sign):
        self.before(path)
        self.said.append((method, path.partition("?")[0][:6], len(body)))
        return self._ask(method, path, body, sign)


def test_a_voice_note_is_heard_at_the_other_kiosk(county, join, open_books):
    one, two = (open_books(name) for name in ("one", "two"))
    first, second = join(one.store.journal), join(two.store.journal)
    register(one.store.journal, "wang")
    file = one.store.journal.files.attach("wang", VOICE, NOTE).file
    assert first.exchange.round() == Synced(sent=3)
    assert at_county(county, file) == [file]
    assert one.store.journal.files_to_send() == []
    assert isinstance(second.exchange.round(), Synced)
    assert two.store.journal.files.read(file) is None
    two.store.journal.files.want(file)
    assert isinstance(second.exchange.round(), Synced)
    assert two.store.journal.files.read(file) == NOTE
    assert second.line.sent_bytes < 4000


def test_i12_an_erased_persons_file_is_gone_everywhere(county, join, open_books, tmp_path):
    one, two = (open_books(name) for name in ("one", "two"))
    kiosks = first, second = join(one.store.journal), join(two.store.journal)
    register(one.store.journal, "wang")
    file = one.store.journal.files.attach("wang", VOICE, NOTE).file
    half = one.store.journal.files.attach("wang", VOICE, NOTE * 2).file
    for kiosk in kiosks:
        two.store.journal.files.want(file)
        assert isinstance(kiosk.exchange.round(), Synced)
    assert isinstance(second.exchange.round(), Synced)
    assert two.store.journal.files.read(file) == NOTE
    (county.folder / "files" / DONGSHENG / half).rename(
        county.folder / "files" / DONGSHENG / f"{half}.part"
    )
    two.store.journal.append(Erased("wang", "asked"))
    for kiosk in (second, first):
        assert isinstance(kiosk.exchange.round(), Synced)
    assert at_county(county, file) == at_county(county, half) == []
    for name in ("one", "two"):
        assert list((tmp_path / name / "files").iterdir()) == []
    assert asked(first, "GET", f"/file/{file}?at=1").why == wire.WHY_UNKNOWN_FILE
    assert asked(first, "PUT", f"/file/{file}?offset=0", b"x").why == wire.WHY_UNKNOWN_FILE


def test_cut_at_every_piece_it_goes_on_where_it_was(county, join):
    """The line or the county goes at each request in turn; nothing is sent twice but the piece
    whose answer was lost, and that only asked about."""
    kiosk = join()
    file = plain_file(kiosk, NOTE)
    said = Recording(kiosk.line).said
    cuts = 0
    kiosk.line.lose_answer_of = f"/file/{file}"
    while not isinstance(kiosk.exchange.round(), Synced):
        cuts += 1
        assert cuts < 20
        county.stop()
        county.start()
        kiosk.restart()
        kiosk.line.lose_answer_of = f"/file/{file}?offset" if cuts < 9 else ""
    assert cuts > 3
    assert at_county(county, file) == [file]
    assert sum(size for method, _, size in said if method == "PUT") == len(NOTE)
    assert kiosk.ledger.files_to_send() == []


def test_a_lost_question_costs_one_piece(county, join):
    kiosk = join()
    file = plain_file(kiosk, NOTE)
    recording = Recording(kiosk.line)
    seen = []

    def before(path):
        if path.startswith("/file") and "offset=" in path and len(seen) < 2:
            seen.append(path)
            kiosk.line.lose_request = len(seen) == 2

    recording.before = before
    assert isinstance(kiosk.exchange.round(), NoContact)
    assert kiosk.exchange.round() == Synced()
    sent = sum(size for method, _, size in recording.said if method == "PUT")
    assert sent <= len(NOTE) + MAX_PIECE_BYTES
    assert at_county(county, file) == [file]


def test_entries_written_meanwhile_go_first(join):
    kiosk = join()
    plain_file(kiosk, NOTE)
    recording = Recording(kiosk.line)

    def write_once(_):
        puts = [one for one in recording.said if one[0] == "PUT"]
        if len(puts) == 1 and kiosk.ledger.head().seq == 1:
            kiosk.ledger.write(CheckedIn("anna", "clean"))

    recording.before = write_once
    assert kiosk.exchange.round() == Synced(sent=2)
    order = [path for method, path, _ in recording.said if method in ("PUT", "POST")]
    assert order == ["/hello", "/push", "/file/", "/file/", "/push", *["/file/"] * 3][: len(order)]
    assert order.count("/push") == 2
    assert order.index("/push", 3) < len(order) - 1


def test_wrong_bytes_are_thrown_away_and_sent_again(county, join):
    kiosk = join()
    file = plain_file(kiosk, NOTE)
    kiosk.ledger.files[file] = b"?" + NOTE[1:]
    assert isinstance(kiosk.exchange.round(), Synced)
    assert at_county(county, file) == []
    assert have(kiosk, file) == 0
    assert kiosk.ledger.files_to_send() != []
    kiosk.ledger.files[file] = NOTE
    assert isinstance(kiosk.exchange.round(), Synced)
    assert at_county(county, file) == [file]


def test_i7_a_file_is_its_villages_alone(county, join):
    ours, theirs = join(), join(village=XISHENG)
    file = plain_file(ours, NOTE)
    assert isinstance(ours.exchange.round(), Synced)
    assert isinstance(theirs.exchange.round(), Synced)
    for method, path in (
        ("GET", f"/file/{file}?at=1"),
        ("GET", f"/file/{file}?offset=0"),
        ("PUT", f"/file/{file}?offset=0"),
    ):
        body = b"x" if method == "PUT" else b""
        assert asked(theirs, method, path, body).why == wire.WHY_UNKNOWN_FILE
    assert asked(ours, "GET", f"/file/{file}?offset=0") == NOTE[:MAX_PIECE_BYTES]
    assert at_county(county, file, XISHENG) == []


def test_nobody_fills_the_countys_disk(county, join):
    kiosk = join()
    for name in ("0" * 64, "0" * 63, "A" * 64, "..."):
        answer = asked(kiosk, "PUT", f"/file/{name}?offset=0", b"x")
        assert isinstance(answer, Refusal)
        assert answer.why == wire.WHY_UNKNOWN_FILE
    assert not (county.folder / "files").exists()


def test_what_does_not_fit_is_refused(county, join):
    kiosk = join()
    file = plain_file(kiosk, NOTE)
    huge = plain_file(kiosk, b"huge", size=MAX_FILE_BYTES * 2)
    kiosk.ledger.files.clear()
    assert isinstance(kiosk.exchange.round(), Synced)
    path = f"/file/{file}?offset="
    assert asked(kiosk, "PUT", path + "0", bytes(MAX_PIECE_BYTES + 1)).why == wire.WHY_TOO_LARGE
    assert asked(kiosk, "PUT", path + "7", b"x") == Refusal(wire.WHY_OFFSET, county.now_ms, 0)
    assert asked(kiosk, "PUT", path + "0", b"").why == wire.WHY_FORM
    assert asked(kiosk, "PUT", path + "0", NOTE[:9]) == msgspec.json.encode(Have(9))
    assert asked(kiosk, "PUT", path + "0", NOTE[:9]) == Refusal(wire.WHY_OFFSET, county.now_ms, 9)
    assert asked(kiosk, "GET", path + "0").why == wire.WHY_UNKNOWN_FILE
    assert asked(kiosk, "PUT", f"/file/{huge}?offset=0", b"x").why == wire.WHY_UNKNOWN_FILE


def test_a_county_that_takes_no_files_is_asked_nothing(old_county, join):
    kiosk = at_old(old_county, join().ledger)
    plain_file(kiosk, NOTE)
    recording = Recording(kiosk.line)
    assert isinstance(kiosk.exchange.round(), Synced)
    assert [path for _, path, _ in recording.said if path.startswith("/file")] == []
    assert kiosk.ledger.files_to_send() != []


def test_files_go_again_to_a_county_that_was_restored(county, join):
    kiosk = join()
    kiosk.ledger.write(CheckedIn("anna", "clean"))
    assert isinstance(kiosk.exchange.round(), Synced)
    image = county.image()
    file = plain_file(kiosk, NOTE)
    assert isinstance(kiosk.exchange.round(), Synced)
    for path in (county.folder / "files" / DONGSHENG).iterdir():
        path.unlink()
    (county.folder / "files" / DONGSHENG).rmdir()
    (county.folder / "files").rmdir()
    county.restore(image)
    assert isinstance(kiosk.exchange.round(), Synced)
    assert at_county(county, file) == [file]


def test_a_file_that_nobody_names_stops_no_other(county, join):
    kiosk = join()
    kiosk.ledger.files[hashlib.sha256(b"stray").hexdigest()] = b"stray"
    file = plain_file(kiosk, NOTE)
    assert isinstance(kiosk.exchange.round(), Synced)
    assert at_county(county, file) == [file]
    assert len(kiosk.ledger.files_to_send()) == 1
    assert move_files(lambda *_: None, PlainLedger("new")) is None
