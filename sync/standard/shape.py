"""The shape of structs as text: it changes when what could not be read may be readable now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args

import msgspec

from sync.standard.facts import Fact


@cache
def shape_of_facts() -> str:
    """Changes when lines that could not be read may be readable now. The same all the program's
    life; making it takes longer than opening a journal."""
    return digest([part for kind in get_args(Fact) for part in fields_of(kind, set())])


def fields_of(of: Any, seen: set[Any]) -> Iterator[str]:
    """The names and types of a struct's fields, and of the structs within them."""
    if isinstance(of, type) and issubclass(of, msgspec.Struct):
        if of in seen:
            return
        seen.add(of)
        yield f"{of.__name__} {of.__struct_config__.tag}"
        for field in msgspec.structs.fields(of):
            yield f"{field.name} {field.type!r}"
            yield from fields_of(field.type, seen)
    for inner in get_args(of):
        yield from fields_of(inner, seen)


def digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
