"""Makes a demonstration: a kiosk of its own, whose work is never done."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import msgspec

from kiosk.config import ASSETS
from kiosk.flows.activities import Activities
from kiosk.flows.check_in import CheckIn
from kiosk.flows.my_record import MyRecord
from kiosk.flows.register import Register
from kiosk.flows.screen import DEMONSTRATION, Pick
from kiosk.flows.shown import FLOW_OF, Example, shown
from kiosk.services.ports import Hanzi, Rules
from kiosk.strings import Strings, Tongue
from kiosk.ui.calls import NoCalls
from kiosk.ui.demonstration import Demonstration, Listening, Pace, pretend
from kiosk.ui.habits import Habits
from kiosk.ui.pen import NO_PEN, Pen
from kiosk.ui.shell import Shell
from kiosk.ui.speech import Voice
from kiosk.ui.theme import Theme
from kiosk.ui.tour import Expect, Guide, Tap
from kiosk.ui.window import Window
from sync.standard.activities import ActivityPlan

_SOME = 5
"""Touches, till there is something to be seen."""
TABLE = ASSETS / "demo" / "village.toml"


@dataclass(frozen=True, slots=True)
class Props:
    """What a demonstration has in common with the real kiosk. Nothing of it can write."""

    home: Pick
    strings: Strings
    rules: Rules
    voice: Voice
    hanzi: Hanzi
    clock: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    pen: Pen = NO_PEN


class Showing:
    """Shows in the window what she asked for; then it is her turn, or she is where she was."""

    def __init__(self, window: Window, props: Props) -> None:
        self._window, self._props = window, props
        window.shell.counter.presented.connect(self._give_way)

    def show(self, what: str, screen: str = "") -> None:
        """what: a key of kiosk.flows.shown.FLOW_OF; a touch makes it her turn to do it. With the
        id of the screen at which she stands, the flow's name; then she stands there again."""
        if screen:
            self._show_step(what, screen)
        else:
            self._begin(self._open(what), partial(self._over, what))

    def _show_step(self, flow: str, screen: str) -> None:
        """The whole flow, where none of what there is to be shown comes by the screen."""
        plays = [what for what, shown in FLOW_OF.items() if shown == flow]
        for what in plays:
            demonstration = self._open(what)
            if demonstration.skip_to(screen):
                break
            self._window.close_demonstration()
        else:
            demonstration = self._open(plays[0])
        self._begin(demonstration, self._go_back)

    def tour(self, guide: Guide) -> None:
        """From the home page: pictures of the page that asks, and of a demonstration under way."""
        for step in (Tap("choice:help"), Tap("choice:show_me"), Expect("show_me")):
            guide.take(step)
        quick = replace(self._props, pace=Pace(0, 0, 100, 100, 100, 0))
        Showing(self._window, quick).show("check_in")
        shown = self._window.demonstration
        assert shown is not None
        guide.wait(lambda: shown.touches >= _SOME, DEMONSTRATION)
        guide.picture(DEMONSTRATION, self._window)
        shown.end(by_touch=False)
        guide.take(Tap("bar:home"))

    def _open(self, what: str) -> Demonstration:
        demonstration = make_demonstration(what, self._window.shell.theme, self._props)
        self._window.open_demonstration(demonstration)
        return demonstration

    def _begin(self, demonstration: Demonstration, over: Callable[[bool], None]) -> None:
        demonstration.ended.connect(over)
        demonstration.begin()

    def _over(self, what: str, by_touch: bool) -> None:
        if by_touch:
            self._window.close_demonstration()
            self._window.shell.open_flow(FLOW_OF[what])
        else:
            self._go_back(by_touch)

    def _give_way(self) -> None:
        """To a card that was put down: she is done with looking on."""
        if self._window.demonstration is not None:
            self._window.demonstration.stop()
            self._go_back(True)

    def _go_back(self, _by_touch: bool) -> None:
        self._window.close_demonstration()
        self._window.shell.resume()


def make_demonstration(what: str, theme: Theme, props: Props) -> Demonstration:
    """It begins when told to."""
    rules, clock = props.rules, props.clock
    play = shown(what, example(), rules, round(clock().timestamp() * 1000))
    voice = Listening(props.voice, props.pace)
    # Hers for the moment, and a demonstration that ends must not set it back.
    strings = props.strings.now() if isinstance(props.strings, Tongue) else props.strings
    shell = Shell(
        strings=strings,
        theme=theme,
        flows={flow.name: flow for flow in (CheckIn(), Register(rules), Activities(), MyRecord())},
        home=props.home,
        run_work=pretend(play.outcomes),
        voice=voice,
        clock=clock,
        hanzi=props.hanzi,
        calls=NoCalls(),
        habits=Habits(),
        pen=props.pen,
        report=lambda _event: None,
    )
    return Demonstration(shell, voice, strings, play.acts, props.pace)


def example() -> Example:
    """The invented person of the demo village."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    person, activity = table["tour"], msgspec.convert(table["shown"], ActivityPlan)
    spelled = person["spelled"]
    return Example(person["name"], person["number"], person["phone"], spelled, activity)
