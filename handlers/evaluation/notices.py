"""Renders the requests for feedback; none is sent to a person who has already answered."""

from datetime import datetime

from domain.evaluation import Door, FilledForm
from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.evaluation.screens import notices as screens
from handlers.screens.screen import Screen
from storage.evaluation import answers


async def invite(services: Services, message: Claimed) -> Screen | None:
    """Renders the invitation after the training has ended."""
    found = await _unfinished(services, message)
    return screens.invite(services.words(message.language), found) if found else None


async def reminder(services: Services, message: Claimed) -> Screen | None:
    """Renders the reminder one day after the training."""
    found = await _unfinished(services, message)
    return screens.reminder(services.words(message.language), found) if found else None


async def last_reminder(services: Services, message: Claimed) -> Screen | None:
    """Renders the last reminder, three days after the training."""
    found = await _unfinished(services, message)
    return screens.last_reminder(services.words(message.language), found) if found else None


async def _unfinished(services: Services, message: Claimed) -> FilledForm | None:
    if message.person_id is None:
        return None
    found = await answers.sheet(
        services.store,
        person_id=message.person_id,
        offering_id=OfferingId(message.facts["offering"]),
        now=services.clock.now(),
    )
    if found is None or found.door is not Door.OPEN or found.complete or not found.reminded:
        return None
    # If the end of the training has moved, other messages are promised for the new date.
    return found if found.ends_at == datetime.fromisoformat(message.facts["anchor"]) else None
