"""A stick that is not what it should be: it is told plainly, and no harm is done."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil

import msgspec
import pytest

from sync.county.carry import Left, Taken
from sync.exchange.carry import CarriedIn, StickWrong, carry_in, carry_out
from sync.exchange.outcomes import Synced
from sync.standard.carry import DOWN, FOLDER, MAX_PARCEL_BYTES, UP, Wrong
from tests.county.running import XISHENG, County
from tests.county.running import sqlite_county as county
from tests.exchange.carrying import check_in, county_answers, county_takes, file_of, state_of

__all__ = ["county"]


@pytest.fixture
def back(county, join, stick):
    """(kiosk, its answer's file): everything is ready to be carried in."""
    kiosk = join()
    check_in(kiosk, 2)
    carry_out(kiosk.ledger, stick)
    county_answers(county, stick)
    return kiosk, file_of(stick, kiosk, DOWN)


@pytest.fixture
def gone(join, stick):
    """(kiosk, its parcel's file): everything is ready for the county."""
    kiosk = join()
    check_in(kiosk, 2)
    carry_out(kiosk.ledger, stick)
    return kiosk, file_of(stick, kiosk, UP)


def as_link(file):
    file.rename(file.with_suffix(".away"))
    file.symlink_to(file.with_suffix(".away"))


def as_pipe(file):
    file.unlink()
    os.mkfifo(file)


def as_folder(file):
    file.unlink()
    file.mkdir()


def as_large(file):
    os.truncate(file, MAX_PARCEL_BYTES + 1)


def as_newer(file):
    file.write_bytes(file.read_bytes().replace(b'"xianglin":1,', b'"xianglin":2,'))


def as_resealed(file):
    """A label that fits a content that nobody sealed."""
    label, _, sealed = file.read_bytes().partition(b"\n")
    other = sealed[::-1]
    old, new = (hashlib.sha256(text).hexdigest().encode() for text in (sealed, other))
    file.write_bytes(label.replace(old, new) + b"\n" + other)


SPOILED = [
    (lambda file: file.write_bytes(b""), Wrong.CUT),
    (lambda file: file.write_bytes(b"holiday picture"), Wrong.NOT_OURS),
    (lambda file: file.write_bytes(b'{"xianglin":"?"}\n'), Wrong.NOT_OURS),
    (lambda file: file.write_bytes(b'{"xianglin":1' + b" " * 999 + b"}\n"), Wrong.NOT_OURS),
    (as_large, Wrong.TOO_LARGE),
    (as_newer, Wrong.NEWER),
    (as_resealed, Wrong.NOT_OURS),
    (as_link, Wrong.NOT_OURS),
    (as_pipe, Wrong.NOT_OURS),
    (as_folder, Wrong.NOT_OURS),
]


def spoiled(file):
    """(a spoiled file stands there, why it is of no use), one after another."""
    whole = file.read_bytes()
    for spoil, why in SPOILED:
        spoil(file)
        yield why
        if file.is_dir():
            file.rmdir()
        file.unlink(missing_ok=True)
        file.write_bytes(whole)


def test_a_spoiled_answer_is_told_and_changes_nothing(back, stick):
    kiosk, file = back
    before = state_of(kiosk.ledger)
    for why in spoiled(file):
        assert carry_in(kiosk.ledger, stick) == StickWrong(why)
    assert state_of(kiosk.ledger) == before


def test_a_spoiled_parcel_is_told_and_changes_nothing(gone, county, stick):
    _, file = gone
    for why in spoiled(file):
        assert county_takes(county, stick) == [Left(file.name, why)]
    assert county.entries() == {}


def test_i15_a_copy_cut_anywhere_is_told(back, gone, stick):
    kiosk, answer = back
    before = state_of(kiosk.ledger)
    for whole in (answer.read_bytes(), gone[1].read_bytes()):
        for length in range(len(whole)):
            answer.write_bytes(whole[:length])
            came = carry_in(kiosk.ledger, stick)
            assert came.why in (Wrong.CUT, Wrong.NOT_OURS)
    assert state_of(kiosk.ledger) == before


def test_i15_every_changed_byte_is_told(gone, county, stick):
    _, file = gone
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :])
        (left,) = county_takes(county, stick)
        assert isinstance(left, Left)
    assert county.entries() == {}
    file.write_bytes(whole)
    assert county_takes(county, stick)[0].fresh == 2, "the honest one still passes"


def test_what_is_taken_in_twice_changes_nothing(back, county, stick):
    kiosk, _ = back
    carry_in(kiosk.ledger, stick)
    before = state_of(kiosk.ledger)
    assert carry_in(kiosk.ledger, stick) == StickWrong(Wrong.OLD)
    assert state_of(kiosk.ledger) == before
    (again,) = county_takes(county, stick)
    assert again.is_known
    assert county.numbers() == [1, 2]


def test_an_answer_older_than_the_line_changes_nothing(back, county, stick):
    kiosk, _ = back
    check_in(kiosk, 3)
    county.now_ms += 1
    kiosk.exchange.round()
    before = state_of(kiosk.ledger)
    assert carry_in(kiosk.ledger, stick) == StickWrong(Wrong.OLD)
    assert state_of(kiosk.ledger) == before


def test_an_answer_that_the_line_overtook_still_brings_what_is_new(gone, county, join, stick):
    kiosk, _ = gone
    check_in(kiosk, 3)
    kiosk.exchange.round()
    other = join()
    check_in(other, 4)
    other.exchange.round()
    county_answers(county, stick)
    assert carry_in(kiosk.ledger, stick) == CarriedIn(0, 4, 0, 0)
    assert kiosk.ledger.lines == county.entries()


def test_numbers_that_a_restored_county_gave_anew_are_not_taken_for_the_old(county, join, stick):
    kiosk, other, third = join(), join(), join()
    check_in(kiosk)
    kiosk.exchange.round()
    image = county.image()
    carry_out(kiosk.ledger, stick)
    check_in(other, 2)
    other.exchange.round()
    kiosk.exchange.round()
    county.restore(image)
    check_in(third, 3)
    third.exchange.round()
    county_answers(county, stick)
    carry_in(kiosk.ledger, stick)
    kiosk.restart()
    for one in (other, kiosk):
        assert isinstance(one.exchange.round(), Synced)
    assert kiosk.ledger.lines == county.entries()


def test_another_countys_parcel_is_told(back, stick, tmp_path):
    foreign = County(tmp_path / "foreign")
    assert county_takes(foreign, stick) == [
        Left(file.name, Wrong.OTHER_COUNTY) for file in sorted((stick / FOLDER).glob("*.up"))
    ]
    kiosk, _ = back
    kiosk.ledger.settings["exchange.county_key"] = "aa" * 32
    before = state_of(kiosk.ledger)
    assert carry_in(kiosk.ledger, stick) == StickWrong(Wrong.OTHER_COUNTY)
    assert state_of(kiosk.ledger) == before
    foreign.close()


def test_another_villages_answer_is_told(back, join, stick):
    _, file = back
    other = join(village=XISHENG)
    before = state_of(other.ledger)
    assert carry_in(other.ledger, stick) == StickWrong(Wrong.NOTHING)
    shutil.copy(file, file_of(stick, other, DOWN))
    assert carry_in(other.ledger, stick) == StickWrong(Wrong.OTHER_VILLAGE)
    assert state_of(other.ledger) == before


def test_a_village_that_is_not_the_kiosks_is_told(county, join, stick):
    kiosk = join()
    check_in(kiosk)
    kiosk.ledger.settings["exchange.village"] = XISHENG
    carry_out(kiosk.ledger, stick)
    assert [left.why for left in county_takes(county, stick)] == [Wrong.OTHER_VILLAGE]
    assert county.entries(XISHENG) == {}


def test_another_key_under_a_devices_name_is_told(gone, county, stick):
    kiosk, file = gone
    forger = kiosk.ledger.copy()
    forger.settings["exchange.device_key"] = "11" * 32
    file.unlink()
    carry_out(forger, stick)
    assert county_takes(county, stick) == [Left(file.name, Wrong.NOT_OURS)]


def test_one_wrong_parcel_does_not_hold_up_the_others(county, join, stick):
    kiosks = [join() for _ in range(3)]
    for kiosk in kiosks:
        check_in(kiosk)
        carry_out(kiosk.ledger, stick)
    file_of(stick, kiosks[1], UP).write_bytes(b"?")
    came = county_takes(county, stick)
    assert sum(isinstance(one, Taken) for one in came) == 2
    assert len(county.entries()) == 2


def test_no_stick_and_no_enrolment_are_told(join, stick, tmp_path):
    kiosk = join()
    for carry in (carry_out, carry_in):
        assert carry(kiosk.ledger, tmp_path / "nowhere") == StickWrong(Wrong.NO_STICK)
    assert carry_in(kiosk.ledger, stick) == StickWrong(Wrong.NOTHING)
    kiosk.ledger.settings.clear()
    for carry in (carry_out, carry_in):
        assert carry(kiosk.ledger, stick) == StickWrong(Wrong.NOT_ENROLLED)


def test_a_folder_that_leads_elsewhere_is_not_followed(join, stick, tmp_path):
    kiosk = join()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (stick / FOLDER).symlink_to(elsewhere)
    assert carry_out(kiosk.ledger, stick) == StickWrong(Wrong.NOT_OURS)
    assert list(elsewhere.iterdir()) == []


def test_a_stick_that_is_full_keeps_what_it_had(gone, stick):
    kiosk, file = gone
    before = file.read_bytes()
    check_in(kiosk, 50)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        assert carry_out(kiosk.ledger, stick) == StickWrong(Wrong.NOT_WRITTEN)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.read_bytes() == before
    assert [path.name for path in (stick / FOLDER).iterdir()] == [file.name]


def test_the_stick_shows_nobody_anything(gone):
    _, file = gone
    label, _, sealed = file.read_bytes().partition(b"\n")
    assert set(msgspec.json.decode(label)) == {"xianglin", "way", "to", "sha256"}
    assert b"person-" not in sealed
    assert b"checked_in" not in sealed
