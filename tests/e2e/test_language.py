"""Promise: one button, and a visitor is spoken to in her language; the next finds their own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from kiosk.app import application
from kiosk.config import ASSETS, Config
from kiosk.services.cadres import Cadre
from kiosk.strings import load_strings
from kiosk.tour.play import opened
from kiosk.ui.tour import Expect, Guide, Tap

CHINESE, ENGLISH = (load_strings(ASSETS / "strings" / name) for name in ("zh_CN", "en"))


@pytest.fixture
def kiosk(tmp_path):
    application()
    config = Config(tmp_path / "data", window_px=(540, 960), voice=False, idle_s=2)
    with opened(config, CHINESE) as kiosk:
        yield kiosk


def asks(bot, kiosk, strings, screen):
    """Waits until the question stands in that language, and the light beside it."""

    def stands():
        label = kiosk.shell.findChild(QLabel, "question")
        light = kiosk.shell.findChild(QLabel, "sync_light")
        words = {strings.show("light.saved"), strings.show("light.alone")}
        return label.text() == strings.show(f"{screen}.title") and light.text() in words

    bot.waitUntil(stands, timeout=5000)


def test_a_visit_in_english_and_the_next_in_chinese(qtbot, kiosk, tmp_path):
    guide = Guide(kiosk.shell, tmp_path, "")
    asks(qtbot, kiosk, CHINESE, "home")
    for step in (Tap("bar:language"), Tap("choice:check_in"), Expect("find_me.way")):
        guide.take(step)
    asks(qtbot, kiosk, ENGLISH, "find_me.way")
    guide.take(Tap("bar:home"))
    asks(qtbot, kiosk, CHINESE, "home")


def test_back_by_the_same_button_or_when_she_walks_away(qtbot, kiosk, tmp_path):
    guide = Guide(kiosk.shell, tmp_path, "")
    for strings in (ENGLISH, CHINESE, ENGLISH):
        guide.take(Tap("bar:language"))
        asks(qtbot, kiosk, strings, "home")
    asks(qtbot, kiosk, CHINESE, "home")  # nobody touched anything for a second


def test_the_officers_choice_holds_over_a_restart(qtbot, tmp_path):
    application()
    config = Config(tmp_path / "data", window_px=(1280, 800), voice=False)
    with opened(config, CHINESE) as kiosk:
        kiosk.door.open(Cadre("cadre", "Li", ""))
        qtbot.waitUntil(lambda: kiosk.window.desk is not None)
        chinese = kiosk.window.desk
        chinese.open_room("machine")
        button = chinese.findChild(QAbstractButton, "machine.language:en")
        button.click()
        qtbot.waitUntil(lambda: kiosk.window.desk not in (chinese, None))
        room = kiosk.window.desk.current_room()
        assert room.notice.text == ENGLISH.show("desk.machine.kept_language")
        asks(qtbot, kiosk, ENGLISH, "home")
    with opened(config, CHINESE) as kiosk:
        asks(qtbot, kiosk, ENGLISH, "home")
        kiosk.shell.leave()
        asks(qtbot, kiosk, ENGLISH, "home")
    with opened(replace(config, language="zh_CN"), CHINESE) as kiosk:
        asks(qtbot, kiosk, CHINESE, "home")
