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
    """What the dispatcher does in the chat."""

    NEW = auto()
    """Sends a new message."""
    EDIT = auto()
    """Edits the message whose number is `message` in the facts."""
    DELETE = auto()
    """Deletes the message whose number is `message` in the facts."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of message. `render` returns None when the message is no longer relevant."""

    render: Render
    tries: int = 2
    """How often in all a message with unknown outcome is sent: rather rarely twice than never."""
    sending: Sending = Sending.NEW
    for_hr: bool = False
    """Names other people: sent only if the recipient has the HR role at that moment."""


Notices = dict[MessageKind, Notice]
"""The notices of one capability."""

KINDS: dict[str, Notice] = {}
"""The notices of all capabilities, by the stored word of their kind; filled by `join`."""


def join(parts: Iterable[Notices]) -> None:
    """Adds the notices of each capability. Raises ValueError if a kind has two."""
    for part in parts:
        if twice := KINDS.keys() & part.keys():
            raise ValueError(f"more than one notice for {sorted(twice)}")
        KINDS.update({kind.value: notice for kind, notice in part.items()})


async def render(services: Services, message: Claimed) -> Screen | None:
    """Renders the screen from present facts in the recipient's language; None drops it."""
    kind = KINDS[message.kind]
    if kind.for_hr and not await people_staff.is_officer(services.store, message.person_id):
        return None
    return await kind.render(services, message)
