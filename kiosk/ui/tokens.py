"""The look as named numbers: colours, and sizes that follow from the window's size.

Nothing in kiosk.ui writes a colour or a pixel count of its own: it takes one from here, so that
the sweep can measure contrast and sizes once for every screen.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import ceil
from typing import Final

from kiosk.flows.screen import Tone
from kiosk.ui.sight import LEAST_PT, Sight, TextSize, pt_to_px

PAPER: Final = "#FBF5E9"
CARD: Final = "#FFFDF8"
INK: Final = "#241C15"
SOFT_INK: Final = "#4F4034"
LINE: Final = "#E3D6C0"
BAND: Final = "#F1E6D2"
"""Ground of the sync line and of the bar along the bottom."""
EDGE: Final = "#BFA98A"
"""Frame of what is paper-coloured and may be touched."""
OFF_GROUND: Final = "#EEE6D8"
OFF_EDGE: Final = "#B3A48D"
WHITE: Final = "#FFFFFF"
BAR_FULL: Final = "#C98A1B"
BAR_EMPTY: Final = "#E9DFCB"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """One service colour. `frame` draws frame and word on `tint`; `on_fill` stands on `fill`."""

    frame: str
    word: str
    tint: str
    pressed: str
    """The tint while a finger is on it."""
    fill: str
    on_fill: str


def _tone(colour: str, tint: str, pressed: str) -> ToneColours:
    return ToneColours(colour, colour, tint, pressed, fill=colour, on_fill=WHITE)


TONES: Final[dict[Tone, ToneColours]] = {
    Tone.RED: _tone("#8C2318", "#F9E4DC", "#F0CCBF"),
    Tone.GREEN: _tone("#18523A", "#E1EFE3", "#C4DFC9"),
    Tone.BLUE: _tone("#1D4A73", "#E0EAF3", "#C3D6E8"),
    Tone.GOLD: _tone("#684100", "#F8EACB", "#EFD79F"),
    Tone.PLUM: _tone("#5B2A63", "#EFE3F0", "#DCC6DF"),
    Tone.PAPER: ToneColours(EDGE, INK, CARD, LINE, fill=INK, on_fill=WHITE),
}


DOTS: Final[dict[Tone, str]] = {
    Tone.GREEN: "#2B7F4F",
    Tone.GOLD: "#B86E00",
    Tone.RED: "#B3261E",
    Tone.BLUE: "#1D4A73",
    Tone.PLUM: "#5B2A63",
    Tone.PAPER: "#8A7A66",
}
"""The sync light. Beside words, never alone."""


DESIGNED: Final = Sight()


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels. The two tables below are the designs; every other window is one of them, scaled."""

    # areas
    header: int
    band: int
    bar: int
    margin: int
    gap: int
    small_gap: int
    radius: int
    key_radius: int
    frame: int
    thin_frame: int
    button: int
    """Height of the one large button."""
    row: int
    """Height of a lesser button."""
    # the floor that the sweep measures against
    target_floor: int
    # type, as font pixel sizes
    village: int
    clock: int
    title: int
    lead: int
    """The hint under the title, and a running text."""
    text: int
    """Text that is read at length."""
    word: int
    word_hint: int
    key: int
    figure: int
    button_word: int
    bar_word: int
    small: int
    """The smallest that a page aims at, and shrinks to."""
    least: int
    """The smallest there is, however large she likes it: the sync light with much to say."""
    # pictures
    picture: int
    row_picture: int
    bar_picture: int


PORTRAIT: Final = Sizes(
    header=104, band=62, bar=156, margin=44, gap=30, small_gap=20, radius=34, key_radius=24,
    frame=5, thin_frame=3, button=190, row=130, target_floor=82,
    village=46, clock=58, title=60, lead=36, text=46, word=66, word_hint=34, key=84, figure=96,
    button_word=68, bar_word=36, small=31, least=31, picture=172, row_picture=88, bar_picture=50,
)  # fmt: skip
"""1080 x 1920 on 21.5 inches: 1 mm = 4 px."""

LANDSCAPE: Final = Sizes(
    header=74, band=44, bar=108, margin=32, gap=18, small_gap=15, radius=26, key_radius=18,
    frame=4, thin_frame=2, button=92, row=80, target_floor=62,
    village=34, clock=34, title=42, lead=27, text=32, word=40, word_hint=24, key=56, figure=60,
    button_word=40, bar_word=28, small=22, least=22, picture=104, row_picture=56, bar_picture=40,
)  # fmt: skip
"""1280 x 800 on 21.5 inches: 1 mm = 2.7 px; on smaller glass everything is nearer to the eye."""

LEAST_GAP_PX: Final = 12
"""Between two things to touch: 3 mm on the upright screen, and nowhere less."""
LEAST_GAP_MM: Final = 3.0

PORTRAIT_AT: Final = (1080, 1920)
LANDSCAPE_AT: Final = (1280, 800)

STEPS: Final = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.2, TextSize.LARGEST: 1.4}
"""How much larger what is read becomes; what is large by design grows half as much."""
MOST_STEP: Final = 1.4
"""On small glass no page holds more, whatever the card says."""
READ: Final = ("lead", "text", "word_hint")
GROW_HALF: Final = (
    "title", "word", "button_word", "bar_word", "small", "band",
)  # fmt: skip


class Metrics:
    """All sizes for a window of `width_px` x `height_px`, for these eyes.

    `unit` is how many of its pixels one pixel of the design takes (1.0 at 1080x1920, 1280x800).
    """

    def __init__(self, width_px: int, height_px: int, sight: Sight = DESIGNED) -> None:
        self.width_px = width_px
        self.height_px = height_px
        self.sight = sight
        self.is_portrait = height_px > width_px
        width, height = PORTRAIT_AT if self.is_portrait else LANDSCAPE_AT
        self.unit = min(width_px / width, height_px / height)
        table = PORTRAIT if self.is_portrait else LANDSCAPE
        self._step = self._step_of(table)
        self.size = self._sizes(table)

    def is_like(self, other: Metrics) -> bool:
        """For a window of the same size and the same eyes."""
        return (self.width_px, self.height_px, self.sight) == (
            other.width_px, other.height_px, other.sight,
        )  # fmt: skip

    def px(self, design_px: float) -> int:
        """`design_px` of the design in this window's pixels, at least 1."""
        return max(1, round(design_px * self.unit))

    @property
    def is_enlarged(self) -> bool:
        return self._step > 1

    @property
    def is_tight(self) -> bool:
        """Lying, height is dear where the text is larger."""
        return not self.is_portrait and self.is_enlarged

    @property
    def is_roomy(self) -> bool:
        """Upright, and the text no larger than designed."""
        return self.is_portrait and not self.is_enlarged

    @property
    def lone_picture(self) -> int:
        """Side of the picture on a sheet that says one thing."""
        picture = self.size.picture
        return picture * 5 // 2 if self.is_roomy else self.giving(picture)

    def giving(self, px: int) -> int:
        """As many pixels, or fewer where this may give way to the text."""
        return round(px / self._step**0.6) if self.is_tight else px

    def _sizes(self, table: Sizes) -> Sizes:
        step = self._step
        half = 1 + (step - 1) / 2
        factors = dict.fromkeys(GROW_HALF, half)
        sizes = Sizes(
            **{f.name: self.px(getattr(table, f.name) * factors.get(f.name, 1.0))
               for f in fields(table)}
        )  # fmt: skip
        read = {n: ceil(getattr(table, n) * self.unit * step - 0.01) for n in READ}
        sizes = replace(sizes, **read)
        # On small glass 3 mm are many pixels: as many as the pages can spare.
        wanted = min(round(LEAST_GAP_MM * self.sight.px_per_mm), sizes.small_gap * 5 // 4)
        return replace(sizes, small_gap=max(LEAST_GAP_PX, sizes.small_gap, wanted))

    def _step_of(self, table: Sizes) -> float:
        """By the design or, on calibrated glass, what the points ask for, if that is more."""
        text = self.sight.text
        least_px = pt_to_px(LEAST_PT[text], self.sight.px_per_mm)
        read_px: float = min(getattr(table, name) for name in READ) * self.unit
        return max(STEPS[text], min(MOST_STEP, least_px / read_px))


def contrast(one: str, other: str) -> float:
    """Contrast of two #RRGGBB colours, 1 to 21, after WCAG 2.2 (relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
