"""HR sends an announcement, stops it, and sees progress, report and list."""

from telegram import Update

from domain.announcements.announced import AnnouncementState
from domain.ids import AnnouncementId
from handlers.actions import announcements as actions
from handlers.announcements import notices, views
from handlers.announcements.screens import scheduling
from handlers.announcements.screens import sending as screens
from handlers.announcements.screens import writing as writing_screens
from handlers.context import Context
from handlers.desk import views as desk_views
from handlers.documents.people_files import people_file
from handlers.reception.quiet import quiet_hours
from storage.announcements import broadcasts, drafts, fan_out, reading, resending


async def send(update: Update, ctx: Context) -> None:
    """Starts the sending (Kirim Sekarang); in quiet hours it schedules it for their end."""
    p = ctx.pressed(actions.SendNow)
    opening = await views.opening_of(ctx, p.announcement)
    if opening is not None and not opening.open(ctx.now):
        await ctx.show(writing_screens.closed(ctx.words))
        return
    quiet = quiet_hours(ctx.settings)
    if quiet.holds(ctx.now) and not p.in_quiet:
        await _wait(ctx, p)
        return
    draft = await fan_out.start(
        ctx.store,
        ctx.act,
        p.announcement,
        revision=p.revision,
        place=views.place(ctx),
        in_quiet=p.in_quiet,
        zone=ctx.settings.timezone,
    )
    if draft is not None and draft.stale:
        await views.show_preview(ctx, draft)
    else:
        await views.show(ctx, p.announcement)


async def stop(update: Update, ctx: Context) -> None:
    """Stops the sending at once (Hentikan)."""
    number = ctx.pressed(actions.StopSending).announcement
    await fan_out.stop(ctx.store, ctx.act, number)
    ctx.services.announced.clear()
    await views.show(ctx, number)


async def ask_rest(update: Update, ctx: Context) -> None:
    """Asks before it is sent to those who did not get it (Kirim kepada yang Belum)."""
    await _ask_rest(ctx, ctx.pressed(actions.AskRest).announcement)


async def send_to_rest(update: Update, ctx: Context) -> None:
    """Sends it to those who did not get it; asks again if they are others than HR saw."""
    p = ctx.pressed(actions.SendToRest)
    found = await resending.resend(
        ctx.store, ctx.act, p.announcement, people=p.people, place=views.place(ctx)
    )
    ctx.services.announced.clear()
    if found is not None and resending.can_go_on(found):
        await _ask_rest(ctx, p.announcement)
    else:
        await views.show(ctx, p.announcement)


async def _ask_rest(ctx: Context, number: AnnouncementId) -> None:
    found = await reading.read(ctx.store, number)
    if found is None or not resending.can_go_on(found):
        await views.show(ctx, number)
        return
    people = await notices.left_out(ctx.services, found)
    if people:
        await ctx.show(screens.ask_rest(ctx.words, found, people=people))
    else:
        await views.show(ctx, number)


async def leave(update: Update, ctx: Context) -> None:
    """Shows the HR desk as a new message, below the one that is still edited (Menu HR)."""
    await ctx.show((await desk_views.desk(ctx)).as_new())


async def open_one(update: Update, ctx: Context) -> None:
    """Shows an announcement of the list in its present state."""
    number = ctx.pressed(actions.OpenAnnouncement).announcement
    draft = await drafts.look(ctx.store, number)
    if draft is not None and draft.announcement.waits_for_hr:
        await ctx.show(scheduling.held(ctx.words, draft))
    else:
        await views.show(ctx, number)


async def listing(update: Update, ctx: Context) -> None:
    """Shows the scheduled and sent announcements (Terjadwal dan Terkirim)."""
    page = await reading.listed(ctx.store, page=ctx.pressed(actions.ListAnnouncements).page)
    await ctx.show(screens.listing(ctx.words, page))


async def download(update: Update, ctx: Context) -> None:
    """Sends a file of the people who did not get it, with the reasons (Unduh)."""
    number = ctx.pressed(actions.DownloadUnreached).announcement
    people = await broadcasts.unreached(ctx.store, number)
    found = await reading.read(ctx.store, number)
    sheet = screens.unreached_sheet(ctx.words, found, people)
    file = await people_file(ctx.words, "tidak-menerima", sheet, now=ctx.now)
    await ctx.show(screens.unreached_file(ctx.words, file, total=len(people), now=ctx.now))


async def _wait(ctx: Context, pressed: actions.SendNow) -> None:
    draft = await drafts.look(ctx.store, pressed.announcement)
    if draft is not None and draft.announcement.state is AnnouncementState.SCHEDULED:
        # The scheduled time stays; the HR officer is only told that it is quiet hours now.
        await ctx.show(scheduling.scheduled(ctx.words, draft, quiet_now=True))
        return
    await views.schedule(
        ctx,
        pressed.announcement,
        quiet_hours(ctx.settings).over(ctx.now),
        revision=pressed.revision,
        quiet_now=True,
    )
