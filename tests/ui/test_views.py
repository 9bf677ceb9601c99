"""Each kind of screen is answered by a real finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kiosk.flows.screen import Chose, ChoseSome, Typed

NUMBER = "32119919480307155X"


def label(kiosk, name):
    return next(w for w in kiosk.shell.findChildren(QLabel, name) if w.isVisible()).text()


def test_pick(kiosk):
    kiosk.open("pick", "two")
    kiosk.tap("choice:elders")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Chose("elders")]


def test_pick_some_takes_what_is_ticked(kiosk):
    kiosk.open("some", "two")
    kiosk.tap("choice:farm", "choice:cook", "choice:sing")
    assert kiosk.control("choice:farm").isChecked()
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [ChoseSome(frozenset({"farm", "sing"}))]


def test_pick_some_takes_nothing_too(kiosk, strings):
    kiosk.open("some", "two")
    kiosk.tap("choice:cook")
    assert kiosk.control("done").accessibleName() == strings.show("toy.some.none")
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [ChoseSome(frozenset())]


def test_keypad_number(kiosk, strings):
    kiosk.open("number", "two")
    assert not kiosk.control("done").isEnabled()
    kiosk.keys(NUMBER[:15])
    assert label(kiosk, "line") == strings.show("shell.keypad.missing", count=3)
    assert not kiosk.control("key:X").isEnabled()
    kiosk.keys(NUMBER[15:17])
    assert kiosk.control("key:X").isEnabled()
    kiosk.tap("delete")
    kiosk.keys(NUMBER[16:])
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed(NUMBER)]


def test_keypad_masks_what_neighbours_may_not_read(kiosk):
    kiosk.open("number")
    kiosk.keys(NUMBER)
    kiosk.bot.waitUntil(lambda: not any(NUMBER[10:] in t for t in kiosk.texts()), timeout=3000)
    assert not any(NUMBER[10:17] in text for text in kiosk.texts())
    assert any(text.startswith(NUMBER[:10] + "\u25cf") for text in kiosk.texts())


def test_keypad_side(kiosk):
    kiosk.open("pin", "two")
    kiosk.keys("000")
    kiosk.type("0")
    kiosk.tap("delete")
    assert not kiosk.control("done").isEnabled()
    kiosk.tap("bar:home")
    kiosk.open("phone", "two")
    kiosk.tap("side")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Chose("none")]


def test_letters(kiosk):
    kiosk.open("letters", "two")
    kiosk.keys("WXZ")
    kiosk.tap("delete")
    kiosk.keys("Y")
    assert label(kiosk, "field") == "W X Y"
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed("wxy")]


def test_name_board(kiosk):
    kiosk.open("name", "two")
    kiosk.keys("WANG")
    kiosk.tap("more", "more", "key:\u738b")
    kiosk.keys("XIU")
    kiosk.tap("key:\u79c0")
    kiosk.keys("YING")
    kiosk.tap("more", "key:\u9e70", "delete")
    kiosk.keys("YING")
    assert not kiosk.control("done").isEnabled()
    kiosk.tap("key:\u82f1")
    assert label(kiosk, "field") == "\u738b\u79c0\u82f1"
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed("\u738b\u79c0\u82f1")]


def test_a_whole_name_is_one_touch(kiosk):
    kiosk.open("name", "two")
    kiosk.keys("WANGXIUYING")
    kiosk.tap("key:\u738b\u79c0\u82f1", "done")
    assert kiosk.answers == [Typed("\u738b\u79c0\u82f1")]


def test_a_character_takes_its_letters_and_leaves_the_others(kiosk):
    kiosk.open("name", "two")
    kiosk.keys("WANGXIU")
    kiosk.tap("key:\u738b", "key:\u79c0", "done")
    assert kiosk.answers == [Typed("\u738b\u79c0")]


def test_a_name_of_two_parts_has_a_dot(kiosk):
    kiosk.open("name", "two")
    assert not kiosk.control("key:\u00b7").isEnabled()
    kiosk.keys("WANG")
    assert not kiosk.control("key:\u00b7").isEnabled()
    kiosk.tap("key:\u738b", "key:\u00b7")
    assert not kiosk.control("done").isEnabled()
    kiosk.keys("XIU")
    kiosk.tap("key:\u79c0", "done")
    assert kiosk.answers == [Typed("\u738b\u00b7\u79c0")]


def test_what_cannot_be_spelled_is_found_by_its_radical(kiosk, strings):
    kiosk.open("name", "two")
    kiosk.keys("WANG")
    kiosk.tap("key:\u738b", "radicals", "strokes:3", "radical:85", "strokes:4")
    assert strings.say("shell.radicals.strokes") in kiosk.voice.said[-1]
    kiosk.tap("key:\u6c90", "done")
    assert kiosk.answers == [Typed("\u738b\u6c90")]


def test_many_strokes_are_one_key_and_pages_turn(kiosk):
    kiosk.open("name", "two")
    kiosk.tap("radicals", "radical:30", "more", "strokes:15")
    last = chr(0x5400 + 4 * 19 + 3)
    kiosk.tap(f"key:{last}")
    assert label(kiosk, "field") == last


def test_back_leads_out_of_the_radicals_and_loses_nothing(kiosk):
    kiosk.open("name", "two")
    kiosk.keys("WANG")
    kiosk.tap("key:\u738b", "radicals", "radical:85", "bar:back")
    assert kiosk.control("radical:85").isVisible()
    kiosk.tap("bar:back")
    assert label(kiosk, "field") == "\u738b"
    kiosk.sees("toy.name")


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_confirm(kiosk, answer):
    kiosk.open("confirm", "two")
    assert "138****5678" in kiosk.texts()
    kiosk.tap(answer)
    kiosk.sees("toy.two")
    assert kiosk.answers == [Chose(answer)]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_read_aloud_turns_pages_and_reads_them(kiosk, strings, answer):
    kiosk.open("read", "two")
    first = label(kiosk, "text")
    assert first in kiosk.voice.said[-1]
    # Nobody agrees to what stands on a page that was never turned to; refusing is always open.
    assert (kiosk.control("yes").isEnabled(), kiosk.control("no").isEnabled()) == (False, True)
    kiosk.tap("next")
    second = label(kiosk, "text")
    assert second != first
    assert kiosk.voice.said[-1] == second
    kiosk.tap("previous")
    assert label(kiosk, "text") == first
    pages = "".join((first + second).split())
    assert pages == "".join(strings.show("toy.read.text").split())
    kiosk.tap(answer)
    kiosk.sees("toy.two")
    assert kiosk.answers == [Chose(answer)]


def test_done(kiosk, strings):
    kiosk.open("done")
    assert strings.show("toy.done.figure", hours=86) in kiosk.texts()
    kiosk.tap("done")
    kiosk.sees("home")


def test_record_pages(kiosk):
    kiosk.open("record")
    kiosk.tap("next", "previous")
    assert not kiosk.control("previous").isEnabled()
    kiosk.tap("done")
    kiosk.sees("home")


def test_keyboard_types_and_ends(kiosk):
    kiosk.open("number", "letters")
    for char in NUMBER[:17]:
        kiosk.type(char)
    kiosk.type(Qt.Key.Key_Backspace)
    kiosk.type(NUMBER[16])
    kiosk.type("x")
    kiosk.type(Qt.Key.Key_Return)
    kiosk.sees("toy.letters")
    assert kiosk.answers == [Typed(NUMBER)]


def test_every_control_is_reached_by_tab(kiosk):
    kiosk.open("two")
    reached = []
    for _ in range(12):
        kiosk.type(Qt.Key.Key_Tab)
        reached.append(kiosk.shell.focusWidget().objectName())
    assert {"choice:leave", "choice:stay", "bar:back", "bar:help"} <= set(reached)
    while kiosk.shell.focusWidget().objectName() != "choice:stay":
        kiosk.type(Qt.Key.Key_Tab)
    kiosk.type(Qt.Key.Key_Return)
    kiosk.sees("home")
    assert kiosk.answers == [Chose("stay")]
