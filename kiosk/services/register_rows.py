"""Reads one person's row of a register: what is meant, what must be mended, what is noted.

Nothing is guessed. What cannot be read is a slip, to be mended on the screen; what may have been
meant stands beside it as a suggestion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kiosk.services.register import LONGEST_NAME, NameSlip, PhoneSlip, read_name, read_phone
from kiosk.services.register_columns import SECOND
from kiosk.services.register_sheets import plain
from kiosk.services.register_words import UNASKED, UNCLEAR, RegisterWords
from sync.standard import identity
from sync.standard.identity import IdNumber, Slip
from sync.standard.residents import Personal

SUGGESTIONS_MAX: Final = 3
TEXT_LENGTH_MAX: Final = 50
"""Of what is kept as the village wrote it: a longer text stands in the wrong column."""

_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?E\+\d+")
_QUOTED: Final = re.compile(r'="?(.*?)"?')
"""How a text that must not become a number stands in a .csv: ="3211..."."""
_GUARDIAN: Final = re.compile(r"(.*?[^\W\d_].*?)\W*(\+?\d[\d -]{5,}\d)")
_DIGITS_ALONE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?")


@dataclass(frozen=True, slots=True)
class Reason:
    """code: a key of the strings, `import.says.<code>`. hints: what may have been meant."""

    code: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    hints: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's row as it was understood.

    slips must be mended first, notes need not. suggests: field -> texts that may be meant.
    number_agrees: birth and sex stand in the row and are those of the number.
    """

    personal: Personal
    consent: str
    slips: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    suggests: Mapping[str, tuple[str, ...]]
    number_agrees: bool
    is_minor: bool


@dataclass(slots=True)
class _Draft:
    """What has been found so far while one row is read."""

    words: RegisterWords
    today: date
    fields: Mapping[str, str]
    typed: Collection[str]
    slips: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    suggests: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def shown(self, name: str) -> str:
        """The text, cut to what a sentence can hold."""
        return cut(self.text(name))


def cut(text: str) -> str:
    """At most what a sentence can hold."""
    return text if len(text) <= TEXT_LENGTH_MAX else text[:TEXT_LENGTH_MAX] + "\u2026"


def read_row(
    fields: Mapping[str, str], words: RegisterWords, today: date, typed: Collection[str] = ()
) -> Reading:
    """typed: the fields that a cadre typed from the card, not from the sheet."""
    draft = _Draft(words, today, fields, typed)
    if draft.text(SECOND):
        draft.slips.append(Reason("two_people"))
    name = _read_name(draft)
    number = _read_number(draft)
    agrees = number is not None and _compare(draft, number)
    is_minor = number is not None and identity.age_on(number.birth, today) < identity.ADULT
    personal = Personal(
        number=number.text if number else "",
        name=name,
        sex=number.sex if number else 0,
        birth=number.birth.isoformat() if number else "",
        phone=_read_phone(draft),
        group=_read_group(draft),
        education=_read_code(draft, "education"),
        politics=_read_code(draft, "politics"),
        skills=_read_list(draft, "skills"),
        wishes=_read_list(draft, "wishes"),
        guardian=_read_guardian(draft) if is_minor else "",
    )
    if draft.text("remark"):
        draft.notes.append(Reason("remark_left_out", {"text": draft.shown("remark")}))
    consent = draft.text("consent")
    asked = (words.code("consent", consent) or UNCLEAR) if consent else UNASKED
    return Reading(
        personal, asked, tuple(draft.slips), tuple(draft.notes), draft.suggests, agrees, is_minor
    )


def _read_name(draft: _Draft) -> str:
    name = read_name(draft.text("name"))
    if isinstance(name, NameSlip):
        # A question mark or a private character is what old systems made of a rare one.
        draft.slips.append(Reason(name, {"most": LONGEST_NAME}))
        return ""
    return name


def _read_number(draft: _Draft) -> IdNumber | None:
    text = draft.text("number")
    if quoted := _QUOTED.fullmatch(text):
        text = quoted[1]
    number = identity.tidy(text)
    # Eighteen digits that end in 000 are one in a thousand people, or a number that was rounded.
    rounded = len(number) == 18 and number.endswith("000") and "number" not in draft.typed
    if rounded or _SCIENTIFIC.fullmatch(number):
        draft.slips.append(Reason(Slip.ROUNDED))
        return None
    read = identity.read_number(text, draft.today)
    if isinstance(read, IdNumber):
        if len(number) == 15:
            draft.notes.append(Reason("number_15"))
        return read
    likely = _likely(draft, number)
    if likely:
        draft.suggests["number"] = likely
    hints = tuple(_difference(number, other) for other in likely)
    draft.slips.append(Reason(read, {"length": len(number)}, hints))
    return None


def _likely(draft: _Draft, number: str) -> tuple[str, ...]:
    """What the number may be, of those that agree with the row's birth and sex."""
    birth = read_birth(draft.text("birth"), draft.words)
    known = "-".join(birth) if birth and len(birth) > 1 else ""
    found = identity.likely_numbers(number, draft.today, known) if number.isascii() else ()
    sex = draft.words.code("sex", draft.text("sex"))
    agreeing = [n for n in found if not sex or str(IdNumber(n).sex) == sex] or list(found)
    # Everybody in a village knows its first six digits by heart: the slip is rarely there.
    agreeing.sort(key=lambda likely: likely[:6] != number[:6])
    return tuple(agreeing[:SUGGESTIONS_MAX])


def _difference(number: str, likely: str) -> Reason:
    """Where the two differ, so that nobody's whole number stands in a report."""
    places = [i for i in range(18) if number[i] != likely[i]]
    first, last = places[0], places[-1]
    if first == last:
        return Reason("digit", {"place": first + 1, "should": likely[first]})
    args: dict[str, str | int] = {"first": first + 1, "last": last + 1}
    return Reason("swapped", {**args, "should": likely[first : last + 1]})


def _compare(draft: _Draft, number: IdNumber) -> bool:
    """Holds the row's birth and sex against the number's; True when both stand there and agree."""
    sex_text, birth_text = draft.text("sex"), draft.text("birth")
    sex = draft.words.code("sex", sex_text)
    if sex_text and sex != str(number.sex):
        draft.suggests["sex"] = (str(number.sex),)
        hints = (Reason(f"sex_{number.sex}"),)
        draft.slips.append(Reason("sex_differs", {"sheet": draft.shown("sex")}, hints))
    birth = read_birth(birth_text, draft.words)
    birth_agrees = birth is not None and agrees_with(number.birth, birth)
    if birth is not None and not birth_agrees:
        draft.suggests["birth"] = (number.birth.isoformat(),)
        args = {"sheet": draft.shown("birth"), "number": number.birth.isoformat()}
        draft.slips.append(
            Reason("birth_differs", args, (_birth_part(birth), Reason("birth_wrong")))
        )
    elif birth is None and birth_text:
        draft.notes.append(Reason("birth_unclear", {"sheet": draft.shown("birth")}))
    return birth_agrees and sex == str(number.sex)


def _birth_part(birth: tuple[str, ...]) -> Reason:
    """What would stand in the number of somebody born then."""
    digits = "".join(birth)
    return Reason("birth_part", {"last": 6 + len(digits), "should": digits})


def read_birth(text: str, words: RegisterWords) -> tuple[str, ...] | None:
    """(year,), (year, month) or (year, month, day) in digits; None when it is not so written.

    "1950.1" may be January, or October that lost its zero as a number: only the year is sure.
    """
    flat = unicodedata.normalize("NFKC", text)
    for mark in words.birth_marks:
        flat = flat.replace(mark, "-")
    flat = re.sub(r"[\s./,-]+", "-", flat).strip("-")
    if alone := _DIGITS_ALONE.fullmatch(flat):
        parts = [part for part in alone.groups() if part]
    else:
        parts = flat.split("-")
    if not (1 <= len(parts) <= 3 and all(p.isascii() and p.isdigit() for p in parts)):
        return None
    if len(parts[0]) != 4 or any(len(part) > 2 for part in parts[1:]):
        return None
    if re.fullmatch(r"\d{4}\.1", text):
        return (parts[0],)
    return parts[0], *(part.zfill(2) for part in parts[1:])


def agrees_with(birth: date, parts: tuple[str, ...]) -> bool:
    return birth.isoformat().startswith("-".join(parts))


def _read_phone(draft: _Draft) -> str:
    phone = read_phone(draft.text("phone"))
    if isinstance(phone, PhoneSlip):
        draft.slips.append(Reason(phone, {"sheet": draft.shown("phone")}))
        return ""
    return phone


def _read_group(draft: _Draft) -> str:
    group = draft.text("group")
    if len(group) > TEXT_LENGTH_MAX:
        draft.slips.append(Reason("group_long", {"most": TEXT_LENGTH_MAX}))
        return ""
    return group


def _read_code(draft: _Draft, table: str) -> str:
    text = draft.text(table)
    code = draft.words.code(table, text)
    if text and not code:
        draft.notes.append(Reason(f"{table}_unknown", {"text": draft.shown(table)}))
    return code


def _read_list(draft: _Draft, table: str) -> tuple[str, ...]:
    """Codes in the row's order; a word without a code is kept as the village wrote it."""
    text = unicodedata.normalize("NFKC", draft.text(table))
    if code := draft.words.code(table, text):
        return (code,)
    if len(text) > TEXT_LENGTH_MAX:
        draft.slips.append(Reason(f"{table}_long", {"most": TEXT_LENGTH_MAX}))
        return ()
    for separator in draft.words.separators:
        text = text.replace(separator, " ")
    found: dict[str, None] = {}
    for word in text.split():
        code = draft.words.code(table, word)
        if not code:
            draft.notes.append(Reason(f"{table}_unknown", {"text": word}))
        found[code or word] = None
    return tuple(found)


def _read_guardian(draft: _Draft) -> str:
    """Name and phone, "" unless both stand there (a minor's guardian must be reachable)."""
    name, phone = draft.text("guardian_name"), draft.text("guardian_phone")
    if not name and (both := _GUARDIAN.fullmatch(plain(draft.text("guardian")))):
        name, phone = both[1], both[2]
    read = read_name(name), read_phone(phone)
    if not phone or any(isinstance(text, (NameSlip, PhoneSlip)) for text in read):
        return ""
    return " ".join(read)
