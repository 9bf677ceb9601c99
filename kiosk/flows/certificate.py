"""A certificate: here it is, shall it be printed? Two touches after her record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from kiosk.flows.screen import Came, Choice, Chose, Done, Event, PaperPage, Step, Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.find_me import Identified
from kiosk.services.issue_certificate import NothingServed, NotWarranted
from kiosk.services.papers import PRINTER, CertificatePaper, Printed, Saved
from kiosk.services.print_certificate import (
    AskedOfCadre,
    ReadyToPrint,
    hand_out_certificate,
    prepare_certificate,
)

CERTIFICATE: Final = Choice("certificate", "medal", Tone.GREEN)
SEALED: Final = Choice("sealed", "help", Tone.RED)


@dataclass(frozen=True, slots=True)
class Certifying:
    found: Identified
    paper: CertificatePaper | None = None


def begin(found: Identified) -> Step[Certifying]:
    work = partial(prepare_certificate, person=found.resident.person, by=found.by)
    return Step(Certifying(found), work=work)


def step(state: Certifying, event: Event) -> Step[Certifying] | None:
    """None: she is done here."""
    match event:
        case Came(outcome):
            return _came(state, outcome)
        case Chose("yes" | "sealed" as choice) if state.paper is not None:
            work = partial(
                hand_out_certificate,
                paper=state.paper,
                is_for_cadre=choice == "sealed",
                by=state.found.by,
            )
            return Step(state, work=work)
        case _:
            return None


def _came(state: Certifying, outcome: object) -> Step[Certifying]:
    match outcome:
        case ReadyToPrint(paper, place):
            screen = {PRINTER: "print", "": "ask"}.get(place, "save")
            page = PaperPage(
                f"certificate.{screen}", paper, side=SEALED if place else None, tone=Tone.GREEN
            )
            return Step(Certifying(state.found, paper), page)
        case Printed():
            return _end(state, "printed", "print")
        case Saved(file):
            return _end(state, "saved", "save", file=file)
        case AskedOfCadre():
            return _end(state, "asked", "handshake")
        case NothingServed():
            return _end(state, "nothing", "hours", is_good=False)
        case NotWarranted():
            return _end(state, "not_warranted", "network_off", is_good=False)
        case NotRegistered():
            return _end(state, "gone", "warning", is_good=False)
        case _:
            raise TypeError(outcome)


def _end(
    state: Certifying, name: str, icon: str, *, is_good: bool = True, **args: str
) -> Step[Certifying]:
    tone = Tone.GREEN if is_good else Tone.GOLD
    page = Done(f"certificate.{name}", icon=icon, is_good=is_good, args=args, tone=tone)
    return Step(state, page, is_final=True)
