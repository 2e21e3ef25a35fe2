"""What a capability declares: which handler an update leads to, for whom, and what is noted."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from telegram import Update

from handlers.actions import Action
from handlers.context import Context

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Right(StrEnum):
    """Whom a route is for; judged anew at each update, never by what a button says."""

    ANYONE = "anyone"
    """Linked or not yet linked; never a person who has left service."""
    LINKED = "linked"
    """In service, with a linked account."""
    HR = "hr"
    """Linked, and an HR officer at this moment."""


class Outside(StrEnum):
    """What may come in where no dialogue awaits it and no other route fits."""

    COMMAND = "command"
    CONTACT = "contact"
    TEXT = "text"
    FILE = "file"
    """A picture, a file, or anything else that is no text."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the audit log says when HR sees personal data: noted before the screen is shown.

    A button that changes something has a look as well: where nothing is left to change, it shows
    the same card and leaves no other trace.
    """

    event: str
    about: str | None = None
    """The field of the button, or of the dialogue's data, that says about whom or what."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where one kind of update leads."""

    handler: Handler
    right: Right
    look: Look | None = None
    goes_on: str | None = None
    """The flow that a press goes on with: its open question stays, and may still be answered."""
    ends_dialogue: bool = True
    """Whether a command ends what is being typed before its handler runs."""


Step = tuple[str, str]
"""Flow and step of the open dialogue."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of one capability, or of all of them joined."""

    commands: dict[str, Route] = field(default_factory=dict)
    presses: dict[type[Action], Route] = field(default_factory=dict)
    texts: dict[Step, Route] = field(default_factory=dict)
    """What the next text means while this step is open."""
    files: dict[Step, Route] = field(default_factory=dict)
    """What the next picture or file means while this step is open."""
    outside: dict[Outside, Route] = field(default_factory=dict)


def joined(parts: Iterable[Routes]) -> Routes:
    """All routes in one. Raises ValueError where two capabilities claim the same update."""
    whole = Routes()
    for part in parts:
        for kind in fields(Routes):
            known, added = getattr(whole, kind.name), getattr(part, kind.name)
            if twice := known.keys() & added.keys():
                raise ValueError(f"routed twice among {kind.name}: {sorted(map(str, twice))}")
            known.update(added)
    return whole
