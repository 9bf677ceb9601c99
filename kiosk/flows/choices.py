"""A thing to touch, as data (kiosk.flows.screen has it too)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.flows.tones import Tone
from kiosk.values import Value

Args = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to touch. Its word is the string `<screen id>.<id>`, unless `words` says it."""

    id: str
    icon: str = ""
    """Name of a picture in assets/icons, without its ending."""
    tone: Tone = Tone.PAPER
    words: str = ""
    """For what the strings cannot know: a person's (masked) name, a home group."""
    hint: str = ""
    """Second line, already made; else the string `<screen id>.<id>.hint` where there is one."""
    form: str = ""
    """Of the second line, instead of `hint`: the string `<screen id>.<form>`, or with a dot in it
    that of all screens, filled with `args`."""
    args: Args = field(default_factory=dict)
    names_nobody: bool = False
    """Its `words` may be said aloud."""
    needs: str = ""
    """HANDWRITING: not offered where nothing reads it."""

    def form_key(self, screen: str) -> str:
        """The string that `form` means on a screen of this id."""
        return self.form if "." in self.form else f"{screen}.{self.form}"
