"""Notices about a seat as they leave: rendered from how things stand, dropped when they do not."""

from collections.abc import Callable
from datetime import datetime

from domain.catalogue.offerings import Offering, Schedule
from domain.outbox.messages import Claimed
from domain.seats.deciding import Reason, State
from domain.seats.standing import Standing
from handlers.context import Services
from handlers.screens.screen import Screen
from handlers.seats.screens import notices as screens
from storage.catalogue import offerings
from storage.seats import queue


async def end_queues(services: Services) -> None:
    """A day before the start those still waiting are told."""
    if await queue.end_queues(services.store, now=services.clock.now()):
        services.wake.set()


async def move_queues_up(services: Services) -> None:
    """Free seats go to the queue, whatever freed them."""
    if await queue.move_queues_up(services.store, now=services.clock.now()):
        services.wake.set()


async def moved(services: Services, message: Claimed) -> Screen | None:
    """The date or the place has changed; not told where it is back as it was."""
    found = await _concerned(services, message, lambda there, mine: mine.open)
    if found is None:
        return None
    name, there, mine = found
    old = message.facts["old"]
    before = Schedule(
        starts_at=datetime.fromisoformat(old["starts_at"]),
        ends_at=datetime.fromisoformat(old["ends_at"]),
        place=old["place"],
    )
    if before == Schedule(there.starts_at, there.ends_at, there.place) or there.called_off:
        return None
    words, seated = services.words(message.language), mine.state is State.ENROLLED
    return screens.moved(words, name, there, before, seated=seated, notice=message.id)


async def called_off(services: Services, message: Claimed) -> Screen | None:
    """The organiser has called it off."""
    found = await _concerned(services, message, lambda there, mine: there.called_off)
    if found is None:
        return None
    return screens.called_off(services.words(message.language), found[0], found[1])


async def reopened(services: Services, message: Claimed) -> Screen | None:
    """It takes place after all."""

    def goes_on(there: Offering, mine: Standing) -> bool:
        return mine.open and not there.called_off

    found = await _concerned(services, message, goes_on)
    if found is None:
        return None
    name, there, mine = found
    words, seated = services.words(message.language), mine.state is State.ENROLLED
    return screens.reopened(words, name, there, seated=seated, notice=message.id)


async def promoted(services: Services, message: Claimed) -> Screen | None:
    """A seat came free."""
    found = await _concerned(services, message, _holds_seat)
    if found is None:
        return None
    words = services.words(message.language)
    return screens.promoted(words, found[0], found[1], notice=message.id)


async def queue_ended(services: Services, message: Claimed) -> Screen | None:
    """No seat came free in time."""

    def ended(there: Offering, mine: Standing) -> bool:
        return mine.reason == Reason.QUEUE_CLOSED and not there.called_off

    found = await _concerned(services, message, ended)
    if found is None:
        return None
    return screens.queue_ended(services.words(message.language), found[0], found[1])


async def approved(services: Services, message: Claimed) -> Screen | None:
    """HR has approved the request."""
    found = await _concerned(services, message, _holds_seat)
    if found is None:
        return None
    words = services.words(message.language)
    return screens.approved(words, found[0], found[1], notice=message.id)


async def refused(services: Services, message: Claimed) -> Screen | None:
    """HR has refused the request."""
    found = await _concerned(services, message, lambda there, mine: mine.state is State.REFUSED)
    if found is None:
        return None
    name, there, mine = found
    return screens.refused(services.words(message.language), name, there, mine.reason)


async def removed(services: Services, message: Claimed) -> Screen | None:
    """HR has taken the seat away."""
    found = await _concerned(services, message, lambda there, mine: mine.state is State.CANCELLED)
    if found is None:
        return None
    name, there, mine = found
    return screens.removed(services.words(message.language), name, there, mine.reason)


def _holds_seat(there: Offering, mine: Standing) -> bool:
    return mine.state is State.ENROLLED and not there.called_off


async def _concerned(
    services: Services, message: Claimed, still: Callable[[Offering, Standing], bool]
) -> tuple[str, Offering, Standing] | None:
    """Who is told and about what, as long as it is still so and they are in service."""
    found = await offerings.concerned(services.store, enrolment_id=message.facts["enrolment"])
    if found is None:
        return None
    name, there, mine, active = found
    return (name, there, mine) if active and still(there, mine) else None
