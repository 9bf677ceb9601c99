"""The kiosk by keys alone: what each key means, and which control the next one is.

Nothing needs a key; everything can be done with them. docs/face.md has the table.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_Key = Qt.Key
CHOOSES: Final = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space, _Key.Key_Select)
ARROWS: Final = {
    _Key.Key_Up: QPoint(0, -1),
    _Key.Key_Down: QPoint(0, 1),
    _Key.Key_Left: QPoint(-1, 0),
    _Key.Key_Right: QPoint(1, 0),
}
ONWARD: Final = "+"
"""As Tab: a keypad of numbers has none."""
_BAR: Final = {
    _Key.Key_Escape: "back",
    _Key.Key_Back: "back",
    _Key.Key_Home: "home",
    _Key.Key_HomePage: "home",
    _Key.Key_F1: "help",
    _Key.Key_Help: "help",
    _Key.Key_F2: "repeat",
    _Key.Key_F3: "volume",
    _Key.Key_F4: "sight",
}
_SIGNS: Final = {"-": "back", "/": "help", "*": "repeat"}
"""The same on a keypad that has nothing but numbers and signs."""
TYPED_AS: Final = {".": "X", ",": "X"}
"""The last character of some ID numbers, on a keypad without letters."""


def bar_name(event: QKeyEvent) -> str:
    """Which of the bar's controls the key stands for, or ""."""
    return _BAR.get(Qt.Key(event.key()), "") or _SIGNS.get(event.text(), "")


def is_choosing(event: QKeyEvent) -> bool:
    """It does something, where the others only type or move."""
    return event.key() in CHOOSES or bool(bar_name(event))


def reading_order(window: QWidget) -> list[QAbstractButton]:
    """What can be touched now: line by line, each from the left."""
    places = [(button, _place(button, window)) for button in _usable(window)]
    waiting = sorted(places, key=lambda placed: placed[1].top())
    order: list[QAbstractButton] = []
    while waiting:
        middle = waiting[0][1].center().y()
        line = [placed for placed in waiting if placed[1].top() <= middle]
        order += [button for button, _ in sorted(line, key=lambda placed: placed[1].left())]
        waiting = waiting[len(line) :]
    return order


def following(window: QWidget, at: QWidget | None, *, forward: bool) -> QAbstractButton | None:
    """The next one in reading order, from the last on to the first; None where there is none."""
    order = reading_order(window)
    if not order:
        return None
    if at not in order:
        return order[0 if forward else -1]
    return order[(order.index(at) + (1 if forward else -1)) % len(order)]


def towards(window: QWidget, at: QWidget | None, way: QPoint) -> QAbstractButton | None:
    """The nearest that lies that way (a step of `ARROWS`); `at` itself where there is none."""
    if not isinstance(at, QAbstractButton):
        return following(window, None, forward=way.x() + way.y() > 0)
    here = _place(at, window)
    far = {other: _distance(here, _place(other, window), way) for other in _usable(window)}
    near = {other: px for other, px in far.items() if px is not None and other is not at}
    return min(near, key=lambda other: near[other]) if near else at


def _usable(window: QWidget) -> list[QAbstractButton]:
    found = window.findChildren(QAbstractButton)
    return [button for button in found if button.isVisible() and button.isEnabled()]


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _distance(here: QRect, there: QRect, way: QPoint) -> int | None:
    """None: it does not lie that way. What lies aside counts as further off."""
    moved = there.center() - here.center()
    if way.x():
        ahead = there.left() - here.right() if way.x() > 0 else here.left() - there.right()
        gap = max(there.top() - here.bottom(), here.top() - there.bottom(), 0)
        aside = abs(moved.y())
    else:
        ahead = there.top() - here.bottom() if way.y() > 0 else here.top() - there.bottom()
        gap = max(there.left() - here.right(), here.left() - there.right(), 0)
        aside = abs(moved.x())
    return ahead + 4 * gap + aside // 8 if ahead >= 0 else None
