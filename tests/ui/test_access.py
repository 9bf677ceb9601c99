"""What a screen reader, a switch or a braille line makes of the kiosk's pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from kiosk.errors import DiskFull
from kiosk.flows.screen import Chose
from tests.ui.access import TO_PRESS, faults, met
from tests.ui.toy_flow import ORDER

Role = QAccessible.Role


def of(kiosk, name):
    return next(m for m in met(kiosk.shell) if m.id == name)


def test_every_control_of_every_kind_of_screen_has_a_name_and_a_role(kiosk, strings):
    assert faults(kiosk.shell) == []
    for name in ORDER:
        kiosk.open(name)
        assert faults(kiosk.shell) == [], name
        said = [m.name for m in met(kiosk.shell)]
        assert any(strings.show(f"toy.{name}.title", **kiosk.shell.screen_shown.args) in n
                   for n in said)  # fmt: skip
        kiosk.tap("bar:home")


def test_so_have_the_shell_s_own_pages(kiosk, strings):
    kiosk.open("two")
    kiosk.tap("bar:volume")
    steps = [m for m in met(kiosk.shell) if m.id.startswith("choice:")]
    assert [m.role for m in steps] == [Role.RadioButton] * 4
    assert [m.is_checked for m in steps] == [False, True, False, False]
    assert faults(kiosk.shell) == []
    kiosk.tap("bar:help")
    assert faults(kiosk.shell) == []
    kiosk.shell.show_trouble(DiskFull())
    assert faults(kiosk.shell) == []
    names = [m.name for m in met(kiosk.shell)]
    assert strings.show("error.D01.title") in names
    assert strings.show("toy.two.title") not in names, "what a panel covers is not read"


def test_the_name_is_what_is_shown_and_the_second_line_describes(kiosk, strings):
    kiosk.open("two")
    stay = of(kiosk, "choice:stay")
    assert (stay.name, stay.description) == (
        strings.show("toy.two.stay"), strings.show("toy.two.stay.hint"),
    )  # fmt: skip
    kiosk.tap("bar:home")
    kiosk.open("some")
    cook = of(kiosk, "choice:cook")
    assert (cook.role, cook.is_checked) == (Role.CheckBox, True)
    kiosk.tap("choice:cook")
    assert not of(kiosk, "choice:cook").is_checked


def test_states_follow_what_can_be_done(kiosk):
    kiosk.open("pin")
    assert of(kiosk, "done").is_disabled
    kiosk.keys("1357")
    assert not of(kiosk, "done").is_disabled
    kiosk.type(Qt.Key.Key_Tab)
    focused = [m.id for m in met(kiosk.shell) if m.is_focused and m.role in TO_PRESS]
    assert focused == [kiosk.pointed_at]
    typed = of(kiosk, "field")
    assert (typed.role, typed.name) == (Role.StaticText, "\u25cf" * 4), "masked for this ear too"


def test_pressing_through_the_tree_is_a_touch(kiosk):
    kiosk.open("two", "pick")
    node = QAccessible.queryAccessibleInterface(kiosk.control("choice:stay"))
    node.actionInterface().doAction("Press")
    kiosk.sees("toy.pick")
    assert kiosk.answers == [Chose("stay")]


def test_a_new_question_is_announced_and_so_is_what_goes_wrong(make_kiosk, strings):
    reported = []
    kiosk = make_kiosk(report=lambda event: reported.append((type(event), event.message())))
    kiosk.open("pick")
    kiosk.shell.show_trouble(DiskFull())
    assert reported == [
        (QAccessibleAnnouncementEvent, strings.say("toy.pick.say")),
        (QAccessibleAnnouncementEvent, strings.say("error.D01.say")),
    ]


def test_what_a_neighbour_must_not_hear_is_not_said_by_keys_either(kiosk):
    kiosk.open("pin")
    before = list(kiosk.voice.said)
    kiosk.type(Qt.Key.Key_Tab)
    assert kiosk.pointed_at == "key:1"
    assert kiosk.voice.said == before
