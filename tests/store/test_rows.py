"""Rows of any view: the real ones and the plain ones answer alike."""

from __future__ import annotations

import pytest

from kiosk.services.ports import Journal, Rows
from sync.standard.projects import ResourceStruck, ResourceUse, ResourceUsed
from sync.standard.recruiting import CONFIRMED, PROVISIONAL, Place, PlaceAsked, PlaceLeft
from sync.standard.teams import Member, TeamJoined, TeamLeft
from tests.plain_ports import plain_ports


@pytest.fixture(params=["plain", "sqlite"])
def books(request: pytest.FixtureRequest) -> tuple[Journal, Rows]:
    if request.param == "plain":
        ports = plain_ports()
        return ports.journal, ports.rows
    store = request.getfixturevalue("store")
    return store.journal, store.rows


def test_rows_are_found_by_their_columns(books: tuple[Journal, Rows]) -> None:
    journal, rows = books
    for person in ("bao", "anna", "chen"):
        journal.append(PlaceAsked("x", person))
    journal.append(PlaceAsked("y", "anna"), PlaceLeft("x", "chen"))
    found = rows.where(Place, activity="x", state=PROVISIONAL)
    assert [row.person for row in found] == ["anna", "bao"]
    assert [row.person for row in rows.where(Place, order="-person", activity="x", limit=2)] == [
        "chen",
        "bao",
    ]
    assert rows.where(Place, state=CONFIRMED) == []
    assert rows.count(Place, activity="x", state=PROVISIONAL) == 2
    assert rows.count(Place, person="nobody") == 0
    row = rows.get(Place, "y//anna")
    assert row is not None
    assert row.is_up
    assert rows.get(Place, "z//anna") is None


def test_who_left_a_team_is_told_from_who_is_in_it(books: tuple[Journal, Rows]) -> None:
    journal, rows = books
    journal.append(*(TeamJoined("red", person) for person in ("anna", "bao")))
    journal.append(TeamLeft("red", "anna"), TeamJoined("blue", "anna"))
    assert [row.person for row in rows.where(Member, team="red", is_member=True)] == ["bao"]
    assert [row.team for row in rows.where(Member, person="anna", is_member=True)] == ["blue"]


def test_a_use_that_was_struck_is_still_there(books: tuple[Journal, Rows]) -> None:
    journal, rows = books
    (ref,) = journal.append(ResourceUsed("meals", "goods", "rice", 20))
    journal.append(ResourceStruck(ref.text(), "twice"))
    (use,) = rows.where(ResourceUse, project="meals")
    assert (use.amount, use.struck, use.counts) == (20, "twice", False)


@pytest.mark.parametrize("wrong", [{"given": ""}, {"order": "-given"}])
def test_what_is_no_column_is_refused(books: tuple[Journal, Rows], wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="given"):
        books[1].where(Place, **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="given"):
        books[1].count(Place, given="")
