"""One word a thing, none that says nothing, and no sentence for people outside the strings."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache

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


@cache
def losers_in(name: str) -> tuple[str, ...]:
    """The same few names stand in every file."""
    return tuple(loser for loser in LOSERS if has_words(name, loser))


@cache
def every_name() -> list[tuple[str, str]]:
    """(where, name)"""
    return [
        (f"{tree.name_of(path)}:{line} {name}", name)
        for path in tree.code()
        for line, name in tree.names_given(path)
    ]


def test_names_say_something():
    assert not [where for where, name in every_name() if SAYS_NOTHING & set(tree.words_of(name))]


def test_names_are_the_glossary_s():
    found = [(where, loser) for where, name in every_name() for loser in losers_in(name)]
    assert not [f"{where}: say {LOSERS[loser]}" for where, loser in found]


def test_glossary_is_read():
    assert LOSERS["villager"] == "resident"
    assert has_words("SignInPage", "sign_in")
    assert not has_words("signing", "sign")


def tokens_with_han(path) -> list[tokenize.TokenInfo]:
    text = path.read_text("utf-8")
    if not tree.HAN.search(text):
        return []
    read = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token for token in read if tree.HAN.search(token.string)]


def docstrings_of(path) -> list[ast.Constant]:
    return [
        node.value
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]


def han_in_code(path) -> Iterator[str]:
    tokens = [token for token in tokens_with_han(path) if token.type != tokenize.COMMENT]
    docs = {
        line
        for doc in (docstrings_of(path) if tokens else ())
        for line in range(doc.lineno, (doc.end_lineno or doc.lineno) + 1)
    }
    for token in tokens:
        if token.start[0] not in docs:
            yield f"{tree.name_of(path)}:{token.start[0]} {token.string}"


def long_terms(path) -> Iterator[str]:
    """In comments and docstrings."""
    said = [(doc.lineno, doc.value) for doc in docstrings_of(path)]
    said += [(t.start[0], t.string) for t in tokens_with_han(path) if t.type == tokenize.COMMENT]
    for line, text in said:
        if isinstance(text, str) and len(tree.HAN.findall(text)) > LONGEST_TERM:
            yield f"{tree.name_of(path)}:{line} {text.strip()[:80]}"


def test_no_han_text_in_code():
    """What people read stands in assets/strings."""
    assert not [found for path in tree.code() for found in han_in_code(path)]


def test_comments_hold_at_most_a_term():
    """The field's own term may stand beside the English word; the sentence is English."""
    assert not [found for path in tree.code() for found in long_terms(path)]
