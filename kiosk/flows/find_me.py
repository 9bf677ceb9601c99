"""The beginning of every conversation: which person is this?

Not on the home page itself; other flows begin with it and go on when it says Identified: she said
"that's me", or proved it by a card. Each way of finding somebody is a choice on the first page, a
screen or two, and a service that answers Identified | Several | Unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows.ask_number import ask_number
from kiosk.flows.screen import (
    CALL_CADRE,
    HANDWRITING,
    MOST_CHOICES,
    REFUSED,
    Came,
    Choice,
    Chose,
    Confirm,
    Event,
    Keypad,
    Letters,
    Pad,
    Pick,
    Row,
    Step,
    Tone,
    Typed,
    Writing,
    Wrote,
)
from kiosk.services.cards import AnyCard, Card, Code
from kiosk.services.find_by_name import WriteOn, find_by_name, narrow_by_name
from kiosk.services.find_me import (
    Identified,
    NeedsLastFour,
    RanOut,
    Several,
    TooMany,
    TooYoung,
    Unknown,
    find_by_card,
    find_by_initials,
)
from kiosk.services.find_number import NumberWrong, find_by_typed
from kiosk.services.look_alike import tell_apart
from kiosk.services.village_cards import CodeRefused, find_by_code
from sync.standard.identity import mask_name
from sync.standard.marks import mark_of
from sync.standard.residents import Resident

BY_HAND = Choice("by_hand", "write", Tone.GREEN, needs=HANDWRITING)
BY_NUMBER = Choice("by_number", "number", Tone.BLUE)
BY_NAME = Choice("by_name", "name", Tone.GOLD)
CADRE = Choice("cadre", "help", Tone.RED)
REGISTER = Choice("register", "register", Tone.BLUE)
FAMILY = Choice("family", "people", Tone.PLUM)
"""Left to kiosk.flows.who."""
WAYS = (BY_HAND, BY_NUMBER, BY_NAME, FAMILY, CADRE)
OTHER_WAY = Choice("other_way", "more", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was typed so far, and who may be meant."""

    number: str = ""
    initials: str = ""
    is_writing: bool = False
    written: str = ""
    residents: tuple[Resident, ...] = ()
    found: Identified | None = None
    """Nothing is done in her name before she says that it is she."""
    card: Card | None = None
    """The one that she put down: if nobody is registered with it, she can be."""
    asked: NumberWrong | None = None
    """Whether she meant another number than the one she typed."""
    refused: tuple[str, ...] = ()
    """The numbers that she said she did not mean."""


def begin() -> Step[Finding]:
    return Step(Finding(), Pick("find_me.way", WAYS, invites_card=True, tone=Tone.BLUE))


def present(card: AnyCard) -> Step[Finding] | None:
    """Whoever stood there is forgotten: the card says who it is. None: a card of no use here."""
    match card:
        case Card():
            work = partial(find_by_card, card=card)
            return Step(Finding(card=card), work=work, is_anew=True)
        case Code(text):
            return Step(Finding(), work=partial(find_by_code, text=text), is_anew=True)


def step(state: Finding, event: Event) -> Step[Finding] | Identified:
    match event:
        case Chose("yes") if state.found is not None:
            return state.found
        case Chose("yes" | "no" as answer) if state.asked is not None and state.asked.likely:
            return _asked(state, state.asked, answer == "yes")
        case Chose("by_hand"):
            return _write(Finding(is_writing=True))
        case Chose("by_number"):
            return _number(Finding())
        case Chose("by_name"):
            return Step(Finding(), Letters("find_me.initials", OTHER_WAY, tone=Tone.GOLD))
        case Chose("register"):
            return Step(state, then="register", carry=state.card)
        case Chose("cadre"):
            return Step(state, then=CALL_CADRE)
        case Chose(index) if index.isdecimal() and int(index) < len(state.residents):
            return Identified(state.residents[int(index)])
        case Typed(text):
            return _typed(state, text)
        case Wrote(text):
            return Step(replace(state, written=text), work=partial(narrow_by_name, beginning=text))
        case Came(outcome):
            return _came(state, outcome)
        case _:
            return begin()


def _number(state: Finding, slip: str = "") -> Step[Finding]:
    pad, typed = Pad.NUMBER_OR_PHONE, state.number
    screen = Keypad("find_me.number", pad, OTHER_WAY, slip, typed, tone=Tone.BLUE)
    return Step(replace(state, asked=None), screen)


def _wrong(state: Finding, wrong: NumberWrong) -> Step[Finding]:
    if wrong.likely is None:
        return _number(state, wrong.slip)
    return Step(replace(state, asked=wrong), ask_number(state.number, wrong.likely))


def _asked(state: Finding, wrong: NumberWrong, is_meant: bool) -> Step[Finding]:
    assert wrong.likely is not None
    meant = wrong.likely.number
    if not is_meant:
        return _number(replace(state, refused=(*state.refused, meant)), wrong.slip)
    state = replace(state, number=meant, asked=None)
    return Step(state, work=partial(find_by_typed, typed=meant))


def _write(state: Finding, slip: str = "") -> Step[Finding]:
    """The surname first, then what comes after it until few enough are left to be shown."""
    screen = Writing(
        "find_me.write_on" if state.written else "find_me.write",
        OTHER_WAY,
        slip,
        state.written,
        tells_each=True,
        tone=Tone.GREEN,
    )
    return Step(state, screen)


def _typed(state: Finding, text: str) -> Step[Finding]:
    """First letters, then perhaps last four; digits at the very beginning are number or phone."""
    if text.isalpha() and text.isascii() and len(text) > 1:
        return Step(Finding(initials=text), work=partial(find_by_initials, initials=text))
    if state.is_writing:
        return Step(replace(state, written=text), work=partial(find_by_name, name=text))
    if state.initials:
        return Step(state, work=partial(find_by_initials, initials=state.initials, last4=text))
    work = partial(find_by_typed, typed=text, refused=state.refused)
    return Step(replace(state, number=text), work=work)


def _came(state: Finding, outcome: object) -> Step[Finding] | Identified:
    match outcome:
        case Identified(is_proven=True) as found:
            return found
        case Identified() as found:
            return _is_it_you(state, found)
        case Several(residents):
            return Step(replace(state, residents=residents), _which(residents))
        case NeedsLastFour():
            pad = Keypad("find_me.last_four", Pad.LAST_FOUR, OTHER_WAY, tone=Tone.GOLD)
            return Step(state, pad)
        case NumberWrong() as wrong:
            return _wrong(state, wrong)
        case WriteOn(is_anybody):
            return _write(state, "" if is_anybody else "nobody_so_called")
        case TooMany():
            return _number(Finding(), "too_many")
        case RanOut(resident):
            found = Identified(resident)
            return Step(replace(state, found=found), is_it_you(resident, "find_me.ran_out"))
        case TooYoung():
            return Step(Finding(), Pick("find_me.too_young", (CADRE, OTHER_WAY), tone=Tone.BLUE))
        case Unknown(is_loading):
            return _unknown(is_loading, state.card)
        case CodeRefused(fault):
            return Step(state, then=REFUSED, carry=fault)
        case _:
            raise TypeError(outcome)


def _which(residents: tuple[Resident, ...]) -> Pick:
    """Her touch says "that's me": she is not asked again."""
    people = person_choices(residents)
    choices = people if len(people) == MOST_CHOICES else (*people, OTHER_WAY)
    return Pick("find_me.which", choices, tone=Tone.BLUE)


def person_choices(
    people: Sequence[Resident], first: int = 0, begin: str = ""
) -> tuple[Choice, ...]:
    """Enough to know each by for who knows her, too little for others to learn anything: her home
    group, and where that says nothing the animal of her year. Ids: `begin` and a number, from
    `first` on."""
    return tuple(
        Choice(
            f"{begin}{at}",
            _mark(each),
            Tone.BLUE,
            words=mask_name(each.personal.name),
            hint=each.personal.group,
            form=f"zodiac.{animal}" if animal else "",
        )
        for at, (each, animal) in enumerate(zip(people, tell_apart(people), strict=True), first)
    )


def _is_it_you(state: Finding, found: Identified) -> Step[Finding]:
    return Step(replace(state, found=found), is_it_you(found.resident))


def is_it_you(resident: Resident, screen: str = "find_me.who") -> Confirm:
    """As `person_choices`: of one."""
    personal = resident.personal
    rows = (Row("name", mask_name(personal.name)), Row("group", personal.group))
    shown = tuple(row for row in rows if row.value)
    return Confirm(screen, shown, _mark(resident), tone=Tone.GREEN)


def _mark(resident: Resident) -> str:
    """The picture that stands on her village card too."""
    return f"mark_{mark_of(resident.person)}"


def _unknown(is_loading: bool, card: Card | None) -> Step[Finding]:
    """Nobody is told that she is not registered while her record may be still to come."""
    screen = "find_me.unknown_card" if card else "find_me.unknown"
    screen = "find_me.not_yet" if is_loading else screen
    ways = (REGISTER, OTHER_WAY, CADRE) if card else (OTHER_WAY, REGISTER, CADRE)
    return Step(Finding(card=card), Pick(screen, ways, tone=Tone.BLUE))
