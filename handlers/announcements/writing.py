"""HR writes an announcement: its subject, text, preview and time."""

from datetime import UTC, datetime

from telegram import Update

from domain.announcements.announced import AnnouncementState
from domain.announcements.letter import Letter, length
from domain.announcements.moments import read_time
from domain.ids import AnnouncementId
from handlers.actions import announcements as actions
from handlers.announcements import incoming, views
from handlers.announcements.screens import scheduling
from handlers.announcements.screens import writing as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.reception.quiet import quiet_hours
from handlers.screens import trouble
from storage.announcements import drafts, reading, revising

LATEST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp()) // 60
"""A minute later than any that a genuine button names."""


async def what(update: Update, ctx: Context) -> None:
    """Asks what to announce (/pengumuman, Buat Pengumuman)."""
    page = ctx.action.page if isinstance(ctx.action, actions.NewAnnouncement) else 0
    subjects = await reading.subjects(ctx.store, page=page, now=ctx.now)
    draft = await drafts.unfinished(ctx.store, ctx.person.person_id)
    listed = (await reading.listed(ctx.store, page=0)).total > 0
    await ctx.show(screens.what(ctx.words, subjects, draft=draft, listed=listed))


async def training(update: Update, ctx: Context) -> None:
    """Begins a draft about the chosen training."""
    found = await drafts.begin(
        ctx.store, ctx.act, offering_id=ctx.pressed(actions.AnnounceTraining).offering
    )
    await (what(update, ctx) if found is None else views.show(ctx, found))


async def ask_text(update: Update, ctx: Context) -> None:
    """Asks for the text, which is typed next (Teks Bebas, or Isi)."""
    found = ctx.pressed(actions.AnnounceText).announcement
    await asking.ask(ctx, views.FLOW, "text", announcement=found)
    await ctx.show(screens.ask_text(ctx.words))


async def text(update: Update, ctx: Context) -> None:
    """Takes the typed text with its formatting."""
    message = update.effective_message
    if message is not None:
        await _keep(ctx, incoming.letter(message))


async def file(update: Update, ctx: Context) -> None:
    """Takes one picture or document with its caption; offers to import a workbook."""
    message = update.effective_message
    document = incoming.importable(message) if message is not None else None
    if document is not None:
        await views.import_instead(ctx, document)
    elif message is None or not incoming.fits(message):
        await ctx.show(screens.not_text(ctx.words, screens.ask_text(ctx.words)))
    else:
        await _keep(ctx, incoming.letter(message), one_of_several=bool(message.media_group_id))


async def preview(update: Update, ctx: Context) -> None:
    """Shows the message exactly as people will get it (Pratinjau)."""
    number = ctx.pressed(actions.PreviewAnnouncement).announcement
    draft = await drafts.preview(ctx.store, number)
    if draft is None or not views.sendable(draft):
        await views.show(ctx, number)
    else:
        await views.show_preview(ctx, draft)


async def edit(update: Update, ctx: Context) -> None:
    """Asks what to change (Ubah); one that is scheduled stays so until the changes are saved."""
    number = ctx.pressed(actions.EditAnnouncement).announcement
    found = await reading.read(ctx.store, number)
    if found is not None and found.state is AnnouncementState.SCHEDULED:
        copy = await revising.copy(ctx.store, ctx.act, number)
        if copy is not None:
            await ctx.show(scheduling.change(ctx.words, found, copy))
            return
    if found is None or found.state is not AnnouncementState.DRAFT:
        await views.show(ctx, number)
    else:
        await ctx.show(screens.edit(ctx.words, number))


async def save_changes(update: Update, ctx: Context) -> None:
    """Changes the scheduled announcement to what was previewed; its time stays (Simpan)."""
    pressed = ctx.pressed(actions.SaveChanges)
    draft = await revising.save(
        ctx.store,
        ctx.act,
        pressed.announcement,
        revision=pressed.revision,
        zone=ctx.settings.timezone,
    )
    if draft is not None and draft.stale:
        await views.show_preview(ctx, draft)
    else:
        number = draft.announcement.id if draft is not None else pressed.announcement
        await views.show(ctx, number)


async def ask_when(update: Update, ctx: Context) -> None:
    """Asks when to send (Jadwalkan)."""
    pressed = ctx.pressed(actions.AskWhen)
    number, revision = pressed.announcement, pressed.revision
    opening = await views.opening_of(ctx, number)
    await ctx.show(await views.ask_when(ctx, number, revision=revision, opening=opening))


async def schedule(update: Update, ctx: Context) -> None:
    """Schedules for one of the offered times."""
    pressed = ctx.pressed(actions.ScheduleAt)
    moment = datetime.fromtimestamp(min(pressed.minute, LATEST) * 60, UTC)
    to_come = moment if moment > ctx.now else None
    await _schedule(ctx, pressed.announcement, to_come, revision=pressed.revision)


async def typed_time(update: Update, ctx: Context) -> None:
    """Schedules for the typed time."""
    awaited = ctx.dialogue.data if ctx.dialogue else {}
    found = AnnouncementId(awaited.get("announcement", 0))
    moment = read_time(ctx.text, now=ctx.now, zone=ctx.settings.timezone)
    if "revision" in awaited:
        await _schedule(ctx, found, moment, revision=awaited["revision"])
    else:
        # The question is of an older version, which did not note the previewed revision.
        await views.show(ctx, found)


async def ask_cancel(update: Update, ctx: Context) -> None:
    """Asks once before a scheduled announcement is cancelled (Batalkan)."""
    await ctx.show(scheduling.ask_cancel(ctx.words, ctx.pressed(actions.AskCancel).announcement))


async def cancel(update: Update, ctx: Context) -> None:
    """Cancels a scheduled announcement (Ya, Batalkan)."""
    number = ctx.pressed(actions.CancelAnnouncement).announcement
    found = await drafts.cancel(ctx.store, ctx.act, number)
    if found is not None and found.state is AnnouncementState.CANCELLED:
        await ctx.show(scheduling.cancelled(ctx.words))
    else:
        await views.show(ctx, number)


async def _keep(ctx: Context, letter: Letter, *, one_of_several: bool = False) -> None:
    again = screens.ask_text(ctx.words)
    long, most = length(letter.text), letter.most
    if long > most:
        await ctx.show(trouble.too_long(ctx.words, length=long, most=most, again=again))
        return
    number = ctx.dialogue.data["announcement"] if ctx.dialogue else None
    found = await drafts.keep_text(ctx.store, ctx.act, number, letter)
    if found is not None:
        only_first = screens.only_first(ctx.words) if one_of_several else None
        await views.show(ctx, found, above=only_first)


async def _schedule(
    ctx: Context, found: AnnouncementId, moment: datetime | None, *, revision: int
) -> None:
    there = await reading.read(ctx.store, found)
    if there is None or not there.unsent or there.scheduled_since(revision):
        await asking.end(ctx)
        await views.show(ctx, found)
        return
    if moment is not None and not quiet_hours(ctx.settings).holds(moment):
        await views.schedule(ctx, found, moment, revision=revision)
        return
    # If the time of a button has passed, another time is asked for, which may be typed.
    opening = await views.opening_of(ctx, found)
    again = await views.ask_when(ctx, found, revision=revision, opening=opening)
    wrong = scheduling.quiet_then(ctx.words, again, moment) if moment else None
    await ctx.show(wrong or scheduling.not_a_time(ctx.words, again))
