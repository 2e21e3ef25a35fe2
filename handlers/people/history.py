"""HR searches the audit log (Riwayat Akses): by person, deed and day; each search is noted."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from domain.ids import PersonId
from domain.imports.dates.day_first import Written, read_written
from domain.lists import PAGE, Page, kept_within
from domain.people.audit import EVENTS, Access, AuditQuery, day_of, named
from domain.people.staff import StaffChoice
from domain.plain_words import folded
from handlers.actions import people as actions
from handlers.context import Context
from handlers.documents.workbooks import workbook
from handlers.people.screens import audit as screens
from handlers.people.screens.audit_file import audit_sheet
from handlers.reception import asking
from handlers.screens import audited, dates
from handlers.screens.words import plain
from storage.people import history, staff
from storage.people.finding import search as finding

FLOW = "audit"


async def ask(update: Update, ctx: Context) -> None:
    """Asks whose or which entries are looked for (Riwayat Akses)."""
    await _await(ctx, actions.FindAudit())
    oldest = await history.oldest(ctx.store)
    await ctx.show(screens.ask(ctx.words, oldest=oldest, today=_today(ctx)))


async def find(update: Update, ctx: Context) -> None:
    """Shows one page of the entries; a typed text narrows them further."""
    await _show(ctx, ctx.pressed(actions.FindAudit))


async def typed(update: Update, ctx: Context) -> None:
    """Narrows by what is typed: a day, a person, or words of a deed."""
    chosen, text = _awaited(ctx), ctx.text
    if days := _days(text):
        await _show(ctx, replace(chosen, since=days[0], until=days[1]))
        return
    people = await finding.find(ctx.store, StaffChoice(text), page=0)
    if people.total == 1:
        await _show(ctx, replace(chosen, person=people.items[0].id))
    elif people.total:
        await _await(ctx, chosen)
        await ctx.show(screens.pick_person(ctx.words, people, chosen))
    elif deeds := _deeds(ctx, text):
        await _await(ctx, chosen)
        pick = screens.narrowed_to(actions.PickDeed, chosen)
        page = Page(tuple(deeds[:PAGE]), 0, len(deeds))
        await ctx.show(screens.pick_deed(ctx.words, page, pick, typed=True))
    else:
        await _await(ctx, chosen)
        await ctx.show(screens.not_found(ctx.words, text, await _narrowed(ctx, chosen)))


async def pick_deed(update: Update, ctx: Context) -> None:
    """Shows the deeds to choose from (Tindakan)."""
    chosen = ctx.pressed(actions.PickDeed)
    await _await(ctx, screens.narrowed_to(actions.FindAudit, chosen))
    number = kept_within(chosen.page, len(EVENTS))
    deeds = tuple(EVENTS)[number * PAGE : (number + 1) * PAGE]
    await ctx.show(screens.pick_deed(ctx.words, Page(deeds, number, len(EVENTS)), chosen))


async def download(update: Update, ctx: Context) -> None:
    """Sends what was found as .xlsx (Unduh)."""
    w, chosen = ctx.words, ctx.pressed(actions.DownloadAudit)
    entries, more = await history.for_file(ctx.store, _query(ctx, chosen))
    to = screens.narrowed_to(actions.FindAudit, chosen)
    narrowed = screens.said(w, await _narrowed(ctx, to))
    sheet = audit_sheet(w, entries, narrowed=plain(narrowed) if narrowed else None, more=more)
    document = await workbook(w, "riwayat-akses", [sheet], now=ctx.now)
    await ctx.show(screens.file_made(w, document, number=len(entries), now=ctx.now))


async def _show(ctx: Context, chosen: actions.FindAudit) -> None:
    await _await(ctx, chosen)
    query = replace(_query(ctx, chosen), newest=chosen.newest)
    what = await history.search(ctx.store, query, page=chosen.page)
    await ctx.show(screens.found(ctx.words, what, await _narrowed(ctx, chosen)))


async def _narrowed(ctx: Context, chosen: actions.FindAudit) -> screens.Narrowed:
    one = await staff.card(ctx.store, chosen.person) if chosen.person is not None else None
    return screens.Narrowed(chosen, _today(ctx), one.name if one is not None else None)


def _query(ctx: Context, chosen: actions.AuditFilter) -> AuditQuery:
    zone = ZoneInfo(ctx.settings.timezone)
    first, last = day_of(chosen.since), day_of(chosen.until)
    return AuditQuery(
        reader=ctx.person.person_id,
        person=chosen.person,
        access=chosen.access,
        event=named(chosen.event),
        since=_midnight(first, zone) if first else None,
        until=_midnight(last + timedelta(days=1), zone) if first and last else None,
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def _today(ctx: Context) -> date:
    return dates.local(ctx.now, ctx.settings.timezone).date()


def _days(text: str) -> tuple[int, int] | None:
    """The first and the last of the typed days."""
    read = read_written(text)
    if not isinstance(read, Written) or read.day is None:
        return None
    return read.day.toordinal(), (read.last or read.day).toordinal()


def _deeds(ctx: Context, text: str) -> list[str]:
    """The deeds whose words begin as the typed words do, in the language of the person."""
    typed = folded(text)
    said = {event: folded(audited.deed(ctx.words, event)) for event in EVENTS}
    return [
        event
        for event, words in said.items()
        if typed and all(any(word.startswith(one) for word in words) for one in typed)
    ]


async def _await(ctx: Context, chosen: actions.FindAudit) -> None:
    """Narrows what is chosen by the next text."""
    await asking.go_on(
        ctx,
        FLOW,
        "search",
        person=chosen.person,
        access=None if chosen.access is None else int(chosen.access),
        event=chosen.event,
        since=chosen.since,
        until=chosen.until,
    )


def _awaited(ctx: Context) -> actions.FindAudit:
    """What was chosen before the text."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    person, access = data.get("person"), data.get("access")
    return actions.FindAudit(
        person=None if person is None else PersonId(person),
        access=None if access is None else Access(access),
        event=data.get("event"),
        since=data.get("since"),
        until=data.get("until"),
    )
