"""The pages of recruiting: cards of activities, one activity told aloud, her own places."""

from __future__ import annotations

from typing import Final

from kiosk.flows.screen import Args, Choice, Done, Pick, ReadAloud, Row, Tone
from kiosk.services.ask_place import PlaceSlip
from kiosk.services.match_activities import Match
from kiosk.services.my_places import MyPlace, News
from kiosk.values import Value
from sync.standard.activities import Activity, Shift
from sync.standard.clock import time_of
from sync.standard.codes import SERVICES
from sync.standard.recruiting import PROVISIONAL

CARDS: Final = 2
"""Of activities on a page: large ones, beside the ways on."""
SHOWN: Final = 5
MORE = Choice("more", "more", Tone.PAPER)
MINE = Choice("mine", "record", Tone.GOLD)
LOOK = Choice("look", "calendar", Tone.PLUM)
HOME = Choice("home", "home", Tone.PAPER)
LEAVE = Choice("leave", "no", Tone.RED)
STAY = Choice("stay", "yes", Tone.GREEN)
AGAIN = Choice("again", "calendar", Tone.BLUE)
AGREE = Choice("agree", "yes", Tone.GREEN)
OTHERS = Choice("others", "calendar", Tone.PAPER)
PRINT = Choice("print", "print", Tone.BLUE)
UNDERSTOOD = Choice("understood", "yes", Tone.GREEN)
_TITLE, _PLACE = 14, 9
"""Characters on a card; the activity's own page has all of them."""
_TONES: Final = dict(
    zip(SERVICES, (Tone.GREEN, Tone.RED, Tone.BLUE, Tone.PLUM, Tone.GOLD, Tone.BLUE), strict=True)
)
_AGES: Final = (PlaceSlip.TOO_YOUNG, PlaceSlip.TOO_OLD)


def cards(matches: tuple[Match, ...], page: int, after: tuple[Choice, ...] = ()) -> Pick:
    """A page of them; `MORE` leads round to the first. after: in its place on the last page."""
    first = page * CARDS
    shown = matches[first : first + CARDS]
    choices = [_card(f"a{first + at}", match) for at, match in enumerate(shown)]
    more: tuple[Choice, ...] = (MORE,) if len(matches) > CARDS else ()
    if first + CARDS >= len(matches):
        more = after or more
    return Pick("activities.list", (*choices, *more, MINE), tone=Tone.PLUM)


def page_of(match: Match) -> ReadAloud:
    """All that she should know before she says yes; the button waits until it was all shown."""
    activity, plan = match.activity, match.activity.plan
    left = max(0, match.offered.left)
    args = {**_told(activity), "left": left, **_money(activity)}
    said = {
        "content": plan.content,
        "why": match.why,
        "ages": plan.least_age or plan.most_age,
        "health": plan.health,
        "risks": plan.risks,
        "insured": plan.policy,
        "transport": plan.transport_fen,
        "meal": plan.meal_fen,
        "brings": plan.brings,
    }
    forms = {"why": f"why_{match.why[0]}" if match.why else "", "ages": _ages(activity)}
    texts: Args = {
        "content": plan.content,
        "health": plan.health,
        "risks": plan.risks,
        "insurer": plan.insurer,
        "policy": plan.policy,
        "brings": plan.brings,
        "least": plan.least_age,
        "most": plan.most_age,
    }
    parts = tuple(
        Row(name, form=forms.get(name, name), args=texts)
        for name, is_there in said.items()
        if is_there
    )
    text = "text" if left else "text_full"
    return ReadAloud("activities.page", _icon(activity), parts, text, args=args, tone=Tone.PLUM)


def shifts(activity: Activity, found: tuple[tuple[Shift, int], ...], page: int) -> Pick:
    first = page * SHOWN
    choices = [
        Choice(
            f"s{first + at}",
            "clock",
            Tone.PLUM,
            words=_clock(shift.start_ms, shift.end_ms),
            form="shift" if left else "shift_full",
            args={"start": time_of(shift.start_ms), "left": left, "name": shift.name},
            names_nobody=True,
        )
        for at, (shift, left) in enumerate(found[first : first + SHOWN])
    ]
    more = (MORE,) if len(found) > SHOWN else ()
    return Pick("activities.shift", (*choices, *more), args=_told(activity), tone=Tone.PLUM)


def own_places(mine: tuple[MyPlace, ...], page: int) -> Pick:
    first = page * CARDS
    choices = [
        Choice(
            f"p{first + at}",
            _icon(one.activity),
            Tone.GOLD,
            words=_short(one.activity.plan.title, _TITLE),
            form=one.place.state,
            args=_told(one.activity, one.place.shift),
            names_nobody=True,
        )
        for at, one in enumerate(mine[first : first + CARDS])
    ]
    more = (MORE,) if len(mine) > CARDS else ()
    screen = "activities.mine" if mine else "activities.none_mine"
    return Pick(screen, (*choices, *more, LOOK), tone=Tone.GOLD)


def own_place(one: MyPlace, *, has_printer: bool) -> Pick:
    args = _told(one.activity, one.place.shift)
    ways = (STAY, LEAVE, AGAIN, *((PRINT,) if has_printer else ()))
    return Pick(f"activities.{one.place.state}", ways, args=args, tone=Tone.GOLD)


def asked(one: MyPlace, *, is_full: bool, has_printer: bool) -> Done:
    """Noted: more cannot be said before the county has spoken."""
    return Done(
        "activities.asked_full" if is_full else "activities.asked",
        "calendar",
        side=PRINT if has_printer else None,
        args=_told(one.activity, one.place.shift),
        tone=Tone.GREEN,
    )


def slip_printed() -> Done:
    return Done("activities.printed", "print", tone=Tone.GREEN)


def slip_not_printed() -> Done:
    """Paper is all that she lacks."""
    return Done("activities.not_printed", "print", is_good=False, tone=Tone.GOLD)


def left(one: MyPlace) -> Done:
    args = _told(one.activity, one.place.shift)
    return Done("activities.left", "done", args=args, tone=Tone.GREEN)


def refused(slip: PlaceSlip, activity: Activity | None) -> Done:
    """Why nothing was noted."""
    if slip in _AGES and activity is not None:
        return Done(
            f"activities.{_ages(activity)}",
            "person",
            args={"least": activity.plan.least_age, "most": activity.plan.most_age},
            is_good=False,
        )
    screen = "guardian" if slip is PlaceSlip.NEEDS_GUARDIAN else "gone"
    return Done(f"activities.{screen}", "warning", is_good=False)


def question(name: str, other: MyPlace | None) -> Pick:
    args = _told(other.activity, other.place.shift) if other else {}
    return Pick(f"activities.{name}", (AGREE, OTHERS), args=args, tone=Tone.GOLD)


def news_page(news: News) -> Pick:
    mine = news.mine
    args = _told(mine.activity, mine.place.shift)
    return Pick(f"news.{news.kind}", (UNDERSTOOD,), args=args, tone=Tone.GOLD)


def today_choice(choice: str, activity: Activity) -> Choice:
    """One that she may check in to now."""
    return Choice(
        choice,
        _icon(activity),
        Tone.PLUM,
        words=_short(activity.plan.title, _TITLE),
        form="now",
        args=_told(activity),
        names_nobody=True,
    )


def _card(choice: str, match: Match) -> Choice:
    args = {**_told(match.activity), "left": max(0, match.offered.left)}
    return Choice(
        choice,
        _icon(match.activity),
        _TONES.get(match.activity.plan.field, Tone.PLUM),
        words=_short(match.activity.plan.title, _TITLE),
        form=_form(match),
        args=args,
        names_nobody=True,
    )


def _form(match: Match) -> str:
    """What stands on the card besides when and where: one thing, the weightiest."""
    if match.offered.state:
        return "card_noted" if match.offered.state == PROVISIONAL else f"card_{match.offered.state}"
    if match.bar is not None:
        return f"card_{_ages(match.activity)}"
    if match.is_clash:
        return "card_clash"
    if match.offered.left <= 0:
        return "card_full"
    return f"card_{match.why[0]}" if match.why else "card"


def _ages(activity: Activity) -> str:
    plan = activity.plan
    if plan.least_age and plan.most_age:
        return "age_both"
    return "age_from" if plan.least_age else "age_to"


def _told(activity: Activity, shift: str = "") -> dict[str, Value]:
    start_ms, end_ms = activity.times_of(shift)
    plan = activity.plan
    return {
        "title": plan.title,
        "start": time_of(start_ms),
        "end": time_of(end_ms),
        "place": _short(plan.place, _PLACE),
        "where": plan.place,
        "least": plan.least_age,
        "most": plan.most_age,
    }


def _money(activity: Activity) -> dict[str, Value]:
    plan = activity.plan
    return {"transport": _yuan(plan.transport_fen), "meal": _yuan(plan.meal_fen)}


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02d}" if rest else str(yuan)


def _clock(start_ms: int, end_ms: int) -> str:
    start, end = time_of(start_ms), time_of(end_ms)
    return f"{start.hour}:{start.minute:02d} \u2013 {end.hour}:{end.minute:02d}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "\u2026"


def _icon(activity: Activity) -> str:
    return activity.plan.field if activity.plan.field in SERVICES else "calendar"
