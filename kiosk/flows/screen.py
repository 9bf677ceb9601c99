"""What a screen is: data. And what a flow is: a pure function from what happened to what is shown.

A flow knows no widget, no thread and no text. Its screens have a *kind* (each kind has one widget
in kiosk.ui.views) and an *id*, from which every string follows:

    <id>.title    the question, in large type      <id>.say     what the voice says (else: title)
    <id>.hint     a second line (optional)         <id>.<choice>       the word on a choice
    <id>.<choice>.hint  its second line (optional)

`args` fill the placeholders of all of a screen's strings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from kiosk.flows.asides import BESIDE as BESIDE
from kiosk.flows.asides import CALL_CADRE as CALL_CADRE
from kiosk.flows.asides import DEMONSTRATION as DEMONSTRATION
from kiosk.flows.asides import DESK as DESK
from kiosk.flows.asides import REFUSED as REFUSED
from kiosk.flows.asides import SHOW_ME as SHOW_ME
from kiosk.flows.asides import TAKE_BACK as TAKE_BACK
from kiosk.flows.choices import Args as Args
from kiosk.flows.choices import Choice as Choice
from kiosk.flows.events import Came as Came
from kiosk.flows.events import Chose as Chose
from kiosk.flows.events import ChoseSome as ChoseSome
from kiosk.flows.events import Event as Event
from kiosk.flows.events import Spoke as Spoke
from kiosk.flows.events import Typed as Typed
from kiosk.flows.events import Wrote as Wrote
from kiosk.flows.pads import Pad as Pad
from kiosk.flows.tones import Tone as Tone
from kiosk.services.cards import AnyCard
from kiosk.services.papers import Paper
from kiosk.services.ports import Ports
from sync.standard.slips import LikelySlip

MOST_CHOICES = 6
HANDWRITING = "handwriting"


@dataclass(frozen=True, slots=True)
class Screen:
    """What every kind has."""

    id: str
    args: Args = field(default_factory=dict, kw_only=True)
    tone: Tone = field(default=Tone.PAPER, kw_only=True)
    for_whom: str = field(default="", kw_only=True)
    """Masked name of the one whom somebody else acts for here; it stands on top of the page."""
    greets: str = field(default="", kw_only=True)
    """Masked name of who is known to stand here herself; on top, too."""


@dataclass(frozen=True, slots=True)
class Pick(Screen):
    """Touch one of up to six large pictures. Answers Chose."""

    choices: tuple[Choice, ...]
    invites_card: bool = False
    """Where an ID-card reader answers, the page asks for a card: <id>.card_hint, <id>.card_say."""


@dataclass(frozen=True, slots=True)
class PickSome(Screen):
    """Touch any number of up to six pictures, then the one large button. Answers ChoseSome.
    Strings besides the usual: <id>.done, <id>.none (the button when nothing is chosen)."""

    choices: tuple[Choice, ...]
    chosen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Keypad(Screen):
    """Type a number on large keys. Answers Typed; the side choice (at most one) answers Chose.
    The button that ends it: the string <id>.done. `slip`: the sentence (a string key under
    `slip.`) on what was wrong with the last try; `typed` = what stands there at first."""

    pad: Pad
    side: Choice | None = None
    slip: str = ""
    typed: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Letters(Screen):
    """Type a name's pinyin initials on large letter keys (A to Z). Answers Typed (lower case)."""

    side: Choice | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class NameBoard(Screen):
    """Write a name: pinyin keys, candidate characters, the name so far. `spell` gives the
    characters for a syllable. Answers Typed with the name, the choices Chose."""

    side: Choice | None = None
    slip: str = ""
    typed: str = ""
    other: Choice | None = None
    """Another way to write it."""


@dataclass(frozen=True, slots=True)
class Writing(Screen):
    """Write a name with the finger. Answers Typed; with `tells_each` also Wrote."""

    side: Choice | None = None
    slip: str = ""
    typed: str = ""
    tells_each: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of what is known: its label is the string `<screen id>.<id>`, its value stands here
    or, with a form, is the string `<screen id>.<form>` filled with args."""

    id: str
    value: str = ""
    form: str = ""
    args: Args = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Confirm(Screen):
    """Shows rows and asks yes or no. Answers Chose("yes") / Chose("no")."""

    rows: tuple[Row, ...]
    icon: str = ""
    signs: tuple[str, ...] = ()
    """Pictures of a sign (sync.standard.signs.PICTURES), large and with their words."""


@dataclass(frozen=True, slots=True)
class SignBoard(Screen):
    """Touch two of the twenty-four pictures of a sign: the one page with more than MOST_CHOICES to
    touch, for a smaller board could be tried out (docs/adr/0023). The button stands still until
    there are two. Answers ChoseSome with both; the side choice answers Chose. Strings besides the
    usual: <id>.done; `slip` as on Keypad, filled with args."""

    side: Choice
    slip: str = ""


@dataclass(frozen=True, slots=True)
class AskNumber(Screen):
    """Asks whether another ID number was meant than the one that was typed; what differs stands
    large. Answers Chose("yes") / Chose("no"). Strings besides: <id>.typed, <id>.meant."""

    typed: str
    likely: LikelySlip


@dataclass(frozen=True, slots=True)
class ReadAloud(Screen):
    """A longer text, read out: paragraphs from <id>.<text> (blank lines part them; it may be
    absent), and then those of `parts` (their forms). Answers Chose("yes") / Chose("no")."""

    icon: str = ""
    parts: tuple[Row, ...] = ()
    text: str = "text"
    """Which of its strings stands first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A bar: how far, and the string `<screen id>.<form>` says to what."""

    part: float
    """0 to 1."""
    stars: int = 0
    """Stars already reached (0 to 5)."""
    form: str = "progress"


@dataclass(frozen=True, slots=True)
class Done(Screen):
    """After a deed: what happened (title), what it is worth (<id>.worth + <id>.figure), what
    comes next (<id>.next), one large button out (<id>.done). Answers Chose("done"), or the side
    choice."""

    icon: str = "done"
    progress: Progress | None = None
    is_good: bool = True
    side: Choice | None = None


@dataclass(frozen=True, slots=True)
class Record(Screen):
    """My record: large figures, a bar for each month of the year, and a list. Answers
    Chose("done"), or a side choice. Strings besides: <id>.months where there are any."""

    figures: tuple[Row, ...]
    lines: tuple[Row, ...]
    """Newest first: what for, and when and how long."""
    progress: Progress | None = None
    sides: tuple[Choice, ...] = ()
    months: tuple[int, ...] = ()
    """Minutes, from January on."""


@dataclass(frozen=True, slots=True)
class PaperPage(Screen):
    """What will be printed, as it will look. Answers Chose("yes"), or the side choice."""

    paper: Paper
    side: Choice | None = None


@dataclass(frozen=True, slots=True)
class SpokenNote(Screen):
    """Listens to what she says, as long as the page stands, and says nothing itself meanwhile.
    Answers Spoke, by touch or when the time is over; the side choice answers Chose. Strings
    besides the usual: <id>.done, <id>.left (filled with `seconds`)."""

    side: Choice


AnyScreen = (
    Pick | PickSome | Keypad | Letters | NameBoard | Writing | Confirm | AskNumber | SignBoard
    | ReadAloud | Done | Record | PaperPage | SpokenNote
)  # fmt: skip


def asks_for_card(screen: AnyScreen) -> bool:
    return isinstance(screen, Pick) and screen.invites_card


def key_of(screen: AnyScreen, part: str) -> str:
    """The key of `hint` or `say`: of those that ask for a card, where the screen does."""
    return f"{screen.id}.card_{part}" if asks_for_card(screen) else f"{screen.id}.{part}"


Work = Callable[[Ports], Any]
"""Runs on the store's thread; its return value comes back as Came."""

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """What follows: the state, and a screen to show or work to do first (with 请稍等 when it
    takes long). Neither: the flow has ended, back to the home page."""

    state: S
    screen: AnyScreen | None = None
    work: Work | None = None
    is_final: bool = False
    """The deed is done: Back leads home, not into the questions before it."""
    then: str = ""
    """The flow that goes on from here ("register"), or DESK; only when the step has neither screen
    nor work. With a screen only CALL_CADRE: the cadre is called, and that screen stands."""
    carry: object = None
    """What the next one needs to know: the cadre who opens the desk."""
    is_anew: bool = False
    """Somebody else may stand there now: Back does not lead to what was asked before."""
    remark: str = ""
    """A sentence (a string's key) told over `screen`, before what that says itself."""

    def within(self, state: T) -> Step[T]:
        """The same for a conversation that this is a part of."""
        return replace(self, state=state)  # type: ignore[arg-type,return-value]


@runtime_checkable
class KnowsPerson(Protocol):
    """A flow that knows who stands there."""

    def person_of(self, state: Any) -> str:
        """Id of who said "that's me", else ""."""
        ...


class Flow(Protocol[S]):
    """A conversation. Back is the shell's: it returns to the (state, screen) before."""

    name: str

    def start(self) -> Step[S]: ...

    def step(self, state: S, event: Event) -> Step[S]: ...


@runtime_checkable
class TakesCards(Flow[Any], Protocol):
    """A flow in which a card may be put down at any time, whatever stands on the screen."""

    def present(self, state: Any, /, card: AnyCard) -> Step[Any] | None:
        """What follows. None: it does not fit what is being done, and nothing is lost; where only
        the books can tell, a step that leads to REFUSED comes to the same."""
        ...
