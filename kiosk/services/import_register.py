"""Import a village's register (花名册): every row gets one outcome, nobody enters unasked.

Three steps, so that a cadre sees what will happen before it does: plan_import, mend_row as often
as needed, then import_some until nothing remains. Each plan is a value; stopping between two steps
loses nothing, and importing the same register again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from kiosk.services.ports import Ports, Residents
from kiosk.services.register_clashes import AGAIN, UNCLEAR, Clash, find_clashes
from kiosk.services.register_columns import PERSON, SECOND, UNHEADED_PERSON, Line, read_lines
from kiosk.services.register_rows import Reading, Reason, cut, read_row
from kiosk.services.register_sheets import Sheet
from kiosk.services.register_words import NO, UNASKED, YES, RegisterWords
from sync.standard.facts import Fact
from sync.standard.identity import mask_name
from sync.standard.residents import RECORD, Consented, Personal, Resident, ResidentRegistered

PAPER_CONSENT: Final = "paper-register"
"""The text that was agreed to: the consent column of the register on paper."""
PEOPLE_AT_ONCE: Final = 25
"""In one transaction: quick enough to stop between two, few enough to wait for the disk."""

_OF_THE_NUMBER: Final = frozenset(("sex_differs", "birth_differs"))


class Outcome(StrEnum):
    REGISTERED = "registered"
    """New: entered by import_some, unless it already was (PlannedRow.is_done)."""
    KNOWN = "known"
    MEND = "mend"
    DECLINED = "declined"
    GUARDIAN = "guardian"
    """A minor, whose guardian's name and phone are missing."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """reading: None for a row that holds no person. is_done: entered by this import."""

    line: Line
    reading: Reading | None
    outcome: Outcome
    reasons: tuple[Reason, ...]
    typed: frozenset[str] = frozenset()
    is_done: bool = False

    @property
    def personal(self) -> Personal | None:
        return self.reading.personal if self.reading else None

    @property
    def suggests(self) -> Mapping[str, tuple[str, ...]]:
        """field -> texts that may be meant, for the slips that are among the reasons."""
        found = self.reading.suggests if self.reading else {}
        codes = {reason.code for reason in self.reasons}
        return {
            name: texts
            for name, texts in found.items()
            if name == "number" or f"{name}_differs" in codes
        }

    @property
    def can_be_mended(self) -> bool:
        return self.reading is not None and self.outcome in (Outcome.MEND, Outcome.GUARDIAN)

    @property
    def is_to_enter(self) -> bool:
        return self.outcome is Outcome.REGISTERED and not self.is_done


@dataclass(frozen=True, slots=True)
class Plan:
    """One row for every row of the workbook, in its order."""

    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def remaining(self) -> int:
        """How many people import_some has still to enter."""
        return sum(row.is_to_enter for row in self.rows)

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)


def plan_import(
    sheets: Sequence[Sheet], words: RegisterWords, residents: Residents, today: date
) -> Plan:
    """Changes nothing. Raises kiosk.errors.WorkbookWithoutHeadings."""
    drafts = [
        PlannedRow(line, _read(line, words, today), Outcome.SKIPPED, ())
        for line in read_lines(sheets, words)
    ]
    return _settle(drafts, residents)


def mend_row(
    plan: Plan,
    at: int,
    changes: Mapping[str, str],
    words: RegisterWords,
    residents: Residents,
    today: date,
) -> Plan:
    """The plan with the row at this place as the cadre mended it, judged anew with all others.

    changes: field of register_words.FIELDS -> text, "" to clear it. Consent cannot be mended: who
    has not agreed is asked at the desk. A row that cannot be mended stays as it is.
    """
    row = plan.rows[at]
    if not row.can_be_mended:
        return plan
    given = {name: text for name, text in changes.items() if name != "consent"}
    kept = {name: text for name, text in row.line.fields.items() if name != SECOND}
    typed = row.typed | given.keys()
    line = replace(row.line, fields=kept | given)
    rows = list(plan.rows)
    reading = read_row(line.fields, words, today, typed)
    rows[at] = replace(row, line=line, reading=reading, typed=typed)
    return _settle(rows, residents)


def import_some(ports: Ports, plan: Plan, by: str, people: int = PEOPLE_AT_ONCE) -> Plan:
    """Enters the next people in one transaction; call again while plan.remaining.

    by: the cadre's id. Raises kiosk.errors.StoreTrouble, and then nothing of it was entered.
    """
    rows = list(plan.rows)
    places = [at for at, row in enumerate(rows) if row.is_to_enter][:people]
    facts: list[Fact] = []
    for at in places:
        row = rows[at]
        assert row.reading is not None, "only people are to enter"
        personal = row.reading.personal
        # Between the preview and now, somebody may have registered at the kiosk itself.
        if resident := ports.residents.by_number(personal.number):
            outcome, reasons = _against_register(row.reading, resident)
            rows[at] = replace(row, outcome=outcome, reasons=reasons)
            continue
        person = ports.ids.new()
        facts.append(ResidentRegistered(person, personal))
        facts.append(Consented(person, RECORD, PAPER_CONSENT))
        rows[at] = replace(row, is_done=True)
    if facts:
        ports.journal.append(*facts, by=by)
    return Plan(tuple(rows))


def _read(line: Line, words: RegisterWords, today: date) -> Reading | None:
    return read_row(line.fields, words, today) if line.kind == PERSON else None


def _settle(rows: Sequence[PlannedRow], residents: Residents) -> Plan:
    """Gives every row its outcome, in view of the others and of the register. Done stays done."""
    clashes = find_clashes({at: row.reading for at, row in enumerate(rows) if row.reading})
    settled: list[PlannedRow] = []
    for at, row in enumerate(rows):
        outcome, reasons = _judge(rows, at, clashes, residents)
        settled.append(row if row.is_done else replace(row, outcome=outcome, reasons=reasons))
    return Plan(tuple(settled))


Judged = tuple[Outcome, tuple[Reason, ...]]


def _judge(
    rows: Sequence[PlannedRow], at: int, clashes: Mapping[int, Clash], residents: Residents
) -> Judged:
    row, clash = rows[at], clashes.get(at)
    if row.reading is None:
        outcome = Outcome.MEND if row.line.kind == UNHEADED_PERSON else Outcome.SKIPPED
        return outcome, (Reason(row.line.kind),)
    if refusal := _refusal(row, clash):
        return Outcome.DECLINED, (refusal,)
    reading = row.reading
    number = reading.personal.number
    resident = residents.by_number(number) if number else None
    if clash and clash.head != at and not (clash.kind == UNCLEAR and resident):
        return _judge_clash(rows, at, clash, clashes, residents)
    if resident is not None:
        return _against_register(reading, resident)
    return _judge_alone(reading)


def _refusal(row: PlannedRow, clash: Clash | None) -> Reason | None:
    assert row.reading is not None
    match row.reading.consent:
        case consent if consent == NO:
            return Reason("declined")
        case consent if consent == UNASKED:
            return Reason("not_asked")
        case consent if consent != YES:
            return Reason("consent_unclear", {"sheet": cut(row.line.fields["consent"])})
    return Reason("consent_differs") if clash and clash.refused else None


def _judge_clash(
    rows: Sequence[PlannedRow],
    at: int,
    clash: Clash,
    clashes: Mapping[int, Clash],
    residents: Residents,
) -> Judged:
    row, head = rows[at], rows[clash.head]
    assert row.reading is not None
    held_against: dict[str, str | int] = {"sheet": head.line.sheet, "row": head.line.row}
    slips, notes = row.reading.slips, row.reading.notes
    if clash.kind == AGAIN:
        outcome, _ = _judge(rows, clash.head, clashes, residents)
        is_in = outcome in (Outcome.REGISTERED, Outcome.KNOWN, Outcome.GUARDIAN)
        twice = Reason("number_twice", held_against)
        differing = tuple(replace(slip, hints=()) for slip in slips)
        return (Outcome.KNOWN if is_in else Outcome.MEND), (twice, *differing, *notes)
    # Sex and birth were held against somebody else's number: they say only that it is wrong.
    hints = tuple(hint for slip in slips for hint in slip.hints if hint.code == "birth_part")
    own = tuple(slip for slip in slips if slip.code not in _OF_THE_NUMBER)
    code = "number_unclear" if clash.kind == UNCLEAR else "number_of_another"
    return Outcome.MEND, (Reason(code, held_against, hints), *own, *notes)


def _against_register(reading: Reading, resident: Resident) -> Judged:
    if resident.personal.name != reading.personal.name:
        taken = Reason("number_taken", {"name": mask_name(resident.personal.name)})
        return Outcome.MEND, (taken, *reading.slips, *reading.notes)
    consent = resident.consents.get(RECORD)
    if consent is not None and not consent.agreed:
        return Outcome.DECLINED, (Reason("withdrew"),)
    return Outcome.KNOWN, (Reason("registered_before"), *reading.slips)


def _judge_alone(reading: Reading) -> Judged:
    needs_guardian = reading.is_minor and not reading.personal.guardian
    minor = (Reason("minor"),) if needs_guardian else ()
    if reading.slips:
        return Outcome.MEND, (*reading.slips, *minor, *reading.notes)
    if needs_guardian:
        return Outcome.GUARDIAN, (*minor, *reading.notes)
    return Outcome.REGISTERED, reading.notes
