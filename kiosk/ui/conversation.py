"""Leads one flow: where she stands, what came before, what is being done. No widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.screen import (
    CALL_CADRE,
    AnyScreen,
    Came,
    Chose,
    Confirm,
    Event,
    Flow,
    KnowsPerson,
    Pick,
    ReadAloud,
    Step,
    Work,
)

log = logging.getLogger(__name__)

RunWork = Callable[[Work, Callable[[Any], None]], None]
"""Does the work elsewhere and calls back, on the GUI thread, with its outcome or exception."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A place she can come back to."""

    state: Any
    screen: AnyScreen


class Conversation(QObject):
    shown = Signal(object)
    """A screen stands."""
    working = Signal()
    """Work began; the next signal ends it."""
    ended = Signal(str, object)
    """The flow is over; with the name of what goes on, or "", and what that needs to know."""
    cadre_wanted = Signal()
    """The flow asks for the cadre; it stands where it stood."""
    troubled = Signal(object)
    """kiosk.errors.Trouble."""

    def __init__(self, flows: Mapping[str, Flow[Any]], run_work: RunWork) -> None:
        super().__init__()
        self._flows = flows
        self._run_work = run_work
        self._flow: Flow[Any] | None = None
        self._stands: list[Stand] = []
        self._state: Any = None
        self._turn = 0
        """Counts up whenever an outcome still under way must no longer count."""
        self.is_busy = False

    @property
    def screen(self) -> AnyScreen | None:
        return self._stands[-1].screen if self._stands else None

    @property
    def person(self) -> str:
        """Id of who said "that's me", else ""."""
        flow = self._flow
        return flow.person_of(self._state) if isinstance(flow, KnowsPerson) else ""

    def begin(self, name: str) -> None:
        self.forget()
        self._flow = self._flows[name]
        self._go(self._flow.start)

    def answer(self, event: Event) -> None:
        if self.is_busy or self._flow is None:
            return
        self._go(partial(self._flow.step, self._state, event))

    def back(self) -> bool:
        """To the screen before; False where there is none."""
        if self.is_busy or len(self._stands) < 2:
            return False
        self._stands.pop()
        self._state = self._stands[-1].state
        self.shown.emit(self._stands[-1].screen)
        return True

    def ahead(self) -> list[AnyScreen]:
        """The screens that one touch leads to. Flows are pure: they can be asked beforehand."""
        found = (self._after(name) for name in _touches(self.screen))
        return [screen for screen in found if screen is not None]

    def _after(self, name: str) -> AnyScreen | None:
        assert self._flow is not None
        try:
            return self._flow.step(self._state, Chose(name)).screen
        except Exception:  # noqa: BLE001  it will be told when she does touch it
            return None

    def forget(self) -> None:
        """Everything of the person, also what is still on its way."""
        self._turn += 1
        self._flow = None
        self._stands = []
        self._state = None
        self.is_busy = False

    def _go(self, step: Callable[[], Step[Any]]) -> None:
        try:
            self._take(step())
        except Trouble as trouble:
            self._fail(trouble)
        except Exception:
            # A mistake in a flow must not take the kiosk down in front of her.
            log.exception("flow failed")
            self._fail(ProgramFault())

    def _take(self, step: Step[Any]) -> None:
        if step.then == CALL_CADRE and self._stands:
            self._state = self._stands[-1].state
            self.cadre_wanted.emit()
            return
        self._state = step.state
        if step.screen is not None:
            self._stand(step)
        if step.work is not None:
            self.is_busy = True
            self._turn += 1
            self.working.emit()
            self._run_work(step.work, partial(self._came, self._turn))
        elif step.screen is None:
            self.forget()
            self.ended.emit(step.then, step.carry)

    def _stand(self, step: Step[Any]) -> None:
        assert step.screen is not None
        if step.is_final:
            self._stands = []
        # The same question again (a slip, or "no, that is not me") takes the place it had.
        for index, stand in enumerate(self._stands):
            if stand.screen.id == step.screen.id:
                del self._stands[index:]
                break
        self._stands.append(Stand(step.state, step.screen))
        self.shown.emit(step.screen)

    def _came(self, turn: int, outcome: Any) -> None:
        if turn != self._turn:
            return
        self.is_busy = False
        match outcome:
            case Trouble():
                self._fail(outcome)
            case BaseException():
                log.error("work failed", exc_info=outcome)
                self._fail(ProgramFault())
            case _ if self._flow is not None:
                self._go(partial(self._flow.step, self._state, Came(outcome)))

    def _fail(self, trouble: Trouble) -> None:
        self.is_busy = False
        self._turn += 1
        if self._stands:
            self._state = self._stands[-1].state
        self.troubled.emit(trouble)


def _touches(screen: AnyScreen | None) -> tuple[str, ...]:
    match screen:
        case Pick():
            return tuple(choice.id for choice in screen.choices)
        case Confirm() | ReadAloud():
            return ("yes", "no")
        case _:
            return ()
