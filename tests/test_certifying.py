"""Certificates: signed under a warrant, and whatever is changed in one is found."""

from __future__ import annotations

import base64
import string

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from nacl.signing import SigningKey

from sync.certifying import Certified, Doubt, certify, give_warrant, read_warrant, verify
from sync.standard.certificates import PREFIX, CertificateIssued, Statement, Warrant, fold
from sync.standard.clock import Stamp
from sync.standard.origin import Origin, Ref
from sync.standard.views import DictShelf

COUNTY, DEVICE = SigningKey(b"c" * 32), SigningKey(b"d" * 32)
COUNTY_KEY = COUNTY.verify_key.encode()
WARRANT = Warrant(
    "321199001001", "\u4e1c\u5347\u6751", "\u67d0\u53bf", "kiosk", DEVICE.verify_key.encode(), 1
)
STATEMENT = Statement(
    "321199001001-20261122-0007",
    "\u738b\u79c0\u82f1",
    "321199********5500",
    5_165,
    43,
    "2026-01-04",
    "2026-11-20",
    "2026-11-22",
    "0123456789abcdef",
)
GIVEN = give_warrant(COUNTY, WARRANT)
TEXT = certify(DEVICE, GIVEN, STATEMENT)


def test_what_was_stated_is_read_with_the_county_s_key_alone():
    assert verify(COUNTY_KEY, TEXT) == Certified(WARRANT, STATEMENT)
    assert verify(COUNTY_KEY, f"  {TEXT}\r\n") == Certified(WARRANT, STATEMENT)


def test_a_code_of_it_can_be_printed_small():
    assert len(TEXT) < 900


@given(at=some.integers(0, len(TEXT) - 1), to=some.sampled_from(string.printable[:94]))
def test_no_character_can_be_another(at, to):
    changed = TEXT[:at] + to + TEXT[at + 1 :]
    assert changed == TEXT or isinstance(verify(COUNTY_KEY, changed), Doubt)


@given(cut=some.integers(0, len(TEXT) - 1))
def test_a_torn_code_certifies_nothing(cut):
    assert isinstance(verify(COUNTY_KEY, TEXT[:cut]), Doubt)


@pytest.mark.parametrize("field", ["minutes", "name", "number", "until", "digest", "no"])
def test_a_statement_under_another_s_signature_is_found(field):
    value = getattr(STATEMENT, field)
    other = msgspec.structs.replace(
        STATEMENT, **{field: value + 60 if isinstance(value, int) else value + "1"}
    )
    payload = certify(DEVICE, GIVEN, other).removeprefix(PREFIX).partition(".")[0]
    assert verify(COUNTY_KEY, f"{PREFIX}{payload}.{TEXT.rpartition('.')[2]}") is Doubt.CHANGED


def test_another_county_s_is_told_from_a_changed_one():
    assert verify(SigningKey(b"o" * 32).verify_key.encode(), TEXT) is Doubt.OTHER_COUNTY
    forger = SigningKey(b"f" * 32)
    warrant = msgspec.structs.replace(WARRANT, key=forger.verify_key.encode())
    assert verify(COUNTY_KEY, certify(forger, give_warrant(forger, warrant), STATEMENT)) is (
        Doubt.OTHER_COUNTY
    )


@pytest.mark.parametrize(
    "text", ["", "https://example.org", PREFIX, f"{PREFIX}.", f"{PREFIX}AA.AA", "9" * 5_000]
)
def test_what_is_none_of_ours_is_strange(text):
    assert verify(COUNTY_KEY, text) is Doubt.STRANGE


def test_a_kiosk_believes_its_own_county_s_warrant_alone():
    assert read_warrant(COUNTY_KEY, GIVEN) == WARRANT
    assert read_warrant(DEVICE.verify_key.encode(), GIVEN) is None
    assert read_warrant(COUNTY_KEY, GIVEN[:-1] + b"\x02") is None
    assert read_warrant(COUNTY_KEY, b"") is None


def test_the_first_to_take_a_number_has_it_in_whatever_order_they_come():
    first, second = (
        (CertificateIssued(person, "n", 60), Origin(Ref("k", 1, seq), Stamp(seq)))
        for seq, person in ((1, "a"), (2, "b"))
    )
    shelves = [DictShelf(), DictShelf()]
    for fact, origin in (first, second, first):
        fold(fact, origin, shelves[0])
    for fact, origin in (second, first):
        fold(fact, origin, shelves[1])
    assert shelves[0].rows == shelves[1].rows
    assert [row.person for row in shelves[0].rows.values()] == ["a"]


def test_padding_and_other_spellings_of_the_same_bytes_are_not_the_text():
    payload, _, signature = TEXT.removeprefix(PREFIX).partition(".")
    standard = base64.b64encode(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert verify(COUNTY_KEY, f"{PREFIX}{standard.decode()}.{signature}") is Doubt.STRANGE
    assert verify(COUNTY_KEY, TEXT + "=") is Doubt.STRANGE
