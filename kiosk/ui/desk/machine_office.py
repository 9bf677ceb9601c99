"""Who answers for what this village puts on paper: stands on certificates and letters."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from kiosk.flows.screen import Tone
from kiosk.services.office import keep_office, read_office
from kiosk.services.papers import Office
from kiosk.ui.desk.fields import cell, text_line
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.room import Room


class OfficeCard(Card):
    def __init__(self, room: Room) -> None:
        bench = room.bench
        super().__init__(bench, bench.show("office.card"))
        self._room = room
        self.in_charge = text_line(bench, "office.in_charge")
        self.contact = text_line(bench, "office.contact")
        self.inside.addWidget(label(bench.show("office.hint"), "soft", wrap=True))
        self.inside.addWidget(cell(bench, "office.in_charge", self.in_charge))
        self.inside.addWidget(cell(bench, "office.contact", self.contact))

    def keep(self) -> None:
        office = Office(self.in_charge.text().strip(), self.contact.text().strip())
        told = self._room.bench.show("office.kept" if office.in_charge else "office.kept_empty")
        self._room.run(
            lambda ports: keep_office(ports.settings, office),
            lambda _: self._room.notice.tell(Tone.GREEN, told),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._room.run(lambda ports: read_office(ports.settings), self._put)

    def _put(self, office: Office) -> None:
        self.in_charge.setText(office.in_charge)
        self.contact.setText(office.contact)
