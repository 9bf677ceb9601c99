"""What several conversations say alike: times, hours, how far to the next star."""

from __future__ import annotations

from kiosk.flows.screen import Args, Choice, Progress, Tone
from kiosk.services.stars import MINUTES, Standing
from sync.standard.attendance import Visit
from sync.standard.clock import time_of
from sync.standard.codes import SERVICES

_TONES = (Tone.GREEN, Tone.RED, Tone.BLUE, Tone.PLUM, Tone.GOLD, Tone.BLUE)


def service_choices() -> tuple[Choice, ...]:
    return tuple(
        Choice(service, service, tone) for service, tone in zip(SERVICES, _TONES, strict=True)
    )


def hours(minutes: int) -> str:
    """Hours with at most one decimal, cut off rather than rounded up: nobody is told an hour
    that is not there. "86", "1.5"."""
    tenths = minutes * 10 // MINUTES
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def visit_args(visit: Visit) -> Args:
    return {"start": time_of(visit.start_ms), "minutes": visit.minutes}


def standing_args(standing: Standing) -> Args:
    return {
        "hours": hours(standing.this_year),
        "missing": hours(standing.missing_minutes + MINUTES // 10 - 1),
        "points": standing.missing_points,
        "next_star": min(standing.stars + 1, 5),
        "stars": standing.stars,
    }


def progress(standing: Standing) -> Progress | None:
    """None: there is no further star."""
    if not standing.has_next:
        return None
    form = "progress"
    if standing.missing_points:
        form = "progress_both" if standing.missing_minutes else "progress_points"
    return Progress(standing.part, standing.stars, form)
