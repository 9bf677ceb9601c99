"""What a thing to do is, and where things to do come from.

The room shows any section; a new kind of thing to do is a new section and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kiosk.services.ports import Ports
from kiosk.ui.desk.bench import Work
from kiosk.ui.desk.paper_where import PutWork
from sync.standard.personal import Personal


@dataclass(frozen=True, slots=True)
class Way:
    """Something that may be done about it. do: given what stands in the note."""

    name: str
    word: str
    do: Callable[[str], None]
    role: str = ""


@dataclass(frozen=True, slots=True)
class ToDo:
    """A row of the list. whose: None where it is nobody's. at_ms: 0 = not known.

    sentence: what is the matter and what to do, in plain words. note_hint: "" = no note is asked.
    """

    title: str
    whose: Personal | None
    at_ms: int
    sentence: str
    ways: tuple[Way, ...] = ()
    note_hint: str = ""


class Section(Protocol):
    """One kind of things to do. name: of its strings, `desk.todo.section.<name>` and
    `desk.todo.says_<name>`. is_open: they wait, and count; not history."""

    name: str
    is_open: bool

    def ask(self, ports: Ports) -> Sequence[Any]:
        """On the store's thread: what there is."""
        ...

    def show(self, item: Any) -> ToDo:
        """On the window's thread: one of these in words."""
        ...


class Hands(Protocol):
    """What the room lends to its sections."""

    def do(self, work: Work, then: Callable[[Any], str]) -> None:
        """Has work done; `then` says what came of it. Looks again."""
        ...

    def put_paper(self, work: PutWork) -> None:
        """Asks where it shall go when there are several places; says what became of it."""
        ...

    def open_person(self, person: str) -> None: ...

    def open_visit(self, visit: str) -> None: ...

    def open_activity(self, activity: str) -> None: ...
