"""What can go wrong, as one tree. Each leaf has a short code, shown on the screen.

The code finds its sentence in the strings (`error.D01.title`, `.say`) and its remedy in
docs/error-codes.md; a house test holds the three together. Expected outcomes are not errors: they
are return values of the services.
"""

from __future__ import annotations

from typing import ClassVar


class Trouble(Exception):
    """Something stands in the way. `detail` is for the log: never a person's data."""

    code: ClassVar[str] = "X00"

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.code} {detail}".strip())
        self.detail = detail


class StoreTrouble(Trouble):
    """The journal cannot be opened, read or written."""

    code = "D00"


class DiskFull(StoreTrouble):
    code = "D01"


class FolderReadOnly(StoreTrouble):
    code = "D02"


class DatabaseNewer(StoreTrouble):
    """Written by a later version than this program."""

    code = "D03"


class DatabaseDamaged(StoreTrouble):
    code = "D04"


class KeyWrong(StoreTrouble):
    """The file is encrypted with another key, or is no database at all."""

    code = "D05"


class DatabaseBusy(StoreTrouble):
    """Another kiosk program has this data folder open."""

    code = "D06"


class WorkbookTrouble(Trouble):
    """A register that was to be imported cannot be read."""

    code = "W00"


class WorkbookUnreadable(WorkbookTrouble):
    """Not a workbook at all, or cut short."""

    code = "W01"


class WorkbookEncrypted(WorkbookTrouble):
    code = "W02"


class WorkbookTooLarge(WorkbookTrouble):
    code = "W03"


class WorkbookMissing(WorkbookTrouble):
    """There is no such file, or it may not be read."""

    code = "W04"


class WorkbookWithoutHeadings(WorkbookTrouble):
    """No row has both a name's and a number's heading."""

    code = "W05"


class PrinterTrouble(Trouble):
    """A sheet could not be printed."""

    code = "P00"


class PrinterGone(PrinterTrouble):
    """It would not begin: switched off, or pulled out."""

    code = "P01"


class StickTrouble(Trouble):
    """A USB stick could not be read or written. The codes below are sync.standard.carry.Wrong."""

    code = "U00"


class StickMissing(StickTrouble):
    """No stick, or it was pulled out."""

    code = "U01"


class StickNotWritten(StickTrouble):
    """Full, write-protected or worn out."""

    code = "U02"


class StickEmpty(StickTrouble):
    """Nothing on it is for this kiosk."""

    code = "U03"


class ParcelNotOurs(StickTrouble):
    """No parcel at all, or not made by whom it says."""

    code = "U04"


class ParcelTooLarge(StickTrouble):
    code = "U05"


class ParcelCut(StickTrouble):
    """Cut short or changed."""

    code = "U06"


class ParcelOfOtherCounty(StickTrouble):
    code = "U07"


class ParcelOfOtherVillage(StickTrouble):
    code = "U08"


class ParcelOld(StickTrouble):
    """Says nothing that is not known already."""

    code = "U09"


class ParcelNewer(StickTrouble):
    """Of a later version of the program."""

    code = "U10"


class StickBeforeEnrolment(StickTrouble):
    """This kiosk belongs to no county yet."""

    code = "U11"


class ProgramFault(Trouble):
    """A mistake of ours. The kiosk says so, loses nothing, and goes back to the first page."""

    code = "X01"


class TookTooLong(Trouble):
    """Work did not end within its time limit."""

    code = "X02"
