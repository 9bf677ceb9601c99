"""What is known of a person: the fields of the register, each of which may be mended by itself."""

from __future__ import annotations

from typing import Final

import msgspec


class Personal(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a person. Codes as in sync.standard.codes; "" or 0 = not known."""

    number: str = ""
    """The 18 characters of the ID number (GB 11643)."""
    name: str = ""
    sex: int = 0
    """GB/T 2261.1."""
    birth: str = ""
    """YYYY-MM-DD."""
    phone: str = ""
    group: str = ""
    """Home group (村民小组) as the village writes it."""
    education: str = ""
    """GB/T 4658."""
    politics: str = ""
    """GB/T 4762."""
    skills: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    """Service fields wished for, codes of codes.SERVICES."""
    guardian: str = ""
    """Name and phone of the guardian, for a minor."""
    sign: str = ""
    """Her two pictures (sync.standard.signs), sealed by argon2."""


FIELDS: Final = Personal.__struct_fields__
SECRET: Final = frozenset({"sign"})
"""Shown to nobody, a cadre who corrects or reviews among them: only its owner writes it, and of two
values the later stands without anybody's word."""
SENSITIVE: Final = frozenset({"number", "sex", "birth"})
"""Whose record this is hangs on the number, sex and birth date are read from it: of two values
none wins by itself."""
