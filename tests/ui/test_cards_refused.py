"""A card that does not help: a sentence, shown and said, over a screen that loses nothing."""

from __future__ import annotations

from kiosk.services.cards import Code
from kiosk.ui.attract import AttractPanel
from kiosk.ui.panels import NotePanel


def test_a_code_that_says_nobody_is_told_and_what_was_typed_stays(kiosk, strings):
    kiosk.open("pick", "letters")
    kiosk.tap("choice:farm")
    kiosk.sees("toy.letters")
    kiosk.keys("WX")
    before = kiosk.texts()
    kiosk.shell.counter.refuse("code.torn")
    kiosk.sees_panel(NotePanel)
    assert strings.show("code.torn") in kiosk.texts()
    assert kiosk.voice.alerts == [strings.say("code.torn")]
    kiosk.tap("done")
    kiosk.sees("toy.letters")
    assert kiosk.texts() == before


def test_a_card_that_does_not_fit_now_is_told_and_the_screen_stays(kiosk, strings):
    kiosk.open("pick")
    kiosk.shell.counter.present(Code("XL1"))
    kiosk.sees_panel(NotePanel)
    assert strings.show("card.not_now") in kiosk.texts()
    kiosk.tap("done")
    kiosk.sees("toy.pick")


def test_over_the_page_of_the_day_it_is_told_too_and_leads_home(kiosk):
    kiosk.shell.rest()
    kiosk.sees_panel(AttractPanel)
    kiosk.shell.counter.refuse("code.strange")
    kiosk.sees_panel(NotePanel)
    kiosk.tap("done")
    kiosk.sees("home")


def test_that_a_camera_looks_is_shown_and_does_not_cut_the_question(kiosk, strings):
    kiosk.open("pick")
    said = [*kiosk.voice.said]
    kiosk.shell.counter.remark("code.hold_up")
    assert strings.show("code.hold_up") in kiosk.texts()
    assert kiosk.voice.said == said
    kiosk.tap("choice:farm")
    assert strings.show("code.hold_up") not in kiosk.texts()
