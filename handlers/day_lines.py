"""Every kind of line in the one message a day, and how it is rendered."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace

from domain.outbox.day import DayKind, DayLine
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.screens.screen import Said
from storage.people import staff as people_staff

Load = Callable[[Services, Claimed], Awaitable[Said | None]]


@dataclass(frozen=True, slots=True)
class LineNotice:
    """One kind of line. `load` returns None when it is no longer relevant.

    It gets the message with the facts of the line in place of its own.
    """

    load: Load
    for_hr: bool = False
    """Names other people: shown only if the recipient has the HR role at that moment."""


LineNotices = dict[DayKind, LineNotice]
"""The lines of one capability."""

LINES: dict[str, LineNotice] = {}
"""The lines of all capabilities, by the stored word of their kind; filled by `join`."""


def join(parts: Iterable[LineNotices]) -> None:
    """Adds the lines of each capability. Raises ValueError if a kind has two."""
    for part in parts:
        if twice := LINES.keys() & part.keys():
            raise ValueError(f"more than one line for {sorted(twice)}")
        LINES.update({kind.value: notice for kind, notice in part.items()})


async def render(services: Services, message: Claimed, line: DayLine) -> Said | None:
    """Renders a line from present facts in the recipient's language; None drops it."""
    kind = LINES[line.kind]
    if kind.for_hr and not await people_staff.is_officer(services.store, message.person_id):
        return None
    return await kind.load(services, replace(message, facts=line.facts))
