"""Promises the one message a day, and renders its lines as the facts are when it is sent."""

from domain.outbox.messages import Claimed
from handlers import day_lines
from handlers.context import Services
from handlers.outbox import screens
from handlers.screens.screen import Screen
from storage.outbox.day import lines


async def queue_bundles(services: Services) -> None:
    """Promises today's bundle to each person with news."""
    now, zone = services.clock.now(), services.settings.timezone
    if await lines.queue_bundles(services.store, now=now, zone=zone):
        services.wake.set()


async def bundle(services: Services, message: Claimed) -> Screen | None:
    """Renders the lines that are still relevant; None if there are none."""
    told = await lines.told_by(services.store, message.id, now=services.clock.now())
    said = [await day_lines.render(services, message, line) for line in told]
    relevant = [one for one in said if one is not None]
    return screens.bundle(services.words(message.language), relevant) if relevant else None
