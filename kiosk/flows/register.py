"""Register: agree, number, name, phone, home group, skills, wishes, sign, is it right, done.

The consent comes first: nothing is asked of somebody who has not agreed to be asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import msgspec

from kiosk.flows import choose_sign
from kiosk.flows import register_pages as pages
from kiosk.flows.ask_number import ask_number
from kiosk.flows.choose_sign import Choosing, Pictures
from kiosk.flows.screen import (
    CALL_CADRE,
    MOST_CHOICES,
    AnyScreen,
    Came,
    Choice,
    Chose,
    ChoseSome,
    Done,
    Event,
    Keypad,
    Pad,
    Pick,
    ReadAloud,
    Step,
    Tone,
    Typed,
    Work,
)
from kiosk.services.cards import AnyCard, Card
from kiosk.services.ports import Rules
from kiosk.services.register import (
    AlreadyRegistered,
    Free,
    NameSlip,
    NeedsGuardian,
    NeedsMending,
    PhoneSlip,
    RegisteredNow,
    look_up_number,
    read_name,
    read_phone,
    register,
)
from kiosk.services.register_by_card import FreeByCard, look_up_card, name_on
from sync.standard.identity import Slip, mask_name
from sync.standard.residents import Personal
from sync.standard.slips import LikelySlip

NO_PHONE = Choice("no_phone", "no", Tone.GOLD)
CADRE = pages.CADRE
CHECK_IN = Choice("check_in", "check_in", Tone.GREEN)
HOME = Choice("home", "home", Tone.PAPER)
MORE = Choice("more", "more", Tone.GOLD)
ELSEWHERE = Choice("elsewhere", "group", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class Registering:
    """Which question stands on the screen, and the answers so far."""

    at: str = "consent"
    given: Personal = Personal()
    group_page: int = 0
    card: Card | None = None
    """Hers, put down: what stands in `given` of it."""
    choosing: Choosing = Choosing()
    sign: frozenset[str] = frozenset()
    """Her two pictures, until they are sealed."""
    asked: LikelySlip | None = None
    """Whether another number was meant."""
    refused: tuple[str, ...] = ()


class Register:
    """登记."""

    name = "register"

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def start(self) -> Step[Registering]:
        return _consent(Registering())

    def present(self, state: Registering, card: AnyCard) -> Step[Registering] | None:
        """A card answers the questions for number and name, after she has agreed. Somebody else's
        begins anew: who agreed, agreed for herself."""
        if not isinstance(card, Card) or state.at == "end":
            return None
        if state.at == "consent":
            return replace(_consent(Registering(card=card)), remark="card.noted")
        if state.at == "number":
            return _look_up(replace(state, card=card))
        if state.given.number != card.number:
            return replace(
                _consent(Registering(card=card)), is_anew=True, remark="card.other_person"
            )
        name = name_on(card)
        if isinstance(name, NameSlip) or name == state.given.name:
            return None
        return _filled(replace(_with(state, name=name), card=card))

    def step(self, state: Registering, event: Event) -> Step[Registering]:
        match state.at, event:
            case "consent", Chose("yes"):
                return _look_up(state) if state.card else _number(state)
            case "consent", Chose("no"):
                return Step(state, Done("register.declined", icon="bye"), is_final=True)
            case "number", Typed(text):
                return _look_up_typed(_with(state, number=text))
            case "number", Chose("yes" | "no" as answer) if state.asked:
                return _asked(state, state.asked, answer == "yes")
            case "name", Typed() | Chose("by_hand" | "by_pinyin"):
                return _named(state, event)
            case "phone", Typed(text):
                return self._phoned(state, text)
            case "phone", Chose("no_phone"):
                return self._phoned(state, "")
            case "group", Chose(choice):
                return self._grouped(state, choice)
            case "skills", ChoseSome(ids):
                return _wishes(_with(state, skills=tuple(sorted(ids))))
            case "wishes", ChoseSome(ids):
                return _sign(_with(state, wishes=tuple(sorted(ids))), choose_sign.begin())
            case "sign", _:
                return _signed(state, event)
            case "check", Chose("yes"):
                return Step(state, work=self._entering(state))
            case "check", Chose("no"):
                return _number(Registering())
            case _, Chose("check_in" as other):
                return Step(Registering(), then=other, carry=state.card)
            case _, Chose("cadre"):
                return Step(Registering(), then=CALL_CADRE)
            case _, Chose("home" | "done"):
                return Step(Registering())
            case _, Came(outcome):
                return _came(state, outcome)
            case _:
                return self.start()

    def _entering(self, state: Registering) -> Work:
        version = self._rules.consent_version
        return partial(register, given=state.given, consent_version=version, sign=state.sign)

    def _phoned(self, state: Registering, text: str) -> Step[Registering]:
        phone = read_phone(text)
        if isinstance(phone, PhoneSlip):
            return _phone(state, text, phone)
        state = _with(state, phone=phone)
        return _skills(state) if not self._rules.groups else self._group(state)

    def _group(self, state: Registering) -> Step[Registering]:
        """Home groups in the village's own order, a screenful at a time."""
        groups = self._rules.groups
        page_size = MOST_CHOICES - 1
        first = state.group_page * page_size
        shown = groups[first : first + page_size]
        is_last = first + page_size >= len(groups)
        choices = tuple(
            Choice(str(first + index), "group", Tone.BLUE, words=group, names_nobody=True)
            for index, group in enumerate(shown)
        )
        screen = Pick("register.group", (*choices, ELSEWHERE if is_last else MORE), tone=Tone.BLUE)
        return Step(replace(state, at="group"), screen)

    def _grouped(self, state: Registering, choice: str) -> Step[Registering]:
        if choice == "more":
            return self._group(replace(state, group_page=state.group_page + 1))
        if choice.isdecimal() and int(choice) < len(self._rules.groups):
            state = _with(state, group=self._rules.groups[int(choice)])
        return _skills(state)


def _consent(state: Registering) -> Step[Registering]:
    return Step(state, ReadAloud("register.consent", "register", tone=Tone.BLUE))


def _look_up(state: Registering) -> Step[Registering]:
    assert state.card is not None
    return Step(state, work=partial(look_up_card, card=state.card))


def _filled(state: Registering, remark: str = "card.filled") -> Step[Registering]:
    """Number and name are known; the next question is what no card says."""
    return replace(_phone(state, state.given.phone), remark=remark)


def _by_card(state: Registering, found: FreeByCard) -> Step[Registering]:
    state = _with(state, number=found.number)
    if isinstance(found.name, NameSlip):
        return _name(state, "name_card")
    remark = "card.filled_ran_out" if found.has_run_out else "card.filled"
    return _filled(_with(state, name=found.name), remark)


def _with(state: Registering, **given: object) -> Registering:
    return replace(state, given=msgspec.structs.replace(state.given, **given))


def _number(state: Registering, slip: str = "") -> Step[Registering]:
    pad = Keypad("register.number", Pad.ID_NUMBER, CADRE, slip, state.given.number, tone=Tone.BLUE)
    return Step(replace(state, at="number", asked=None), pad)


def _look_up_typed(state: Registering) -> Step[Registering]:
    work = partial(look_up_number, number=state.given.number, refused=state.refused)
    return Step(replace(state, asked=None), work=work)


def _asked(state: Registering, likely: LikelySlip, is_meant: bool) -> Step[Registering]:
    if is_meant:
        return _look_up_typed(_with(state, number=likely.number))
    return _number(replace(state, refused=(*state.refused, likely.number)), Slip.CHECK)


def _name(state: Registering, slip: str = "") -> Step[Registering]:
    return Step(replace(state, at="name"), pages.name(state.given, slip))


def _named(state: Registering, event: Event) -> Step[Registering]:
    match event:
        case Typed(text):
            name = read_name(text)
        case Chose("by_hand"):
            return Step(state, pages.write(state.given))
        case _:
            return _name(state)
    if isinstance(name, NameSlip):
        return _name(_with(state, name=text), name)
    return _phone(_with(state, name=name), "")


def _phone(state: Registering, typed: str, slip: str = "") -> Step[Registering]:
    pad = Keypad("register.phone", Pad.PHONE, NO_PHONE, slip, typed, tone=Tone.BLUE)
    return Step(replace(state, at="phone"), pad)


def _skills(state: Registering) -> Step[Registering]:
    return Step(replace(state, at="skills"), pages.skills(state.given))


def _wishes(state: Registering) -> Step[Registering]:
    return Step(replace(state, at="wishes"), pages.wishes(state.given))


def _sign(state: Registering, step: Step[Choosing]) -> Step[Registering]:
    return step.within(replace(state, at="sign", choosing=step.state))


def _signed(state: Registering, event: Event) -> Step[Registering]:
    match choose_sign.step(state.choosing, event):
        case Pictures(chosen):
            return _check(replace(state, choosing=Choosing(), sign=chosen))
        case Step() as step:
            return _sign(state, step)


def _check(state: Registering) -> Step[Registering]:
    page = pages.check(state.given, by_card=state.card is not None)
    return Step(replace(state, at="check"), page)


def _came(state: Registering, outcome: object) -> Step[Registering]:
    match outcome:
        case Free(_, True) | FreeByCard(is_minor=True) | NeedsGuardian():
            return _end(Pick("register.minor", (CADRE, HOME), tone=Tone.BLUE))
        case Free(number, _):
            return _name(_with(state, number=number.text))
        case FreeByCard() as found:
            return _by_card(state, found)
        case AlreadyRegistered(resident):
            args = {"name": mask_name(resident.personal.name)}
            known = Pick("register.known", (CHECK_IN, HOME), args=args, tone=Tone.BLUE)
            return _end(known, state.card)
        case NeedsMending((NameSlip() as slip, *_)):
            return _name(state, slip)
        case NeedsMending((slip, *_), None):
            return _number(state, slip)
        case NeedsMending(_, LikelySlip() as likely):
            return Step(replace(state, asked=likely), ask_number(state.given.number, likely))
        case RegisteredNow(_, personal):
            args = {"name": personal.name}
            return _end(Done("register.done", "done", args=args, tone=Tone.GREEN))
        case _:
            raise TypeError(outcome)


def _end(screen: AnyScreen, card: Card | None = None) -> Step[Registering]:
    """card: for the page that leads on to the check-in."""
    return Step(Registering(at="end", card=card), screen, is_final=True)
