"""One word a thing, none that says nothing, and no sentence for people outside the strings."""

from __future__ import annotations

import ast
import re
import tokenize

import pytest

from tests.house import tree

SAYS_NOTHING = {"manager", "helper", "helpers", "util", "utils", "handler", "handlers", "info"}
LONGEST_TERM = 12


def losing_words() -> dict[str, str]:
    """Losing synonym -> the word that won, from the glossary's last column."""
    losers = {}
    for _, identifier, _, rest in tree.table(tree.DOCS / "glossary.md", columns=4):
        for loser in re.split(r"[,\s]+", rest):
            if loser.strip("-—"):
                losers[loser] = identifier
    return losers


LOSERS = losing_words()


def has_words(name: str, phrase: str) -> bool:
    """Whether a phrase (`sign_in`) stands in a name (`SignInPage`) word by word."""
    return f"_{phrase}_" in f"_{'_'.join(tree.words_of(name))}_"


@pytest.mark.parametrize("path", tree.code(), ids=tree.name_of)
def test_names_say_something(path):
    empty = [
        f"{path.name}:{line} {name}"
        for line, name in tree.names_given(path)
        if SAYS_NOTHING & set(tree.words_of(name))
    ]
    assert not empty


@pytest.mark.parametrize("path", tree.code(), ids=tree.name_of)
def test_names_are_the_glossary_s(path):
    wrong = [
        f"{path.name}:{line} {name}: say {LOSERS[loser]}"
        for line, name in tree.names_given(path)
        for loser in LOSERS
        if has_words(name, loser)
    ]
    assert not wrong


def test_glossary_is_read():
    assert LOSERS["villager"] == "resident"
    assert has_words("SignInPage", "sign_in")
    assert not has_words("signing", "sign")


def comments_of(path) -> list[tuple[int, str]]:
    """(line, text) of comments and docstrings."""
    found = []
    for node in ast.walk(tree.tree_of(path)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                found.append((node.lineno, text))
    with tokenize.open(path) as source:
        found += [
            (token.start[0], token.string)
            for token in tokenize.generate_tokens(source.readline)
            if token.type == tokenize.COMMENT
        ]
    return found


def docstring_lines(path) -> set[int]:
    return {
        line
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


@pytest.mark.parametrize("path", tree.code(), ids=tree.name_of)
def test_no_han_text_in_code(path):
    """What people read stands in assets/strings."""
    docs = docstring_lines(path)
    with tokenize.open(path) as source:
        found = [
            f"{path.name}:{token.start[0]} {token.string}"
            for token in tokenize.generate_tokens(source.readline)
            if token.type != tokenize.COMMENT
            and token.start[0] not in docs
            and tree.HAN.search(token.string)
        ]
    assert not found


@pytest.mark.parametrize("path", tree.code(), ids=tree.name_of)
def test_comments_hold_at_most_a_term(path):
    """The field's own term may stand beside the English word; the sentence is English."""
    found = [
        f"{path.name}:{line} {text.strip()[:80]}"
        for line, text in comments_of(path)
        if len(tree.HAN.findall(text)) > LONGEST_TERM
    ]
    assert not found
