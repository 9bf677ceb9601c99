"""What an import did, in words: one line for every row of the workbook, none dropped."""

from __future__ import annotations

from typing import Any, Protocol

from kiosk.services.import_register import Outcome, Plan, PlannedRow
from kiosk.services.register_rows import Reason


class Show(Protocol):
    """kiosk.strings.Strings.show."""

    def __call__(self, key: str, /, **args: str | int) -> str: ...


STOPPED = Reason("stopped")
"""The row of a person who could have been entered, when the import was stopped before."""


def says(row: PlannedRow, show: Show) -> str:
    """What became of the row, why, and what to do: sentences for the cadre. No ID number."""
    leads = {
        Outcome.REGISTERED: "import.lead.done" if row.is_done else "import.lead.new",
        Outcome.MEND: "import.lead.mend",
    }
    lead = show(leads[row.outcome]) if row.outcome in leads else ""
    return lead + "".join(_sentence(reason, show) for reason in row.reasons)


def _sentence(reason: Reason, show: Show) -> str:
    sentence = show(f"import.says.{reason.code}", **reason.args)
    if not reason.hints:
        return sentence
    hints = [show(f"import.hint.{hint.code}", **hint.args) for hint in reason.hints]
    return sentence + show("import.hints", hints=show("import.or").join(hints))


def to_report(plan: Plan, show: Show, *, was_stopped: bool = False) -> dict[str, Any]:
    """The report as plain data, ready for JSON.

    {"counts": {outcome: n}, "rows": [{"sheet", "row", "outcome", "reasons": [code], "says"}]}
    was_stopped: people not yet entered are reported as skipped, not as registered.
    """
    rows: list[dict[str, Any]] = []
    counts = {outcome.value: 0 for outcome in Outcome}
    for row in plan.rows:
        outcome, reasons, text = row.outcome, row.reasons, says(row, show)
        if was_stopped and row.is_to_enter:
            outcome, reasons, text = Outcome.SKIPPED, (STOPPED,), _sentence(STOPPED, show)
        counts[outcome] += 1
        line = {"sheet": row.line.sheet, "row": row.line.row, "outcome": outcome.value}
        rows.append({**line, "reasons": [str(reason.code) for reason in reasons], "says": text})
    return {"counts": counts, "rows": rows}
