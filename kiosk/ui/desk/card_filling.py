"""An ID card fills the form of a registration, and overwrites nothing that the cadre has typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk.flows.screen import Tone
from kiosk.services.cards import Card
from kiosk.services.register import NameSlip
from kiosk.services.register_by_card import name_on
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.number_edit import grouped
from kiosk.ui.desk.parts import Notice
from kiosk.ui.desk.person_form import PersonForm
from sync.standard.identity import IdNumber, read_number


class CardFilling:
    """Number and name, field by field: an empty one is filled, another value is marked and told,
    with the card's beside it, until the cadre says which holds."""

    def __init__(
        self, bench: Bench, form: PersonForm, notice: Notice, clear: Callable[[], None]
    ) -> None:
        """clear: for the next person."""
        self._bench, self._form, self._notice, self._clear = bench, form, notice, clear

    def take(self, card: Card) -> None:
        if self._is_another_person(card):
            self._ask(card, "next", partial(self._begin_with, card))
            return
        form, name = self._form, name_on(card)
        wrong: list[QWidget] = []
        if form.number.text not in ("", card.number):
            wrong.append(form.number.line)
        if not isinstance(name, NameSlip) and form.name.text().strip() not in ("", name):
            wrong.append(form.name)
        if not wrong:
            self._fill(card)
            return
        if form.number.line not in wrong:
            form.number.put(card.number)
        if form.name not in wrong and not isinstance(name, NameSlip):
            form.name.setText(name)
        for line in wrong:
            mark(line, tone="red")
        self._ask(card, "take", partial(self._fill, card))

    def _is_another_person(self, card: Card) -> bool:
        """A good number stands there, and it is not the card's."""
        typed = read_number(self._form.number.text, self._bench.clock.today())
        return isinstance(typed, IdNumber) and typed.text != card.number

    def _fill(self, card: Card) -> None:
        form, name = self._form, name_on(card)
        mark(form.name, tone="")
        form.number.put(card.number)
        if not isinstance(name, NameSlip):
            form.name.setText(name)
        form.changed.emit()
        (form.name if isinstance(name, NameSlip) else form.phone).setFocus()
        has_run_out = card.has_run_out_on(self._bench.clock.today())
        key = "card_filled_ran_out" if has_run_out else "card_filled"
        self._notice.tell(Tone.GOLD if has_run_out else Tone.GREEN, self._show(key))

    def _ask(self, card: Card, way: str, do: Callable[[], None]) -> None:
        told = self._show("card_differs", name=card.name, number=grouped(card.number))
        ways = ((way, do), ("keep", self._keep))
        shown = [(f"card_{name}", self._show(f"card_{name}"), act) for name, act in ways]
        self._notice.tell(Tone.GOLD, told, *shown)

    def _begin_with(self, card: Card) -> None:
        self._clear()
        self._fill(card)

    def _keep(self) -> None:
        for line in (self._form.name, self._form.number.line):
            mark(line, tone="")
        self._notice.clear()

    def _show(self, key: str, **args: str) -> str:
        return self._bench.show(f"register.{key}", **args)
