"""Draws ID cards of invented people, as a phone or a camera would see them. Needs Qt."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QTransform,
)

from kiosk.config import ASSETS

WIDTH, HEIGHT = 1000, 630


@dataclass(frozen=True)
class Drawn:
    name: str = "\u738b\u79c0\u82f1"
    sex: str = "\u5973"
    ethnic: str = "\u6c49"
    birth: tuple[int, int, int] = (1946, 2, 28)
    address: tuple[str, ...] = (
        "\u6c5f\u82cf\u7701\u9547\u6c5f\u5e02\u4eac\u53e3\u533a\u8c61\u5c71",
        "\u8857\u9053\u4e1c\u5347\u67517\u7ec419\u53f7",
    )
    number: str = "321199194602285500"


def draw(card: Drawn, *, angle: float = 0.0, blur: int = 1, light: int = 255) -> QImage:
    """A card on a table. blur: 1 = sharp, 3 = a bad camera."""
    if QGuiApplication.instance() is None:
        QGuiApplication([])
    for file in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(ASSETS / "fonts" / file))
    face = _face(card, light)
    table = QImage(1280, 900, QImage.Format.Format_RGB32)
    table.fill(QColor(90, 80, 70))
    painter = QPainter(table)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(QTransform().translate(640, 450).rotate(angle).translate(-500, -315))
    painter.drawImage(0, 0, face)
    painter.end()
    small = table.scaled(1280 // blur, 900 // blur, mode=Qt.TransformationMode.SmoothTransformation)
    return small.scaled(1280, 900, mode=Qt.TransformationMode.SmoothTransformation)


def save(card: Drawn, path: Path, **how: float) -> Path:
    assert draw(card, **how).save(str(path))  # type: ignore[arg-type]
    return path


def _face(card: Drawn, light: int) -> QImage:
    face = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    face.fill(QColor(light, light, max(0, light - 12)))
    painter = QPainter(face)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRect(660, 90, 270, 350), QColor(150, 160, 170))
    label, value = QColor(70, 110, 170), QColor(20, 20, 20)

    def put(x: int, y: int, text: str, colour: QColor, px: int = 34) -> None:
        font = QFont("Noto Sans SC")
        font.setPixelSize(px)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(x, y, text)

    year, month, day = card.birth
    put(60, 100, "\u59d3\u540d", label, 28)
    put(160, 100, card.name, value, 40)
    put(60, 175, "\u6027\u522b", label, 28)
    put(160, 175, card.sex, value)
    put(280, 175, "\u6c11\u65cf", label, 28)
    put(370, 175, card.ethnic, value)
    put(60, 250, "\u51fa\u751f", label, 28)
    put(160, 250, str(year), value)
    put(255, 250, "\u5e74", label, 28)
    put(310, 250, str(month), value)
    put(360, 250, "\u6708", label, 28)
    put(415, 250, str(day), value)
    put(470, 250, "\u65e5", label, 28)
    put(60, 325, "\u4f4f\u5740", label, 28)
    for index, line in enumerate(card.address):
        put(160, 325 + 50 * index, line, value)
    put(60, 560, "\u516c\u6c11\u8eab\u4efd\u53f7\u7801", label, 28)
    put(330, 560, card.number, value, 44)
    painter.end()
    return face
