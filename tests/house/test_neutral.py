"""The project speaks of itself alone: no path of a developer's machine, no package mirror."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house import tree

MACHINE_PATHS = ("/work/", "/root/", "/home/", "/opt/pypi", "/opt/wheels")
REGISTRIES = (
    "pypi.org",
    "pythonhosted.org",
    "registry.npmjs",
    "npmmirror",
    "mirrors.",
    "deb.debian.org",
)
PATHS = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, MACHINE_PATHS))})")
REGISTRY_WORDS = re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)
THIS_FILE = Path(__file__).resolve()


def test_no_machine_path_and_no_registry():
    found = []
    for path in tree.texts():
        if path == THIS_FILE:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if len(line) < 10_000 and (PATHS.search(line) or REGISTRY_WORDS.search(line)):
                found.append(f"{tree.name_of(path)}:{number} {line.strip()[:100]}")
    assert not found


def test_the_rule_bites():
    assert PATHS.search("data = /home/lan/x")
    assert REGISTRY_WORDS.search("https://pypi.org/simple")
    assert not PATHS.search("docs/home/x and frame/work/")
