"""Merges: any order, any repetition; every group shows exactly one id."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.merging import DuplicateFound, Groups, KeptApart, Merge, Merged, Unmerged
from sync.standard.origin import Origin, Ref
from sync.standard.views import DictShelf

people = st.sampled_from(["anna", "bao", "chen", "ding"])
refs = st.builds(lambda d, s: f"{d}.1.{s}", st.sampled_from("ab"), st.integers(1, 8))
facts = st.one_of(
    st.builds(Merged, people, people),
    st.builds(Unmerged, refs),
    st.builds(KeptApart, people, people, st.booleans()),
    st.builds(DuplicateFound, people, people, st.sampled_from("VW"), st.just("name")),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    return [
        Entry(Origin(Ref(device, 1, seq), Stamp(EARLIEST_MS + draw(st.integers(0, 9)), 0)), fact)
        for device in "ab"
        for seq, fact in enumerate(draw(st.lists(facts, max_size=8)), 1)
    ]


def folded(entries: list[Entry]) -> DictShelf:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return shelf


@given(st.data(), histories())
def test_order_and_repeats_do_not_matter(data: st.DataObject, history: list[Entry]) -> None:
    arrived = data.draw(st.permutations(history + history[::2]))
    assert folded(arrived).rows == folded(history).rows


@given(st.lists(st.tuples(people, people), max_size=8))
def test_a_group_shows_one_of_its_ids(merges: list[tuple[str, str]]) -> None:
    groups = Groups(merges)
    for person in ("anna", "bao", "chen", "ding", "nobody"):
        members, main = groups.members(person), groups.main(person)
        assert person in members
        assert main in members
        assert {groups.members(one) for one in members} == {members}
        assert {groups.main(one) for one in members} == {main}
        assert set(members) - groups.absorbed == {main}
    for one, other in merges:
        assert groups.main(one) == groups.main(other)
    assert groups.main("anna") == Groups(merges[::-1]).main("anna")


@given(histories())
def test_undoing_every_merge_leaves_nobody_merged(history: list[Entry]) -> None:
    undone = [
        Entry(Origin(Ref("z", 1, n), Stamp(EARLIEST_MS)), Unmerged(entry.origin.ref.text()))
        for n, entry in enumerate(history, 1)
    ]
    rows = folded(undone + history).rows.values()
    assert not [row for row in rows if isinstance(row, Merge) and row.is_on]
