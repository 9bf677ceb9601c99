"""Leads one flow: where she stands, what came before, what is being done. No widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.ahead import ahead
from kiosk.flows.screen import (
    BESIDE,
    REFUSED,
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

NOT_NOW: Final = "card.not_now"
"""A card that does not fit what is being done."""
RunWork = Callable[[Work, Callable[[Any], None]], None]
"""Does the work elsewhere and calls back, on the GUI thread, with its outcome or exception."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A place she can come back to."""

    state: Any
    screen: AnyScreen


class Way(list[Stand]):
    """The places that she has come by; the last is where she stands."""

    is_last = False
    """The deed is done: the next card is the next person's."""
    is_anew = False
    """As Step.is_anew, until the next screen stands."""

    def come_to(self, step: Step[Any], screen: AnyScreen) -> None:
        if step.is_final or self.is_anew:
            self.clear()
        self.is_last = step.is_final
        # The same question again (a slip, or "no, that is not me") takes the place it had.
        for index, earlier in enumerate(self):
            if earlier.screen.id == screen.id:
                del self[index:]
                break
        self.append(Stand(step.state, screen))

    def clear(self) -> None:
        super().clear()
        self.is_last = self.is_anew = False


class Conversation(QObject):
    shown = Signal(object)
    """A screen stands."""
    working = Signal()
    """Work began; the next signal ends it."""
    left = Signal()  # Somebody has gone, or her successor's card lies there: nothing may stay.
    ended = Signal(str, object)
    """The flow is over; with the name of what goes on, or "", and what that needs to know."""
    aside = Signal(str, object)
    """One of BESIDE is asked for, with what that needs to know; she stands where she stood."""
    remarked = Signal(str)
    """A sentence (a string's key) over the screen that has just been shown."""
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

    def begin(self, name: str, carry: object = None) -> None:
        """carry: a card that the flow may begin with."""
        self.forget()
        self._flow = flow = self._flows[name]
        self._go(lambda: _card_in(flow, None, carry) or flow.start())

    def present(self, card: AnyCard, at_home: str) -> None:
        """Somebody put a card down. at_home: the flow that begins with it where none is under
        way. Where it does not fit, nothing changes but that this is told."""
        if self.is_busy:
            self._held = card, at_home
            return
        flow = None if self._stands.is_last else self._flow
        step = _card_in(flow or self._flows[at_home], self._state if flow else None, card)
        if step is None:
            self.aside.emit(REFUSED, NOT_NOW)
            return
        if flow is None:
            self.left.emit()
            self.forget()
            self._flow = self._flows[at_home]
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
        self.is_busy = False

    def _go(self, step: Callable[[], Step[Any]]) -> None:
        try:
            self._take(step())
        except Exception as error:  # noqa: BLE001  no mistake in a flow takes the kiosk down
            self._fail(error)

    def _take(self, step: Step[Any]) -> None:
        if step.then in BESIDE and not step.screen and (self._stands or step.then == REFUSED):
            self._stay()
            self.aside.emit(step.then, step.carry)
            return
        self._state = step.state
        self._stands.is_anew |= step.is_anew
        if step.screen is not None:
            self._stands.come_to(step, step.screen)
            self.shown.emit(step.screen)
            if step.remark:
                self.remarked.emit(step.remark)
            if step.then in BESIDE:
                self.aside.emit(step.then, step.carry)
        if step.work is not None:
            self.is_busy = True
            self._turn += 1
            self.working.emit()
            self._run_work(step.work, partial(self._came, self._turn))
        elif step.screen is None:
            self.forget()
            self.ended.emit(step.then, step.carry)

    def _stay(self) -> None:
        """Where she stood; that may be the home page."""
        self._stands.is_anew = False
        if self._stands:
            self._state = self._stands[-1].state
        else:
            self.forget()

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
        self.is_busy = False
        self._turn += 1
        self._stay()
        self.troubled.emit(trouble)


def _card_in(flow: Flow[Any], state: Any, card: object) -> Step[Any] | None:
    """state: None where the flow only begins."""
    if not isinstance(flow, TakesCards) or not isinstance(card, AnyCard):
        return None
    return flow.present(flow.start().state if state is None else state, card)
