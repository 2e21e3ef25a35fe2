"""HR chooses the audience (Kirim kepada siapa); each tap counts the recipients anew."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from domain.announcements.announced import AnnouncementState
from domain.announcements.audience import Audience, Kind
from domain.ids import AnnouncementId
from handlers.actions import announcements as actions
from handlers.announcements.screens import audience as screens
from handlers.announcements.views import FLOW, show
from handlers.context import Context
from handlers.reception import asking
from storage.announcements import audience_lists, drafts, reading
from storage.process import dialogues

Ask = Callable[..., Coroutine[Any, Any, None]]
"""`asking.ask`, or `asking.go_on` if the update has another effect too."""


async def open_audience(update: Update, ctx: Context) -> None:
    """Shows the audience (Sasaran, Lanjutkan Draf, or Kembali from a list)."""
    await show(ctx, ctx.pressed(actions.OpenAudience).announcement)


async def everybody(update: Update, ctx: Context) -> None:
    """Adds every civil servant to the audience, or removes them (Semua ASN)."""
    p = ctx.pressed(actions.SetEverybody)
    await _choose(ctx, p.announcement, lambda chosen: chosen.with_everybody(on=p.on))
    await show(ctx, p.announcement)


async def related(update: Update, ctx: Context) -> None:
    """Adds people with a gap that the training answers, or removes them (Kesenjangan Terkait)."""
    p = ctx.pressed(actions.SetRelated)
    await _choose(ctx, p.announcement, lambda chosen: chosen.with_related(on=p.on))
    await show(ctx, p.announcement)


async def clear(update: Update, ctx: Context) -> None:
    """Removes all choices (Hapus Pilihan)."""
    number = ctx.pressed(actions.ClearAudience).announcement
    await _choose(ctx, number, lambda _: Audience())
    await show(ctx, number)


async def pick(update: Update, ctx: Context) -> None:
    """Shows a list to choose from; part of a name may be typed to narrow it."""
    p = ctx.pressed(actions.PickAudience)
    if p.fresh:
        await _list(ctx, p.announcement, p.kind, search="", page=p.page, ask=asking.ask)
    else:
        search = await _search(ctx, p.announcement, p.kind)
        await _list(ctx, p.announcement, p.kind, search=search, page=p.page)


async def picked(update: Update, ctx: Context) -> None:
    """Switches one entry of the list on or off and shows the list again."""
    p = ctx.pressed(actions.SetPicked)
    await _choose(
        ctx, p.announcement, lambda chosen: chosen.with_choice(p.kind, p.chosen, on=p.on)
    )
    search = await _search(ctx, p.announcement, p.kind)
    await _list(ctx, p.announcement, p.kind, search=search, page=p.page)


async def typed_name(update: Update, ctx: Context) -> None:
    """Narrows the list to names that contain the typed text."""
    if ctx.dialogue is not None:
        number = AnnouncementId(ctx.dialogue.data["announcement"])
        kind = Kind(ctx.dialogue.data["kind"])
        await _list(ctx, number, kind, search=ctx.text, page=0, ask=asking.ask)


async def _choose(
    ctx: Context, number: AnnouncementId, change: Callable[[Audience], Audience]
) -> None:
    await drafts.choose(ctx.store, ctx.act, number, change)


async def _list(
    ctx: Context,
    number: AnnouncementId,
    kind: Kind,
    *,
    search: str,
    page: int,
    ask: Ask = asking.go_on,
) -> None:
    """Shows the list and opens its question, so that the next text narrows this list."""
    found = await reading.read(ctx.store, number)
    if found is None or found.state is not AnnouncementState.DRAFT:
        await asking.end(ctx)
        await show(ctx, number)
        return
    await ask(ctx, FLOW, "name", announcement=number, kind=int(kind), search=search)
    options = await audience_lists.options(
        ctx.store,
        kind,
        audience=found.audience,
        about=found.offering_id,
        search=search,
        page=page,
    )
    await ctx.show(screens.pick(ctx.words, number, kind, options, search=search))


async def _search(ctx: Context, number: AnnouncementId, kind: Kind) -> str:
    """The text that this list was narrowed by; empty if it was not."""
    open_ = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    of = {"announcement": number, "kind": int(kind)}
    if (
        open_ is None
        or (open_.flow, open_.step) != (FLOW, "name")
        or not of.items() <= open_.data.items()
    ):
        return ""
    return str(open_.data["search"])
