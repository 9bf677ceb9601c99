"""She chooses her two pictures, sees both again, and may choose others. Not on the home page."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flows.screen import Choice, Chose, ChoseSome, Confirm, Event, SignBoard, Step, Tone
from sync.standard.signs import PICTURES

NOT_NOW = Choice("not_now", "wait", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class Choosing:
    pictures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pictures:
    """What she chose; none: not now."""

    chosen: frozenset[str]


def begin() -> Step[Choosing]:
    return Step(Choosing(), SignBoard("sign.choose", NOT_NOW, tone=Tone.BLUE))


def step(state: Choosing, event: Event) -> Step[Choosing] | Pictures:
    match event:
        case ChoseSome(pictures):
            shown = tuple(name for name in PICTURES if name in pictures)
            both = Confirm("sign.both", (), signs=shown, tone=Tone.BLUE)
            return Step(Choosing(pictures), both)
        case Chose("yes") if state.pictures:
            return Pictures(state.pictures)
        case Chose("not_now"):
            return Pictures(frozenset())
        case _:
            return begin()
