"""Shows an announcement in its present state, whichever button led to it."""

from datetime import datetime, timedelta

from telegram import Document, Message

from domain.announcements.announced import (
    Announcement,
    AnnouncementState,
    Draft,
    Opening,
    offered,
)
from domain.ids import AnnouncementId
from handlers.actions.announcements import SendNow
from handlers.announcements import incoming, notices
from handlers.announcements.screens import audience as audience_screens
from handlers.announcements.screens import checking as checking_screens
from handlers.announcements.screens import scheduling
from handlers.announcements.screens import sending as sending_screens
from handlers.announcements.screens import writing as screens
from handlers.context import Context
from handlers.reception import asking, looks
from handlers.reception.quiet import quiet_hours
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.announcements import audiences, broadcasts, checking, drafts, reading
from storage.imports import sent

FLOW = "announcement"


async def show(ctx: Context, number: AnnouncementId, *, above: Html | None = None) -> None:
    """Shows the screen for the state: audience of a draft, schedule, progress or report.

    `above`: a line that is shown above the audience of a draft.
    """
    draft = await drafts.look(ctx.store, number)
    if draft is None or draft.announcement.state is AnnouncementState.CANCELLED:
        await ctx.show(sending_screens.gone(ctx.words))
    elif draft.announcement.state is AnnouncementState.DRAFT:
        await _show_audience(ctx, draft, above=above)
    elif draft.announcement.state is AnnouncementState.SCHEDULED:
        await ctx.show(scheduling.scheduled(ctx.words, draft))
    elif draft.announcement.state is AnnouncementState.CHECKING:
        await show_check(ctx, number)
    else:
        await show_sending(ctx, draft.announcement)


async def show_check(ctx: Context, number: AnnouncementId) -> None:
    """Shows its author that it waits for another officer, and others what to check."""
    found = await checking.asked(ctx.store, number)
    if found is None:
        await show(ctx, number)
        return
    draft, officers = found
    if draft.announcement.author_id == ctx.person.person_id:
        await ctx.show(checking_screens.waits(ctx.words, draft, officers=officers))
        return
    message = await message_screen(ctx, draft.announcement)
    if message is None:
        await ctx.show(screens.closed(ctx.words))
    else:
        await ctx.show(checking_screens.check(ctx.words, message, draft))


async def show_sending(ctx: Context, found: Announcement) -> None:
    """Shows progress or report; from now on ticks edit this message to show the progress."""
    screen, final = await notices.standing(ctx.services, ctx.words, found)
    await ctx.show(screen)
    here = place(ctx)
    if here is not None and not final:
        # Only after showing: a tick may have shown something newer than this in between.
        ctx.services.progress_shown.pop(here, None)
        await broadcasts.watch_in(ctx.store, found.id, here)
    ctx.services.in_background(notices.advance(ctx.services))


async def show_preview(ctx: Context, draft: Draft) -> None:
    """Shows the message as people get it, then the question whether to send it."""
    message = await message_screen(ctx, draft.announcement, only_open=True)
    if message is None:
        await ctx.show(screens.closed(ctx.words))
        return
    lasting = sending_time(ctx, draft.seen.count.linked)
    await ctx.show(screens.preview(ctx.words, message, draft, lasting=lasting))


async def message_screen(
    ctx: Context, found: Announcement, *, only_open: bool = False
) -> Screen | None:
    """What people get, in the language of this HR officer; None if there is nothing to show.

    `only_open`: None as well if the training is no longer open for sign-up.
    """
    if found.offering_id is None:
        return screens.free_text(found.correction or found.letter)
    opening = await reading.opening(ctx.store, found.offering_id)
    if opening is None or (only_open and not opening.open(ctx.now)):
        return None
    return screens.invitation(ctx.words, opening)


async def import_instead(ctx: Context, document: Document) -> None:
    """Asks whether to import the file that came in place of the text; keeps where it is."""
    name = incoming.shown_name(document)
    run = await sent.hold(
        ctx.store,
        ctx.act,
        name=name,
        file_id=document.file_id,
        timezone=ctx.settings.timezone,
    )
    await ctx.show(screens.import_instead(ctx.words, run, name=name))


async def schedule(
    ctx: Context,
    number: AnnouncementId,
    moment: datetime,
    *,
    revision: int,
    quiet_now: bool = False,
) -> None:
    """Schedules the announcement, unless sign-up closes before, or it differs from the preview."""
    opening = await opening_of(ctx, number)
    if opening is not None and not opening.open(moment):
        await _ask_earlier(ctx, number, opening, revision=revision)
        return
    zone = ctx.settings.timezone
    draft = await drafts.schedule(
        ctx.store, ctx.act, number, at=moment, revision=revision, zone=zone
    )
    if draft is not None and draft.stale:
        await show_preview(ctx, draft)
    elif draft is not None and draft.announcement.state is AnnouncementState.SCHEDULED:
        await ctx.show(scheduling.scheduled(ctx.words, draft, quiet_now=quiet_now))
    else:
        await show(ctx, number)


async def opening_of(ctx: Context, number: AnnouncementId) -> Opening | None:
    """The announced training as it is now; None for a free text and after the sending began."""
    found = await reading.read(ctx.store, number)
    if found is None or found.offering_id is None or not found.unsent:
        return None
    return await reading.opening(ctx.store, found.offering_id)


async def ask_when(
    ctx: Context,
    number: AnnouncementId,
    *,
    revision: int,
    opening: Opening | None,
    send: SendNow | None = None,
) -> Screen:
    """Opens the question for the time; before sign-up closes if a training is announced."""
    await asking.ask(ctx, FLOW, "time", announcement=number, revision=revision)
    quiet = quiet_hours(ctx.settings)
    moments = offered(ctx.now, zone=ctx.settings.timezone, quiet=quiet)
    fitting = [one for one in moments if opening is None or opening.open(one)]
    return scheduling.ask_when(
        ctx.words, number, fitting, revision=revision, now=ctx.now, send=send
    )


async def _ask_earlier(
    ctx: Context, number: AnnouncementId, opening: Opening, *, revision: int
) -> None:
    in_quiet = quiet_hours(ctx.settings).holds(ctx.now)
    send = SendNow(number, revision, in_quiet=in_quiet) if opening.open(ctx.now) else None
    again = await ask_when(ctx, number, revision=revision, opening=opening, send=send)
    await ctx.show(scheduling.closed_then(ctx.words, again, opening))


def sendable(draft: Draft) -> bool:
    """Whether it has content and linked recipients, and was not sent yet."""
    found = draft.announcement
    return found.unsent and found.ready and draft.seen.count.linked > 0


def sending_time(ctx: Context, messages: int) -> timedelta:
    """How long sending this many messages takes at the operator's rate."""
    return timedelta(seconds=messages / ctx.settings.send_rate)


def place(ctx: Context) -> tuple[int, int] | None:
    """Chat and number of the message whose button was pressed."""
    query = ctx.incoming.callback_query
    message = query.message if query is not None else None
    return (message.chat.id, message.message_id) if isinstance(message, Message) else None


async def _show_audience(ctx: Context, draft: Draft, *, above: Html | None) -> None:
    if draft.seen.examples:
        await looks.note_audience(ctx, draft.announcement.id)
    about = draft.announcement.offering_id
    all_, related = await audiences.quick_counts(ctx.store, about=about)
    screen = audience_screens.audience(ctx.words, draft, everybody=all_, related=related)
    await ctx.show(screen if above is None else screen.under(above))
