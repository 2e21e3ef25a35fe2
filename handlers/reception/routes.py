"""What a capability declares: which handler an update leads to, the right, and the audit note."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from telegram import Update

from handlers.actions import Action
from handlers.context import Context

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Right(StrEnum):
    """Which people a route is for; checked at each update, never taken from the button."""

    ANYONE = "anyone"
    """Linked or not linked; but not a person who has left service."""
    LINKED = "linked"
    """In service, with a linked account."""
    OFFICER = "officer"
    """Linked, and an HR officer or the officer of a unit at this moment. The handler shows no more
    than `Context.within` holds."""
    HR = "hr"
    """Linked, and an HR officer at this moment."""


class Outside(StrEnum):
    """Kinds of update that no dialogue awaits and that no other route matches."""

    COMMAND = "command"
    CONTACT = "contact"
    TEXT = "text"
    FILE = "file"
    """A picture, a file, or anything else that is not text."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the audit log notes when an HR officer sees personal data, before the screen is shown.

    A button that changes data has a look as well: if nothing is left to change, it shows the same
    card and would otherwise leave no trace.
    """

    event: str
    about: str | None = None
    """The field of the button, or of the dialogue's data, with the id that the note is about.

    On a route of officers `person` is checked first: it must be within the officer's reach."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where one kind of update leads."""

    handler: Handler
    right: Right
    look: Look | None = None
    goes_on: str | None = None
    """The flow that a press continues: its open question stays open and may still be answered."""
    gives_way: bool = False
    """Of a step: the screen offers it without asking. A label or a command that is typed goes
    first, and a text that comes after a day is like any other."""
    ends_dialogue: bool = True
    """Whether a command closes the open question before its handler runs."""


Step = tuple[str, str]
"""The flow and the step of an open dialogue."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of one capability, or of all capabilities joined."""

    commands: dict[str, Route] = field(default_factory=dict)
    presses: dict[type[Action], Route] = field(default_factory=dict)
    texts: dict[Step, Route] = field(default_factory=dict)
    """What the next text means while this step is open."""
    files: dict[Step, Route] = field(default_factory=dict)
    """What the next picture or file means while this step is open."""
    outside: dict[Outside, Route] = field(default_factory=dict)


def joined(parts: Iterable[Routes]) -> Routes:
    """Joins all routes. Raises ValueError if two capabilities claim the same update."""
    whole = Routes()
    for part in parts:
        for kind in fields(Routes):
            known, added = getattr(whole, kind.name), getattr(part, kind.name)
            if twice := known.keys() & added.keys():
                raise ValueError(f"routed twice among {kind.name}: {sorted(map(str, twice))}")
            known.update(added)
    return whole
