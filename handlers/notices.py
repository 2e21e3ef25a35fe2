"""Every kind of promised message: how often it is tried, and how it is rendered."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from domain.outbox.messages import Claimed, MessageKind
from handlers.context import Services
from handlers.screens.screen import Screen
from storage.people import staff as people_staff

Render = Callable[[Services, Claimed], Awaitable[Screen | None]]


class Sending(Enum):
    """What is done in the chat."""

    NEW = auto()
    """A new message is sent."""
    EDIT = auto()
    """The message numbered `message` in the facts is edited."""
    DELETE = auto()
    """The message numbered `message` in the facts is deleted."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of message. `render` answers None when it is no longer relevant."""

    render: Render
    tries: int = 2
    """How often an unknown outcome is tried in all: a rare double beats silence."""
    sending: Sending = Sending.NEW
    for_hr: bool = False
    """Tells of others: only for who holds the role at that moment."""


Notices = dict[MessageKind, Notice]
"""The notices of one capability."""

KINDS: dict[str, Notice] = {}
"""The notices of all capabilities, by the stored word of their kind; filled by `join`."""


def join(parts: Iterable[Notices]) -> None:
    """Makes the notices of each capability known. Raises ValueError for a kind that has two."""
    for part in parts:
        if twice := KINDS.keys() & part.keys():
            raise ValueError(f"more than one notice for {sorted(twice)}")
        KINDS.update({kind.value: notice for kind, notice in part.items()})


async def render(services: Services, message: Claimed) -> Screen | None:
    """The screen as it has to look now, in the recipient's language; None drops the message."""
    kind = KINDS[message.kind]
    if kind.for_hr and not await people_staff.is_officer(services.store, message.person_id):
        return None
    return await kind.render(services, message)
