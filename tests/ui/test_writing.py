"""Writing with the finger: a mouse, fingers, a palm; candidates after each stroke."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest

from kiosk.flows import screen as s
from kiosk.flows.screen import Choice, Event, Step, Tone, Typed, Wrote
from kiosk.ui.paper import Paper
from kiosk.ui.pen import NO_PEN
from kiosk.ui.sight import Sight, TextSize
from tests.ui.toy_flow import CADRE, ToyPen

WANG, XIU, YING = ToyPen.READS
ACROSS = ((0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
DOWN = ((0.5, 0.2), (0.5, 0.5), (0.5, 0.8))


def paper_of(kiosk) -> Paper:
    return next(p for p in kiosk.shell.findChildren(Paper) if p.isVisible())


def place(paper, part) -> QPoint:
    sheet = paper.sheet()
    at = sheet.topLeft().toPoint()
    return at + QPoint(round(part[0] * sheet.width()), round(part[1] * sheet.height()))


def draw(kiosk, *strokes) -> None:
    """With the mouse, each well after the other."""
    paper = paper_of(kiosk)
    for stroke in strokes:
        first, *others = [place(paper, part) for part in stroke]
        QTest.mousePress(paper, Qt.MouseButton.LeftButton, pos=first, delay=100)
        for at in others:
            QTest.mouseMove(paper, at)
        QTest.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=others[-1])


@pytest.fixture
def pen() -> ToyPen:
    return ToyPen()


@pytest.fixture
def writer(make_kiosk, pen):
    kiosk = make_kiosk(pen=pen)
    kiosk.open("write", "two")
    return kiosk


def test_after_every_stroke_it_is_read_and_six_at_most_are_offered(writer, pen):
    draw(writer, ACROSS, DOWN)
    assert pen.asked == [(1, ""), (2, "")]
    assert [writer.control(f"key:{char}").text() for char in ToyPen.READS] == [*ToyPen.READS]


def test_a_name_is_written_character_by_character(writer, pen):
    for char in (WANG, XIU):
        draw(writer, ACROSS)
        assert not writer.control("done").isEnabled()
        writer.tap(f"key:{char}")
        assert paper_of(writer).strokes == []
    assert pen.asked == [(1, ""), (1, WANG)]
    writer.tap("done")
    writer.sees("toy.two")
    assert writer.answers == [Typed(WANG + XIU)]


def test_each_character_touched_is_said(writer):
    draw(writer, ACROSS)
    writer.tap(f"key:{YING}")
    assert writer.voice.said[-1] == YING


def test_a_stroke_the_ink_and_a_character_can_be_taken_back(writer, pen):
    draw(writer, ACROSS, DOWN)
    writer.tap("undo")
    assert len(paper_of(writer).strokes) == 1
    assert pen.asked[-1] == (1, "")
    writer.tap("clear")
    assert paper_of(writer).strokes == []
    assert not writer.control("undo").isEnabled()
    draw(writer, ACROSS)
    writer.tap(f"key:{WANG}", "delete")
    assert not writer.control("delete").isEnabled()


def test_keys_choose_a_candidate_and_go_another_way(writer):
    draw(writer, ACROSS)
    writer.type("2")
    draw(writer, ACROSS)
    writer.type("3", Qt.Key.Key_Backspace, "1")
    assert writer.control("done").isEnabled() is False
    draw(writer, ACROSS)
    writer.type("1", Qt.Key.Key_Return)
    writer.sees("toy.two")
    assert writer.answers == [Typed(XIU + WANG)]


def test_what_is_read_too_late_does_not_count(make_kiosk):
    class Late(ToyPen):
        def read(self, strokes, so_far, came):
            self.asked.append((len(strokes), so_far))
            self.came = came

    pen = Late()
    kiosk = make_kiosk(pen=pen)
    kiosk.open("write", "two")
    draw(kiosk, ACROSS)
    late = pen.came
    draw(kiosk, DOWN)
    late((YING,))
    shown = [w.objectName() for w in kiosk.shell.findChildren(object)]
    assert f"key:{YING}" not in shown
    pen.came((WANG,))
    assert kiosk.control(f"key:{WANG}").text() == WANG
    kiosk.tap("bar:home")
    pen.came((WANG,))  # the page is gone


def test_larger_text_takes_neither_ink_nor_name_away(writer):
    draw(writer, ACROSS)
    writer.tap(f"key:{WANG}")
    draw(writer, DOWN)
    writer.shell.resize(1280, 800)
    writer.tap("bar:sight", "choice:largest", "done")
    assert len(paper_of(writer).strokes) == 1
    assert WANG in writer.texts()
    assert writer.control(f"key:{XIU}").text() == XIU


class Glass:
    """Fingers on the paper, each with its number."""

    def __init__(self, kiosk, device) -> None:
        self._kiosk, self._device = kiosk, device
        self._down: set[int] = set()

    def report(self, finger: int, do: str, part=(0.0, 0.0)) -> None:
        paper = paper_of(self._kiosk)
        window = self._kiosk.shell
        touch = QTest.touchEvent(window, self._device, False)
        for other in self._down - {finger}:
            touch.stationary(other)
        getattr(touch, do)(finger, paper.mapTo(window, place(paper, part)), window)
        touch.commit()
        (self._down.discard if do == "release" else self._down.add)(finger)

    def draw(self, finger: int, stroke) -> None:
        self.report(finger, "press", stroke[0])
        for part in stroke[1:]:
            self.report(finger, "move", part)
        self.report(finger, "release", stroke[-1])


@pytest.fixture(scope="module")
def device(qapp):  # noqa: ARG001 - a device needs an application
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def test_a_finger_writes_and_each_stroke_counts_once(writer, pen, device):
    glass = Glass(writer, device)
    glass.draw(0, ACROSS)
    QTest.qWait(0)
    assert len(paper_of(writer).strokes) == 1
    assert [round(x, 1) for x, _ in paper_of(writer).strokes[0]] == [0.2, 0.5, 0.8]
    glass.draw(0, DOWN)
    assert pen.asked[-1] == (2, "")


def test_a_palm_on_the_paper_writes_nothing_and_hinders_nobody(writer, device):
    glass = Glass(writer, device)
    glass.report(7, "press", (0.9, 0.9))
    glass.draw(0, ACROSS)
    glass.report(7, "move", (0.91, 0.9))
    assert [len(stroke) for stroke in paper_of(writer).strokes] == [3]
    glass.report(7, "release", (0.91, 0.9))
    assert [len(stroke) for stroke in paper_of(writer).strokes] == [3]


@dataclass(frozen=True, slots=True)
class Asking:
    """A flow that wants every character, and one page with what needs a pen."""

    name: str = "asking"

    def start(self) -> Step[None]:
        by_hand = Choice("clean", "write", Tone.GREEN, needs=s.HANDWRITING)
        return Step(None, s.Pick("toy.pick", (by_hand, Choice("farm", "farm"))))

    def step(self, _state: None, event: Event) -> Step[None]:
        match event:
            case Wrote(text):
                screen = s.Writing("toy.write", CADRE, "wrong_check", text, tells_each=True)
                return Step(None, screen)
            case _:
                return Step(None, s.Writing("toy.write", CADRE, tells_each=True))


def test_where_nothing_reads_writing_is_not_offered(make_kiosk):
    for pen, count in ((None, 1), (NO_PEN, 0)):
        kiosk = make_kiosk(pen=pen, flows={"asking": Asking()})
        kiosk.shell.open_flow("asking")
        kiosk.sees("toy.pick")
        found = [w.objectName() for w in kiosk.shell.findChildren(object)]
        assert found.count("choice:clean") == count
        assert found.count("choice:farm") == 1


def test_a_flow_may_hear_every_character(make_kiosk):
    kiosk = make_kiosk(flows={"asking": Asking()}, sight=Sight(TextSize.LARGE))
    kiosk.shell.open_flow("asking")
    kiosk.tap("choice:clean")
    kiosk.sees("toy.write")
    draw(kiosk, ACROSS)
    kiosk.tap(f"key:{WANG}")
    assert WANG in kiosk.texts()
    assert kiosk.shell.screen_shown.typed == WANG


def test_what_nothing_reads_is_found_by_its_radical(writer):
    draw(writer, ACROSS)
    writer.tap(f"key:{WANG}", "radicals", "radical:85", "bar:back", "radical:85")
    writer.tap("bar:sight", "choice:largest", "done", "strokes:4", "key:\u6c90")
    assert writer.voice.said[-1] == "\u6c90"
    writer.tap("done")
    assert writer.answers == [Typed(WANG + "\u6c90")]


def test_a_flow_hears_of_a_character_found_by_its_radical_too(make_kiosk):
    kiosk = make_kiosk(flows={"asking": Asking()})
    kiosk.shell.open_flow("asking")
    kiosk.tap("choice:clean")
    kiosk.sees("toy.write")
    kiosk.tap("radicals", "radical:85", "strokes:4", "key:\u6c90")
    assert kiosk.shell.screen_shown.typed == "\u6c90"
