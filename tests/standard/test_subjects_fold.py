"""Teams, projects, activities, sign-ups, records, loans, messages, tables: any order, any
repetition, the same views."""

from __future__ import annotations

from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.standard import (
    activities,
    attendance,
    certificates,
    county_tables,
    lending,
    messages,
    projects,
    records,
    recruiting,
    teams,
)
from sync.standard.activities import Activity, ActivityCalledOff, ActivitySet
from sync.standard.attendance import VisitEntered
from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.county_tables import CountyTable, TableGiven
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.fold import fold
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.projects import Project, ProjectSet, StageReached
from sync.standard.recruiting import (
    CONFIRMED,
    LEFT,
    PROVISIONAL,
    WAITING,
    Place,
    PlaceAsked,
    PlaceAwaited,
    PlaceGiven,
    PlaceLeft,
    place_key,
)
from sync.standard.teams import (
    Member,
    Team,
    TeamJoined,
    TeamLeft,
    TeamSet,
    lineage,
    would_contain_itself,
)
from sync.standard.views import DictShelf

#: Few names, so that entries meet; some of them identities of the entries themselves.
names = st.sampled_from(["", "one", "two", "a.1.1", "a.1.2", "b.1.1", "county.1.1"])
changes = st.dictionaries(
    st.sampled_from(["title", "name", "places", "start_ms", "skills", "parent", "unheard_of"]),
    st.one_of(names, st.integers(-1, 5), st.lists(names, max_size=2)),
    max_size=3,
)
SPOKEN_OF = (
    attendance.AttendanceFact,
    county_tables.TableGiven,
    teams.TeamFact,
    projects.ProjectFact,
    activities.ActivityFact,
    recruiting.RecruitingFact,
    records.RecordFact,
    lending.LendingFact,
    messages.MessageFact,
    certificates.CertificateFact,
)
KINDS = [kind for union in SPOKEN_OF for kind in get_args(union) or (union,)]
OF_FIELDS = {
    str: names,
    int: st.integers(-1, 5),
    bool: st.booleans(),
}


def made(kind: type) -> st.SearchStrategy[Fact]:
    fields = {
        field.encode_name: OF_FIELDS.get(field.type, changes)
        for field in msgspec.structs.fields(kind)
    }
    return st.builds(kind, **fields)


facts = st.one_of([made(kind) for kind in KINDS])
stamps = st.builds(Stamp, st.integers(EARLIEST_MS, EARLIEST_MS + 5), st.integers(0, 1))


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    entries = []
    for device in ("a", "b", COUNTY):
        drawn = draw(st.lists(st.tuples(facts, stamps), max_size=10))
        for seq, (fact, stamp) in enumerate(drawn, 1):
            entries.append(Entry(Origin(Ref(device, 1, seq), stamp), fact))
    return entries


def folded(entries: list[Entry]) -> DictShelf:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return shelf


@given(st.data(), histories())
def test_order_and_repeats_do_not_matter(data: st.DataObject, history: list[Entry]) -> None:
    arrived = data.draw(st.permutations(history + history[: len(history) // 2]))
    assert folded(arrived).rows == folded(history).rows


def entry(seq: int, fact: Fact, device: str = "a", ms: int = 0) -> Entry:
    return Entry(Origin(Ref(device, 1, seq), Stamp(EARLIEST_MS + ms)), fact)


def test_of_two_words_about_one_field_the_later_stands_and_other_fields_merge() -> None:
    history = [
        entry(1, ActivitySet("x", {"title": "early", "places": 5}), "a", 0),
        entry(1, ActivitySet("x", {"title": "late"}), "b", 9),
        entry(
            2, ActivitySet("x", {"place": "well", "title": "middle", "start_ms": "soon"}), "a", 5
        ),
    ]
    row = folded(history[::-1]).get(Activity, "x")
    assert row is not None
    assert (row.plan.title, row.plan.places, row.plan.place, row.plan.start_ms) == (
        "late",
        5,
        "well",
        0,
    )


def test_what_was_called_off_is_open_for_nobody() -> None:
    opened = entry(1, ActivitySet("x", {"is_open": True}))
    row = folded([opened, entry(2, ActivityCalledOff("x", "weather"))]).get(Activity, "x")
    assert row is not None
    assert (row.is_open, row.is_unrecorded, row.off) == (False, False, "weather")


def state_of(*entries: Entry) -> str:
    row = folded([*entries]).get(Place, place_key("x", "", "anna"))
    assert row is not None
    return row.state


UP = entry(1, PlaceAsked("x", "anna"))


def test_a_place_is_provisional_until_the_county_says() -> None:
    given = entry(1, PlaceGiven("x", "anna", "", "a.1.1"), COUNTY, 5)
    awaited = entry(1, PlaceAwaited("x", "anna", "", "a.1.1"), COUNTY, 5)
    moved_up = entry(2, PlaceGiven("x", "anna", "", "a.1.1"), COUNTY, 6)
    assert state_of(UP) == PROVISIONAL
    assert state_of(UP, given) == CONFIRMED
    assert state_of(UP, awaited) == WAITING
    assert state_of(moved_up, UP, awaited) == CONFIRMED


def test_the_county_s_word_is_of_one_asking_alone() -> None:
    given = entry(1, PlaceGiven("x", "anna", "", "a.1.1"), COUNTY, 5)
    down = entry(2, PlaceLeft("x", "anna"), "a", 6)
    again = entry(3, PlaceAsked("x", "anna"), "a", 7)
    assert state_of(UP, given, down) == LEFT
    assert state_of(UP, given, down, again) == PROVISIONAL


def test_nobody_but_the_county_gives_places_or_tables() -> None:
    given = entry(2, PlaceGiven("x", "anna", "", "a.1.1"))
    assert state_of(UP, given) == PROVISIONAL
    table = folded([entry(1, TableGiven("stars", "2026-01-01", {"hours": [1]}))])
    assert table.get(CountyTable, "stars/2026-01-01") is None


def test_a_member_is_who_joined_last() -> None:
    history = [
        entry(1, TeamJoined("t", "anna")),
        entry(2, TeamLeft("t", "anna"), ms=5),
        entry(1, TeamJoined("t", "anna"), "b", ms=3),
    ]
    row = folded(history).get(Member, "t/anna")
    assert row is not None
    assert not row.is_member


def test_a_team_never_contains_itself_whatever_two_cadres_wrote() -> None:
    history = [
        entry(1, TeamSet("one", {"parent": "two"})),
        entry(1, TeamSet("two", {"parent": "one"}), "b"),
    ]
    shelf = folded(history)

    def parent_of(team: str) -> str:
        row = shelf.get(Team, team)
        return row.plan.parent if row else ""

    assert lineage("one", parent_of) == ("one", "two")
    assert would_contain_itself("three", "three", parent_of)
    assert would_contain_itself("two", "one", parent_of)
    assert not would_contain_itself("three", "one", parent_of)


def test_a_project_is_in_the_stage_last_reached() -> None:
    steps = [
        entry(1, ProjectSet("p", {"title": "well"})),
        entry(2, StageReached("p", "goal"), ms=1),
        entry(3, StageReached("p", "running"), ms=5),
        entry(1, StageReached("p", "design", "again"), "b", ms=9),
        entry(2, StageReached("p", "flying"), "b", ms=10),
    ]
    row = folded(steps[::-1]).get(Project, "p")
    assert row is not None
    assert row.stage == "design"
    assert [step.stage for step in row.steps] == ["goal", "running", "design", "flying"]


def test_a_visit_from_a_list_counts_as_its_times_say() -> None:
    fact = VisitEntered("anna", EARLIEST_MS, EARLIEST_MS + 90 * 60_000, "cadre", activity="x")
    row = folded([entry(7, fact)]).get(attendance.Visit, "a.1.7")
    assert row is not None
    assert (row.minutes, row.activity, row.source, row.needs_correction) == (
        90,
        "x",
        "cadre",
        False,
    )
    backwards = VisitEntered("anna", EARLIEST_MS + 5, EARLIEST_MS + 1, "cadre")
    row = folded([entry(7, backwards)]).get(attendance.Visit, "a.1.7")
    assert row is not None
    assert (row.minutes, row.needs_correction) == (0, True)
