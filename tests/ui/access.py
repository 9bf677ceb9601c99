"""A window as assistive technology meets it: walked through Qt's accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget

Role = QAccessible.Role
TO_PRESS = {Role.Button, Role.CheckBox, Role.RadioButton}
_PRESSES = {"Press", "Toggle"}
TO_FILL = {Role.EditableText, Role.ComboBox, Role.SpinBox, Role.Table}


@dataclass(frozen=True)
class Met:
    """One thing in the tree."""

    id: str
    role: Role
    name: str
    description: str
    is_focusable: bool
    is_focused: bool
    is_checked: bool
    is_disabled: bool
    can_be_pressed: bool

    @property
    def is_control(self) -> bool:
        """The cells of a table are read, the table is the control."""
        is_cell = self.role in (Role.Cell, Role.ColumnHeader, Role.RowHeader)
        return self.role in TO_PRESS | TO_FILL or (self.is_focusable and not is_cell)


def met(window: QWidget) -> list[Met]:
    """Everything in it that is shown."""
    root = QAccessible.queryAccessibleInterface(window)
    return [_meet(node) for node in _walk(root)]


def faults(window: QWidget) -> list[str]:
    """Controls without a name or with a role that says nothing, and what the tree leaves out."""
    tree = met(window)
    found = [f"{m.id or m.role}: {fault}" for m in tree for fault in _faults_of(m)]
    reached = {m.id for m in tree}
    shown = [b for b in window.findChildren(QAbstractButton) if b.isVisible() and b.objectName()]
    found += [f"{b.objectName()}: not in the tree" for b in shown if b.objectName() not in reached]
    return found


def _faults_of(thing: Met) -> Iterator[str]:
    if not thing.is_control:
        return
    if not thing.name.strip():
        yield "no name"
    if thing.role not in TO_PRESS | TO_FILL and thing.id != "page":
        yield f"its role is {thing.role}"
    if thing.role in TO_PRESS and not thing.can_be_pressed and not thing.is_disabled:
        yield "cannot be pressed"


def _walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for index in range(node.childCount()):
        child = node.child(index)
        if child is not None and not child.state().invisible:
            yield from _walk(child)


def _id_of(thing: QObject | None) -> str:
    """Of what has no name of its own: its parent's."""
    if thing is None:
        return ""
    parent = thing.parent()
    inner = f"in {parent.objectName()}" if parent is not None and parent.objectName() else ""
    return thing.objectName() or inner


def _meet(node: QAccessibleInterface) -> Met:
    state, action, thing = node.state(), node.actionInterface(), node.object()
    return Met(
        id=_id_of(thing),
        role=node.role(),
        name=node.text(QAccessible.Text.Name),
        description=node.text(QAccessible.Text.Description),
        is_focusable=bool(state.focusable),
        is_focused=bool(state.focused),
        is_checked=bool(state.checked),
        is_disabled=bool(state.disabled),
        can_be_pressed=action is not None and bool(_PRESSES & set(action.actionNames())),
    )
