"""Two clerks and one field: nobody's word is lost, and everybody sees the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.clock import EARLIEST_MS, HOUR_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.origin import Origin, Ref
from sync.standard.residents import Personal, Resident, ResidentCorrected, ResidentRegistered
from sync.standard.versions import heads
from sync.standard.views import DictShelf, Row

OLD, NEW, OTHER = "321199194602285500", "32119919590430381X", "321199196001011239"


@dataclass
class Clerk:
    """A kiosk with its own journal, and what it has seen of the others'."""

    device: str
    seen: list[Entry]
    seq: int = 0

    def write(self, fact: Any, ms: int, *, in_doubt: bool = False) -> Entry:
        self.seq += 1
        ref = Ref(self.device, 1, self.seq)
        entry = Entry(Origin(ref, Stamp(EARLIEST_MS + ms, 0, in_doubt), self.device), fact)
        self.seen.append(entry)
        return entry

    def correct(self, ms: int, *, in_doubt: bool = False, **changed: Any) -> Entry:
        bases = {field: self.resident.seen(field) for field in changed}
        fact = ResidentCorrected("anna", changed, "", bases)
        return self.write(fact, ms, in_doubt=in_doubt)

    def settle(self, ms: int, field: str, value: Any) -> Entry:
        refs = tuple(version.ref for version in heads(self.resident.versions_of(field)))
        return self.write(ResidentCorrected("anna", {field: value}, "", {field: refs}), ms)

    @property
    def resident(self) -> Resident:
        return resident_of(self.seen)

    @property
    def personal(self) -> Personal:
        return self.resident.personal


def folded(entries: list[Entry]) -> dict[Any, Row]:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return shelf.rows


def resident_of(entries: list[Entry]) -> Resident:
    row = folded(entries)["residents", "anna"]
    assert isinstance(row, Resident)
    return row


def two_clerks() -> tuple[Clerk, Clerk]:
    registered = ResidentRegistered("anna", Personal(number=OLD, name="Anna", phone="1"))
    first = Clerk("a", [])
    entry = first.write(registered, 0)
    return first, Clerk("b", [entry])


def meet(*clerks: Clerk) -> None:
    everything = {entry.origin.ref: entry for clerk in clerks for entry in clerk.seen}
    for clerk in clerks:
        clerk.seen = list(everything.values())


def test_different_fields_merge() -> None:
    first, second = two_clerks()
    first.correct(1, phone="2")
    second.correct(2, group="three")
    meet(first, second)
    assert (first.personal.phone, first.personal.group) == ("2", "three")
    assert first.resident.contested == ()


def test_the_same_field_keeps_both_and_shows_the_later() -> None:
    first, second = two_clerks()
    first.correct(2, phone="2")
    second.correct(1, phone="3")
    meet(first, second)
    assert first.resident == second.resident
    assert (first.resident.contested, first.personal.phone) == (("phone",), "2")
    assert {v.value.phone for v in heads(first.resident.versions_of("phone"))} == {"2", "3"}


def test_whoever_saw_the_other_supersedes_it_whatever_the_clocks_say() -> None:
    first, second = two_clerks()
    first.correct(100, phone="2")
    meet(first, second)
    second.correct(1, phone="3")
    meet(first, second)
    assert (first.resident.contested, first.personal.phone) == ((), "3")


def test_the_same_value_twice_is_no_question() -> None:
    first, second = two_clerks()
    first.correct(1, phone="2")
    second.correct(2, phone="2")
    meet(first, second)
    assert (first.resident.contested, first.personal.phone) == ((), "2")


def test_i13_a_clock_that_was_plainly_wrong_decides_nothing() -> None:
    first, second = two_clerks()
    first.correct(HOUR_MS, in_doubt=True, phone="wrong clock")
    second.correct(1, phone="sure clock")
    meet(first, second)
    assert (first.resident.contested, first.personal.phone) == (("phone",), "sure clock")


def test_of_two_numbers_none_wins_by_itself() -> None:
    first, second = two_clerks()
    first.correct(1, number=NEW)
    assert first.personal.number == NEW
    second.correct(2, number=OTHER)
    meet(first, second)
    assert (first.resident.contested, first.personal.number) == (("number",), OLD)
    first.settle(3, "number", OTHER)
    meet(first, second)
    assert (second.resident.contested, second.personal.number) == ((), OTHER)


def test_the_last_number_that_both_had_seen_stays() -> None:
    first, second = two_clerks()
    first.correct(1, number=NEW)
    meet(first, second)
    first.correct(2, number=OLD)
    first.correct(3, number=OTHER)
    second.correct(4, number=OLD)
    meet(first, second)
    assert (first.resident.contested, first.personal.number) == (("number",), NEW)


def test_two_who_settle_apart_ask_once_more_only_if_they_differ() -> None:
    for other, contested in (("2", ()), ("3", ("phone",))):
        first, second = two_clerks()
        first.correct(1, phone="2")
        second.correct(2, phone="3")
        meet(first, second)
        first.settle(3, "phone", "2")
        second.settle(4, "phone", other)
        meet(first, second)
        assert first.resident.contested == contested
        first.settle(5, "phone", "2")
        assert (first.resident.contested, first.personal.phone) == ((), "2")


def test_a_field_that_was_empty_may_be_contested_too() -> None:
    first, second = two_clerks()
    first.correct(1, group="one")
    second.correct(2, group="two")
    meet(first, second)
    assert (first.resident.contested, first.personal.group) == (("group",), "two")


def test_without_bases_the_later_mark_stands_for_all_before_it() -> None:
    first, second = two_clerks()
    first.correct(1, phone="2")
    second.write(ResidentCorrected("anna", {"phone": "3"}), 2)
    meet(first, second)
    assert (first.resident.contested, first.personal.phone) == ((), "3")


def test_a_replaced_value_is_kept_nowhere_but_in_the_journal() -> None:
    first, _ = two_clerks()
    first.correct(1, phone="2")
    first.correct(2, phone="3")
    assert [v.value.phone for v in first.resident.versions_of("phone")] == ["", "", "3"]


def test_bases_that_name_each_other_stop_nobody() -> None:
    first, _ = two_clerks()
    for at, other in ((2, 3), (3, 2)):
        bases = {"phone": (f"a.1.{other}",), "number": (f"a.1.{other}",)}
        first.write(ResidentCorrected("anna", {"phone": "5", "number": NEW}, "", bases), at)
    assert resident_of(first.seen) == resident_of(first.seen[::-1])
    first.correct(9, phone="6")
    assert first.personal.phone == "6"


steps = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["phone", "number", "meet", "settle", "again"]),
    st.integers(0, 20),
    st.booleans(),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Clerk]:
    """Three clerks who mend, meet and settle as they like."""
    entered = Clerk("a", [])
    entry = entered.write(ResidentRegistered("anna", Personal(number=OLD, phone="1")), 0)
    clerks = [entered, Clerk("b", [entry]), Clerk("c", [entry])]
    for who, what, ms, in_doubt in draw(st.lists(steps, max_size=14)):
        clerk, value = clerks[who], draw(st.sampled_from([OLD, NEW, OTHER]))
        match what:
            case "meet":
                meet(clerk, clerks[ms % 3])
            case "settle":
                for field in clerk.resident.contested:
                    clerk.settle(ms, field, value)
            case "again":
                clerk.write(ResidentRegistered("anna", Personal(phone=value)), ms)
            case field:
                clerk.correct(ms, in_doubt=in_doubt, **{field: value})
    return clerks


@given(st.data(), histories())
def test_any_order_and_any_repetition_give_the_same_rows(
    data: st.DataObject, clerks: list[Clerk]
) -> None:
    everything = list({e.origin.ref: e for clerk in clerks for e in clerk.seen}.values())
    arrived = data.draw(st.permutations(everything + everything[::2]))
    assert folded(arrived) == folded(everything)


@given(histories())
def test_once_all_have_met_and_one_has_settled_nothing_is_open(clerks: list[Clerk]) -> None:
    meet(*clerks)
    for field in clerks[0].resident.contested:
        clerks[0].settle(99, field, NEW)
        assert getattr(clerks[0].personal, field) == NEW
    assert clerks[0].resident.contested == ()
