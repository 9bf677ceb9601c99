"""The tour takes real steps, and says so when it is lost; the picture file follows the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from kiosk.ui.picture import PictureFile
from kiosk.ui.tour import Expect, ExpectPanel, Guide, Keys, LostOnTour, Tap, tour
from tests.ui.conftest import LYING, UPRIGHT

SCRIPTS = {
    "toy": (
        Tap("choice:toy"),
        Expect("toy.number"),
        Keys("32119919480307155X"),
        Tap("done"),
        Expect("toy.name"),
        Keys("WANG"),
        Tap("key:\u738b"),
        Keys("YING"),
        Tap("key:\u82f1"),
        Tap("done"),
        Expect("toy.done"),
        Tap("done"),
        Expect("home"),
    ),
    "volume": (Tap("bar:volume"), ExpectPanel("volume"), Tap("done"), Expect("home")),
}


def test_a_tour_of_the_toy(kiosk, tmp_path):
    kiosk.toy.order = ("number", "name", "done")
    pictures = tour(kiosk.shell, tmp_path, SCRIPTS, (UPRIGHT, LYING))
    assert [p.name for p in pictures[:4]] == [
        "01-home-1080x1920.png",
        "02-toy-number-1080x1920.png",
        "03-toy-name-1080x1920.png",
        "04-toy-done-1080x1920.png",
    ]
    assert len(pictures) == 14
    assert QImage(str(pictures[-1])).size().toTuple() == LYING
    kiosk.sees("home")


def test_a_tour_that_loses_its_way_says_where(kiosk, tmp_path):
    kiosk.toy.order = ("two",)
    script = {"toy": (Tap("choice:toy"), Tap("choice:nowhere"))}
    with pytest.raises(LostOnTour, match=r"choice:nowhere .* toy\.two stands"):
        Guide(kiosk.shell, tmp_path, "lost", patience_ms=100).play(script)


def test_the_picture_follows_the_window(kiosk, tmp_path):
    path = tmp_path / "kiosk.png"
    PictureFile(kiosk.shell, path)
    kiosk.bot.waitUntil(path.exists)
    before = QImage(str(path))
    kiosk.open("two")
    kiosk.bot.waitUntil(lambda: QImage(str(path)) != before)
    assert QImage(str(path)) == kiosk.shell.grab().toImage().convertToFormat(
        QImage(str(path)).format()
    )
    assert [p.name for p in tmp_path.iterdir()] == ["kiosk.png"]
