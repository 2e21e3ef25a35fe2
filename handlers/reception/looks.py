"""Every look of HR at personal data is noted in the audit log before it is shown."""

from domain.ids import AnnouncementId
from handlers.context import Context
from handlers.reception.routes import Look
from storage.people import audit


async def note(ctx: Context, look: Look) -> None:
    """Writes down who looks at whose data, in ids alone."""
    about = None
    if look.about is not None and ctx.action is not None:
        about = getattr(ctx.action, look.about)
    elif look.about is not None and ctx.dialogue is not None:
        about = ctx.dialogue.data[look.about]
    await audit.note(
        ctx.store, look.event, actor=ctx.person.person_id, about=about, at=ctx.real_now
    )


async def note_audience(ctx: Context, number: AnnouncementId) -> None:
    """Before some of whom an announcement is for are named: many buttons and a text lead there."""
    await audit.note(
        ctx.store, "audience_seen", actor=ctx.person.person_id, about=number, at=ctx.real_now
    )
