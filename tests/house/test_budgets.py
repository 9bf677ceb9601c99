"""Code that grows past these lengths is two things in one place."""

from __future__ import annotations

import ast

import pytest

from tests.house import tree

FUNCTION_LINES = 40
CLASS_LINES = 150
FILE_LINES = 300


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", [*tree.code(), *tree.tests()], ids=tree.name_of)
def test_file_is_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", tree.code(), ids=tree.name_of)
def test_functions_and_classes_are_short(path):
    too_long = []
    for node in ast.walk(tree.tree_of(path)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                most = FUNCTION_LINES
            case ast.ClassDef():
                most = CLASS_LINES
            case _:
                continue
        if lines_of(node) > most:
            too_long.append(f"{path.name}:{node.lineno} {node.name}: {lines_of(node)} > {most}")
    assert not too_long
