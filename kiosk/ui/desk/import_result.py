"""What an import did, as a table that a cadre can open and print."""

from __future__ import annotations

import csv
from pathlib import Path

from kiosk.errors import FolderReadOnly
from kiosk.services.import_register import Plan
from kiosk.services.import_report import Show, to_report

_REPORTED = ("sheet", "row", "outcome", "says")


def write_report(plan: Plan, show: Show, register: Path) -> Path:
    """Beside the register (on the cadre's own stick), else in the home folder. Raises
    FolderReadOnly. A table, because a cadre opens it in a spreadsheet."""
    report = to_report(plan, show, was_stopped=plan.remaining > 0)
    name = show("desk.import.report_name", register=register.stem)
    for folder in (register.parent, Path.home()):
        try:
            with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
                table = csv.writer(file)
                table.writerow([show(f"desk.import.report_{key}") for key in _REPORTED])
                for row in report["rows"]:
                    outcome = show(f"import.outcome.{row['outcome']}")
                    table.writerow([row["sheet"], row["row"], outcome, row["says"]])
        except OSError:
            continue
        return folder / name
    raise FolderReadOnly("report")
