"""Print her a slip of a place: what, when, where, what to bring, how it stands."""

from __future__ import annotations

from typing import Final

from kiosk.services.my_places import MyPlace, my_places
from kiosk.services.office import read_office
from kiosk.services.papers import NoPlace, PaperSlip, Printed
from kiosk.services.ports import Ports
from kiosk.services.print_slip import print_slip
from kiosk.values import Value
from sync.standard.clock import time_of
from sync.standard.identity import mask_name

_BRINGS: Final = 40
"""Characters that can be read on a line of it."""


def print_place(ports: Ports, person: str, activity: str, shift: str = "") -> Printed | NoPlace:
    """As it stands now, which may be otherwise than on the page: the county may have spoken."""
    for mine in my_places(ports, person):
        if (mine.place.activity, mine.place.shift) == (activity, shift):
            return print_slip(ports, slip_of(ports, mine))
    return NoPlace()


def slip_of(ports: Ports, mine: MyPlace) -> PaperSlip:
    plan, resident = mine.activity.plan, ports.residents.by_id(mine.place.person)
    brings, contact = plan.brings, read_office(ports.settings).contact
    args: dict[str, Value] = {
        "name": mask_name(resident.personal.name) if resident else "",
        "title": plan.title,
        "start": time_of(mine.times.start_ms),
        "end": time_of(mine.times.end_ms),
        "where": plan.place,
        "brings": brings if len(brings) <= _BRINGS else brings[: _BRINGS - 1] + "\u2026",
        "contact": contact,
        "today": ports.clock.today(),
    }
    said = {"brings": brings, "contact": contact}
    rows = ("name", "what", "when", "where", "brings", mine.place.state, "contact", "today")
    return PaperSlip("paper.place_slip", tuple(row for row in rows if said.get(row, "said")), args)
