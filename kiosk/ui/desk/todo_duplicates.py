"""Things to do: two ids with one ID number; and merges, which may be taken apart again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kiosk.services.cadres import list_cadres
from kiosk.services.merge_residents import (
    Joined,
    KeptApartNow,
    MergedNow,
    MovedHereNow,
    PerhapsOne,
    UnmergedNow,
    keep_apart,
    list_joined,
    list_perhaps_one,
    merge_residents,
    moved_here,
    unmerge_residents,
)
from kiosk.services.ports import Ports
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.todo import Hands, ToDo, Way
from kiosk.ui.desk.visits_list import moment
from sync.standard.clock import date_of
from sync.standard.identity import mask_phone
from sync.standard.residents import Resident


class DuplicatesSection:
    """Merging never rewrites anything, so either of the two may be taken for the one to show."""

    name = "duplicates"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[PerhapsOne]:
        return list_perhaps_one(ports)

    def show(self, item: PerhapsOne) -> ToDo:
        show = self._bench.show
        words, ways = self._here(item) if item.other_here else self._elsewhere(item)
        title = show("todo.duplicates_title")
        return ToDo(title, item.resident.personal, item.resident.registered_ms, words, ways)

    def _here(self, item: PerhapsOne) -> tuple[str, tuple[Way, ...]]:
        show, one, other = self._bench.show, item.resident, item.other_here
        assert other is not None
        both = (_described(self._bench, one), _described(self._bench, other))
        words = show("todo.duplicates_here", one=both[0], other=both[1])
        into_one = self._doing(partial(merge_residents, person=other.person, into=one.person))
        into_other = self._doing(partial(merge_residents, person=one.person, into=other.person))
        ways = (
            Way("merge_one", show("todo.merge_one"), into_one),
            Way("merge_other", show("todo.merge_other"), into_other),
            self._apart(item, "keep_apart"),
            self._opening("open_one", one),
            self._opening("open_other", other),
        )
        return words, ways

    def _elsewhere(self, item: PerhapsOne) -> tuple[str, tuple[Way, ...]]:
        """Who is registered in another village is not known here, and need not be."""
        words = self._bench.show("todo.duplicates_elsewhere", village=item.village_name)
        work = partial(moved_here, person=item.resident.person, other=item.other)
        ways = (
            Way("moved_here", self._bench.show("todo.moved_here"), self._doing(work)),
            self._opening("open_person", item.resident),
            self._apart(item, "leave_so"),
        )
        return words, ways

    def _opening(self, name: str, resident: Resident) -> Way:
        """Where a wrong number is put right."""
        word, person = self._bench.show(f"todo.{name}"), resident.person
        return Way(name, word, lambda _note: self._hands.open_person(person))

    def _apart(self, item: PerhapsOne, word: str) -> Way:
        work = partial(keep_apart, person=item.resident.person, other=item.other)
        return Way("keep_apart", self._bench.show(f"todo.{word}"), self._doing(work))

    def _doing(self, work: Callable[..., Any]) -> Callable[[str], None]:
        by_her: Work = partial(work, by=self._bench.cadre.id)

        def came(outcome: Any) -> str:
            match outcome:
                case MergedNow():
                    return self._bench.show("todo.merged")
                case MovedHereNow():
                    return self._bench.show("todo.moved")
                case KeptApartNow():
                    return self._bench.show("todo.kept_apart")
            return self._bench.show("todo.settled_before")

        return lambda _note: self._hands.do(by_her, came)


@dataclass(frozen=True, slots=True)
class Undoable:
    """names: of this machine's cadres, by id."""

    item: Joined
    names: Mapping[str, str]


class JoinedSection:
    """History: who was merged, by whom; undone, both are exactly what they were."""

    name = "joined"
    is_open = False

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[Undoable]:
        names = {cadre.id: cadre.name for cadre in list_cadres(ports)}
        return [Undoable(item, names) for item in list_joined(ports)]

    def show(self, item: Undoable) -> ToDo:
        show, merge = self._bench.show, item.item.merge
        words = show(
            "todo.joined",
            by=item.names.get(merge.by, show("todo.somebody")),
            at=moment(self._bench, merge.at_ms),
            absorbed=_described(self._bench, item.item.absorbed),
        )
        way = Way("unmerge", show("todo.unmerge"), self._undoing(merge.merge))
        title = show("todo.joined_title")
        return ToDo(title, item.item.resident.personal, merge.at_ms, words, (way,))

    def _undoing(self, merge: str) -> Callable[[str], None]:
        work: Work = partial(unmerge_residents, merge=merge, by=self._bench.cadre.id)

        def came(outcome: Any) -> str:
            key = "unmerged" if isinstance(outcome, UnmergedNow) else "settled_before"
            return self._bench.show(f"todo.{key}")

        return lambda _note: self._hands.do(work, came)


def _described(bench: Bench, resident: Resident) -> str:
    """Enough to tell two of one name and number apart."""
    personal = resident.personal
    return bench.show(
        "todo.described",
        name=personal.name,
        group=personal.group or bench.show("person.no_group"),
        phone=mask_phone(personal.phone) or bench.show("people.unsaid"),
        since=date_of(resident.registered_ms),
    )
