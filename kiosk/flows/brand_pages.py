"""The village's brand projects, told to anybody: what for, how much was given, what comes next."""

from __future__ import annotations

from typing import Final

from kiosk.flows.screen import Args, Choice, Pick, ReadAloud, Row, Tone
from kiosk.services.project_page import BrandProject
from sync.standard.clock import time_of

MOST: Final = 5
BRANDS = Choice("brands", "medal", Tone.GREEN)
_LOOK = Choice("look", "calendar", Tone.PLUM)
_TITLE: Final = 14
"""Characters on a card; the project's own page has all of them."""


def listed(brands: tuple[BrandProject, ...]) -> Pick:
    choices = [
        Choice(
            f"b{at}",
            one.project.plan.field or "heart",
            Tone.GREEN,
            words=one.project.plan.title[:_TITLE],
            form="card" if one.minutes else "card_new",
            args={"hours": one.minutes},
            names_nobody=True,
        )
        for at, one in enumerate(brands[:MOST])
    ]
    return Pick("activities.brands", (*choices, _LOOK), tone=Tone.GREEN)


def page(one: BrandProject) -> ReadAloud:
    plan, ahead = one.project.plan, one.next
    args: Args = {"title": plan.title, "hours": one.minutes, "about": plan.about}
    given = "hours" if one.minutes else "new"
    parts = [Row("about", form="about", args=args)] if plan.about else []
    parts.append(Row(given, form=given, args=args))
    if ahead is not None:
        told: Args = {"start": time_of(ahead.start_ms), "what": ahead.plan.title}
        parts.append(Row("ahead", form="ahead", args=told))
    icon = plan.field or "heart"
    return ReadAloud("activities.brand", icon, tuple(parts), args=args, tone=Tone.GREEN)
