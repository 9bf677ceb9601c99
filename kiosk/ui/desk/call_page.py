"""Text messages about one activity: to whom, who has no telephone, and what became of each."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.ask_message import MessagesAsked, MessageSlip, Reach, Reached
from kiosk.services.call_up import WHAT, CallSheet, Whom, call_up, look_at_calls
from kiosk.ui.desk import activity_words
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.fields import OneOf
from kiosk.ui.desk.parts import Card, Segments, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.tables import Column, Table, narrow_number
from kiosk.ui.desk.visits_list import moment
from sync.standard.activities import Activity

_TONES: Final = {Reach.NO_PHONE: Tone.RED, Reach.FAILED: Tone.RED, Reach.SENT: Tone.GREEN}
_OPEN: Final = tuple(whom for whom in Whom if whom is not Whom.OFF)


class CallPage(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._bench = room, room.bench
        bench = room.bench
        self._activity = ""
        self._sheet: CallSheet | None = None
        self.title = label("", "strong", wrap=True)
        self.whom = Segments(bench, "messages.filter", _OPEN, lambda _whom: self._show())
        self.team = OneOf(bench, "messages.team")
        self.team.activated.connect(lambda _at: self.look())
        self.sums, self.text = label("", "label", wrap=True), label("", "soft", wrap=True)
        self.table = _table(bench)
        card = Card(bench)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        for line in (self.sums, self.text):
            card.inside.addWidget(line)
        for part in (self.title, self.whom, self.team, card):
            column.addWidget(part)
        column.addWidget(self.table, 1)

    # -- what the room asks

    def open(self, activity: Activity) -> None:
        self._activity, self._sheet = activity.activity, None
        when = activity_words.when(self._bench, activity)
        heading = self._bench.show("attendance.heading", title=activity.plan.title, when=when)
        self.title.setText(heading)
        self.whom.setVisible(not activity.is_off)
        self.look()

    def look(self) -> None:
        """Again: the county may have answered."""
        work = partial(look_at_calls, activity_id=self._activity, team=self.team.chosen)
        self._room.run(work, self._looked)

    def send(self) -> None:
        by, team = self._bench.cadre.id, self.team.chosen
        work = partial(call_up, activity_id=self._activity, whom=self._whom, by=by, team=team)
        self._room.run(work, self._sent)

    # -- what is seen

    @property
    def _whom(self) -> Whom:
        is_off = self._sheet is not None and self._sheet.activity.is_off
        return Whom.OFF if is_off else Whom(self.whom.chosen)

    def _looked(self, sheet: CallSheet | None) -> None:
        if sheet is None or sheet.activity.activity != self._activity or sheet == self._sheet:
            return
        is_first = self._sheet is None
        self._sheet = sheet
        chosen = self.team.chosen
        self.team.offer(sheet.teams, chosen)
        if not chosen and sheet.teams:
            self.look()  # the first team is meant now
        counts = {whom.value: len(people) for whom, people in sheet.groups.items()}
        self.whom.count(counts)
        if is_first and not sheet.activity.is_off:
            some = (code for code in _OPEN if counts.get(code))
            self.whom.choose(next(some, _OPEN[0]))
        self._show()

    def _show(self) -> None:
        if self._sheet is None:
            return
        show, whom = self._bench.show, self._whom
        people = self._sheet.groups.get(whom, ())
        self.team.setVisible(whom is Whom.TEAM and bool(self._sheet.teams))
        self.text.setText(show(f"messages.says_{WHAT[whom]}"))
        due = sum(one.is_due for one in people)
        lost = sum(one.reach is Reach.NO_PHONE for one in people)
        counts = {"due": due, "before": len(people) - due - lost, "no_phone": lost}
        said = [show(f"messages.{key}", count=count) for key, count in counts.items() if count]
        self.sums.setText("".join(said) or show("messages.nobody"))
        self.table.put(people)

    def _sent(self, outcome: Any) -> None:
        show, tell = self._bench.show, self._room.notice.tell
        match outcome:
            case MessagesAsked(asked, _, unreachable):
                key = "asked_lost" if unreachable else "asked" if asked else "asked_nobody"
                said = show(f"messages.{key}", count=asked, lost=len(unreachable))
                tell(Tone.GOLD if unreachable or not asked else Tone.GREEN, said)
                self.look()
            case MessageSlip() as slip:
                tell(Tone.RED, show(f"messages.slip_{slip}"))


def _table(bench: Bench) -> Table[Reached]:
    def title(key: str) -> str:
        return bench.show(f"messages.column_{key}")

    def name(row: Reached) -> str:
        return (row.resident.personal.name if row.resident else "") or bench.show("visits.unknown")

    def last_four(row: Reached) -> str:
        return narrow_number(row.resident.personal.number)[-4:] if row.resident else ""

    def state(row: Reached) -> str:
        if row.reach is not Reach.FAILED:
            return bench.show(f"messages.is_{row.reach}")
        key = f"messages.code_{row.code}"
        is_known = bench.strings.has(f"desk.{key}")
        why = bench.show(key) if is_known else row.code
        return bench.show("messages.is_failed", why=why)

    columns: list[Column[Reached]] = [
        Column(title("name"), name, 5),
        Column(title("number"), last_four, 4),
        Column(title("state"), state, 0, lambda row: _TONES.get(row.reach)),
        Column(title("asked"), lambda row: moment(bench, row.asked_ms), 7),
    ]
    return Table(bench, "messages.table", columns)
