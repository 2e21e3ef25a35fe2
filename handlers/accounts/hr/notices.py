"""Promised messages to HR officers, and to a chat HR unlinked, about accounts and data."""

from datetime import datetime

from domain.ids import FailureId, PersonId
from domain.outbox.messages import Claimed
from handlers.accounts.screens import data_requests as data_screens
from handlers.accounts.screens import failures as failure_screens
from handlers.context import Services
from handlers.people.screens import card as staff_screens
from handlers.screens.screen import Said, Screen
from storage.accounts import data_requests, failures
from storage.people import staff as people_staff


async def alert(services: Services) -> None:
    """Promises messages about corrections that are nearly overdue."""
    now, zone = services.clock.now(), services.settings.timezone
    if await data_requests.alert(services.store, now=now, zone=zone):
        services.wake.set()


async def data_request(services: Services, message: Claimed) -> Screen | None:
    """Renders the notice of a requested correction or of a withdrawn consent."""
    found = await data_requests.one(services.store, message.facts["request"])
    if found is None or found.settled_at is not None:
        return None
    return data_screens.notice(services.words(message.language), found)


async def data_request_due(services: Services, message: Claimed) -> Screen | None:
    """Renders the notice of a correction that has waited for 48 hours."""
    found = await data_requests.one(services.store, message.facts["request"])
    if found is None or found.settled_at is not None:
        return None
    return data_screens.overdue(services.words(message.language), found)


async def data_request_line(services: Services, message: Claimed) -> Said | None:
    """Renders it as a line of the message of the day."""
    found = await data_requests.one(services.store, message.facts["request"])
    if found is None or found.settled_at is not None:
        return None
    return data_screens.overdue_line(services.words(message.language), found)


async def code_guessed(services: Services, message: Claimed) -> Screen | None:
    """Renders the notice of many wrong link codes for one number."""
    found = await failures.failure(services.store, FailureId(message.facts["failure"]))
    if found is None or found.settled:
        return None
    return failure_screens.guessed(services.words(message.language), found)


async def unlinked_by_hr(services: Services, message: Claimed) -> Screen | None:
    """Renders the message to the chat whose link an HR officer has ended."""
    facts = message.facts
    one = await people_staff.card(services.store, PersonId(facts["person"]))
    if one is None:
        return None
    at = datetime.fromisoformat(facts["at"])
    return staff_screens.told_of_unlink(services.words(facts["language"]), name=one.name, at=at)
