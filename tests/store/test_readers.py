"""What is appended can be looked up, the way people look."""

from __future__ import annotations

import pytest

from kiosk.store.names import spellings
from kiosk.store.store import Store
from sync.standard.attendance import VisitCorrected
from sync.standard.residents import RECORD, ResidentCorrected, Withdrew
from tests.minutes import minutes_of
from tests.store.conftest import Wall
from tests.store.people import HOUR_MS, NUMBER, SHAN, WANG, check_in, check_out, register


def test_somebody_registered_is_found_by_every_way(store: Store) -> None:
    register(store.journal, "p1", group="3")
    residents = store.residents
    for found in (
        residents.by_id("p1"),
        residents.by_number(NUMBER),
        residents.by_number(f" {NUMBER[:6]} {NUMBER[6:]} "),
        *residents.by_initials("wxy", "1500"),
        *residents.by_initials("WXY", ""),
        *residents.by_name(f"{WANG[0]} \u3000{WANG[1:]}"),
    ):
        assert found is not None
        assert found.person == "p1"
    assert residents.groups() == ["3"]
    assert residents.count() == 1


def test_nobody_is_found_by_what_is_not_theirs(store: Store) -> None:
    register(store.journal, "p1")
    residents = store.residents
    assert residents.by_initials("wxy", "1501") == []
    assert residents.by_initials("wx", "1500") == []
    assert residents.by_number(NUMBER[:-1] + "1") is None
    assert residents.by_name(WANG[:2]) == []
    assert residents.by_id("p2") is None


def test_a_surname_is_found_by_each_reading(store: Store) -> None:
    register(store.journal, "p1", name=SHAN)
    for initials in ("slr", "dlr", "clr"):
        assert [r.person for r in store.residents.by_initials(initials, "")] == ["p1"]


def test_a_mended_name_is_found_and_the_old_one_is_not(store: Store) -> None:
    register(store.journal, "p1")
    store.journal.append(ResidentCorrected("p1", {"name": SHAN}), by="cadre")
    assert store.residents.by_initials("wxy", "") == []
    assert len(store.residents.by_initials("slr", "1500")) == 1
    assert store.residents.by_name(WANG) == []


def test_who_withdrew_is_on_no_list_but_known_by_number(store: Store) -> None:
    register(store.journal, "p1", group="3")
    store.journal.append(Withdrew("p1", RECORD))
    residents = store.residents
    assert residents.by_initials("wxy", "") == []
    assert residents.count() == 0
    assert residents.groups() == []
    known = residents.by_number(NUMBER)
    assert known is not None
    assert not known.is_active


def test_two_people_with_one_number_give_the_active_one(store: Store) -> None:
    register(store.journal, "p1")
    store.journal.append(Withdrew("p1", RECORD))
    register(store.journal, "p2")
    found = store.residents.by_number(NUMBER)
    assert found is not None
    assert found.person == "p2"


def test_groups_are_listed_by_size(store: Store) -> None:
    for number, group in enumerate("2331"):
        register(store.journal, f"p{number}", group=group)
    assert store.residents.groups() == ["3", "1", "2"]


def test_a_list_is_as_long_as_was_asked(store: Store) -> None:
    for number in range(9):
        register(store.journal, f"p{number}")
    assert len(store.residents.by_initials("wxy", "")) == 7
    assert len(store.residents.by_initials("wxy", "1500", limit=3)) == 3
    assert len(store.residents.by_name(WANG)) == 9


def test_the_newest_come_first_and_who_withdrew_is_among_them(store: Store, wall: Wall) -> None:
    for person in ("p1", "p2", "p3"):
        register(store.journal, person)
        wall.ms += HOUR_MS
    store.journal.append(Withdrew("p2", RECORD))
    assert [found.person for found in store.residents.newest(2)] == ["p3", "p2"]


def test_by_the_last_four_alone_each_person_is_found_once(store: Store) -> None:
    # A surname with two readings has two lines among the names.
    register(store.journal, "p1", name=SHAN)
    assert [found.person for found in store.residents.by_initials("", "1500")] == ["p1"]


def test_only_visits_that_cannot_be_known_are_to_correct(store: Store, wall: Wall) -> None:
    register(store.journal, "p1")
    good, long, still_open = (check_in(store.journal, "p1") for _ in range(3))
    wall.ms += HOUR_MS
    check_out(store.journal, good)
    wall.ms += 30 * HOUR_MS
    check_out(store.journal, long)
    assert [visit.visit for visit in store.visits.to_correct()] == [long]
    assert still_open in [visit.visit for visit in store.visits.open_now()]
    store.journal.append(VisitCorrected(long, 60, "asked her"))
    assert store.visits.to_correct() == []


def test_visits_and_their_minutes(store: Store, wall: Wall) -> None:
    first = check_in(store.journal, "p1")
    assert [v.visit for v in store.visits.open_of("p1")] == [first]
    wall.ms += 2 * HOUR_MS
    check_out(store.journal, first)
    started_ms = wall.ms
    second = check_in(store.journal, "p1")
    assert [v.visit for v in store.visits.of("p1")] == [second, first]
    assert [v.visit for v in store.visits.open_now()] == [second]
    assert minutes_of(store.visits, "p1") == 120
    store.journal.append(VisitCorrected(second, 45, "forgot"), by="cadre")
    assert store.visits.open_now() == []
    assert minutes_of(store.visits, "p1") == 165
    assert minutes_of(store.visits, "p1", since_ms=started_ms) == 45
    assert minutes_of(store.visits, "p2") == 0
    assert store.visits.by_id(second) is not None
    assert store.visits.by_id("none") is None


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("\u4ec7\u5c0f\u82f1", "qxy"),
        ("\u8983\u5c0f\u82f1", "qxy"),
        ("\u8983\u5c0f\u82f1", "txy"),
        ("\u9004\u5c0f\u82f1", "pxy"),
        ("\u4f58\u5c0f\u82f1", "sxy"),
        ("\u8bf8\u845b\u4eae", "zgl"),
        ("\u6b27\u9633\u5a1c", "oyn"),
        ("\u4e0a\u5b98\u5a49", "sgw"),
        ("\u5c09\u8fdf\u606d", "ycg"),
        ("\u4e07\u4fdf\u534e", "mqh"),
        ("\u66fe\u56fd", "zg"),
        ("\u533a\u56fd", "og"),
        ("\u963f\u4f9d\u00b7\u53e4\u4e3d", "aygl"),
        ("\u963f\u4f9d\u30fb\u53e4\u4e3d", "ay"),
        ("\u5df4" * 9 + "\u00b7" + "\u53e4" * 9, "b" * 9 + "ggg"),
        ("Anna", "anna"),
    ],
)
def test_readings_of_surnames(name: str, initials: str) -> None:
    assert initials in spellings(name)


def test_a_name_of_many_readings_has_few_spellings_the_likeliest_among_them() -> None:
    found = spellings(SHAN[0] * 20)
    assert len(found) == 12
    assert found[0][0] == "s"


def test_a_name_without_any_reading_has_no_spelling() -> None:
    assert spellings("\u25cb?!") == []
    assert spellings("") == []


def test_a_phone_finds_all_who_share_it_and_agree(store: Store) -> None:
    for person, phone in (("p1", "13800001111"), ("p2", "13800001111"), ("p3", "13800002222")):
        register(store.journal, person, number=f"3211991950010115{person[1]}0")
        store.journal.append(ResidentCorrected(person, {"phone": phone}))
    assert [r.person for r in store.residents.by_phone("13800001111")] == ["p1", "p2"]
    assert [r.person for r in store.residents.by_phone("138 0000 2222")] == ["p3"]
    assert [r.person for r in store.residents.by_phone("13800001111", limit=1)] == ["p1"]
    store.journal.append(Withdrew("p1", RECORD))
    assert [r.person for r in store.residents.by_phone("13800001111")] == ["p2"]
    assert store.residents.by_phone("") == []


def test_people_are_found_by_the_beginning_of_their_name(store: Store) -> None:
    longer, other = f"{WANG}{SHAN[0]}", f"{WANG[0]}{SHAN[1:]}"
    for person, name in (("p1", longer), ("p2", WANG), ("p3", other), ("p4", SHAN)):
        register(store.journal, person, name=name)
    residents = store.residents
    assert [r.person for r in residents.by_beginning(WANG)] == ["p2", "p1"]
    assert {r.person for r in residents.by_beginning(WANG[0])} == {"p1", "p2", "p3"}
    assert [r.person for r in residents.by_beginning(WANG[0], limit=1)] != []
    assert residents.by_beginning(WANG[1:]) == []
    assert residents.next_characters("") == {WANG[0], SHAN[0]}
    assert residents.next_characters(WANG[0]) == {WANG[1], SHAN[1]}
    assert residents.next_characters(WANG) == {SHAN[0]}
    assert residents.next_characters(longer) == frozenset()


def test_who_withdrew_neither_is_found_nor_makes_a_character_likely(store: Store) -> None:
    register(store.journal, "p1")
    store.journal.append(Withdrew("p1", RECORD))
    assert store.residents.by_beginning(WANG[:2]) == []
    assert store.residents.next_characters(WANG[0]) == frozenset()
