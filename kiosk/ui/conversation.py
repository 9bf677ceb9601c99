"""Leads one flow: where she stands, what came before, what is being done. No widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.ahead import ahead
from kiosk.flows.screen import (
    BESIDE,
    AnyScreen,
    Came,
    Event,
    Flow,
    KnowsPerson,
    Step,
    TakesCards,
    Work,
)
from kiosk.services.cards import AnyCard

log = logging.getLogger(__name__)

RunWork = Callable[[Work, Callable[[Any], None]], None]
"""Does the work elsewhere and calls back, on the GUI thread, with its outcome or exception."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A place she can come back to."""

    state: Any
    screen: AnyScreen


class Way(list[Stand]):
    """The places that she has come by; the last is where she stands."""

    def come_to(self, stand: Stand) -> None:
        # The same question again (a slip, or "no, that is not me") takes the place it had.
        for index, earlier in enumerate(self):
            if earlier.screen.id == stand.screen.id:
                del self[index:]
                break
        self.append(stand)


class Conversation(QObject):
    shown = Signal(object)
    """A screen stands."""
    working = Signal()
    """Work began; the next signal ends it."""
    ended = Signal(str, object)
    """The flow is over; with the name of what goes on, or "", and what that needs to know."""
    refused = Signal()
    """A card that does not fit what is being done."""
    aside = Signal(str, object)
    """The flow asks for one of BESIDE, with what that needs to know; it stands where it stood."""
    troubled = Signal(object)
    """kiosk.errors.Trouble."""

    def __init__(self, flows: Mapping[str, Flow[Any]], run_work: RunWork) -> None:
        super().__init__()
        self._flows = flows
        self._run_work = run_work
        self._flow: Flow[Any] | None = None
        self._stands = Way()
        self._state: Any = None
        self._turn = 0
        """Counts up whenever an outcome still under way must no longer count."""
        self._held: tuple[AnyCard, str] | None = None
        """A card put down while work was under way."""
        self._is_last = False
        """The deed is done: the next card is the next person's."""
        self._is_anew = False
        """As Step.is_anew, until the next screen stands."""
        self.is_busy = False

    @property
    def screen(self) -> AnyScreen | None:
        return self._stands[-1].screen if self._stands else None

    @property
    def flow(self) -> str:
        """Its name, or "" on the home page."""
        return self._flow.name if self._flow is not None else ""

    @property
    def person(self) -> str:
        """Id of who said "that's me", else ""."""
        flow = self._flow
        return flow.person_of(self._state) if isinstance(flow, KnowsPerson) else ""

    def begin(self, name: str) -> None:
        self.forget()
        self._flow = self._flows[name]
        self._go(self._flow.start)

    def present(self, card: AnyCard, at_home: str) -> None:
        """Somebody put a card down. at_home: the flow that begins with it where none is under
        way. Where it does not fit, nothing changes but that `refused` is told."""
        if self.is_busy:
            self._held = card, at_home
            return
        is_next = self._flow is None or self._is_last
        flow = self._flows[at_home] if is_next or self._flow is None else self._flow
        step = _card_in(flow, flow.start().state if is_next else self._state, card)
        if step is None:
            self.refused.emit()
            return
        if is_next:
            self.forget()
        self._flow = flow
        self._go(lambda: step)

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
        """The screens that one touch leads to."""
        return ahead(self._flow, self._state, self.screen) if self._flow and self.screen else []

    def forget(self) -> None:
        """Everything of the person, also what is still on its way."""
        self._turn += 1
        self._flow = None
        self._stands.clear()
        self._state = None
        self._held = None
        self._is_last = self._is_anew = False
        self.is_busy = False

    def _go(self, step: Callable[[], Step[Any]]) -> None:
        try:
            self._take(step())
        except Exception as error:  # noqa: BLE001  no mistake in a flow takes the kiosk down
            self._fail(error)

    def _take(self, step: Step[Any]) -> None:
        if step.then in BESIDE and self._stands:
            self._state = self._stands[-1].state
            self.aside.emit(step.then, step.carry)
            return
        self._state = step.state
        self._is_anew = self._is_anew or step.is_anew
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
        self._is_last = step.is_final
        if step.is_final or self._is_anew:
            self._stands.clear()
        self._is_anew = False
        self._stands.come_to(Stand(step.state, step.screen))
        self.shown.emit(step.screen)

    def _came(self, turn: int, outcome: Any) -> None:
        if turn != self._turn:
            return
        self.is_busy = False
        if isinstance(outcome, BaseException):
            self._fail(outcome)
        elif self._flow is not None:
            self._go(partial(self._flow.step, self._state, Came(outcome)))
        if self._held is not None and not self.is_busy:
            (card, at_home), self._held = self._held, None
            self.present(card, at_home)

    def _fail(self, error: BaseException) -> None:
        trouble = error if isinstance(error, Trouble) else ProgramFault()
        if trouble is not error:
            log.error("flow or work failed", exc_info=error)
        self.is_busy = self._is_anew = False
        self._turn += 1
        if self._stands:
            self._state = self._stands[-1].state
        self.troubled.emit(trouble)


def _card_in(flow: Flow[Any], state: Any, card: AnyCard) -> Step[Any] | None:
    return flow.present(state, card) if isinstance(flow, TakesCards) else None
