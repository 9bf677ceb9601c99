"""One thing to do: what is the matter, and a button for each way to deal with it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.todo import ToDo, Way
from kiosk.ui.desk.wrapping import WrappingLayout, empty


class ToDoCard(Card):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._title = label("", "strong", wrap=True)
        self._title.setObjectName("todo:title")
        self.sentence = label("", "", wrap=True)
        self.sentence.setObjectName("todo:sentence")
        self.note = QLineEdit()
        self.note.setObjectName("todo:note")
        self.note.setAccessibleName(bench.show("todo.note"))
        self._buttons: list[Button] = []
        ways = QWidget()
        self._ways = WrappingLayout(ways, bench.look.size.gap)
        for widget in (self._title, self.sentence, self.note, ways):
            self.inside.addWidget(widget)
        self.clear(is_empty=True)

    def clear(self, *, is_empty: bool) -> None:
        """is_empty: there is nothing to choose from either."""
        self._put(self._bench.show("todo.nothing" if is_empty else "todo.choose"), None)

    def put(self, todo: ToDo | None) -> None:
        if todo is not None:
            self._put(todo.title, todo)

    def press_main(self) -> None:
        for button in self._buttons:
            if button.property("role") == "main":
                button.click()
                return

    def _put(self, title: str, todo: ToDo | None) -> None:
        self._title.setText(title)
        self.sentence.setText(todo.sentence if todo else "")
        self.sentence.setVisible(todo is not None)
        self.note.clear()
        self.note.setPlaceholderText(todo.note_hint if todo else "")
        self.note.setVisible(bool(todo and todo.note_hint))
        empty(self._ways)
        self._buttons = [self._button(way) for way in (todo.ways if todo else ())]
        for button in self._buttons:
            self._ways.addWidget(button)
        self._ways.parentWidget().setVisible(bool(self._buttons))

    def _button(self, way: Way) -> Button:
        button = Button(self._bench, f"todo:{way.name}", way.word, way.role)
        button.clicked.connect(lambda _on=False: way.do(self.note.text()))
        return button
