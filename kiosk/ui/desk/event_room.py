"""The desk of a large event: put a card down, see the name, the next one."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal

from kiosk.flows.screen import Tone
from kiosk.services.cards import AnyCard
from kiosk.services.event_desk import (
    CameIn,
    Elsewhere,
    EventCounts,
    EventOutcome,
    Way,
    WentOut,
    count_event,
    take_event_card,
    take_person,
)
from kiosk.services.list_events import list_events
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.event_said import Said, said_of
from kiosk.ui.desk.find_person import FindPerson
from kiosk.ui.desk.parts import Choose, Segments, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.visits_list import moment
from sync.standard.activities import Activity

COUNT_AFTER_MS: Final = 400


class EventRoom(Room):
    name = "event"
    picture = "people"
    workbook_wanted = Signal(object)
    """A workbook's people shall come to this Activity."""
    closed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._activities: list[Activity] = []
        self._wanted = ""
        self._again: Work | None = None
        # The next card does not wait until thousands are counted.
        self._soon = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self.which = Choose()
        self.which.setObjectName("event:which")
        self.which.name(bench.show("event.which"))
        self.which.currentIndexChanged.connect(lambda _at: self._count())
        ways = {way.value: bench.show(f"event.way_{way}") for way in Way}
        self.way = Segments(bench, "event.way", ways, lambda _way: self._say_waiting())
        self.said = Said(bench)
        self.counts = label("", "strong", wrap=True)
        self.counts.setObjectName("event:counts")
        self.search = FindPerson(self, "event.search", is_row=True)
        self.search.found.connect(lambda: self._by_hand.setEnabled(self.search.chosen is not None))
        self._lay_out()

    # -- what a room may be asked

    def open_activity(self, activity: str) -> None:
        """Which one is meant; the room is to be entered then."""
        self._wanted = activity

    def entered(self) -> None:
        self.run(list_events, self._listed)

    def seek(self) -> None:
        self.search.seek()

    def save(self) -> None:
        self._take_found()

    def step_back(self) -> bool:
        self.closed.emit()
        return True

    def take_card(self, card: AnyCard) -> None:
        activity = self.activity
        if activity is None:
            self.said.say(Tone.GOLD, "", self.bench.show("event.none"), "calendar")
            return
        self._do(partial(take_event_card, activity=activity.activity, card=card))

    def refuse(self, key: str) -> None:
        self.said.say(Tone.GOLD, "", self.bench.strings.show(key), "warning")

    @property
    def activity(self) -> Activity | None:
        at = self.which.currentIndex()
        return self._activities[at] if 0 <= at < len(self._activities) else None

    # -- which one

    def _listed(self, activities: list[Activity]) -> None:
        before = self._wanted or (self.activity.activity if self.activity else "")
        self._activities = activities
        self.which.blockSignals(True)
        self.which.clear()
        for row in activities:
            self.which.addItem(f"{moment(self.bench, row.start_ms)}  {row.plan.title}")
        ids = [row.activity for row in activities]
        self.which.setCurrentIndex(ids.index(before) if before in ids else 0)
        self.which.blockSignals(False)
        self._wanted = ""
        self._say_waiting()
        self._count()

    def _say_waiting(self) -> None:
        self._again = None
        self._end.setVisible(False)
        is_any = bool(self._activities)
        key = f"event.waits_{self.way.chosen}" if is_any else "event.none"
        self.said.say(Tone.BLUE, "", self.bench.show(key), "card" if is_any else "calendar")

    def _count(self) -> None:
        activity = self.activity
        if activity is not None:
            self.run(partial(count_event, activity=activity.activity), self._counted)

    def _counted(self, counts: EventCounts) -> None:
        missing = max(0, counts.expected - counts.here - counts.gone)
        self.counts.setText(
            self.bench.show(
                "event.counts",
                expected=counts.expected,
                here=counts.here,
                gone=counts.gone,
                missing=missing,
            )
        )

    # -- who comes

    def _do(self, take: Any) -> None:
        work = partial(take, way=Way(self.way.chosen), by=self.bench.cadre.id)
        self._again = partial(work, ends_other=True)
        self.run(work, self._took)

    def _took(self, outcome: EventOutcome) -> None:
        self._end.setVisible(isinstance(outcome, Elsewhere))
        self.said.say(*said_of(self.bench, self.activity, outcome))
        if isinstance(outcome, CameIn | WentOut):
            self._soon.start()

    def _end_other(self) -> None:
        if self._again is not None:
            self.run(self._again, self._took)

    def _take_found(self) -> None:
        who, activity = self.search.chosen, self.activity
        if activity is not None and who is not None:
            self._do(partial(take_person, activity=activity.activity, resident=who))

    def _ask_workbook(self) -> None:
        if self.activity is not None:
            self.workbook_wanted.emit(self.activity)

    # -- the page

    def _lay_out(self) -> None:
        self.head.addWidget(self.way)
        self.page.addWidget(self.which)
        self.page.addWidget(self.said, 1)
        self.page.addWidget(self.counts)
        self.page.addWidget(self.search)
        self.bar.addWidget(self.deed("back", self.closed.emit))
        self.bar.addWidget(self.deed("workbook", self._ask_workbook, picture="import"))
        self.bar.addStretch()
        self._end = self.deed("end_other", self._end_other, "main")
        self._end.setVisible(False)
        self.bar.addWidget(self._end)
        self._by_hand = self.deed("by_hand", self._take_found, picture="hand")
        self._by_hand.setEnabled(False)
        self.bar.addWidget(self._by_hand)
