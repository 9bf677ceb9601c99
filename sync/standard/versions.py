"""Versions of one field of a person: what each editor wrote, and which versions she had seen.

Two clerks may mend the same field without knowing of each other. Neither is overwritten: whoever
wrote without having seen the other's stands beside it, until somebody who has seen both says which
is right (a multi-value register). What counts follows from the set of versions alone, so neither
the order of arrival nor a repetition matters.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sync.standard.origin import SELF, Mark, Ref
from sync.standard.personal import Personal

_NOTHING = Personal()
_Rank = tuple[bool, Mark]


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value of one field. mark: of the entry that wrote it.

    value: a Personal with this field alone. bases: identities (Ref.text()) of the versions that the
    editor had seen; None when the entry does not say: then it stands for all that is earlier.
    """

    mark: Mark
    value: Personal = _NOTHING
    by: str = SELF
    is_doubtful: bool = False
    bases: tuple[str, ...] | None = None

    @property
    def ref(self) -> str:
        return Ref(self.mark.device, self.mark.epoch, self.mark.seq).text()

    @property
    def rank(self) -> _Rank:
        """The later is the higher; any sure clock is above one that was plainly wrong."""
        return not self.is_doubtful, self.mark


def add(versions: tuple[Version, ...], version: Version, keeps_values: bool) -> tuple[Version, ...]:
    """With one more version, in the order of their marks. keeps_values: also of those that were
    named as bases; without it only what they superseded is remembered of them."""
    if any(known.ref == version.ref for known in versions):
        return versions
    known = tuple(sorted((*versions, version), key=_mark))
    if keeps_values or len(known) == 1:
        return known
    named = _named(known)
    return tuple(_emptied(one) if one.ref in named else one for one in known)


def heads(versions: Sequence[Version]) -> tuple[Version, ...]:
    """What nobody has superseded: one version is what stands, several are a question."""
    if len(versions) == 1:
        return tuple(versions)
    named = _named(versions)
    unsaid = [version for version in versions if version.bases is None]
    return tuple(
        version
        for version in versions
        if version.ref not in named and not _is_outdone(version, unsaid, versions)
    )


def _named(versions: Sequence[Version]) -> set[str]:
    return {ref for version in versions for ref in version.bases or ()}


def _is_outdone(version: Version, unsaid: Sequence[Version], versions: Sequence[Version]) -> bool:
    """Whether one without bases is higher, and this one was not written upon it."""
    higher = {one.ref for one in unsaid if one.rank > version.rank}
    return bool(higher) and not higher <= _seen_by(version, versions)


def disagree(live: Sequence[Version]) -> bool:
    return any(version.value != live[0].value for version in live)


def shown(versions: Sequence[Version], is_sensitive: bool) -> Version | None:
    """Whose value stands in the register. Of several heads the highest, but of a sensitive field
    the last that all of them had seen: none of them wins by itself."""
    live = heads(versions)
    if not is_sensitive or (live and not disagree(live)):
        return max(live, key=_rank, default=None)
    agreed = {version.ref for version in versions}
    for head in live:
        agreed &= _seen_by(head, versions)
    return max((v for v in versions if v.ref in agreed), key=_rank, default=None)


def _seen_by(head: Version, versions: Sequence[Version]) -> set[str]:
    """Everything that this version and its bases were written upon."""
    known = {version.ref: version for version in versions}
    found: set[str] = set()
    ahead = [head]
    while ahead:
        version = ahead.pop()
        if version.bases is None:
            bases = [one.ref for one in versions if one.rank < version.rank]
        else:
            bases = [ref for ref in version.bases if ref in known]
        ahead += [known[ref] for ref in bases if ref not in found]
        found.update(bases)
    return found


def _emptied(version: Version) -> Version:
    return msgspec.structs.replace(version, value=_NOTHING, by=SELF)


def _mark(version: Version) -> Mark:
    return version.mark


def _rank(version: Version) -> _Rank:
    return version.rank
