"""Who somebody is: the ID number (GB 11643), ids, masking, the blind index.

The number's form and check digit are python-stdnum's; the area part may be a code that exists no
more (people keep the number they were born with), so only the form is checked, never the table.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_2

MASK: Final = "●"
ADULT: Final = 18
CHILD: Final = 14
"""Under 14 the guardian must agree (Personal Information Protection Law, article 31)."""


class Slip(StrEnum):
    """What is wrong with a number, as a code that the strings know."""

    EMPTY = "number_empty"
    LENGTH = "number_length"
    CHARACTERS = "number_characters"
    BIRTH = "number_birth"
    FUTURE = "number_future"
    CHECK = "number_check"
    ROUNDED = "number_rounded"


class IdNumber(msgspec.Struct, frozen=True):
    """A well-formed ID number: 18 characters, the last one a digit or X."""

    text: str

    @property
    def birth(self) -> date:
        return date(int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14]))

    @property
    def sex(self) -> int:
        """GB/T 2261.1: 1 male, 2 female. The 17th digit is odd for a man."""
        return 1 if int(self.text[16]) % 2 else 2


def tidy(text: str) -> str:
    """Full-width digits, spaces, dashes and a small x become what is meant."""
    flat = unicodedata.normalize("NFKC", text)
    return "".join(c for c in flat if not c.isspace() and c not in "-–—'’").upper()


def read_number(text: str, today: date) -> IdNumber | Slip:
    """Reads an ID number of 18 or 15 characters, in any spelling."""
    number = tidy(text)
    if not number:
        return Slip.EMPTY
    if len(number) not in (15, 18):
        return Slip.LENGTH
    if not (number.isascii() and number[:-1].isdigit() and number[-1] in "0123456789X"):
        return Slip.CHARACTERS
    if len(number) == 15:
        if number[-1] == "X":
            return Slip.CHARACTERS
        number = from_15_digits(number)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return Slip.BIRTH
    if born > today:
        return Slip.FUTURE
    if born.year < 1900:
        return Slip.BIRTH
    if ric.calc_check_digit(number) != number[-1]:
        return Slip.CHECK
    return IdNumber(number)


def from_15_digits(number: str) -> str:
    """The 18 characters of a first-generation number (YYMMDD, all born in the 1900s)."""
    body = number[:6] + "19" + number[6:]
    return body + mod_11_2.calc_check_digit(body)


def likely_numbers(number: str, today: date, birth: str = "") -> tuple[str, ...]:
    """What a number with a wrong check digit was probably meant to be, likeliest first.

    Two neighbours changed places, or one digit was mistaken (kept only when the birth date that
    stands beside it agrees). A question for the person, never an answer.
    birth: "YYYY-MM" or "YYYY-MM-DD" when it is known from elsewhere.
    """
    number = tidy(number)
    if len(number) != 18 or not number[:-1].isdigit():
        return ()
    swapped = [
        number[:i] + number[i + 1] + number[i] + number[i + 2 :]
        for i in range(16)
        if number[i] != number[i + 1]
    ]
    body = number[:17] + mod_11_2.calc_check_digit(number[:17])
    found: list[str] = []
    for text in (*swapped, body):
        read = read_number(text, today)
        if not isinstance(read, IdNumber) or read.text in found:
            continue
        if birth and not read.birth.isoformat().startswith(birth):
            continue
        found.append(read.text)
    return tuple(found)


def age_on(birth: date, day: date) -> int:
    """Full years of age on that day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def mask_number(number: str) -> str:
    """The number as others may see it: 3211●●●●●●●●●●1500 (first 4, last 4)."""
    if len(number) < 9:
        return MASK * len(number)
    return number[:4] + MASK * (len(number) - 8) + number[-4:]


def mask_name(name: str) -> str:
    """The name with one character hidden: 王●英, 陈●."""
    if len(name) < 2:
        return MASK
    if len(name) == 2:
        return name[0] + MASK
    return name[0] + MASK * (len(name) - 2) + name[-1]


def mask_phone(phone: str) -> str:
    return (
        phone[:3] + MASK * (len(phone) - 7) + phone[-4:] if len(phone) >= 7 else MASK * len(phone)
    )


def blind_index(number: str, key: bytes) -> str:
    """Finds a number without keeping it: HMAC-SHA-256, 22 characters. key: >= 16 secret bytes."""
    digest = hmac.new(key, tidy(number).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def new_id(now_ms: int, random: bytes) -> str:
    """A UUIDv7 (RFC 9562) in 22 characters of URL-safe base64. random: 10 random bytes."""
    number = (now_ms & ((1 << 48) - 1)) << 80 | int.from_bytes(random[:10], "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return base64.urlsafe_b64encode(number.to_bytes(16, "big")).decode().rstrip("=")
