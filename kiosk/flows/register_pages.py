"""Pages of the registration that are made of what she has given."""

from __future__ import annotations

from datetime import date

from kiosk.flows.say import service_choices
from kiosk.flows.screen import (
    HANDWRITING,
    Choice,
    Confirm,
    NameBoard,
    PickSome,
    Row,
    Tone,
    Writing,
)
from sync.standard.codes import SKILLS
from sync.standard.identity import mask_number
from sync.standard.residents import Personal

CADRE = Choice("cadre", "help", Tone.RED)
BY_HAND = Choice("by_hand", "write", Tone.GREEN, needs=HANDWRITING)
BY_PINYIN = Choice("by_pinyin", "name", Tone.GOLD)
_SKILL_TONES = (Tone.RED, Tone.BLUE, Tone.GREEN, Tone.PLUM, Tone.GOLD, Tone.BLUE)


def name(given: Personal, slip: str) -> NameBoard:
    return NameBoard("register.name", CADRE, slip, given.name, BY_HAND, tone=Tone.BLUE)


def write(given: Personal) -> Writing:
    return Writing("register.write", BY_PINYIN, "", given.name, tone=Tone.BLUE)


def skills(given: Personal) -> PickSome:
    choices = tuple(
        Choice(skill, skill, tone) for skill, tone in zip(SKILLS, _SKILL_TONES, strict=True)
    )
    return PickSome("register.skills", choices, frozenset(given.skills), tone=Tone.BLUE)


def wishes(given: Personal) -> PickSome:
    chosen = frozenset(given.wishes)
    return PickSome("register.wishes", service_choices(), chosen, tone=Tone.BLUE)


def check(given: Personal, *, by_card: bool) -> Confirm:
    sex = 1 if int(given.number[16]) % 2 else 2
    born = date.fromisoformat(given.number[6:14])
    rows = (
        Row("name", given.name),
        Row("number", mask_number(given.number)),
        Row("sex", form=f"sex_{sex}"),
        Row("birth", form="born", args={"born": born}),
        Row("phone", given.phone) if given.phone else Row("phone", form="no_phone"),
        Row("group", given.group) if given.group else Row("group", form="no_group"),
        *((Row("by_card", form="from_card"),) if by_card else ()),
    )
    return Confirm("register.check", rows, tone=Tone.BLUE)
