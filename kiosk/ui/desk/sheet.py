"""The desk's one style sheet, made from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor

from kiosk.flows.screen import Tone
from kiosk.ui.colours import Colours
from kiosk.ui.desk.look import DeskSizes
from kiosk.ui.theme import FAMILIES
from kiosk.ui.tokens import ToneColours

_FAMILIES = ", ".join(f'"{family}"' for family in FAMILIES)
"""A style sheet that sets a size sets the whole font anew, so it must name the families too."""


def _pressed(fill: str) -> str:
    return QColor(fill).darker(125).name()


def _chosen(tone: ToneColours, c: Colours) -> str:
    """The ground of what is chosen: not that of the paper, in either set."""
    return tone.pressed if tone.tint == c.paper else tone.tint


def style_sheet(size: DeskSizes, c: Colours) -> str:
    return "\n".join(
        (
            _ground(size, c),
            _words(size, c),
            _buttons(size, c),
            _small_buttons(size, c),
            _fields(size, c),
            _pickers(size, c),
            _tables(size, c),
            _notices(size, c),
            _rest(size, c),
        )
    )


def _ground(size: DeskSizes, c: Colours) -> str:
    red = c.tones[Tone.RED]
    return f"""
    Desk, QWidget[role="room"] {{ background: {c.paper}; }}
    QWidget {{
        color: {c.ink}; font-size: {size.text}px; font-family: {_FAMILIES};
    }}
    QWidget[role="header"] {{ background: {red.fill}; }}
    QWidget[role="header"] QLabel {{ color: {red.on_fill}; }}
    QWidget[role="rail"] {{ background: {c.band}; border-right: 1px solid {c.line}; }}
    QFrame[role="card"] {{
        background: {c.card}; border: 1px solid {c.line};
        border-radius: {size.radius}px;
    }}
    QWidget[role="bar"] {{ background: {c.band}; border-top: 1px solid {c.line}; }}
    QScrollArea, QScrollArea > QWidget > QWidget[role="inside"] {{
        background: transparent; border: none;
    }}
    """


def _words(size: DeskSizes, c: Colours) -> str:
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {colours.word}; }}' for tone, colours in c.tones.items()
    )
    return f"""
    QLabel {{ background: transparent; border: none; }}
    QLabel[role="title"] {{ font-size: {size.title}px; font-weight: bold; }}
    QLabel[role="strong"] {{ font-size: {size.strong}px; font-weight: bold; }}
    QLabel[role="figure"] {{ font-size: {size.figure}px; font-weight: bold; }}
    QLabel[role="label"] {{ font-weight: bold; }}
    QLabel[role="soft"] {{ color: {c.soft_ink}; }}
    {tones}
    """


def _buttons(size: DeskSizes, c: Colours) -> str:
    green, red = c.tones[Tone.GREEN], c.tones[Tone.RED]
    pressed = c.tones[Tone.PAPER].pressed
    return f"""
    QPushButton {{
        min-height: {size.control - 4}px; padding: 0 {size.pad}px; font-weight: bold;
        border-radius: {size.radius}px; border: 2px solid {c.edge};
        background: {c.card}; color: {c.ink};
    }}
    QPushButton:pressed {{ background: {pressed}; }}
    QPushButton:focus {{ border: 3px solid {c.ink}; }}
    QPushButton[role="main"] {{
        background: {green.fill}; border-color: {green.fill}; color: {green.on_fill};
    }}
    QPushButton[role="main"]:pressed {{ background: {_pressed(green.fill)}; }}
    QPushButton[role="danger"] {{
        background: {red.tint}; border-color: {red.frame}; color: {red.word};
    }}
    QPushButton[role="danger"]:pressed {{ background: {red.pressed}; }}
    """


def _small_buttons(size: DeskSizes, c: Colours) -> str:
    green, red, blue = c.tones[Tone.GREEN], c.tones[Tone.RED], c.tones[Tone.BLUE]
    return f"""
    QPushButton[role="link"] {{
        border: 2px solid {blue.frame}; background: {blue.tint}; color: {blue.word};
        min-height: {size.control - 14}px; padding: 0 {size.gap}px;
    }}
    QPushButton[role="link"]:pressed {{ background: {blue.pressed}; }}
    QPushButton[role="link"]:focus {{ border: 3px solid {c.ink}; }}
    QPushButton[role="chip"] {{
        min-height: {size.control - 10}px; padding: 0 {size.gap}px; font-weight: normal;
        border: 2px solid {c.edge};
    }}
    QPushButton[role="chip"]:checked {{
        background: {_chosen(green, c)}; border-color: {green.frame}; color: {green.word};
        font-weight: bold;
    }}
    QPushButton[role="chip"]:focus {{ border-color: {c.ink}; }}
    QPushButton[role="header"] {{
        background: transparent; border-color: {red.on_fill}; color: {red.on_fill};
        min-height: {size.control - 10}px;
    }}
    QPushButton[role="header"]:pressed {{ background: {_pressed(red.fill)}; }}
    QPushButton[role="header"]:focus {{ border: 3px solid {c.bar_full}; }}
    QPushButton:disabled {{
        background: {c.off_ground}; border-color: {c.off_edge};
        color: {c.soft_ink};
    }}
    """


def _fields(size: DeskSizes, c: Colours) -> str:
    blue, red = c.tones[Tone.BLUE], c.tones[Tone.RED]
    return f"""
    QLineEdit, QComboBox, QSpinBox, QDateTimeEdit {{
        min-height: {size.control - 4}px; padding: 0 {size.gap}px;
        border: 2px solid {c.edge}; border-radius: {size.radius}px;
        background: {c.card}; selection-background-color: {blue.fill};
        selection-color: {blue.on_fill};
    }}
    QPlainTextEdit {{
        padding: {size.small_gap}px {size.gap - 4}px;
        border: 2px solid {c.edge}; border-radius: {size.radius}px;
        background: {c.card}; selection-background-color: {blue.fill};
        selection-color: {blue.on_fill};
    }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus,
    QPlainTextEdit:focus {{ border-color: {blue.frame}; }}
    QLineEdit[tone="red"], QComboBox[tone="red"], QSpinBox[tone="red"],
    QDateTimeEdit[tone="red"], QPlainTextEdit[tone="red"] {{
        border-color: {red.frame}; background: {red.tint};
    }}
    QLineEdit:disabled, QComboBox:disabled {{ background: {c.off_ground}; }}
    QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0; background: transparent; }}
    QComboBox::drop-down {{ border: none; width: {size.control}px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{
        border: 1px solid {c.edge}; background: {c.card}; outline: none;
        selection-background-color: {_chosen(blue, c)}; selection-color: {blue.word};
    }}
    QComboBox QAbstractItemView::item {{ min-height: {size.row}px; padding: 0 {size.gap}px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    """


def _pickers(size: DeskSizes, c: Colours) -> str:
    green = c.tones[Tone.GREEN]
    return f"""
    QPushButton[role="step"] {{ padding: 0; min-width: {size.control - 4}px; }}
    QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.band}; }}
    QCalendarWidget QToolButton {{
        min-height: {size.control - 4}px; min-width: {size.control}px; font-weight: bold;
        border: none; background: transparent; color: {c.ink};
    }}
    QCalendarWidget QToolButton:pressed {{ background: {c.line}; }}
    QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
    QCalendarWidget QTableView {{
        border-radius: 0; background: {c.card}; selection-background-color: {green.fill};
        selection-color: {green.on_fill};
    }}
    QCalendarWidget QTableView::item {{ padding: 0; border: none; }}
    """


def _tables(size: DeskSizes, c: Colours) -> str:
    blue = c.tones[Tone.BLUE]
    return f"""
    QTableView {{
        background: {c.card}; border: 1px solid {c.line};
        border-radius: {size.radius}px; outline: none; gridline-color: {c.line};
        selection-background-color: {_chosen(blue, c)}; selection-color: {c.ink};
    }}
    QTableView:focus {{ border: 2px solid {blue.frame}; }}
    QTableView::item {{
        padding: 0 {size.gap}px; border: none; border-bottom: 1px solid {c.line};
    }}
    QTableView::item:selected {{ background: {_chosen(blue, c)}; color: {c.ink}; }}
    QTableView QLineEdit {{ border-radius: 0; min-height: 0; padding: 0 {size.gap - 2}px; }}
    QHeaderView {{
        background: {c.band}; border: none;
        border-top-left-radius: {size.radius - 2}px;
        border-top-right-radius: {size.radius - 2}px;
    }}
    QHeaderView::section {{
        background: transparent; color: {c.soft_ink}; font-weight: bold;
        padding: 0 {size.gap + 3}px; min-height: {size.row - 4}px; border: none;
        border-bottom: 2px solid {c.edge};
    }}
    QTableCornerButton::section {{ background: {c.band}; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {size.bar + 4}px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: {size.bar + 4}px; margin: 2px; }}
    QScrollBar::handle {{ background: {c.edge}; border-radius: {size.bar // 2}px; }}
    QScrollBar::handle:vertical {{ min-height: {size.control}px; }}
    QScrollBar::handle:horizontal {{ min-width: {size.control}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _notices(size: DeskSizes, c: Colours) -> str:
    return "\n".join(
        f"""
        QFrame[role="notice"][tone="{tone}"] {{
            background: {colours.tint}; border: 2px solid {colours.frame};
            border-radius: {size.radius}px;
        }}
        QFrame[role="notice"][tone="{tone}"] QLabel {{ color: {colours.word}; }}
        """
        for tone, colours in c.tones.items()
    )


def _rest(size: DeskSizes, c: Colours) -> str:
    return f"""
    QProgressBar {{
        border: none; border-radius: {size.bar}px; background: {c.bar_empty};
        min-height: {2 * size.bar}px; max-height: {2 * size.bar}px;
        text-align: center; font-weight: bold;
    }}
    QProgressBar::chunk {{ background: {c.bar_full}; border-radius: {size.bar}px; }}
    QToolTip {{
        background: {c.card}; color: {c.ink}; border: 1px solid {c.edge};
    }}
    """
