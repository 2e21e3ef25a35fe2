"""Renders messages about mandates from present facts."""

from domain.ids import MandateId
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.decisions.screens import mandates as screens
from handlers.screens import dates
from handlers.screens.screen import Screen
from storage.decisions.posts import mandates


async def mandate_begun(services: Services, message: Claimed) -> Screen | None:
    """Tells the holder that a mandate has begun; nothing if it does not hold any more."""
    one = await mandates.one(services.store, MandateId(message.facts["mandate"]))
    today = dates.local(services.clock.now(), services.settings.timezone).date()
    if one is None or one.holder != message.person_id or not one.holds(today):
        return None
    return screens.notice(services.words(message.language), one)
