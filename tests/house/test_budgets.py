"""Code that grows past these lengths is two things in one place."""

from __future__ import annotations

import ast

from tests.house import tree

FUNCTION_LINES = 40
CLASS_LINES = 150
FILE_LINES = 300


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short():
    lengths = {p: len(p.read_text("utf-8").splitlines()) for p in (*tree.code(), *tree.tests())}
    assert not {tree.name_of(p): lines for p, lines in lengths.items() if lines > FILE_LINES}


def test_functions_and_classes_are_short():
    assert not [fault for path in tree.code() for fault in too_long_in(path)]


def too_long_in(path):
    for node in ast.walk(tree.tree_of(path)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                most = FUNCTION_LINES
            case ast.ClassDef():
                most = CLASS_LINES
            case _:
                continue
        if lines_of(node) > most:
            name = tree.name_of(path)
            yield f"{name}:{node.lineno} {node.name}: {lines_of(node)} > {most}"
