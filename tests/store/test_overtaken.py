"""A fork: of a frozen epoch the county's lines count, in the place of the kiosk's own."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.store.rebuild import distrust, rebuild
from kiosk.store.store import Store
from sync.standard import entry
from sync.standard.attendance import CheckedIn
from sync.standard.clock import Stamp
from sync.standard.origin import Ref
from tests.store.people import NOW_MS, check_in


def others(store: Store, *people: str) -> list[tuple[int, Ref, bytes]]:
    """What the county has of this kiosk's first epoch."""
    device = store.journal.head().device
    return [
        (seq, Ref(device, 1, seq), entry.encode(CheckedIn(person), Stamp(NOW_MS + seq)))
        for seq, person in enumerate(people, 1)
    ]


def people_in(store: Store) -> set[str]:
    return {visit.person for visit in store.visits.open_now()}


def test_the_county_s_line_takes_the_place_of_one_that_a_fork_put_aside(store: Store) -> None:
    for person in ("anna", "bert", "carla"):
        check_in(store.journal, person)
    store.journal.reopen_epoch()
    for _ in range(2):
        store.journal.take_in("village", others(store, "dora", "emil"), 2)
        assert people_in(store) == {"dora", "emil", "carla"}
        kept = [(one.ref.seq, one.reason) for one in store.journal.unreadable()]
        assert kept == [(1, "fork"), (2, "fork")], "Anna's and Bert's are there for review"
        assert store.journal.entry_count() == 3
    check_in(store.journal, "fritz")
    assert people_in(store) == {"dora", "emil", "carla", "fritz"}
    assert rebuild(store.database).total == 0


def test_in_the_present_epoch_nothing_is_overtaken(store: Store) -> None:
    check_in(store.journal, "anna")
    store.journal.take_in("village", others(store, "dora"), 1)
    assert people_in(store) == {"anna"}


def test_views_that_are_not_to_be_trusted_are_made_anew_at_the_next_opening(
    open_here: Callable[[], Store],
) -> None:
    store = open_here()
    check_in(store.journal, "anna")
    store.database.execute("DELETE FROM visits")
    with store.database.transaction():
        distrust(store.database)
    store.close()
    assert people_in(open_here()) == {"anna"}
