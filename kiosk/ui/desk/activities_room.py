"""活动: what is planned, who came, what must be recorded and until when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.services.cards import AnyCard, Card
from kiosk.services.find_me import Identified, RanOut, find_by_card
from kiosk.services.list_activities import ActivityLine, find_activity, to_record
from kiosk.ui.desk.activity_bar import CALL, EVALUATION, FORM, LIST, SHEET, ActivityBar
from kiosk.ui.desk.activity_choices import Choices, choices
from kiosk.ui.desk.activity_deeds import ActivityDeeds, RecordDeeds
from kiosk.ui.desk.activity_pages import ActivityPages
from kiosk.ui.desk.bench import Bench
from sync.standard.activities import Activity
from sync.standard.residents import Resident


class ActivitiesRoom(ActivityPages):
    name = "activities"
    picture = "calendar"
    event_wanted = Signal(str)
    """This activity's people shall be taken at the desk of a large event."""

    def __init__(self, bench: Bench, village: str) -> None:
        super().__init__(bench, village)
        self.deeds, self.closing = ActivityDeeds(self), RecordDeeds(self)
        self._deeds = ActivityBar(self, *_deeds_of(self))
        self.list.chose.connect(lambda _line: self.show_bar_of_page())
        self.list.counted.connect(self._count)
        self.list.table.opened.connect(lambda _line: self._open_chosen())
        self.show_bar_of_page()

    # -- what a room may be asked

    def entered(self) -> None:
        if self.at == LIST:
            self.list.look()
            self.list.table.setFocus()
        elif self.at == CALL:
            self.calls.look()

    def save(self) -> None:
        if self.at == FORM:
            self.deeds.save()

    def seek(self) -> None:
        if self.at == SHEET:
            self.attendance.search.setFocus()

    def step_back(self) -> bool:
        at = self.at
        if at == EVALUATION:
            self.open_sheet()
        elif at != LIST and not (at == SHEET and self.attendance.step_back()):
            self.show_list()
        return at != LIST

    def take_card(self, card: AnyCard) -> None:
        if self.at == SHEET and isinstance(card, Card):
            self.run(partial(find_by_card, card=card), self._found)
        else:
            super().take_card(card)

    def take_person(self, resident: Resident) -> bool:
        if self.at == SHEET:
            self.attendance.let_in(resident)
        return self.at == SHEET

    def in_the_way(self, trouble: Trouble) -> None:
        self.deeds.is_saving = False
        super().in_the_way(trouble)

    def watch(self) -> None:
        """Counts those whose record is due; the county may have answered meanwhile."""
        self.run(to_record, self._count)
        if self.at == CALL:
            self.calls.look()

    def open_activity(self, activity: str) -> None:
        """Shows one, whatever its state."""
        self.run(partial(find_activity, activity_id=activity), self._open_found)

    # -- what the deeds ask

    def open_chosen_sheet(self) -> None:
        if self.chosen is not None:
            self.opened = self.chosen.activity
            self.open_sheet()

    def open_event(self) -> None:
        if self.opened is not None:
            self.event_wanted.emit(self.opened.activity)

    # -- pages

    def show_bar_of_page(self) -> None:
        chosen = self.chosen.activity if self.chosen else None
        self._deeds.show(self.at, chosen if self.at == LIST else self.opened)

    def plan_new(self) -> None:
        self._open_form(None)

    def edit(self) -> None:
        self._open_form(self.chosen.activity if self.chosen else None)

    def _open_form(self, activity: Activity | None) -> None:
        self.opened = activity
        self.notice.clear()
        self.beside.setText("")
        self.go(FORM)
        self.run(choices, self._put_form)

    def _put_form(self, offered: Choices) -> None:
        self.form.put(self.opened, offered)
        self.form.lines["title"].setFocus()

    def _open_chosen(self) -> None:
        row = self.chosen.activity if self.chosen else None
        if row is not None and row.is_open:
            self.open_chosen_sheet()
        elif row is not None and not row.is_off:
            self.edit()

    def _open_found(self, line: ActivityLine | None) -> None:
        """Nobody comes to a draft, or to what was called off: those are shown in the list."""
        if line is not None:
            self.opened = line.activity
            if line.activity.is_open:
                self.open_sheet()
            else:
                self.show_list()

    def _found(self, outcome: Any) -> None:
        match outcome:
            case Identified(resident) | RanOut(resident):
                self.attendance.let_in(resident)
            case _:
                self.notice.tell(Tone.GOLD, self.bench.show("code.nobody"))

    def _count(self, lines: tuple[ActivityLine, ...]) -> None:
        due = (line.deadline for line in lines)
        self.counted.emit(sum(at is not None and (at.is_over or at.is_near) for at in due))


def _deeds_of(room: ActivitiesRoom) -> tuple[dict[str, Callable[[], None]], ...]:
    """Of each page, by their names."""
    deeds, closing = room.deeds, room.closing
    return (
        {
            "new": room.plan_new,
            "call_off": deeds.ask_call_off,
            "call_up": room.open_calls,
            "edit": room.edit,
            "attend": room.open_chosen_sheet,
            "open_it": deeds.open,
        },
        {
            "cancel": room.show_list,
            "save_draft": deeds.save,
            "save": deeds.save,
            "save_open": deeds.save_open,
        },
        {"back": room.show_list, "event": room.open_event, "evaluate": room.open_evaluation},
        {"to_sheet": room.open_sheet, "keep": closing.evaluate, "close": closing.close},
        {"to_list": room.show_list, "send": lambda: room.calls.send()},
    )
