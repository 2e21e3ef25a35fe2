"""Promises reminders that are due, and renders each from the facts at the time of sending."""

from datetime import datetime

from domain.ids import EnrolmentId, OfferingId
from domain.outbox.messages import Claimed
from domain.reminders import H0, H1, H7, ClosingReminder, Rule, SeatReminder
from handlers.context import Services
from handlers.reception.quiet import quiet_hours
from handlers.reminders import screens
from handlers.screens.screen import Said, Screen
from handlers.screens.words import Words
from storage.reminders import closings, due


async def queue_reminders(services: Services) -> None:
    """Promises the reminders of seats that are due by now."""
    written = await due.queue_due(
        services.store,
        now=services.clock.now(),
        quiet=quiet_hours(services.settings),
        looked=services.looked,
    )
    if written:
        services.wake.set()


async def queue_closings(services: Services) -> None:
    """Adds lines to the message of the day: registration closes soon."""
    await closings.queue_closings(
        services.store,
        now=services.clock.now(),
        zone=services.settings.timezone,
        looked=services.looked,
    )


async def seven_days(services: Services, message: Claimed) -> Screen | None:
    """Renders the reminder seven days before the start."""
    found = await _seat(services, message, H7)
    if found is None:
        return None
    return screens.seven_days(_words(services, message), found, notice=message.id)


async def day_before(services: Services, message: Claimed) -> Screen | None:
    """Renders the reminder of the day before, which asks whether the person will attend."""
    found = await _seat(services, message, H1)
    if found is None:
        return None
    now = services.clock.now()
    return screens.day_before(_words(services, message), found, notice=message.id, now=now)


async def same_day(services: Services, message: Claimed) -> Screen | None:
    """Renders the reminder on the day itself."""
    found = await _seat(services, message, H0)
    if found is None:
        return None
    now = services.clock.now()
    return screens.same_day(_words(services, message), found, notice=message.id, now=now)


async def closing(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that registration closes soon, as an older version promised it."""
    found = await _closing(services, message)
    if found is None:
        return None
    return screens.closing(_words(services, message), found, notice=message.id)


async def closing_line(services: Services, message: Claimed) -> Said | None:
    """Renders the line that registration closes soon."""
    found = await _closing(services, message)
    if found is None:
        return None
    return screens.closing_line(_words(services, message), found, notice=message.id)


async def _closing(services: Services, message: Claimed) -> ClosingReminder | None:
    if message.person_id is None:
        return None
    return await closings.closing(
        services.store,
        person_id=message.person_id,
        offering_id=OfferingId(message.facts["offering"]),
        closes_at=datetime.fromisoformat(message.facts["anchor"]),
        now=services.clock.now(),
    )


async def _seat(services: Services, message: Claimed, rule: Rule) -> SeatReminder | None:
    return await due.seat(
        services.store,
        EnrolmentId(message.facts["enrolment"]),
        rule=rule,
        starts_at=datetime.fromisoformat(message.facts["anchor"]),
    )


def _words(services: Services, message: Claimed) -> Words:
    return services.words(message.language)
