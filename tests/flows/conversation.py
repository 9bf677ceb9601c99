"""Talks with a flow as the shell does, without a screen: work is done at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kiosk.config import ASSETS
from kiosk.flows.screen import (
    AnyScreen,
    Came,
    Chose,
    ChoseSome,
    Confirm,
    Done,
    Event,
    Flow,
    Keypad,
    Letters,
    NameBoard,
    PaperPage,
    Pick,
    PickSome,
    Record,
    SignBoard,
    SpokenNote,
    Step,
    TakesCards,
    Typed,
)
from kiosk.services.cards import AnyCard
from kiosk.services.ports import Ports
from kiosk.strings import load_strings

STRINGS = load_strings(Path(ASSETS) / "strings" / "zh_CN")


class Conversation:
    def __init__(self, flow: Flow[Any], ports: Ports) -> None:
        self.flow, self.ports = flow, ports
        self.seen: list[str] = []
        self._settle(flow.start())

    @property
    def screen(self) -> AnyScreen:
        assert self.now.screen is not None
        return self.now.screen

    def answer(self, event: Event) -> Conversation:
        self._settle(self.flow.step(self.now.state, event))
        return self

    def choose(self, choice: str) -> Conversation:
        assert choice in touchable(self.screen), (choice, self.screen)
        return self.answer(Chose(choice))

    def present(self, card: AnyCard) -> Conversation:
        """Puts a card down."""
        assert isinstance(self.flow, TakesCards)
        step = self.flow.present(self.now.state, card)
        assert step is not None
        self._settle(step)
        return self

    def choose_some(self, *choices: str) -> Conversation:
        assert isinstance(self.screen, (PickSome, SignBoard))
        return self.answer(ChoseSome(frozenset(choices)))

    def type(self, text: str) -> Conversation:
        assert isinstance(self.screen, (Keypad, Letters, NameBoard))
        return self.answer(Typed(text))

    def _settle(self, step: Step[Any]) -> None:
        while step.work is not None:
            step = self.flow.step(step.state, Came(step.work(self.ports)))
        self.now = step
        if step.screen is not None:
            self.seen.append(step.screen.id)
            check_strings(step.screen)


def touchable(screen: AnyScreen) -> set[str]:
    match screen:
        case Pick(choices=choices):
            return {choice.id for choice in choices}
        case SignBoard(side=side):
            return {side.id}
        case Keypad(side=side) | Letters(side=side) | NameBoard(side=side):
            return {side.id} if side else set()
        case Confirm():
            return {"yes", "no"}
        case Record(sides=sides):
            return {"done", *(side.id for side in sides)}
        case PaperPage(side=side):
            return {"yes", side.id} if side else {"yes"}
        case SpokenNote(side=side):
            return {"done", side.id}
        case Done(side=side):
            return {"done", side.id} if side else {"done"}
        case PickSome():
            return set()
        case _:
            return {"yes", "no"}


def check_strings(screen: AnyScreen) -> None:
    """Every string of the screen is there and its placeholders are filled."""
    assert len(getattr(screen, "choices", ())) <= 6
    assert STRINGS.show(f"{screen.id}.title", **screen.args)
    for part in ("say", "hint", "next", "worth", "figure", "progress", "done"):
        if STRINGS.has(f"{screen.id}.{part}"):
            assert STRINGS.say(f"{screen.id}.{part}", **screen.args)
    if slip := getattr(screen, "slip", ""):
        assert STRINGS.show(f"slip.{slip}", **screen.args)
    for name in touchable(screen):
        if not any(c.words for c in getattr(screen, "choices", ()) if c.id == name):
            assert STRINGS.show(f"{screen.id}.{name}", **screen.args)
    for choice in getattr(screen, "choices", ()):
        if choice.form:
            assert STRINGS.say(choice.form_key(screen.id), **{**screen.args, **choice.args})
    for row in getattr(screen, "parts", ()):
        assert STRINGS.say(f"{screen.id}.{row.form}", **{**screen.args, **row.args})
    for row in (*getattr(screen, "rows", ()), *getattr(screen, "figures", ())):
        assert STRINGS.show(f"{screen.id}.{row.id}")
    for row in (*getattr(screen, "rows", ()), *getattr(screen, "lines", ())):
        if row.form:
            assert STRINGS.show(f"{screen.id}.{row.form}", **row.args)
