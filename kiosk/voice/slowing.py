"""Speech made slower at the same pitch: pieces of it are laid over each other, each moved so that
it goes on where the one before it would have gone (WSOLA: Verhelst and Roelands, 1993)."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

PIECE_S: Final = 0.03
"""Two periods of a low voice."""
REACH_S: Final = 0.008
"""How far a piece may be moved: half a period of a low voice, a whole one of a woman's."""


def lengthened(samples: Any, times: float, rate: int) -> Any:
    """times: 1.25 = takes a quarter longer. A millisecond of work for a second of speech."""
    np: Any = import_module("numpy")
    piece = round(PIECE_S * rate) // 2 * 2
    reach, hop = round(REACH_S * rate), piece // 2
    window = np.hanning(piece + 1)[:-1]
    count = int(len(samples) * times) // hop + 1
    padded = np.concatenate([np.zeros(reach + hop), samples, np.zeros(2 * (reach + piece))])
    slower = np.zeros((count + 1) * hop)
    best = reach
    for at in range(count):
        if at:
            start = hop + round((at - 1) * hop / times)
            follows = padded[best + hop : best + hop + piece]
            best = start + int(
                np.argmax(np.correlate(padded[start : start + piece + 2 * reach], follows))
            )
        slower[at * hop : at * hop + piece] += padded[best : best + piece] * window
    return slower[hop : hop + round(len(samples) * times)]
