"""A person's field in words; and several values of one field, told apart without telling more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kiosk.ui.desk.bench import Bench
from sync.standard.identity import MASK, mask_number, mask_phone

_CODED: Final = {"sex": "sexes", "education": "education", "politics": "politics"}
_LISTED: Final = ("skills", "wishes")
_MASKED: Final = {"number": mask_number, "phone": mask_phone}


def values_in_words(bench: Bench, field: str, values: Sequence[Any]) -> list[str]:
    """Each as its reader must see it to choose: of a number or telephone the characters in which
    they differ besides those that are always shown. "" and 0 are said to be not filled in."""
    mask = _MASKED.get(field)
    if mask is not None:
        texts = [str(value) for value in values]
        masked = [_show_what_differs(text, mask(text), texts) for text in texts]
        return [text or bench.show("people.unsaid") for text in masked]
    return [_words(bench, field, value) or bench.show("people.unsaid") for value in values]


def _words(bench: Bench, field: str, value: Any) -> str:
    if field in _LISTED:
        return bench.show("joint").join(_named(bench, f"register.{field}", c) for c in value)
    if field in _CODED:
        return _named(bench, f"desk.{_CODED[field]}", str(value)) if value else ""
    return str(value)


def _named(bench: Bench, table: str, code: str) -> str:
    key = f"{table}.{code}"
    return bench.strings.show(key) if bench.strings.has(key) else code


def _show_what_differs(text: str, masked: str, texts: Sequence[str]) -> str:
    others = [other for other in texts if len(other) == len(text)]
    return "".join(
        char if shown != MASK or any(other[at] != char for other in others) else MASK
        for at, (char, shown) in enumerate(zip(text, masked, strict=True))
    )
