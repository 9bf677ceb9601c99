"""Show me: what shall be shown?"""

from __future__ import annotations

from kiosk.flows.screen import DEMONSTRATION, SHOW_ME, Choice, Chose, Event, Pick, Step, Tone
from kiosk.flows.shown import FLOW_OF

CHOICES = (
    Choice("check_in", "check_in", Tone.GREEN),
    Choice("check_out", "check_out", Tone.GREEN),
    Choice("register", "register", Tone.BLUE),
    Choice("activities", "calendar", Tone.PLUM),
    Choice("my_record", "record", Tone.GOLD),
)


class ShowMe:
    name = SHOW_ME

    def start(self) -> Step[None]:
        return Step(None, Pick(SHOW_ME, CHOICES, tone=Tone.PLUM))

    def step(self, state: None, event: Event) -> Step[None]:
        match event:
            case Chose(what) if what in FLOW_OF:
                return Step(state, then=DEMONSTRATION, carry=what)
            case _:
                return self.start()
