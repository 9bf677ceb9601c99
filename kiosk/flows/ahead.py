"""The screens that one touch leads to. Flows are pure: they can be asked beforehand."""

from __future__ import annotations

from typing import Any

from kiosk.flows.screen import AnyScreen, AskNumber, Chose, Confirm, Flow, Pick, ReadAloud


def ahead(flow: Flow[Any], state: Any, screen: AnyScreen) -> list[AnyScreen]:
    found = (_after(flow, state, name) for name in _touches(screen))
    return [screen for screen in found if screen is not None]


def _after(flow: Flow[Any], state: Any, name: str) -> AnyScreen | None:
    try:
        return flow.step(state, Chose(name)).screen
    except Exception:  # noqa: BLE001  it will be told when she does touch it
        return None


def _touches(screen: AnyScreen) -> tuple[str, ...]:
    match screen:
        case Pick():
            return tuple(choice.id for choice in screen.choices)
        case Confirm() | AskNumber() | ReadAloud():
            return ("yes", "no")
        case _:
            return ()
