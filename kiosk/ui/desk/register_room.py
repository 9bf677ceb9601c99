"""登记: the cadre enters people, one after another."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.cards import AnyCard, Card
from kiosk.services.ports import Ports
from kiosk.services.register import (
    AlreadyRegistered,
    NeedsGuardian,
    NeedsMending,
    RegisteredNow,
    look_up_number,
    register,
)
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.card_filling import CardFilling
from kiosk.ui.desk.consent_box import ConsentBox
from kiosk.ui.desk.parts import Card as Sheet
from kiosk.ui.desk.parts import label
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.picture_card import PictureCard, Pictures
from kiosk.ui.desk.room import Room, scrolled
from sync.standard.identity import mask_name, mask_number
from sync.standard.residents import Resident


class RegisterRoom(Room):
    name = "register"
    picture = "register"

    def __init__(self, bench: Bench, pictures: Pictures | None = None) -> None:
        super().__init__(bench)
        self._entered_here = 0
        self._is_saving = False
        self.form = PersonForm(bench)
        self.consent = ConsentBox(bench)
        self._filling = CardFilling(bench, self.form, self.notice, self._clear)
        card = Sheet(bench)
        card.inside.setSpacing(bench.look.size.gap)
        card.inside.addWidget(self.form)
        card.inside.addWidget(self.consent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        if pictures is not None:
            self.picture_card = PictureCard(bench, pictures, self.form, self.notice)
            column.addWidget(self.picture_card)
        column.addWidget(card)
        column.addStretch(1)
        area = scrolled(inside)
        self.consent.opened.connect(area.reveal)
        if pictures is not None:
            self.picture_card.opened.connect(area.reveal)
        self.page.addWidget(area, 1)
        self.bar.addWidget(label(bench.show("register.keys"), "soft"))
        self.bar.addStretch()
        if pictures is not None:
            self.bar.addWidget(self.deed("picture", self.picture_card.toggle, picture="card"))
        self.bar.addWidget(self.deed("clear", self._clear))
        self._save = self.deed("save", self.save, "main")
        self.bar.addWidget(self._save)
        self.form.number.completed.connect(self._look_up)
        self.form.changed.connect(self._typed)

    def entered(self) -> None:
        self.run(_groups, self.form.offer_groups)
        self._say_count()
        self.form.number.setFocus()

    def seek(self) -> None:
        self.form.number.setFocus()

    def take_card(self, card: AnyCard) -> None:
        if isinstance(card, Card):
            self._filling.take(card)
        else:
            super().take_card(card)

    def save(self) -> None:
        if self._is_saving:
            return
        if not self.consent.is_given:
            self.consent.ask()
            self.notice.tell(Tone.RED, self.bench.show("register.consent_missing"))
            return
        self._is_saving = True
        self._save.setEnabled(False)
        self.run(
            partial(
                register,
                given=self.form.personal(),
                consent_version=self.bench.rules.consent_version,
                by=self.bench.cadre.id,
            ),
            self._registered,
        )

    def in_the_way(self, trouble: Any) -> None:
        self._saved()
        super().in_the_way(trouble)

    # -- what came of it

    def _saved(self) -> None:
        self._is_saving = False
        self._save.setEnabled(True)

    def _registered(self, outcome: Any) -> None:
        self._saved()
        match outcome:
            case RegisteredNow(person, personal):
                self._entered_here += 1
                told = self.bench.show(
                    "register.done", name=personal.name, number=mask_number(personal.number)
                )
                way = (
                    "person",
                    self.bench.show("register.open"),
                    partial(self.person_wanted.emit, person),
                )
                self.notice.tell(Tone.GREEN, told, way)
                self._next()
            case AlreadyRegistered(resident):
                self._tell_known(resident)
            case NeedsGuardian():
                self.form.ask_guardian()
                self.notice.tell(Tone.GOLD, self.bench.show("register.guardian"))
            case NeedsMending(slips):
                self.form.say_slips(slips)
                self.notice.tell(Tone.RED, self.bench.show("register.mend"))

    def _next(self) -> None:
        self._empty()
        self.run(_groups, self.form.offer_groups)
        self._say_count()

    def _tell_known(self, resident: Resident) -> None:
        personal = resident.personal
        told = self.bench.show(
            "register.known",
            name=mask_name(personal.name),
            number=mask_number(personal.number),
            group=personal.group or self.bench.show("person.no_group"),
        )
        way = (
            "person",
            self.bench.show("register.open"),
            partial(self.person_wanted.emit, resident.person),
        )
        self.notice.tell(Tone.GOLD, told, way)

    def _look_up(self, number: str) -> None:
        def told(outcome: Any) -> None:
            if isinstance(outcome, AlreadyRegistered) and self.form.number.text == number:
                self._tell_known(outcome.resident)

        self.run(partial(look_up_number, number=number), told)

    # -- its parts

    def _typed(self) -> None:
        if not self.form.is_empty:
            self.notice.clear()

    def _clear(self) -> None:
        self.notice.clear()
        self._empty()

    def _empty(self) -> None:
        self.form.clear_for_next()
        self.consent.clear()

    def _say_count(self) -> None:
        self.beside.setText(self.bench.show("register.count", count=self._entered_here))


def _groups(ports: Ports) -> list[str]:
    """The village's own order first, then those that only the register knows."""
    own = list(ports.rules.groups)
    return own + [group for group in ports.residents.groups() if group not in own]
