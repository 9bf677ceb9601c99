"""Promise: what the bench measures is what people do.

Its ways through the window are walked in each run, in small villages, so that one which leads
nowhere any more is noticed. No time is asked.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.bench import event, touch
from tests.bench.villages import village_of


def test_touches_from_screen_to_screen(tmp_path: Path) -> None:
    took_ms = touch.walk(village_of(tmp_path, touch.WARM + 2, 20, print))
    screens = ["home", *(then for _, then in touch.WAY)]
    assert set(took_ms) == {"key", *(f"{here} > {there}" for here, there in pairwise(screens))}
    assert len(took_ms["key"]) == 18 * len(took_ms["home > find_me.way"])


def test_cards_at_an_event_s_desk(tmp_path: Path) -> None:
    each = event.WARM + 1
    village = village_of(tmp_path, event.DESKS * each, 50, print)
    event.prepare(village)
    assert len(event.stand(village, 0)) == each - event.WARM
