"""Kirim kepada siapa: choices that narrow and widen, counted at every tap."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from telegram import Update

from domain.announcement import State
from domain.audience import Audience, Kind
from domain.ids import AnnouncementId
from handlers import asking
from handlers.hr.announcement_views import FLOW, show
from handlers.screens import audience as screens
from handlers.screens.actions import announcement as actions
from storage import announcements, audience_lists, dialogues, drafts

if TYPE_CHECKING:
    from bot.context import BotContext


async def open_audience(update: Update, ctx: "BotContext") -> None:
    """Sasaran, Lanjutkan Draf, or Kembali from a list."""
    await show(ctx, ctx.pressed(actions.OpenAudience).announcement)


async def everybody(update: Update, ctx: "BotContext") -> None:
    """Semua ASN."""
    p = ctx.pressed(actions.SetEverybody)
    await _choose(ctx, p.announcement, lambda chosen: chosen.with_everybody(on=p.on))
    await show(ctx, p.announcement)


async def related(update: Update, ctx: "BotContext") -> None:
    """Kesenjangan Terkait."""
    p = ctx.pressed(actions.SetRelated)
    await _choose(ctx, p.announcement, lambda chosen: chosen.with_related(on=p.on))
    await show(ctx, p.announcement)


async def clear(update: Update, ctx: "BotContext") -> None:
    """Hapus Pilihan."""
    number = ctx.pressed(actions.ClearAudience).announcement
    await _choose(ctx, number, lambda _: Audience())
    await show(ctx, number)


async def pick(update: Update, ctx: "BotContext") -> None:
    """A list to choose from; part of a name may be typed."""
    p = ctx.pressed(actions.PickAudience)
    search = "" if p.fresh else await _search(ctx, p.announcement, p.kind)
    if p.fresh:
        await _await_name(ctx, p.announcement, p.kind, search="")
    else:
        await _go_on(ctx, p.announcement, p.kind, search=search)
    await _list(ctx, p.announcement, p.kind, search=search, page=p.page)


async def picked(update: Update, ctx: "BotContext") -> None:
    """One entry of the list."""
    p = ctx.pressed(actions.SetPicked)
    await _choose(
        ctx, p.announcement, lambda chosen: chosen.with_choice(p.kind, p.chosen, on=p.on)
    )
    search = await _search(ctx, p.announcement, p.kind)
    await _go_on(ctx, p.announcement, p.kind, search=search)
    await _list(ctx, p.announcement, p.kind, search=search, page=p.page)


async def typed_name(update: Update, ctx: "BotContext") -> None:
    """Part of a name: the list narrows."""
    if ctx.dialogue is not None:
        number = AnnouncementId(ctx.dialogue.data["announcement"])
        kind = Kind(ctx.dialogue.data["kind"])
        await _await_name(ctx, number, kind, search=ctx.text)
        await _list(ctx, number, kind, search=ctx.text, page=0)


async def _choose(
    ctx: "BotContext", number: AnnouncementId, change: Callable[[Audience], Audience]
) -> None:
    await drafts.choose(ctx.store, number, change, key=ctx.update_key, real_now=ctx.real_now)


async def _list(
    ctx: "BotContext", number: AnnouncementId, kind: Kind, *, search: str, page: int
) -> None:
    found = await announcements.read(ctx.store, number)
    if found is None or found.state is not State.DRAFT:
        await show(ctx, number)
        return
    chosen = found.audience.chosen(kind)
    options = await audience_lists.options(
        ctx.store, kind, chosen=chosen, search=search, page=page
    )
    await ctx.show(screens.pick(ctx.words, number, kind, options, search=search))


async def _search(ctx: "BotContext", number: AnnouncementId, kind: Kind) -> str:
    """What this very list was narrowed by."""
    open_ = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    of = {"announcement": number, "kind": int(kind)}
    if (
        open_ is None
        or (open_.flow, open_.step) != (FLOW, "name")
        or not of.items() <= open_.data.items()
    ):
        return ""
    return str(open_.data["search"])


async def _go_on(ctx: "BotContext", number: AnnouncementId, kind: Kind, *, search: str) -> None:
    """The list invites to type a name, whatever was asked before."""
    await asking.go_on(ctx, FLOW, "name", announcement=number, kind=int(kind), search=search)


async def _await_name(
    ctx: "BotContext", number: AnnouncementId, kind: Kind, *, search: str
) -> None:
    await asking.ask(ctx, FLOW, "name", announcement=number, kind=int(kind), search=search)
