"""Folding: any order, any repetition, the same views (invariants I1 and I5 in the pure core)."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.standard.attendance import CheckedIn, CheckedOut, Visit, VisitCorrected
from sync.standard.clock import EARLIEST_MS, HOUR_MS, MINUTE_MS, Stamp
from sync.standard.entry import Entry, Unreadable, chain, decode, encode
from sync.standard.facts import Fact
from sync.standard.fold import FOLDS, fold
from sync.standard.origin import Origin, Ref, ref_from
from sync.standard.residents import (
    RECORD,
    Consented,
    Erased,
    Personal,
    Resident,
    ResidentCorrected,
    ResidentRegistered,
    Withdrew,
)
from sync.standard.sealed import SealedCorrected, SealedRegistered, without_fields
from sync.standard.views import DictShelf

SEALED_AS = {ResidentRegistered: SealedRegistered, ResidentCorrected: SealedCorrected}
people = st.sampled_from(["anna", "bao", "chen"])


def test_every_kind_of_fact_is_folded():
    assert FOLDS.keys() == set(get_args(Fact))


texts = st.text(max_size=6)
visits = st.builds(lambda d, s: f"{d}.1.{s}", st.sampled_from("ab"), st.integers(1, 12))
personals = st.builds(
    Personal,
    name=texts,
    phone=texts,
    group=texts,
    wishes=st.lists(texts, max_size=2).map(tuple),
)
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(ResidentRegistered, people, personals),
    st.builds(
        ResidentCorrected,
        people,
        st.dictionaries(st.sampled_from(["name", "phone", "sex", "unheard_of"]), texts, max_size=3),
        st.just(""),
        st.dictionaries(
            st.sampled_from(["name", "phone"]), st.lists(visits, max_size=2).map(tuple), max_size=2
        ),
    ),
    st.builds(Consented, people, st.just(RECORD), texts),
    st.builds(Withdrew, people, st.just(RECORD)),
    st.builds(Erased, people, texts),
    st.builds(CheckedIn, people, texts),
    st.builds(CheckedOut, visits),
    st.builds(VisitCorrected, visits, st.integers(-5, 3000), texts),
)
stamps = st.builds(
    Stamp, st.integers(EARLIEST_MS, EARLIEST_MS + 50 * HOUR_MS), st.integers(0, 2), st.booleans()
)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """What two devices wrote: each with its own gapless seq."""
    entries = []
    for device in "ab":
        drawn = draw(st.lists(st.tuples(facts, stamps), max_size=12))
        for seq, (fact, stamp) in enumerate(drawn, 1):
            entries.append(Entry(Origin(Ref(device, 1, seq), stamp), fact))
    return entries


def folded(entries: list[Entry]) -> dict[Any, Any]:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return shelf.rows


@given(st.data(), histories())
def test_order_and_repeats_do_not_matter(data: st.DataObject, history: list[Entry]) -> None:
    arrived = data.draw(st.permutations(history + history[: len(history) // 2]))
    assert folded(arrived) == folded(history)


@given(facts, stamps, texts)
def test_a_line_is_read_back_as_it_was_written(fact: Fact, stamp: Stamp, by: str) -> None:
    ref = Ref("a", 1, 1)
    assert decode(ref, encode(fact, stamp, by)) == Entry(Origin(ref, stamp, by), fact)


@given(st.one_of(st.binary(max_size=200), texts.map(str.encode)))
def test_nothing_that_arrives_can_raise(line: bytes) -> None:
    assert isinstance(decode(Ref("a", 1, 1), line), (Entry, Unreadable))


def test_a_kind_of_tomorrow_is_kept_and_named() -> None:
    read = decode(Ref("a", 1, 1), b'{"t":1,"f":{"k":"flew_to_the_moon.3","x":1}}')
    assert isinstance(read, Unreadable)
    assert read.kind == "flew_to_the_moon.3"


def test_an_unknown_field_survives_because_its_bytes_do() -> None:
    line = b'{"t":5,"f":{"k":"checked_in.1","person":"anna","mood":"good"},"new":[1]}'
    assert isinstance(decode(Ref("a", 1, 1), line), Entry)
    changed = line.replace(b"good", b"fine")
    assert chain(b"\0" * 32, 1, line) != chain(b"\0" * 32, 1, changed)


def entry(seq: int, fact: Fact, ms: int, *, doubtful: bool = False) -> Entry:
    return Entry(Origin(Ref("a", 1, seq), Stamp(EARLIEST_MS + ms, 0, doubtful)), fact)


def visit_after(*entries: Entry) -> Visit:
    shelf = DictShelf()
    for one in entries:
        fold(one, shelf)
    row = shelf.get(Visit, "a.1.1")
    assert row is not None
    return row


CAME = entry(1, CheckedIn("anna", "clean"), 0)


def test_minutes_are_those_between_in_and_out() -> None:
    row = visit_after(CAME, entry(2, CheckedOut("a.1.1"), 90 * MINUTE_MS + 59_000))
    assert (row.minutes, row.is_open, row.needs_correction) == (90, False, False)


def test_an_open_visit_counts_nothing() -> None:
    assert (visit_after(CAME).minutes, visit_after(CAME).is_open) == (0, True)


def test_a_doubtful_clock_counts_nothing_until_corrected() -> None:
    out = entry(2, CheckedOut("a.1.1"), HOUR_MS, doubtful=True)
    assert (visit_after(CAME, out).minutes, visit_after(CAME, out).needs_correction) == (0, True)
    mended = entry(3, VisitCorrected("a.1.1", 55, "seen by the cadre"), HOUR_MS)
    row = visit_after(CAME, out, mended)
    assert (row.minutes, row.needs_correction, row.reason) == (55, False, "seen by the cadre")


def test_a_visit_of_more_than_a_day_is_not_believed() -> None:
    row = visit_after(CAME, entry(2, CheckedOut("a.1.1"), 25 * HOUR_MS))
    assert (row.minutes, row.needs_correction) == (0, True)


def resident_after(*entries: Entry) -> Resident:
    shelf = DictShelf()
    for one in entries:
        fold(one, shelf)
    row = shelf.get(Resident, "anna")
    assert row is not None
    return row


ENTERED = entry(1, ResidentRegistered("anna", Personal(name="Anna", phone="1")), 0)
AGREED = entry(2, Consented("anna", RECORD, "v1"), 1)


def test_consent_is_needed_and_can_be_taken_back_and_given_again() -> None:
    gone = entry(3, Withdrew("anna", RECORD), 2)
    again = entry(4, Consented("anna", RECORD, "v2"), 3)
    assert not resident_after(ENTERED).is_active
    assert resident_after(ENTERED, AGREED).is_active
    assert not resident_after(ENTERED, AGREED, gone).is_active
    assert resident_after(ENTERED, AGREED, gone, again).is_active


def test_different_fields_merge_and_the_later_mark_wins() -> None:
    phone = entry(3, ResidentCorrected("anna", {"phone": "2"}), 5)
    older = entry(4, ResidentCorrected("anna", {"phone": "3", "group": "one"}), 4)
    personal = resident_after(ENTERED, phone, older).personal
    assert (personal.name, personal.phone, personal.group) == ("Anna", "2", "one")


def test_a_field_of_the_wrong_type_changes_nothing() -> None:
    odd = entry(3, ResidentCorrected("anna", {"sex": "woman", "phone": "2"}), 5)
    personal = resident_after(ENTERED, odd).personal
    assert (personal.sex, personal.phone) == (0, "2")


def test_refs_are_read_back() -> None:
    ref = Ref("dev.with.dots", 3, 14)
    assert ref_from(ref.text()) == ref


@settings(max_examples=30)
@given(histories())
def test_what_is_opened_later_counts_as_if_it_had_always_been_open(history: list[Entry]) -> None:
    shut = [
        Entry(one.origin, without_fields(SEALED_AS[type(one.fact)](one.fact.person, b"")))
        for one in history
        if isinstance(one.fact, (ResidentRegistered, ResidentCorrected))
    ]
    assert folded(shut + history) == folded(history)
    assert folded(history[::2] + shut + history[1::2]) == folded(history)


def test_erased_is_erased_whatever_comes_before_or_after() -> None:
    gone = entry(5, Erased("anna", "asked"), 3)
    for order in ((ENTERED, AGREED, gone), (gone, AGREED, ENTERED), (ENTERED, gone, AGREED)):
        row = resident_after(*order)
        assert row == Resident("anna", erasure=row.erasure)
        assert row.erasure is not None
        assert (row.erasure.ms, row.erasure.reason) == (EARLIEST_MS + 3, "asked")
        assert not row.is_active


def test_the_first_to_erase_is_named() -> None:
    first, second = entry(5, Erased("anna", "died"), 3), entry(6, Erased("anna", "asked"), 4)
    assert resident_after(first, second) == resident_after(second, first)
    assert resident_after(second, first).erasure.reason == "died"  # type: ignore[union-attr]
