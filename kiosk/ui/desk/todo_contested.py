"""Things to do: one field, written differently by two people who did not know of each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.services.cadres import list_cadres
from kiosk.services.ports import Ports
from kiosk.services.review import Claim, Contested, SettledNow, review, settle
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.field_words import values_in_words
from kiosk.ui.desk.todo import Hands, ToDo, Way
from kiosk.ui.desk.visits_list import moment
from sync.standard.origin import SELF


@dataclass(frozen=True, slots=True)
class Question:
    """names: of this machine's cadres, by id."""

    item: Contested
    names: Mapping[str, str]


class ContestedSection:
    name = "contested"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[Question]:
        names = {cadre.id: cadre.name for cadre in list_cadres(ports)}
        return [Question(item, names) for item in review(ports)]

    def show(self, item: Question) -> ToDo:
        show, contested = self._bench.show, item.item
        field = show(f"person.{contested.field}")
        claims = contested.claims
        values = values_in_words(self._bench, contested.field, [one.value for one in claims])
        said = [self._claim(item, claim, v) for claim, v in zip(claims, values, strict=True)]
        ways = tuple(
            Way(f"take_{at}", show("todo.take", value=value), self._taking(contested, claim))
            for at, (claim, value) in enumerate(zip(claims, values, strict=True))
        )
        return ToDo(
            show("todo.contested_title", field=field),
            contested.resident.personal,
            max((claim.at_ms for claim in claims), default=0),
            "\n".join((*said, show("todo.contested_do"))),
            ways,
            show("todo.reason_hint"),
        )

    def _claim(self, question: Question, claim: Claim, value: str) -> str:
        show = self._bench.show
        by = question.names.get(claim.by, show("todo.somebody"))
        at = moment(self._bench, claim.at_ms)
        words = show(
            "todo.claim",
            value=value,
            by=show("todo.herself") if claim.by == SELF else by,
            at=show("todo.time_unsure") if claim.is_doubtful else at,
        )
        return f"{words}{show('todo.stands')}" if claim.stands else words

    def _taking(self, item: Contested, claim: Claim) -> Callable[[str], None]:
        bench = self._bench
        person, field, by = item.resident.person, item.field, bench.cadre.id

        def came(outcome: Any) -> str:
            key = "taken" if isinstance(outcome, SettledNow) else "settled_before"
            return bench.show(f"todo.{key}", field=bench.show(f"person.{field}"))

        def take(reason: str) -> None:
            self._hands.do(
                lambda ports: settle(ports, person, field, claim.value, by, reason.strip()), came
            )

        return take
