"""Walks with ID cards: laid on a simulated reader, read by the real driver over a real port."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.steps import begin
from kiosk.ui.tour import (
    Expect,
    ExpectPanel,
    ExpectRemark,
    Outside,
    ReadOn,
    Script,
    Tap,
)


def walks(_person: dict[str, Any]) -> dict[str, Script]:
    """After those of checking_in: the visitor has checked out again. First what cannot be read: a
    card just read is given time before it is told that it cannot be."""
    return {
        "card_reader": (Outside("plug", True), Expect("home"), *begin("check_in", "find_me.way")),
        "card_faults": faults(),
        "check_in_by_card": check_in(),
        "card_run_out": (Outside("run_out"), Expect("find_me.ran_out"), Tap("no")),
        "card_of_a_child": (Outside("child"), Expect("find_me.too_young")),
        "certificate_by_card": certificate_sealed(),
        "register_by_card": register(),
        "card_reader_gone": reader_gone(),
    }


def faults() -> Script:
    return (
        *(Outside("other_card"), ExpectPanel("card.not_id"), Tap("done"), Expect("home")),
        Outside("take"),
        *(*begin("check_in", "find_me.way"), Tap("choice:by_number"), Expect("find_me.number")),
        *(Outside("unreadable"), ExpectPanel("card.again"), Tap("done"), Expect("find_me.number")),
    )


def check_in() -> Script:
    return (
        Outside("visitor"),
        Expect("check_in.service"),
        Tap("choice:clean"),
        Expect("check_in.in"),
        Tap("done"),
        Expect("home"),
    )


def certificate_sealed() -> Script:
    return (
        *begin("my_record", "find_me.way"),
        *(Outside("forgetful"), Expect("my_record.record")),
        *(Tap("choice:mine"), Expect("my_record.mine")),
        *(Tap("choice:certificate"), Expect("certificate.print")),
        *(Tap("side"), Expect("certificate.asked"), Tap("done"), Expect("home")),
    )


def register() -> Script:
    """Who is not registered goes on with the card in hand; then somebody else lays hers down."""
    return (
        *(Outside("newcomer"), Expect("find_me.unknown_card"), Tap("choice:register")),
        *(Expect("register.consent"), ReadOn(), Tap("yes"), Expect("register.phone")),
        ExpectRemark("card.filled"),
        *(Tap("side"), Expect("register.group"), Tap("choice:0"), Expect("register.skills")),
        *(Tap("done"), Expect("register.wishes"), Tap("done")),
        *(Expect("sign.choose"), Tap("side"), Expect("register.check")),
        *(Outside("visitor"), Expect("register.consent"), ExpectRemark("card.other_person")),
    )


def reader_gone() -> Script:
    """Who stands before the page that asks for a card is told, nobody else."""
    return (
        *begin("check_in", "find_me.way"),
        *(Outside("unplug", False), ExpectRemark("card.reader_gone"), Expect("find_me.way")),
    )
