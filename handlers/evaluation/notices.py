"""Renders the requests for feedback; none is sent to a person who has already answered."""

from collections.abc import Callable
from datetime import datetime

from domain.evaluation import Door, FilledForm
from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.evaluation.screens import notices as screens
from handlers.screens.screen import Screen
from handlers.screens.words import Words
from storage.evaluation import answers
from storage.outbox.putting_off import company


async def invite(services: Services, message: Claimed) -> Screen | None:
    """Renders the invitation after the training has ended."""
    found = await _unfinished(services, message)
    return screens.invite(services.words(message.language), found) if found else None


async def reminder(services: Services, message: Claimed) -> Screen | None:
    """Renders the reminder one day after the training."""
    return await _reminder(services, message, screens.reminder)


async def last_reminder(services: Services, message: Claimed) -> Screen | None:
    """Renders the last reminder, three days after the training."""
    return await _reminder(services, message, screens.last_reminder)


async def _reminder(
    services: Services, message: Claimed, alone: Callable[[Words, FilledForm], Screen]
) -> Screen | None:
    """One message for all reminders of a kind that are due: it lists the forms that wait."""
    found = await _unfinished(services, message)
    if found is None or message.person_id is None:
        return None
    now, words = services.clock.now(), services.words(message.language)
    others = await company(services.store, message, now=now, put_off_only=False)
    if others.earlier:
        return None
    forms = await answers.open_forms(services.store, message.person_id, now=now)
    waiting = tuple(form for form in forms if not form.complete)
    if others.later and len(waiting) > 1:
        return screens.forms(words, waiting).as_new()
    return alone(words, found)


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
