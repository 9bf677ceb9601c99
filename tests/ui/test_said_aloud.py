"""What is said aloud and what is not (EN 301 549, 5.1.3.8, .9 and .15; 8.2.1)."""

from __future__ import annotations

import pytest

from kiosk.config import ASSETS
from kiosk.errors import DiskFull
from kiosk.flows.find_me import is_it_you, person_choices
from kiosk.flows.screen import Choice, Confirm, Pick, PickSome, Row
from kiosk.strings import load_strings
from kiosk.ui.views.aloud import private_words
from sync.standard.identity import MASK, mask_name, mask_phone
from sync.standard.residents import Personal, Resident
from tests.ui.test_golden import Showing as OnePage
from tests.ui.toy_flow import SCREENS

NUMBER = "32119919480307155X"
PHONE = "13812345678"
HARMLESS = {"tries_left", "count", "seconds", "minutes_to_wait"}
"""Placeholders that tell nothing of a person."""
UNASKED = {"slip.pin_locked": {"minutes"}, "shell.keypad.digit": {"digit"}}
"""How long the lock lasts; a digit just typed, where it may be read as well (test_keypad)."""


def spoken_unasked(strings):
    """Every key that the voice says by itself: a screen's sentence, slips, the shell's pages."""
    screens = {key.rsplit(".", 1)[0] for key in strings if key.endswith(".title")}
    for screen in sorted(screens):
        yield f"{screen}.say" if strings.has(f"{screen}.say") else f"{screen}.title"
    yield from (key for key in strings if key.startswith(("slip.", "error.", "shell.keypad.")))


@pytest.mark.parametrize("folder", sorted(p for p in (ASSETS / "strings").iterdir() if p.is_dir()))
def test_no_sentence_that_is_said_unasked_holds_anything_of_a_person(folder):
    strings = load_strings(folder)
    private = {
        key: {slot.name for slot in strings.placeholders(key)} - HARMLESS - UNASKED.get(key, set())
        for key in spoken_unasked(strings)
        if "{" in strings.sentence(key).say
    }
    assert not {key: names for key, names in private.items() if names}


@pytest.mark.parametrize("kind", ["record", "done", "confirm"])
def test_private_things_are_shown_and_read_only_when_she_asks(kiosk, strings, kind):
    kiosk.open(kind)
    wanted = private_words(SCREENS[kind], strings)
    assert any(char.isdigit() for char in wanted)
    assert not any(char.isdigit() for said in kiosk.voice.said for char in said)
    kiosk.tap("read_to_me")
    assert kiosk.voice.said[-1] == wanted


@pytest.mark.parametrize("kind", ["pick", "two", "sorry"])
def test_no_button_where_nothing_is_private(kiosk, kind):
    kiosk.open(kind)
    assert "read_to_me" not in [w.objectName() for w in kiosk.shell.findChildren(object)]


def test_a_masked_name_and_number_can_be_read_out(strings):
    rows = (Row("phone", mask_phone(PHONE)), Row("name", mask_name("\u738b\u79c0\u82f1")))
    said = private_words(Confirm("toy.confirm", rows), strings)
    assert MASK not in said
    assert PHONE[:3] not in said
    assert strings.say("shell.read_to_me.ending", end=PHONE[-4:]) in said
    assert "\u738b\u67d0\u82f1" in said


def test_who_is_found_is_not_said_before_she_asks_and_never_whole(strings):
    personal = Personal(number=NUMBER, name="\u738b\u79c0\u82f1", group="1", sex=2)
    screen = is_it_you(Resident("p", personal))
    assert "\u738b" not in strings.say("find_me.who.say")
    said = private_words(screen, strings)
    assert MASK not in said
    assert "\u79c0" not in said
    assert "\u738b" in said


def test_who_look_the_same_are_read_out_with_what_tells_them_apart(strings):
    births = ("1944-09-18", "1951-09-18")
    people = [
        Resident(born, Personal(number="", name="\u6c88\u7389\u73cd", birth=born))
        for born in births
    ]
    said = private_words(Pick("find_me.which", person_choices(people)), strings)
    assert all(strings.say(f"zodiac.{animal}") in said for animal in ("monkey", "rabbit"))


def test_masked_entry_is_not_spoken(kiosk):
    kiosk.open("number", "phone", "pin", "letters", "two")
    for typed in (NUMBER, PHONE, "1234", "WXY"):
        kiosk.keys(typed)
        kiosk.tap("done")
    kiosk.sees("toy.two")
    said = " ".join(kiosk.voice.said)
    assert not [part for part in (NUMBER[:4], PHONE[:4], "1234", "WXY") if part in said]


def test_a_slip_is_spoken(kiosk, strings):
    kiosk.open("pin")
    kiosk.keys("0000")
    kiosk.tap("done")
    assert strings.say("slip.wrong_check") in kiosk.voice.said[-1]


def test_of_several_each_that_she_chooses_is_said_and_none_that_she_gives_back(kiosk, strings):
    kiosk.open("some")
    kiosk.tap("choice:sing")
    assert kiosk.voice.said[-1] == strings.say("toy.some.sing")
    said = len(kiosk.voice.said)
    kiosk.tap("choice:sing")
    assert len(kiosk.voice.said) == said


def test_whom_a_leader_chooses_is_not_said(make_kiosk):
    member = Choice("m0", "person", words="\u738b\u79c0\u82f1")
    kiosk = make_kiosk(flows={"toy": OnePage(PickSome("toy.some", (member,)))})
    kiosk.tap("choice:toy")
    said = len(kiosk.voice.said)
    kiosk.tap("choice:m0")
    assert len(kiosk.voice.said) == said


def test_who_stands_here_is_on_top_masked_and_not_said(make_kiosk, strings):
    page = Pick("toy.two", (Choice("stay", "clock"),), greets="\u6c88\u25cf\u73cd")
    kiosk = make_kiosk(flows={"toy": OnePage(page)})
    greeting = strings.show("shell.greets", whom=page.greets)
    kiosk.tap("choice:toy")
    assert greeting in kiosk.texts()
    assert not any("\u6c88" in said for said in kiosk.voice.said)
    kiosk.tap("bar:home")
    assert greeting not in kiosk.texts()


def test_trouble_is_spoken_as_an_alert(kiosk, strings):
    kiosk.open("two")
    kiosk.shell.show_trouble(DiskFull())
    assert kiosk.voice.alerts == [strings.say("error.D01.say")]


def test_nothing_but_a_touch_cuts_what_is_said(kiosk):
    kiosk.open("two")
    kiosk.shell.show_trouble(DiskFull())
    hushes = kiosk.voice.hushes
    kiosk.shell._host._courtesy.ask_still_here()
    assert kiosk.voice.hushes == hushes
    kiosk.tap("done")
    assert kiosk.voice.hushes > hushes


def test_the_volume_goes_back_after_each_person(kiosk):
    kiosk.open("two")
    kiosk.tap("bar:volume", "choice:4", "done")
    assert kiosk.voice.volume == 4
    kiosk.tap("bar:home")
    assert kiosk.voice.volume == 2
