"""A dialect over its base, and the language of a machine."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.cli import main
from kiosk.config import ASSETS, languages
from kiosk.strings import load_strings

STRINGS = ASSETS / "strings"
AFTERNOON = datetime(2026, 3, 8, 14, 5)  # noqa: DTZ001 - the village's wall clock


@pytest.fixture
def dialect(tmp_path):
    base, over = tmp_path / "base", tmp_path / "over"
    for folder in (base, over):
        folder.mkdir()
    (base / "a.toml").write_text(
        '[page]\ntitle = "Well?"\nback = "Back"\n[reading]\nmany.hours = "{n} h"\n', "utf-8"
    )
    (over / "language.toml").write_text('name = "Dialect"\nbase = "base"\n', "utf-8")
    (over / "a.toml").write_text(
        '[page]\ntitle = { say = "Eh?" }\nsay = "Eh, what?"\n[reading]\nmany.hours = "{n} hrs"\n',
        "utf-8",
    )
    return over


def test_a_dialect_says_its_own_and_falls_back_to_its_base(dialect):
    strings = load_strings(dialect)
    assert (strings.show("page.title"), strings.say("page.title")) == ("Well?", "Eh?")
    assert strings.say("page.say") == "Eh, what?"
    assert strings.say("page.back") == "Back"
    assert set(strings) - set(load_strings(dialect.parent / "base")) == {"page.say"}


def test_cantonese_is_said_and_mandarin_is_shown():
    mandarin, cantonese = load_strings(STRINGS / "zh_CN"), load_strings(STRINGS / "yue")
    assert cantonese.show("home.title") == mandarin.show("home.title")
    assert cantonese.say("home.title") != mandarin.say("home.title")
    assert cantonese.say("register.name.say") == mandarin.say("register.name.say")
    assert cantonese.say("my_record.record.line_open", start=AFTERNOON).startswith("三月八号")


@pytest.mark.parametrize(
    ("key", "args", "said"),
    [
        ("check_in.forgot.title", {"start": AFTERNOON}, "You did not check out on 8 March"),
        ("check_in.leave.title", {"start": AFTERNOON}, "In since 14:05, 8 March"),
        ("check_in.in.figure", {"hours": "1"}, "1 hour"),
        ("check_in.in.figure", {"hours": "1.5"}, "1.5 hours"),
        ("register.check.born", {"born": AFTERNOON.date()}, "8 March 2026"),
        ("shell.read_to_me.ending", {"end": "123X"}, "ending with 1 2 3 X"),
    ],
)
def test_values_in_english(key, args, said):
    assert load_strings(STRINGS / "en").say(key, **args) == said


@pytest.mark.parametrize("language", languages())
def test_the_command_line_speaks_the_machine_s_language(language, tmp_path, capsys):
    data = ["--data", str(tmp_path), "--language", language]
    assert main([*data, "enrol", "123456789"]) == 2
    wanted = load_strings(STRINGS / language).show("cli.enrol_needs_county")
    assert capsys.readouterr().out == wanted + "\n"


def test_a_language_that_is_not_there_is_refused(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--language", "xx", "rebuild"])
    assert "'zh_CN', 'en', 'yue'" in capsys.readouterr().err
