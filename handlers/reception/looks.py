"""Notes in the audit log each time an HR officer sees personal data, before it is shown."""

from domain.ids import AnnouncementId
from handlers.context import Context
from handlers.reception.routes import Look
from storage.people import audit


async def note(ctx: Context, look: Look) -> None:
    """Notes which HR officer sees whose data, with ids only."""
    about = None
    if look.about is not None and ctx.action is not None:
        about = getattr(ctx.action, look.about)
    elif look.about is not None and ctx.dialogue is not None:
        about = ctx.dialogue.data[look.about]
    await audit.note(ctx.store, look.event, actor=ctx.person.person_id, about=about, at=ctx.now)


async def note_audience(ctx: Context, number: AnnouncementId) -> None:
    """Notes that names of an audience are about to be shown; several routes lead there."""
    await audit.note(
        ctx.store, "audience_seen", actor=ctx.person.person_id, about=number, at=ctx.now
    )
