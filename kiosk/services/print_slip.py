"""Print a slip to take home, where something prints."""

from __future__ import annotations

from kiosk.services.papers import PRINTER, NoPlace, PaperSlip, Printed
from kiosk.services.ports import Ports


def has_printer(ports: Ports) -> bool:
    """Whether it is worth asking her."""
    return any(place.kind == PRINTER for place in ports.papers.places())


def print_slip(ports: Ports, slip: PaperSlip) -> Printed | NoPlace:
    """Never onto a stick, which may be anybody's."""
    for place in ports.papers.places():
        if place.kind == PRINTER:
            done = ports.papers.put((slip,), place)
            if isinstance(done, Printed):
                return done
    return NoPlace()
