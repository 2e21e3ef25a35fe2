"""Notes in the audit log each time an HR officer sees personal data, before it is shown."""

from domain.ids import AnnouncementId
from handlers.context import Context
from handlers.reception.routes import Look
from storage.people import audit


async def note(ctx: Context, look: Look) -> None:
    """Notes which HR officer sees whose data, with ids only."""
    number = about(ctx, look.about)
    await audit.note(ctx.store, look.event, actor=ctx.person.person_id, about=number, at=ctx.now)


def about(ctx: Context, field: str | None) -> int | None:
    """The id in this field of the pressed button, or of the open dialogue's data."""
    if field is None:
        return None
    if ctx.action is not None:
        pressed: int | None = getattr(ctx.action, field)
        return pressed
    return ctx.dialogue.data[field] if ctx.dialogue is not None else None


async def note_audience(ctx: Context, number: AnnouncementId) -> None:
    """Notes that names of an audience are about to be shown; several routes lead there."""
    await audit.note(
        ctx.store, "audience_seen", actor=ctx.person.person_id, about=number, at=ctx.now
    )
