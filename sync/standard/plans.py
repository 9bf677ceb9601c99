"""Plans: what a village writes down about a team, a project, an activity, field by field.

Two cadres may mend the same plan without knowing of each other. Different fields merge; of the
same field the later word stands (nobody's person or money hangs on it, so nobody is asked).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from sync.standard.origin import Mark, Origin

P = TypeVar("P", bound=msgspec.Struct)
Marks = dict[str, Mark]


def merged(plan: P, marks: Marks, changed: Mapping[str, Any], origin: Origin) -> tuple[P, Marks]:
    """The plan with those of the changes that are later than what stands, and each field's mark.

    A field that this version does not know or cannot hold is left out; the entry keeps it.
    """
    kind, mark = type(plan), origin.mark
    fresh: dict[str, Any] = {}
    for name, value in changed.items():
        if name not in kind.__struct_fields__ or marks.get(name, mark) > mark:
            continue
        try:
            fresh[name] = getattr(msgspec.convert({name: value}, kind), name)
        except msgspec.ValidationError:
            continue
    if not fresh:
        return plan, marks
    return msgspec.structs.replace(plan, **fresh), {**marks, **dict.fromkeys(fresh, mark)}


def changes(before: P, after: P) -> dict[str, Any]:
    """What an entry must say so that `before` becomes `after`."""
    names = before.__struct_fields__
    return {
        name: msgspec.to_builtins(getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    }
