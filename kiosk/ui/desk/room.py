"""What every room of the desk is: a title, a page, what it has to say, and one bar of deeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.services.cards import AnyCard
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.parts import Button, Notice, label
from kiosk.ui.desk.wrapping import WrappingLayout
from sync.standard.residents import Resident


class Room(QWidget):
    """A room's name is the key of its strings (`desk.rail.<name>`) and picture."""

    name = ""
    picture = ""
    person_wanted = Signal(str)
    """This person shall be opened among the people."""
    visit_wanted = Signal(str)
    """This visit shall be opened among the visits."""
    activity_wanted = Signal(str)
    """This activity's sheet shall be opened."""
    counted = Signal(int)
    """How many things wait in it: stands on the rail."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.setObjectName(f"room:{self.name}")
        self.setProperty("role", "room")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        size = bench.look.size
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        self.page = QVBoxLayout(inside)
        self.page.setContentsMargins(size.pad, size.gap, size.pad, size.gap)
        self.page.setSpacing(size.gap)
        head = QHBoxLayout()
        head.setSpacing(size.pad)
        head.addWidget(label(bench.show(f"rail.{self.name}"), "title"))
        self.beside = label("", "soft", wrap=True)
        head.addWidget(self.beside, 1)
        self.head = head
        self.page.addLayout(head)
        outer.addWidget(inside, 1)
        self.notice = Notice(bench)
        notice_row = QHBoxLayout()
        notice_row.setContentsMargins(size.pad, 0, size.pad, size.gap)
        notice_row.addWidget(self.notice)
        outer.addLayout(notice_row)
        self._bar = QWidget()
        self._bar.setProperty("role", "bar")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = WrappingLayout(self._bar, size.gap)
        self.bar.setContentsMargins(size.pad, size.gap, size.pad, size.gap)
        outer.addWidget(self._bar)

    # -- what a room may be asked

    def entered(self) -> None:
        """It is shown now: look up what may have changed, put the cursor where work begins."""

    def watch(self) -> None:
        """Looks up how many things wait in it (`counted`), whatever room stands."""

    def save(self) -> None:
        """Ctrl+S."""

    def seek(self) -> None:
        """Ctrl+F."""

    def take_card(self, _card: AnyCard) -> None:
        """One was put down or held up. Most rooms have no use for it."""
        self.notice.tell(Tone.GOLD, self.bench.show("card_elsewhere"))

    def take_person(self, _resident: Resident) -> bool:
        """Her village card was held up; False: the room has no use for her."""
        return False

    def refuse(self, key: str) -> None:
        """What was put down helps nobody; key: of the sentence."""
        self.notice.tell(Tone.GOLD, self.bench.strings.show(key))

    def step_back(self) -> bool:
        """Esc: closes what is open in the room; False when there is nothing to close."""
        return False

    # -- what a room does

    def run(self, work: Work, then: Callable[[Any], None]) -> None:
        self.bench.run(self, work, then, self.in_the_way)

    def in_the_way(self, trouble: Trouble) -> None:
        strings = self.bench.strings
        key = f"error.{trouble.code}.say"
        says = strings.show(key if strings.has(key) else "error.X00.say")
        self.notice.tell(Tone.RED, self.bench.show("trouble", says=says, code=trouble.code))

    def show_bar(self, is_shown: bool) -> None:
        """Whether there is anything to be done on the page."""
        self._bar.setVisible(is_shown)

    def deed(self, name: str, do: Callable[[], None], role: str = "", picture: str = "") -> Button:
        """A button of the bar; its word is `desk.<room>.<name>`."""
        button = Button(
            self.bench, f"{self.name}:{name}", self.bench.show(f"{self.name}.{name}"), role, picture
        )
        button.clicked.connect(lambda _on=False: do())
        return button


class Scrolled(QScrollArea):
    """Where the cursor goes, the page goes too, also to what has only just appeared."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._grew())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def reveal(self, widget: QWidget) -> None:
        """Shows it, and scrolls to it once there is room made for it."""
        self._wanted = widget
        widget.show()

    def _grew(self) -> None:
        if self._wanted is not None:
            self.ensureWidgetVisible(self._wanted)
            self._wanted = None
        else:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        focused = QApplication.focusWidget()
        inside = self.widget()
        if focused is not None and inside is not None and inside.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, focused.height())


def scrolled(inside: QWidget) -> Scrolled:
    """For a page that may be taller than a small window."""
    area = Scrolled()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("role", "inside")
    area.setWidget(inside)
    return area
