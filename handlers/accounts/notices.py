"""Promised messages to people about their account and their data."""

from datetime import datetime

from domain.ids import PersonId
from domain.outbox.messages import Claimed
from handlers.accounts.screens import linking as linking_screens
from handlers.accounts.screens import privacy as privacy_screens
from handlers.context import Services
from handlers.screens.screen import Screen
from storage.accounts import linking, privacy


async def old_account(services: Services, message: Claimed) -> Screen | None:
    """Renders the message to the chat of the former link, in the language it used."""
    facts = message.facts
    name = await linking.name_of(services.store, PersonId(facts["person"]))
    words = services.words(facts["language"])
    return linking_screens.old(words, name=name, at=datetime.fromisoformat(facts["at"]))


async def correction_done(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that HR has settled a request of this person."""
    found = await privacy.correction(services.store, message.facts["request"])
    if found is None:
        return None
    return privacy_screens.correction_done(services.words(message.language), found)
