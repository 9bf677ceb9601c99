"""What a widget asks for its look: a font, a colour, a picture, a length.

One Theme is made when the window opens (or changes size) and passed to every widget. Fonts are
ours and loaded from files, pictures are drawn from SVG at the size asked for, once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette, QPixmap

from kiosk.flows.screen import Tone
from kiosk.ui.colours import STRONG, WARM
from kiosk.ui.sight import Sight
from kiosk.ui.tokens import Metrics, Sizes, ToneColours

log = logging.getLogger(__name__)

FAMILIES = ("Noto Sans SC", "HanaMinA", "HanaMinB")
"""Where a character is looked for, in this order: the last two hold the rare ones in names."""
_AT_START = ("-Regular", "-Bold")


def load_fonts(folder: Path) -> None:
    """Loads the two weights that every page needs (some 15 ms each)."""
    _load(p for p in _font_files(folder) if p.stem.endswith(_AT_START))


def load_rare_fonts(folder: Path) -> None:
    """Loads the rest, the rare characters among it: call after the first paint."""
    _load(p for p in _font_files(folder) if not p.stem.endswith(_AT_START))


def _font_files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.*tf") if p.suffix.lower() in (".ttf", ".otf"))


def _load(files: Iterable[Path]) -> None:
    for file in files:
        _load_once(file)


@cache
def _load_once(file: Path) -> None:
    """Qt would read it once more for each theme, and keep each."""
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        log.warning("font not readable: %s", file.name)


class Theme:
    """Fonts, colours, pictures and sizes for one window."""

    def __init__(self, metrics: Metrics, pictures: Path) -> None:
        self.metrics = metrics
        self.colours = STRONG if metrics.sight.is_strong else WARM
        self._pictures = pictures
        self._drawn: dict[tuple[str, int, float], QPixmap] = {}

    @classmethod
    def load(cls, metrics: Metrics, assets: Path) -> Theme:
        """From assets/fonts and assets/icons. Needs a QGuiApplication."""
        load_fonts(assets / "fonts")
        return cls(metrics, assets / "icons")

    def resized(self, metrics: Metrics) -> Theme:
        """The same look for a window of another size, or for other eyes."""
        fresh = Theme(metrics, self._pictures)
        fresh._drawn = self._drawn
        return fresh

    def seen_with(self, sight: Sight) -> Theme:
        """The same window for these eyes."""
        return self.resized(Metrics(self.metrics.width_px, self.metrics.height_px, sight))

    @property
    def size(self) -> Sizes:
        return self.metrics.size

    def px(self, design_px: float) -> int:
        return self.metrics.px(design_px)

    def giving(self, px: int) -> int:
        return self.metrics.giving(px)

    def tone(self, tone: Tone) -> ToneColours:
        return self.colours.tones[tone]

    def font(self, size_px: int, *, bold: bool = False) -> QFont:
        """`size_px` as from `self.size`."""
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPixelSize(max(1, size_px))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        # Hinting would set letters a pixel apart on another machine and spoil golden pictures.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def picture(self, name: str, side_px: int, ratio: float = 1.0) -> QPixmap | None:
        """assets/icons/<name>.svg in a square of `side_px`; None (logged) where there is none.

        `ratio`: device pixels per pixel, as of QWidget.devicePixelRatioF.
        """
        if not name:
            return None
        key = (name, side_px, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, side_px, ratio)
        drawn = self._drawn[key]
        return None if drawn.isNull() else drawn

    def _draw(self, name: str, side_px: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # only where there is a picture to draw

        svg = QSvgRenderer(str(self._pictures / f"{name}.svg"))
        if not svg.isValid():
            log.warning("picture missing: %s", name)
            return QPixmap()
        pixmap = QPixmap(QSize(side_px, side_px) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        svg.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(pixmap)
        svg.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def palette(self) -> QPalette:
        """Paper and ink, for all that Qt itself paints."""
        palette = QPalette(QColor(self.colours.paper))
        for role, colour in (
            (QPalette.ColorRole.Window, self.colours.paper),
            (QPalette.ColorRole.Base, self.colours.card),
            (QPalette.ColorRole.AlternateBase, self.colours.band),
            (QPalette.ColorRole.Button, self.colours.card),
            (QPalette.ColorRole.WindowText, self.colours.ink),
            (QPalette.ColorRole.Text, self.colours.ink),
            (QPalette.ColorRole.ButtonText, self.colours.ink),
            (QPalette.ColorRole.PlaceholderText, self.colours.soft_ink),
            (QPalette.ColorRole.Highlight, self.tone(Tone.BLUE).fill),
            (QPalette.ColorRole.HighlightedText, self.colours.white),
        ):
            palette.setColor(role, QColor(colour))
        return palette
