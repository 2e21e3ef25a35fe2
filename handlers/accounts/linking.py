"""Handlers from the first /start to a linked account."""

import re
from zoneinfo import ZoneInfo

from telegram import Message, Update

from domain.accounts.codes import read_code
from domain.accounts.linking import (
    AlreadyLinked,
    CodeAsked,
    Consent,
    Linked,
    LinkOutcome,
    LinkRefused,
    NoTriesLeft,
    Stale,
)
from domain.ids import OfferingId
from domain.people.identity import contact_phone
from handlers.accounts.screens import linking as screens
from handlers.actions.accounts import Agree, Decline, OpenConsent, OpenDataNotice
from handlers.context import Context
from handlers.home import presses as home_presses
from handlers.home import screens as home_screens
from handlers.reception import asking, guards
from handlers.screens.screen import Screen
from handlers.seats.presses import detail_screen
from storage.accounts import linking
from storage.process import dialogues

_OFFERING = re.compile(r"p-([0-9a-z]{1,12})")
"""`?start=p-<offering in base 36>` names an offering to open; it grants no right."""
_CODE = re.compile(r"k-([0-9A-Za-z-]{10,12})")
"""`?start=k-<code>` fills the link code in; the phone number must still be shared."""


async def start(update: Update, ctx: Context) -> None:
    """Answers /start, with or without the payload of a deep link."""
    payload = ctx.text.partition(" ")[2].strip()
    if await _opens_code(ctx, payload):
        payload = ""
    found = _OFFERING.fullmatch(payload)
    offering = OfferingId(int(found[1], 36)) if found else None
    if ctx.actor is None:
        fresh = screens.consent(ctx.words, offering)
    elif offering is None and not payload:
        await home_presses.menu(update, ctx)
        return
    else:
        fresh = await _destination(ctx, offering)
    bad = bool(payload) and offering is None
    await ctx.show(home_screens.bad_link(ctx.words, fresh) if bad else fresh)


async def consent(update: Update, ctx: Context) -> None:
    """Shows the question of consent again (Kembali)."""
    if ctx.actor is not None:
        await _already(ctx)
        return
    await ctx.show(screens.consent(ctx.words, ctx.pressed(OpenConsent).offering))


async def notice(update: Update, ctx: Context) -> None:
    """Shows the notice on personal data (Rincian)."""
    await ctx.show(screens.notice(ctx.words, back=ctx.pressed(OpenDataNotice).back))


async def agree(update: Update, ctx: Context) -> None:
    """Records the consent (Setuju) and asks for the phone number."""
    given = await linking.agree(
        ctx.store, ctx.act, telegram_id=ctx.telegram_id, offering=ctx.pressed(Agree).offering
    )
    if given is not None:
        await ctx.show(screens.agreed(ctx.words, given.at))
    elif ctx.actor is not None:
        await _already(ctx)
    else:
        await ctx.show(screens.consent(ctx.words, ctx.pressed(Agree).offering))


async def decline(update: Update, ctx: Context) -> None:
    """Ends linking without consent (Tidak Setuju), also after an earlier consent."""
    if ctx.actor is not None:
        await _already(ctx)
    elif await asking.end(ctx):
        await ctx.show(screens.declined_late(ctx.words))
    else:
        await ctx.show(screens.declined(ctx.words, ctx.pressed(Decline).offering))


async def contact(update: Update, ctx: Context) -> None:
    """Takes a shared contact: the sender's own number, or another person's contact card."""
    message = update.message
    phone = _own_number(message) if message else None
    if phone is not None:
        await _show(ctx, await _share(ctx, phone))
    elif ctx.actor is not None:
        await _already(ctx)
    elif not await _asked(ctx):
        await ctx.show(screens.stale(ctx.words))
    else:
        own = message is not None and _is_own(message)
        await ctx.show((screens.foreign if own else screens.not_own)(ctx.words))


async def typed(update: Update, ctx: Context) -> None:
    """Takes a text: a link code, the keyboard's Batalkan (cancel), or a typed number."""
    if ctx.text == screens.cancel_label(ctx.words):
        await asking.end(ctx)
        await ctx.show(screens.left(ctx.words))
    elif (code := read_code(ctx.text)) is not None:
        await _show(ctx, await _give_code(ctx, code))
    elif ctx.dialogue is not None and ctx.dialogue.step == linking.EARLY:
        await ctx.show(screens.consent(ctx.words))
    elif ctx.dialogue is not None and ctx.dialogue.step == linking.CODE:
        await ctx.show(screens.code(ctx.words))
    else:
        await ctx.show(screens.typed(ctx.words))


async def _share(ctx: Context, phone: str) -> LinkOutcome:
    return await linking.share(
        ctx.store,
        ctx.act,
        telegram_id=ctx.telegram_id,
        phone=phone,
        code_required=ctx.settings.link_second_factor,
        day=ctx.now.astimezone(ZoneInfo(ctx.settings.timezone)).date(),
    )


async def _give_code(ctx: Context, code: str) -> LinkOutcome | Consent:
    return await linking.give_code(
        ctx.store,
        ctx.act,
        telegram_id=ctx.telegram_id,
        code=code,
        code_required=ctx.settings.link_second_factor,
        day=ctx.now.astimezone(ZoneInfo(ctx.settings.timezone)).date(),
    )


async def _opens_code(ctx: Context, payload: str) -> bool:
    """Whether the payload is a link code; the code is kept if the account is not linked."""
    found = _CODE.fullmatch(payload)
    code = read_code(found[1]) if found else None
    if code is not None and ctx.actor is None:
        await linking.open_code(
            ctx.store,
            ctx.act,
            telegram_id=ctx.telegram_id,
            code=code,
        )
    return code is not None


async def _show(ctx: Context, outcome: LinkOutcome | Consent) -> None:
    match outcome:
        case Consent():
            await ctx.show(screens.code_kept(ctx.words))
        case CodeAsked():
            await ctx.show(screens.code(ctx.words))
        case Linked():
            ctx.actor = None
            await guards.resolve(ctx)
            then = await _destination(ctx, outcome.offering)
            await ctx.show(screens.done(ctx.words, outcome, then=then))
        case LinkRefused():
            await ctx.show(screens.refused(ctx.words, tries_left=outcome.tries_left))
        case NoTriesLeft():
            await ctx.show(screens.limit(ctx.words))
        case Stale():
            await ctx.show(screens.stale(ctx.words))
        case AlreadyLinked():
            await _already(ctx)


async def _destination(ctx: Context, offering: OfferingId | None) -> Screen:
    """The screen that the person wanted: a training named by the deep link, else the menu."""
    if offering is not None:
        return await detail_screen(ctx, offering)
    return await home_presses.menu_screen(ctx)


async def _already(ctx: Context) -> None:
    await ctx.show(screens.already(ctx.words, await home_presses.menu_screen(ctx)))


async def _asked(ctx: Context) -> bool:
    found = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    return found is not None and found.flow == linking.FLOW and not found.expired


def _own_number(message: Message) -> str | None:
    if message.contact is None or not _is_own(message):
        return None
    return contact_phone(message.contact.phone_number)


def _is_own(message: Message) -> bool:
    """Whether the contact is the sender's own: Telegram's server sets the contact's user id."""
    shared, sender = message.contact, message.from_user
    return (
        shared is not None
        and sender is not None
        and shared.user_id == sender.id
        and message.forward_origin is None
        and message.via_bot is None
    )
