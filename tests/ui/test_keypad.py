"""The keypad: groups that can be mended, a wrong number told at once, digits said or not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from kiosk.flows.screen import AskNumber, Chose, Keypad, Pad, Typed
from kiosk.ui.speech import Speaker
from kiosk.ui.views.ask_number import AskNumberView
from kiosk.ui.views.keypad import KeypadView
from kiosk.ui.views.typed_number import ID_NUMBER, PHONE, TypedNumber, looks_like_phone
from sync.standard.slips import LikelySlip, SlipKind
from tests.ui.conftest import UPRIGHT, ToyVoice, texts_of
from tests.ui.test_views import NUMBER, label

WRONG = NUMBER[:-2] + "0X"


def test_a_wrong_number_is_told_when_its_last_place_is_filled(kiosk):
    kiosk.open("number", "two")
    kiosk.keys(WRONG)
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed(WRONG)]


def test_a_right_one_waits_for_her(kiosk, strings):
    kiosk.open("number", "two")
    kiosk.keys(NUMBER)
    kiosk.sees("toy.number")
    assert label(kiosk, "line") == strings.show("shell.keypad.enough")


def test_a_digit_left_out_may_be_the_reason_why_nothing_more_comes(kiosk):
    kiosk.open("number", "two")
    kiosk.keys(NUMBER[:16])
    assert not kiosk.control("done").isEnabled()
    kiosk.keys(NUMBER[16])
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed(NUMBER[:17])]


def test_a_group_is_mended_in_the_middle(kiosk, strings):
    kiosk.open("number", "two")
    kiosk.keys("321199" + "1984" + NUMBER[10:17])
    kiosk.tap("group:1")
    assert label(kiosk, "line") == strings.show("shell.keypad.mend")
    assert not kiosk.control("done").isEnabled()
    kiosk.keys("19")
    kiosk.tap("delete")
    kiosk.keys("948")
    kiosk.keys("X")
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed(NUMBER)]


def test_who_mends_may_have_more_to_mend(theme_of, strings, qtbot):
    typed = "312199" + "1984" + NUMBER[10:]
    screen = Keypad("toy.number", Pad.ID_NUMBER, slip="wrong_check", typed=typed)
    view = KeypadView(screen, strings, theme_of(UPRIGHT))
    qtbot.addWidget(view)
    answers = []
    view.answered.connect(answers.append)

    def mend(group, keys):
        for name in (f"group:{group}", *(f"key:{key}" for key in keys)):
            view.findChild(QAbstractButton, name).click()
        return view.findChild(QLabel, "line").text()

    assert mend(0, "321199") == strings.show("slip.number_check")
    assert mend(1, "1948") == strings.show("shell.keypad.enough")
    assert answers == []
    view.findChild(QAbstractButton, "done").click()
    assert answers == [Typed(NUMBER)]


def test_a_touched_group_can_be_read_and_is_masked_again(kiosk):
    kiosk.open("number")
    kiosk.keys(NUMBER[:16])
    kiosk.tap("group:2")
    assert any(NUMBER[10:14] in text for text in kiosk.texts())
    kiosk.tap("group:2")
    assert not any(NUMBER[10:14] in text for text in kiosk.texts())


def test_only_groups_that_have_something_can_be_touched(kiosk):
    kiosk.open("number")
    kiosk.keys(NUMBER[:8])
    assert kiosk.control("group:0").isEnabled()
    assert kiosk.control("group:1").isEnabled()
    with pytest.raises(AssertionError):
        kiosk.control("group:2")


def test_digits_are_said_only_where_they_can_be_read(kiosk):
    kiosk.open("number")
    kiosk.voice.said.clear()
    kiosk.keys(NUMBER[:17])
    said = [text for text in kiosk.voice.said if text]
    assert len(said) == len(ID_NUMBER.open_places)


@pytest.mark.parametrize("page", ["pin"])
def test_what_is_masked_is_never_said(kiosk, page):
    kiosk.open(page)
    kiosk.voice.said.clear()
    kiosk.keys("1234")
    assert not any(digit in text for text in kiosk.voice.said for digit in "1234一二三四")


@pytest.mark.parametrize(
    ("text", "is_phone"),
    [
        ("1", False),
        ("13", True),
        ("13590830166", True),
        ("1101", False),
        ("130102", True),
        ("13010219", False),
        ("130102194", False),
        ("18010219", True),
        ("32119919", False),
    ],
)
def test_what_looks_like_a_phone(text, is_phone):
    assert looks_like_phone(text) is is_phone
    number = TypedNumber(Pad.NUMBER_OR_PHONE, text)
    assert number.pattern is (PHONE if is_phone else ID_NUMBER)


def test_a_number_that_begins_like_a_phone_can_be_typed_to_its_end():
    number = TypedNumber(Pad.NUMBER_OR_PHONE)
    for char in "130102194803071556":
        assert number.press(char)
    assert len(number.text) == 18


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.parametrize(
    "likely",
    [
        LikelySlip(NUMBER, SlipKind.MISTYPED, (16,), "0"),
        LikelySlip(NUMBER, SlipKind.SWAPPED, (12, 13), "70"),
        LikelySlip(NUMBER, SlipKind.MISSING, (4,), ""),
        LikelySlip(NUMBER, SlipKind.SURPLUS, (15,), "5"),
    ],
    ids=lambda slip: str(slip.kind),
)
def test_the_question_shows_what_differs_and_no_more(theme_of, strings, qtbot, likely, answer):
    typed = {
        SlipKind.MISSING: NUMBER[:4] + NUMBER[5:],
        SlipKind.SURPLUS: NUMBER[:15] + "5" + NUMBER[15:17],
    }.get(likely.kind, "")
    if not typed:
        first, after = likely.places[0], likely.places[-1] + 1
        typed = NUMBER[:first] + likely.typed + NUMBER[after:]
    meant = "".join(NUMBER[place] for place in likely.places)
    args = {"typed": likely.typed, "meant": meant}
    screen = AskNumber(f"ask_number.{likely.kind}", typed, likely, args=args)
    view = AskNumberView(screen, strings, theme_of(UPRIGHT))
    qtbot.addWidget(view)
    shown = [text for _, text in texts_of(view)]
    assert not any(NUMBER[10:17] in text for text in shown)
    said = Speaker(ToyVoice(), strings, str).sentence(screen)
    assert not any(digit in said for digit in "0123456789")
    answers = []
    view.answered.connect(answers.append)
    view.findChild(QAbstractButton, answer).click()
    assert answers == [Chose(answer)]


def test_what_was_typed_stands_there_again_and_is_not_answered_by_itself(theme_of, strings, qtbot):
    screen = Keypad("toy.number", Pad.ID_NUMBER, slip="wrong_check", typed=WRONG)
    view = KeypadView(screen, strings, theme_of(UPRIGHT))
    qtbot.addWidget(view)
    answers = []
    view.answered.connect(answers.append)
    assert answers == []
    assert any(text.startswith(WRONG[:10]) for _, text in texts_of(view))
    view.findChild(QAbstractButton, "done").click()
    assert answers == [Typed(WRONG)]
