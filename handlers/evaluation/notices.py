"""Requests for feedback as they leave: not to somebody who has answered meanwhile."""

from datetime import datetime

from domain.evaluation import Door, Sheet
from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.evaluation.screens import notices as screens
from handlers.screens.screen import Screen
from storage.evaluation import answers


async def invite(services: Services, message: Claimed) -> Screen | None:
    """The training has ended."""
    found = await _unfinished(services, message)
    return screens.invite(services.words(message.language), found) if found else None


async def reminder(services: Services, message: Claimed) -> Screen | None:
    """H+1."""
    found = await _unfinished(services, message)
    return screens.reminder(services.words(message.language), found) if found else None


async def last_reminder(services: Services, message: Claimed) -> Screen | None:
    """H+3."""
    found = await _unfinished(services, message)
    return screens.last_reminder(services.words(message.language), found) if found else None


async def _unfinished(services: Services, message: Claimed) -> Sheet | None:
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
    # A moved end asks anew, under its own name.
    return found if found.ends_at == datetime.fromisoformat(message.facts["anchor"]) else None
