"""What the import's tests share: the real words and strings, and registers made of a few cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kiosk.devices.workbooks import read_register_words
from kiosk.services.import_register import Plan, PlannedRow, import_some, plan_import
from kiosk.services.ports import Ports
from kiosk.services.register_sheets import Cell, Sheet
from kiosk.strings import load_strings

ROOT = Path(__file__).parents[2]
ROSTER = ROOT / "tests" / "data" / "roster-dongsheng.xlsx"
WORDS = read_register_words(ROOT / "assets" / "register" / "words.toml")
STRINGS = load_strings(ROOT / "assets" / "strings" / "zh_CN")
TODAY = date(2026, 11, 22)

HEADINGS = ["姓名", "身份证号", "性别", "出生年月", "联系电话", "是否同意登记"]
LADY = ["王小英", "321199194602285500", "女", "1946.02", "13590830166", "同意"]
GENTLEMAN = ["李䶮", "32119919590430381X", "男", "1959.04", "", "同意"]
MINOR = ["王素梅", "321199201306171480", "女", "2013.06", "", "同意"]


def sheet_of(*rows: Sequence[Cell], headings: Sequence[Cell] = HEADINGS) -> Sheet:
    return Sheet("一组", [list(headings), *map(list, rows)])


def plan_of(ports: Ports, *sheets: Sheet) -> Plan:
    return plan_import(sheets, WORDS, ports.residents, TODAY)


def the_row(ports: Ports, *cells: Cell, headings: Sequence[Cell] = HEADINGS) -> PlannedRow:
    """The plan of a register with this one row."""
    return plan_of(ports, sheet_of(cells, headings=headings)).rows[1]


def with_cell(row: Sequence[Cell], heading: str, cell: Cell) -> list[Cell]:
    """The row with another cell under this heading."""
    changed = list(row)
    changed[HEADINGS.index(heading)] = cell
    return changed


def codes_of(row: PlannedRow) -> list[str]:
    return [str(reason.code) for reason in row.reasons]


def import_all(ports: Ports, plan: Plan, by: str = "cadre-1") -> Plan:
    while plan.remaining:
        plan = import_some(ports, plan, by)
    return plan
