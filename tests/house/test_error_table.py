"""Every trouble has a code of its own, a sentence and a remedy; nothing is listed for nought."""

from __future__ import annotations

from kiosk import errors
from kiosk.strings import load_strings
from tests.house import tree

STRINGS = load_strings(tree.ASSETS / "strings" / "zh_CN")
TABLE = tree.table(tree.DOCS / "error-codes.md", columns=5)


def troubles() -> list[type[errors.Trouble]]:
    found = [errors.Trouble]
    for kind in found:
        found.extend(kind.__subclasses__())
    return [kind for kind in found if kind.__module__ == errors.__name__]


def test_codes_differ():
    codes = [kind.code for kind in troubles()]
    assert len(codes) == len(set(codes))


def test_every_code_is_shown_and_said():
    keys = list(STRINGS)
    said = {key.split(".")[1] for key in keys if key.startswith("error.")}
    assert said == {kind.code for kind in troubles()}
    for code in said:
        assert STRINGS.show(f"error.{code}.title")
        assert STRINGS.say(f"error.{code}.say")


def test_every_code_has_its_remedy():
    listed = {code: (name, shown) for code, name, shown, _, _ in TABLE}
    assert listed == {
        kind.code: (kind.__name__, STRINGS.show(f"error.{kind.code}.title")) for kind in troubles()
    }
    assert all(cause and remedy for _, _, _, cause, remedy in TABLE)
