"""One widget for each kind of screen, loaded when first needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from kiosk.flows import screen as s
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.pen import NO_PEN, Pen
from kiosk.ui.recorder import NO_RECORDER, Recorder
from kiosk.ui.theme import Theme

if TYPE_CHECKING:
    from kiosk.ui.views.view import View


def offered(screen: s.AnyScreen, has: Collection[str]) -> s.AnyScreen:
    """Without the choices that need what this machine does not have."""

    def is_offered(choice: s.Choice) -> bool:
        return not choice.needs or choice.needs in has

    match screen:
        case s.Pick(choices=choices) if not all(map(is_offered, choices)):
            return replace(screen, choices=tuple(filter(is_offered, choices)))
        case s.NameBoard(other=s.Choice() as other) if not is_offered(other):
            return replace(screen, other=None)
        case _:
            return screen


def make_view(
    screen: s.AnyScreen,
    strings: Strings,
    theme: Theme,
    hanzi: Hanzi,
    pen: Pen = NO_PEN,
    recorder: Recorder = NO_RECORDER,
) -> View:
    """The widget that shows `screen`. The home page needs `Pick` alone, so the rest waits."""
    match screen:
        case s.Pick():
            from kiosk.ui.views.pick import PickView

            return PickView(screen, strings, theme)
        case s.NameBoard():
            from kiosk.ui.views.name_board import NameBoardView

            return NameBoardView(screen, strings, theme, hanzi)
        case s.Writing():
            from kiosk.ui.views.writing import WritingView

            return WritingView(screen, strings, theme, hanzi, pen)
        case s.SpokenNote():
            from kiosk.ui.views.spoken_note import SpokenNoteView

            return SpokenNoteView(screen, strings, theme, recorder)
        case s.PickSome() | s.Keypad() | s.Letters() | s.SignBoard() | s.Confirm():
            return _to_touch(screen, strings, theme)
        case _:
            return _to_read(screen, strings, theme)


def _to_touch(
    screen: s.PickSome | s.Keypad | s.Letters | s.SignBoard | s.Confirm,
    strings: Strings,
    theme: Theme,
) -> View:
    match screen:
        case s.PickSome():
            from kiosk.ui.views.pick_some import PickSomeView

            return PickSomeView(screen, strings, theme)
        case s.Keypad():
            from kiosk.ui.views.keypad import KeypadView

            return KeypadView(screen, strings, theme)
        case s.Letters():
            from kiosk.ui.views.letters import LettersView

            return LettersView(screen, strings, theme)
        case s.SignBoard():
            from kiosk.ui.views.sign_board import SignBoardView

            return SignBoardView(screen, strings, theme)
        case s.Confirm():
            from kiosk.ui.views.confirm import ConfirmView

            return ConfirmView(screen, strings, theme)
        case _:
            assert_never(screen)


def _to_read(
    screen: s.AskNumber | s.ReadAloud | s.Done | s.Record | s.PaperPage,
    strings: Strings,
    theme: Theme,
) -> View:
    match screen:
        case s.AskNumber():
            from kiosk.ui.views.ask_number import AskNumberView

            return AskNumberView(screen, strings, theme)
        case s.ReadAloud():
            from kiosk.ui.views.read_aloud import ReadAloudView

            return ReadAloudView(screen, strings, theme)
        case s.Done():
            from kiosk.ui.views.done import DoneView

            return DoneView(screen, strings, theme)
        case s.Record():
            from kiosk.ui.views.record import RecordView

            return RecordView(screen, strings, theme)
        case s.PaperPage():
            from kiosk.ui.views.paper_page import PaperView

            return PaperView(screen, strings, theme)
        case _:
            assert_never(screen)
