"""The window's fixed parts, and the place in the middle where pages come and go."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.flows.screen import AnyScreen, asks_for_card, key_of
from kiosk.strings import Strings
from kiosk.ui.attract import AttractPanel
from kiosk.ui.bar import BottomBar
from kiosk.ui.header import Header, Question, SyncLight, SyncLine
from kiosk.ui.settling import Settling
from kiosk.ui.theme import Theme
from kiosk.ui.views.view import View

_SLIDE = 28
"""Design pixels, less than the page's margin: nothing of it is ever outside the window."""


class Frame(QWidget):
    """Header, sync line, question, view, bar."""

    bar_pressed = Signal(str)

    def __init__(self, theme: Theme, strings: Strings, village: str) -> None:
        super().__init__()
        self._strings = strings
        self._village = village
        self._light = SyncLight()
        self._is_called = False
        self._now: datetime | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._all: QWidget | None = None
        self.view: View | None = None
        self._settling = Settling(self)
        self.setAutoFillBackground(True)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Makes every part anew. The view must be shown again; of the same screen, with all that
        she has put into it."""
        self._settling.end()
        self._draft = None if self.view is None else (self.view.shown, self.view.draft())
        if self._all is not None:
            _drop(self._all)
        self.theme = theme
        self.setPalette(theme.palette())
        self.view = None
        self.panel: QWidget | None = None
        self._all = QWidget()
        self._header = Header(theme, self._strings, self._village)
        self._sync_line = SyncLine(theme, self._strings)
        self._question = Question(theme)
        self._bar = BottomBar(theme, self._strings)
        self._bar.pressed.connect(self.bar_pressed)
        self._page = QWidget()
        # Of an opaque page that slides Qt moves the pixels, instead of painting it anew.
        self._page.setAutoFillBackground(True)
        self._page_box = QVBoxLayout(self._page)
        self._stage = QStackedWidget()
        self._stage.addWidget(self._page)
        self._lay_out(self._all)
        self._box.addWidget(self._all)
        self._all.show()
        self.show_light(self._light)
        self.show_called(self._is_called)
        now, self._now = self._now, None
        if now is not None:
            self.show_time(now)

    def _lay_out(self, whole: QWidget) -> None:
        size = self.theme.size
        upright = self.theme.metrics.is_portrait
        above = self.theme.px(24 if upright else 6)
        self._page_box.setContentsMargins(size.margin, above, size.margin, size.gap)
        self._page_box.setSpacing(self.theme.px(22 if upright else 8))
        self._page_box.addWidget(self._question)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header)
        box.addWidget(self._sync_line)
        box.addWidget(self._stage, 1)
        box.addWidget(self._bar)

    def show_time(self, now: datetime) -> None:
        shown, self._now = self._now, now
        if shown is not None and shown.replace(second=0, microsecond=0) == now.replace(
            second=0, microsecond=0
        ):
            return
        self._header.show_time(now)
        self._sync_line.show_time(now)
        if isinstance(self.panel, AttractPanel):
            self.panel.show_time(now)

    def show_light(self, light: SyncLight) -> None:
        self._light = light
        self._sync_line.show_light(light)

    def show_called(self, is_called: bool) -> None:
        """The cadre is on the way: the bar says so on every page."""
        self._is_called = is_called
        self._bar.show_called(is_called)

    def show_view(self, view: View, screen: AnyScreen, *, is_home: bool) -> None:
        """Puts `view` in the place of the one before, which is gone with all its texts."""
        title, hint = _asked(screen, self._strings)
        self.drop_panel()
        if self.view is not None:
            _drop(self.view)
        (drafted, draft), self._draft = self._draft or (None, None), None
        if drafted == screen:
            view.take_up(draft)
        self.view = view
        self._header.show_person(screen)
        asked = ("", "") if view.owns_title else (title, hint)
        self._question.ask(*asked, for_card=asks_for_card(screen))
        _name(view, title, hint)
        self._page_box.addWidget(view, 1)
        self._bar.at_home(is_home)
        view.show()
        # In place before the first paint, not one event later: nothing shall jump.
        self._question.settle()
        self._page_box.activate()
        if drafted is not screen and self.theme.metrics.sight.moves:
            self._settling.begin(self._page, self.theme.px(_SLIDE))
        view.setFocus()

    def go_back(self) -> bool:
        """One step back within the view, if it has one."""
        return self.view is not None and self.view.go_back()

    def also_said(self) -> str:
        """What the view adds to the screen's own sentence."""
        return self.view.also_said() if self.view is not None else ""

    def show_attract(self) -> AttractPanel:
        """Nothing else is shown, not even the bar."""
        panel = AttractPanel(self.theme, self._strings, self._village)
        if self._now is not None:
            panel.show_time(self._now)
        self.show_panel(panel)
        self._show_around(False)
        return panel

    def show_panel(self, panel: QWidget) -> None:
        """Lays a page of the shell's own over the view."""
        self.drop_panel()
        self.panel = panel
        self._stage.addWidget(panel)
        self._stage.setCurrentWidget(panel)
        panel.setFocus()

    def drop_panel(self) -> None:
        if self.panel is not None:
            panel, self.panel = self.panel, None
            self._stage.removeWidget(panel)
            _drop(panel)
            self._show_around(True)
            if self.view is not None:
                self.view.setFocus()

    def _show_around(self, is_shown: bool) -> None:
        for part in (self._header, self._sync_line, self._bar):
            part.setVisible(is_shown)
        if (whole := self._all) is not None and (layout := whole.layout()) is not None:
            layout.activate()


def _name(view: View, title: str, hint: str) -> None:
    """For a screen reader."""
    view.setAccessibleName(title)
    view.setAccessibleDescription(hint)


def _asked(screen: AnyScreen, strings: Strings) -> tuple[str, str]:
    """The question, and its second line if it has one."""
    title, key = strings.show(f"{screen.id}.title", **screen.args), key_of(screen, "hint")
    return title, strings.show(key, **screen.args) if strings.has(key) else ""


def _drop(widget: QWidget) -> None:
    """Out of the tree now, not when the event loop comes round: it may hold a person's name."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
