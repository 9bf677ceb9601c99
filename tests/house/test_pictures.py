"""Every picture, font and voice that the code names is there, and each has its notice."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kiosk.strings import load_strings
from sync.standard import codes
from sync.standard.marks import MARKS
from sync.standard.signs import PICTURES as SIGNS
from tests.house import tree

PICTURES = {path.stem for path in (tree.ASSETS / "icons").glob("*.svg")}
NOTICES = (tree.ROOT / "THIRD-PARTY.md").read_text("utf-8")


def constants(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)


def pictures_named(module: ast.Module) -> Iterator[str]:
    """In `icon=...`, in a Choice's second place, in `.picture(...)`, in `icon: str = ...`."""
    for node in ast.walk(module):
        match node:
            case ast.keyword(arg="icon", value=value):
                yield from constants(value)
            case ast.Call(func=ast.Name(id="Choice"), args=[_, icon, *_]):
                yield from constants(icon)
            case ast.Call(func=ast.Attribute(attr="picture"), args=[name, *_]):
                yield from constants(name)
            case ast.AnnAssign(target=ast.Name(id="icon"), value=ast.expr() as value):
                yield from constants(value)
            case ast.Assign(targets=[ast.Name(id="icon")], value=value):
                yield from constants(value)


def test_named_pictures_exist():
    named = {
        f"{icon} ({tree.name_of(path)})": icon
        for path in tree.code()
        for icon in pictures_named(tree.tree_of(path))
    }
    assert len(named) > 10
    missing = [where for where, icon in named.items() if icon not in PICTURES]
    assert not missing


def test_services_and_skills_have_pictures():
    """A choice of one of these is drawn by its code."""
    assert {*codes.SERVICES, *codes.SKILLS, codes.ANY_SERVICE} <= PICTURES


def test_marks_and_signs_have_pictures_and_names():
    strings = load_strings(tree.ASSETS / "strings" / "zh_CN")
    names = [f"mark_{name}" for name in MARKS] + [f"sign_{name}" for name in SIGNS]
    assert len(set(names)) == 36
    assert set(names) <= PICTURES
    words = [strings.show(name.replace("_", ".", 1)) for name in names]
    assert len(set(words)) == 36, "no two of the same name"


def test_every_picture_has_its_notice():
    rows = {row[0]: row[1] for row in tree.table(tree.ROOT / "THIRD-PARTY.md", columns=2)}
    recipe = (tree.ROOT / "packaging" / "pictures.txt").read_text("utf-8")
    made = dict(line.split() for line in recipe.splitlines() if line and line[0] != "#")
    assert set(made) == PICTURES
    assert {name: rows.get(name) for name in made} == made


def test_every_font_and_table_has_its_notice():
    ours = ("icons", "strings", "rules", "register", "demo")
    assert "assets/voice/zh_CN/*.ogg" in NOTICES
    found = [
        path.name
        for path in tree.files("assets")
        if path.relative_to(tree.ASSETS).parts[0] not in ours
        and path.name not in NOTICES
        and path.suffix != ".ogg"
    ]
    assert not found
