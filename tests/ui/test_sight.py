"""How large the writing is: hers while she is here, the officer's choice for whoever comes next."""

from __future__ import annotations

from kiosk.ui.habits import Habits
from kiosk.ui.sight import Sight, TextSize
from kiosk.ui.sight_panel import SightPanel

SHORT = Habits(village="Dongsheng", idle_s=0.05, leave_s=1, warning_s=1)


def test_text_size_is_chosen_and_is_as_before_for_the_next_person(kiosk):
    usual = kiosk.shell.theme.metrics.sight
    kiosk.tap("bar:sight")
    kiosk.sees_panel(SightPanel)
    assert kiosk.control("choice:normal").isChecked()
    kiosk.tap("choice:largest", "choice:strong")
    assert kiosk.control("choice:largest").isChecked()
    kiosk.tap("done")
    kiosk.sees("home")
    kiosk.open("two")
    assert kiosk.shell.theme.metrics.sight == Sight(TextSize.LARGEST, is_strong=True)
    kiosk.tap("bar:home")
    kiosk.sees("home")
    assert kiosk.shell.theme.metrics.sight == usual


def test_she_who_enlarged_the_text_and_went_away_leaves_it_as_it_was(make_kiosk):
    kiosk = make_kiosk(habits=SHORT)
    kiosk.tap("bar:sight", "choice:largest", "done")
    kiosk.bot.waitUntil(lambda: kiosk.shell.theme.metrics.sight == Sight(), timeout=3000)


def test_what_the_officer_sets_is_how_everybody_finds_it(kiosk):
    kiosk.shell.keep_sight(Sight(TextSize.LARGE))
    kiosk.tap("bar:sight", "choice:normal", "done")
    kiosk.open("two")
    assert kiosk.shell.theme.metrics.sight == Sight()
    kiosk.tap("bar:home")
    assert kiosk.shell.theme.metrics.sight == Sight(TextSize.LARGE)
