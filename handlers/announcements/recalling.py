"""HR corrects an announcement that was sent (Perbaiki) or takes it back (Tarik)."""

from datetime import datetime

from telegram import Update

from domain.announcements.announced import Announcement, FollowUp
from domain.announcements.letter import length
from domain.ids import AnnouncementId
from handlers.actions import announcements as actions
from handlers.announcements import incoming, views
from handlers.announcements.screens import recalling as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.reception.quiet import quiet_hours
from handlers.screens import trouble
from storage.announcements import reading, recalls


async def ask_correction(update: Update, ctx: Context) -> None:
    """Asks for the corrected text, or shows a training with its present data (Perbaiki)."""
    number = ctx.pressed(actions.CorrectAnnouncement).announcement
    found = await reading.read(ctx.store, number)
    if found is None or not _correctable(found):
        await views.show(ctx, number)
    elif found.offering_id is not None:
        await _preview(ctx, found)
    else:
        await asking.ask(ctx, views.FLOW, "correction", announcement=number)
        await ctx.show(screens.ask_correction(ctx.words, found))


async def typed(update: Update, ctx: Context) -> None:
    """Takes the corrected text and shows its preview."""
    found, message = await _awaited(ctx), update.effective_message
    if found is None or message is None:
        await _too_late(ctx)
        return
    letter, before = incoming.letter(message), found.letter
    long, most = length(letter.text), before.most if before else letter.most
    if long > most:
        again = screens.ask_correction(ctx.words, found)
        await ctx.show(trouble.too_long(ctx.words, length=long, most=most, again=again))
        return
    changed = await recalls.propose(ctx.store, ctx.act, found.id, letter)
    if changed is not None:
        await _preview(ctx, changed)


async def not_text(update: Update, ctx: Context) -> None:
    """Answers a picture or a file that was sent in place of the text."""
    found, message = await _awaited(ctx), update.effective_message
    document = incoming.importable(message) if message is not None else None
    if document is not None:
        await views.import_instead(ctx, document)
    elif found is None:
        await _too_late(ctx)
    else:
        again = screens.ask_correction(ctx.words, found)
        await ctx.show(screens.only_text(ctx.words, again))


async def correct(update: Update, ctx: Context) -> None:
    """Edits the sent messages (Perbaiki Diam-diam); Telegram shows no notification of that."""
    p = ctx.pressed(actions.SendCorrection)
    await _correct(ctx, p.announcement, p.revision, tell_from=None)


async def correct_and_tell(update: Update, ctx: Context) -> None:
    """Edits the sent messages, and tells each person of it (Perbaiki dan Kabari)."""
    p = ctx.pressed(actions.CorrectAndTell)
    tell_from = quiet_hours(ctx.settings).over(ctx.now)
    await _correct(ctx, p.announcement, p.revision, tell_from=tell_from)


async def ask_take_back(update: Update, ctx: Context) -> None:
    """Asks once before the announcement is taken back (Tarik)."""
    number = ctx.pressed(actions.AskTakeBack).announcement
    found = await reading.read(ctx.store, number)
    if found is None or not _correctable(found):
        await views.show(ctx, number)
        return
    recall = await recalls.deletable(ctx.store, number, real_now=ctx.real_now)
    await ctx.show(screens.ask_take_back(ctx.words, found, recall))


async def take_back(update: Update, ctx: Context) -> None:
    """Deletes the sent messages (Ya, Tarik)."""
    number = ctx.pressed(actions.TakeBack).announcement
    await recalls.take_back(ctx.store, ctx.act, number, place=views.place(ctx))
    await views.show(ctx, number)


async def _correct(
    ctx: Context, number: AnnouncementId, revision: int, *, tell_from: datetime | None
) -> None:
    place = views.place(ctx)
    await recalls.correct(
        ctx.store, ctx.act, number, revision=revision, place=place, tell_from=tell_from
    )
    ctx.services.announced.clear()
    await views.show(ctx, number)


async def _preview(ctx: Context, found: Announcement) -> None:
    message = await views.message_screen(ctx, found)
    if message is None:
        await views.show(ctx, found.id)
        return
    sent = await recalls.correctable(ctx.store, found.id)
    lasting = views.sending_time(ctx, sent)
    await ctx.show(screens.correction(ctx.words, message, found, total=sent, lasting=lasting))


async def _awaited(ctx: Context) -> Announcement | None:
    number = ctx.dialogue.data["announcement"] if ctx.dialogue else None
    found = await reading.read(ctx.store, AnnouncementId(number)) if number else None
    return found if found is not None and _correctable(found) else None


async def _too_late(ctx: Context) -> None:
    """Ends the question: another HR officer has taken the announcement back in between."""
    await asking.end(ctx)
    await views.show(ctx, AnnouncementId(ctx.dialogue.data["announcement"] if ctx.dialogue else 0))


def _correctable(found: Announcement) -> bool:
    return found.over and found.follow_up is not FollowUp.DELETE
