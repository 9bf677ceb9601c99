"""The desk's one style sheet, made from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor

from kiosk.flows.screen import Tone
from kiosk.ui import tokens
from kiosk.ui.desk.look import DeskSizes
from kiosk.ui.theme import FAMILIES
from kiosk.ui.tokens import TONES

_FAMILIES = ", ".join(f'"{family}"' for family in FAMILIES)
"""A style sheet that sets a size sets the whole font anew, so it must name the families too."""


def _pressed(fill: str) -> str:
    return QColor(fill).darker(125).name()


def style_sheet(size: DeskSizes) -> str:
    return "\n".join(
        (
            _ground(size),
            _words(size),
            _buttons(size),
            _small_buttons(size),
            _fields(size),
            _tables(size),
            _notices(size),
            _rest(size),
        )
    )


def _ground(size: DeskSizes) -> str:
    red = TONES[Tone.RED]
    return f"""
    Desk, QWidget[role="room"] {{ background: {tokens.PAPER}; }}
    QWidget {{
        color: {tokens.INK}; font-size: {size.text}px; font-family: {_FAMILIES};
    }}
    QWidget[role="header"] {{ background: {red.fill}; }}
    QWidget[role="header"] QLabel {{ color: {red.on_fill}; }}
    QWidget[role="rail"] {{ background: {tokens.BAND}; border-right: 1px solid {tokens.LINE}; }}
    QFrame[role="card"] {{
        background: {tokens.CARD}; border: 1px solid {tokens.LINE};
        border-radius: {size.radius}px;
    }}
    QWidget[role="bar"] {{ background: {tokens.BAND}; border-top: 1px solid {tokens.LINE}; }}
    QScrollArea, QScrollArea > QWidget > QWidget[role="inside"] {{
        background: transparent; border: none;
    }}
    """


def _words(size: DeskSizes) -> str:
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {colours.word}; }}' for tone, colours in TONES.items()
    )
    return f"""
    QLabel {{ background: transparent; border: none; }}
    QLabel[role="title"] {{ font-size: {size.title}px; font-weight: bold; }}
    QLabel[role="strong"] {{ font-size: {size.strong}px; font-weight: bold; }}
    QLabel[role="figure"] {{ font-size: {size.figure}px; font-weight: bold; }}
    QLabel[role="label"] {{ font-weight: bold; }}
    QLabel[role="soft"] {{ color: {tokens.SOFT_INK}; }}
    {tones}
    """


def _buttons(size: DeskSizes) -> str:
    green, red = TONES[Tone.GREEN], TONES[Tone.RED]
    pressed = TONES[Tone.PAPER].pressed
    return f"""
    QPushButton {{
        min-height: {size.control - 4}px; padding: 0 {size.pad}px; font-weight: bold;
        border-radius: {size.radius}px; border: 2px solid {tokens.EDGE};
        background: {tokens.CARD}; color: {tokens.INK};
    }}
    QPushButton:pressed {{ background: {pressed}; }}
    QPushButton:focus {{ border: 3px solid {tokens.INK}; }}
    QPushButton[role="main"] {{
        background: {green.fill}; border-color: {green.fill}; color: {green.on_fill};
    }}
    QPushButton[role="main"]:pressed {{ background: {_pressed(green.fill)}; }}
    QPushButton[role="danger"] {{
        background: {red.tint}; border-color: {red.frame}; color: {red.word};
    }}
    QPushButton[role="danger"]:pressed {{ background: {red.pressed}; }}
    """


def _small_buttons(size: DeskSizes) -> str:
    green, red, blue = TONES[Tone.GREEN], TONES[Tone.RED], TONES[Tone.BLUE]
    return f"""
    QPushButton[role="link"] {{
        border: 2px solid {blue.frame}; background: {blue.tint}; color: {blue.word};
        min-height: {size.control - 14}px; padding: 0 {size.gap}px;
    }}
    QPushButton[role="link"]:pressed {{ background: {blue.pressed}; }}
    QPushButton[role="link"]:focus {{ border: 3px solid {tokens.INK}; }}
    QPushButton[role="chip"] {{
        min-height: {size.control - 10}px; padding: 0 {size.gap}px; font-weight: normal;
        border: 2px solid {tokens.EDGE};
    }}
    QPushButton[role="chip"]:checked {{
        background: {green.tint}; border-color: {green.frame}; color: {green.word};
        font-weight: bold;
    }}
    QPushButton[role="chip"]:focus {{ border-color: {tokens.INK}; }}
    QPushButton[role="header"] {{
        background: transparent; border-color: {red.on_fill}; color: {red.on_fill};
        min-height: {size.control - 10}px;
    }}
    QPushButton[role="header"]:pressed {{ background: {_pressed(red.fill)}; }}
    QPushButton[role="header"]:focus {{ border: 3px solid {tokens.BAR_FULL}; }}
    QPushButton:disabled {{
        background: {tokens.OFF_GROUND}; border-color: {tokens.OFF_EDGE};
        color: {tokens.SOFT_INK};
    }}
    """


def _fields(size: DeskSizes) -> str:
    blue, red = TONES[Tone.BLUE], TONES[Tone.RED]
    return f"""
    QLineEdit, QComboBox, QSpinBox {{
        min-height: {size.control - 4}px; padding: 0 {size.gap}px;
        border: 2px solid {tokens.EDGE}; border-radius: {size.radius}px;
        background: {tokens.CARD}; selection-background-color: {blue.fill};
        selection-color: {blue.on_fill};
    }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border-color: {blue.frame}; }}
    QLineEdit[tone="red"], QComboBox[tone="red"], QSpinBox[tone="red"] {{
        border-color: {red.frame}; background: {red.tint};
    }}
    QLineEdit:disabled, QComboBox:disabled {{ background: {tokens.OFF_GROUND}; }}
    QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0; background: transparent; }}
    QComboBox::drop-down {{ border: none; width: {size.control}px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{
        border: 1px solid {tokens.EDGE}; background: {tokens.CARD}; outline: none;
        selection-background-color: {blue.tint}; selection-color: {blue.word};
    }}
    QComboBox QAbstractItemView::item {{ min-height: {size.row}px; padding: 0 {size.gap}px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    """


def _tables(size: DeskSizes) -> str:
    blue = TONES[Tone.BLUE]
    return f"""
    QTableView {{
        background: {tokens.CARD}; border: 1px solid {tokens.LINE};
        border-radius: {size.radius}px; outline: none; gridline-color: {tokens.LINE};
        selection-background-color: {blue.tint}; selection-color: {tokens.INK};
    }}
    QTableView:focus {{ border: 2px solid {blue.frame}; }}
    QTableView::item {{
        padding: 0 {size.gap}px; border: none; border-bottom: 1px solid {tokens.LINE};
    }}
    QTableView::item:selected {{ background: {blue.tint}; color: {tokens.INK}; }}
    QTableView QLineEdit {{ border-radius: 0; min-height: 0; padding: 0 {size.gap - 2}px; }}
    QHeaderView {{
        background: {tokens.BAND}; border: none;
        border-top-left-radius: {size.radius - 2}px;
        border-top-right-radius: {size.radius - 2}px;
    }}
    QHeaderView::section {{
        background: transparent; color: {tokens.SOFT_INK}; font-weight: bold;
        padding: 0 {size.gap + 3}px; min-height: {size.row - 4}px; border: none;
        border-bottom: 2px solid {tokens.EDGE};
    }}
    QTableCornerButton::section {{ background: {tokens.BAND}; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {size.bar + 4}px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: {size.bar + 4}px; margin: 2px; }}
    QScrollBar::handle {{ background: {tokens.EDGE}; border-radius: {size.bar // 2}px; }}
    QScrollBar::handle:vertical {{ min-height: {size.control}px; }}
    QScrollBar::handle:horizontal {{ min-width: {size.control}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _notices(size: DeskSizes) -> str:
    return "\n".join(
        f"""
        QFrame[role="notice"][tone="{tone}"] {{
            background: {colours.tint}; border: 2px solid {colours.frame};
            border-radius: {size.radius}px;
        }}
        QFrame[role="notice"][tone="{tone}"] QLabel {{ color: {colours.word}; }}
        """
        for tone, colours in TONES.items()
    )


def _rest(size: DeskSizes) -> str:
    return f"""
    QProgressBar {{
        border: none; border-radius: {size.bar}px; background: {tokens.BAR_EMPTY};
        min-height: {2 * size.bar}px; max-height: {2 * size.bar}px;
        text-align: center; font-weight: bold;
    }}
    QProgressBar::chunk {{ background: {tokens.BAR_FULL}; border-radius: {size.bar}px; }}
    QToolTip {{
        background: {tokens.CARD}; color: {tokens.INK}; border: 1px solid {tokens.EDGE};
    }}
    """
