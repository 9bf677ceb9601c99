"""Ask to have her record corrected (order 67, article 13), and answer her.

What she asks is one touch and no text; she may say a few words to it. A cadre corrects with an
entry of its own, or says why not; she is told the answer the next time that she looks at her
record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kiosk.services.check_in import NotRegistered
from kiosk.services.files import AttachedNow
from kiosk.services.ports import Ports
from sync.standard.attachments import VOICE, Attachment
from sync.standard.attendance import Visit
from sync.standard.records import ASKED, CorrectionAnswered, CorrectionAsked, RecordItem
from sync.standard.residents import Resident

MISSING = "missing"
OF_VISITS = tuple(what for what in ASKED if what != MISSING)
KIND = "correction"
_TOLD = "told_answers"
_MOST_TOLD = 500


@dataclass(frozen=True, slots=True)
class AskedNow:
    entry: str


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """The same waits for an answer already."""

    entry: str
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class NoteKept:
    """Her words are on the disk, and tied to what she asked."""


@dataclass(frozen=True, slots=True)
class NoteLost:
    """Nothing was heard, or there is no room for it; what she asked stands all the same."""


@dataclass(frozen=True, slots=True)
class Note:
    """What she said to it. is_here: False while another kiosk has it."""

    file: str
    length_ms: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """What a cadre is asked. visit: None where none of hers is meant, or it is not here yet."""

    item: RecordItem
    asked: CorrectionAsked
    resident: Resident | None
    visit: Visit | None
    note: Note | None = None


class AnswerSlip(StrEnum):
    NO_REASON = "no_reason"
    ANSWERED_BEFORE = "answered_before"


@dataclass(frozen=True, slots=True)
class AnsweredNow:
    item: RecordItem


def ask_correction(
    ports: Ports, person: str, what: str, visit: str = "", by: str = ""
) -> AskedNow | AskedBefore | NotRegistered:
    """what: of ASKED."""
    if what not in ASKED:
        raise ValueError(what)
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    asked = CorrectionAsked(person, what, visit)
    for one in list_asked(ports):
        if one.asked == asked:
            return AskedBefore(one.item.entry, one.note is not None)
    (ref,) = ports.journal.append(asked, by=by)
    return AskedNow(ref.text())


def keep_note(
    ports: Ports, person: str, entry: str, sound: bytes, length_ms: int, by: str = ""
) -> NoteKept | NoteLost:
    """entry: of what she asked. sound: a file's bytes; b"" where nothing was heard."""
    if not sound:
        return NoteLost()
    kept = ports.files.attach(person, VOICE, sound, by, entry, length_ms)
    return NoteKept() if isinstance(kept, AttachedNow) else NoteLost()


def hear_note(ports: Ports, note: Note) -> bytes | None:
    """None: it is not here yet, and will be fetched; or its person was erased."""
    sound = ports.files.read(note.file)
    if sound is None:
        ports.files.want(note.file)
    return sound


def list_asked(ports: Ports) -> Sequence[Asking]:
    """What waits for an answer, the oldest first."""
    main = ports.merges.groups().main
    found = []
    for item in ports.rows.where(RecordItem, kind=KIND, is_waiting=True):
        if isinstance(item.item, CorrectionAsked):
            resident = ports.residents.by_id(main(item.person))
            visit = ports.visits.by_id(item.item.visit)
            # An erased person's words are gone like her name.
            note = _note_to(ports, item) if resident and not resident.erasure else None
            found.append(Asking(item, item.item, resident, visit, note))
    return sorted(found, key=lambda asking: (asking.item.ms, asking.item.entry))


def _note_to(ports: Ports, item: RecordItem) -> Note | None:
    """What is not here is asked for, so that it can be heard the next time that somebody looks."""
    for file in ports.rows.where(Attachment, person=item.person):
        if file.about == item.entry and file.kind == VOICE:
            is_here = ports.files.is_here(file.file)
            if not is_here:
                ports.files.want(file.file)
            return Note(file.file, file.length_ms, is_here)
    return None


def answer_correction(
    ports: Ports, entry: str, reason: str, by: str, *, is_corrected: bool
) -> AnsweredNow | AnswerSlip:
    """is_corrected: entries of their own have put it right. reason: needed for a refusal; she hears
    it, so plain words."""
    if not is_corrected and not reason.strip():
        return AnswerSlip.NO_REASON
    item = ports.rows.get(RecordItem, entry)
    if item is None or not item.is_waiting:
        return AnswerSlip.ANSWERED_BEFORE
    ports.journal.append(CorrectionAnswered(entry, is_corrected, reason.strip()), by=by)
    item = ports.rows.get(RecordItem, entry)
    assert item is not None, "folded in the same transaction"
    return AnsweredNow(item)


def untold_answer(ports: Ports, person: str) -> RecordItem | None:
    """The oldest answer that she has not heard at this kiosk."""
    told = set(_told(ports))
    items = [
        item
        for one in ports.merges.groups().members(person)
        for item in ports.rows.where(RecordItem, person=one, kind=KIND)
        if item.item and not item.is_waiting and item.entry not in told
    ]
    return min(items, key=lambda item: item.answered_mark, default=None)


def tell_answer(ports: Ports, entry: str) -> None:
    """Kept at this kiosk alone: at another she hears it once more, and nothing is lost by it."""
    told = [one for one in _told(ports) if one != entry][-_MOST_TOLD:]
    ports.settings.set_setting(_TOLD, msgspec.json.encode([*told, entry]).decode())


def _told(ports: Ports) -> list[str]:
    return msgspec.json.decode(ports.settings.get_setting(_TOLD) or "[]", type=list[str])
