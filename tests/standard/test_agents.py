"""Who acts for whom: any order, any repetition; merged ids are one person; the last word counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.agents import RELATIONS, Agency, AgentAgreed, AgentRevoked, standing
from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry, decode, encode
from sync.standard.fold import fold
from sync.standard.merging import Groups
from sync.standard.origin import Origin, Ref
from sync.standard.views import DictShelf

people = st.sampled_from(["anna", "bao", "chen"])
facts = st.one_of(
    st.builds(AgentAgreed, people, people, st.sampled_from(RELATIONS), st.just("1")),
    st.builds(AgentRevoked, people, people, st.just("asked")),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    return [
        Entry(Origin(Ref(device, 1, seq), Stamp(EARLIEST_MS + draw(st.integers(0, 9)), 0)), fact)
        for device in "ab"
        for seq, fact in enumerate(draw(st.lists(facts, max_size=8)), 1)
    ]


def rows(entries: list[Entry]) -> list[Agency]:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return sorted((r for r in shelf.rows.values() if isinstance(r, Agency)), key=lambda r: r.key)


@given(st.data(), histories())
def test_order_and_repeats_do_not_matter(data: st.DataObject, history: list[Entry]) -> None:
    arrived = data.draw(st.permutations(history + history[::2]))
    assert rows(arrived) == rows(history)


@given(histories(), st.lists(st.tuples(people, people), max_size=3))
def test_of_merged_ids_the_last_word_counts(
    history: list[Entry], merges: list[tuple[str, str]]
) -> None:
    groups = Groups(merges)
    last: dict[tuple[str, str], bool] = {}
    for entry in sorted(history, key=lambda entry: entry.origin.mark):
        assert isinstance(entry.fact, (AgentAgreed, AgentRevoked))
        pair = groups.main(entry.fact.person), groups.main(entry.fact.agent)
        last[pair] = isinstance(entry.fact, AgentAgreed)
    found = {(row.person, row.agent) for row in standing(rows(history), groups)}
    assert found == {pair for pair, is_on in last.items() if is_on and pair[0] != pair[1]}


@given(facts)
def test_a_line_is_read_back(fact: AgentAgreed | AgentRevoked) -> None:
    read = decode(Ref("a", 1, 1), encode(fact, Stamp(EARLIEST_MS), "cadre"))
    assert isinstance(read, Entry)
    assert (read.fact, read.origin.by) == (fact, "cadre")
