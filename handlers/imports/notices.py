"""Renders the result of an import if the message that showed its reading could not."""

from domain.ids import ImportId
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.imports.outcomes import outcome
from handlers.imports.screens import run as screens
from handlers.screens.screen import Screen
from storage.imports import runs


async def ended(services: Services, message: Claimed) -> Screen | None:
    """The preview; or, if the process that read the file died, that it must be sent again."""
    run, words = ImportId(message.facts["run"]), services.words(message.language)
    unread = await runs.unfinished(services.store, run)
    if unread is not None:
        return screens.interrupted(words, screens.name_of(unread))
    made = await runs.preview(services.store, run)
    saving = message.facts.get("saving", False)
    if made is None or (made.saved and not saving):
        return None  # stopped, or already decided
    return await outcome(
        services.store, words, run, made.preview, saved=made.saved, now=services.clock.now()
    )
