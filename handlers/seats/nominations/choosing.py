"""An officer or a superior chooses whom to name for an offering (Calonkan)."""

import re

from telegram import Update

from domain.announcements.audience import Kind
from domain.catalogue.changes import OfferingState
from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.ids import NominationDraftId
from domain.seats.nominations import (
    Chosen,
    NominatedBy,
    NominationDraft,
    NominatorNumber,
)
from handlers.actions.seating import nominations as actions
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Screen
from handlers.seats.screens.nominations import choosing as screens
from storage.announcements import audience_lists, audiences
from storage.catalogue.hr import lists
from storage.people import audit
from storage.process import dialogues
from storage.seats.nominations import drafts
from storage.seats.nominations.reach import holds

FLOW = "nomination"
OFFERING, NIPS, PEOPLE, GROUP = "offering", "nips", "people", "group"
NIP = re.compile(r"(?<!\d)\d(?:[ .-]?\d){17}(?!\d)")
MOST_NIPS = 200


async def pick(update: Update, ctx: Context) -> None:
    """Shows one page of the open offerings, or of those that the last search found."""
    pressed = ctx.pressed(actions.PickNominated)
    text = await _kept(ctx, OFFERING, office=int(pressed.office)) if pressed.search else ""
    if pressed.search and (not text or search_mark(text) != pressed.search):
        text = ""
    await _offerings(ctx, pressed.office, text, pressed.page)


async def search_offering(update: Update, ctx: Context) -> None:
    """Shows the offerings that have the typed words."""
    office = NominatorNumber(ctx.dialogue.data["office"]) if ctx.dialogue else NominatorNumber.HR
    await _offerings(ctx, office, ctx.text[:LONGEST_SEARCH], 0)


async def begin(update: Update, ctx: Context) -> None:
    """Opens the choice of people for an offering."""
    pressed = ctx.pressed(actions.BeginNomination)
    office = pressed.office.office
    draft = await drafts.begin(
        ctx.store, ctx.act, pressed.offering, office, zone=ctx.settings.timezone
    )
    if draft is None:
        await ctx.show(await _refused(ctx, office))
    elif office is NominatedBy.SUPERIOR:
        await show_people(ctx, draft.id, 0, search="")
    else:
        await show(ctx, draft)


async def open_draft(update: Update, ctx: Context) -> None:
    """Shows who is chosen so far."""
    await show(ctx, await read(ctx, ctx.pressed(actions.OpenNominated).draft))


async def related(update: Update, ctx: Context) -> None:
    """Adds the people whose gap the training answers, or takes them out."""
    pressed = ctx.pressed(actions.SetRelatedNominated)

    def to(chosen: Chosen) -> Chosen:
        return chosen.with_group(chosen.audience.with_related(on=pressed.on))

    await show(ctx, await _change(ctx, pressed.draft, to))


async def pick_group(update: Update, ctx: Context) -> None:
    """Shows one page of units or posts."""
    pressed = ctx.pressed(actions.PickGroup)
    search = ""
    if not pressed.fresh:
        search = await _kept(ctx, GROUP, draft=pressed.draft, kind=int(pressed.kind))
    await _groups(ctx, pressed.draft, pressed.kind, pressed.page, search=search)


async def set_group(update: Update, ctx: Context) -> None:
    """Chooses a unit or a post, or no longer, and shows the list again."""
    pressed = ctx.pressed(actions.SetGroup)

    def to(chosen: Chosen) -> Chosen:
        group = chosen.audience.with_choice(pressed.kind, pressed.chosen, on=pressed.on)
        return chosen.with_group(group)

    await _change(ctx, pressed.draft, to)
    search = await _kept(ctx, GROUP, draft=pressed.draft, kind=int(pressed.kind))
    await _groups(ctx, pressed.draft, pressed.kind, pressed.page, search=search)


async def typed_group(update: Update, ctx: Context) -> None:
    """Narrows the list to names that contain the typed text."""
    if ctx.dialogue is not None:
        data = ctx.dialogue.data
        draft, kind = NominationDraftId(data["draft"]), Kind(data["kind"])
        await _groups(ctx, draft, kind, 0, search=ctx.text[:LONGEST_SEARCH])


async def ask_nips(update: Update, ctx: Context) -> None:
    """Asks for numbers of people, or for a part of a name."""
    number = ctx.pressed(actions.AskNips).draft
    draft = await read(ctx, number)
    if draft is None:
        await show(ctx, None)
        return
    await asking.ask(ctx, FLOW, NIPS, draft=number)
    await ctx.show(screens.ask_nips(ctx.words, draft))


async def typed_people(update: Update, ctx: Context) -> None:
    """Names people by the typed numbers; any other text searches for a name."""
    number = NominationDraftId(ctx.dialogue.data["draft"]) if ctx.dialogue else None
    if number is None:
        return
    nips = [re.sub(r"\D", "", one) for one in NIP.findall(ctx.text)][:MOST_NIPS]
    if not nips:
        await show_people(ctx, number, 0, search=ctx.text[:LONGEST_SEARCH])
        return
    zone = ctx.settings.timezone
    done = await drafts.add_people(ctx.store, ctx.act, number, nips, zone=zone)
    draft, unknown = done if done is not None else (None, ())
    await show(ctx, draft, unknown=unknown)


async def list_people(update: Update, ctx: Context) -> None:
    """Shows one page of the people who can be named."""
    pressed = ctx.pressed(actions.ListPeople)
    search = "" if pressed.fresh else await _kept(ctx, PEOPLE, draft=pressed.draft)
    await show_people(ctx, pressed.draft, pressed.page, search=search)


async def set_person(update: Update, ctx: Context) -> None:
    """Ticks a person, or takes the tick away, and shows the list again."""
    pressed = ctx.pressed(actions.SetPerson)
    await drafts.set_person(
        ctx.store,
        ctx.act,
        pressed.draft,
        pressed.person,
        on=pressed.on,
        zone=ctx.settings.timezone,
    )
    search = await _kept(ctx, PEOPLE, draft=pressed.draft)
    await show_people(ctx, pressed.draft, pressed.page, search=search)


async def show(
    ctx: Context, draft: NominationDraft | None, *, unknown: tuple[str, ...] = ()
) -> None:
    """Shows who is chosen so far; without a draft the offerings to name people for."""
    if draft is None:
        await gone(ctx)
        return
    seen = await audiences.named(ctx.store, draft.chosen.audience)
    await ctx.show(screens.who(ctx.words, draft, seen, unknown=unknown))


async def gone(ctx: Context) -> None:
    """The draft was sent, or the person does not hold the office any more."""
    office = NominatorNumber.HR if ctx.person.hr else NominatorNumber.SUPERIOR
    zone = ctx.settings.timezone
    who = ctx.person.person_id
    if not await holds(ctx.store, who, office.office, now=ctx.now, zone=zone):
        await ctx.show(screens.no_right(ctx.words))
        return
    found = await lists.listing(ctx.store, state=OfferingState.OPEN, page=0, now=ctx.now)
    fresh = screens.offerings(ctx.words, found, office, text=None)
    await ctx.show(trouble.old_button(ctx.words, fresh))


async def show_people(ctx: Context, number: NominationDraftId, page: int, *, search: str) -> None:
    """Shows one page of the people who can be named; a typed text searches."""
    found = await drafts.listed(
        ctx.store,
        ctx.person.person_id,
        number,
        search=search,
        page=page,
        now=ctx.now,
        zone=ctx.settings.timezone,
    )
    if found is None:
        await gone(ctx)
        return
    await asking.go_on(ctx, FLOW, PEOPLE, draft=number, text=search)
    who = ctx.person.person_id
    await audit.note(ctx.store, "nominations.people_seen", actor=who, about=None, at=ctx.now)
    await ctx.show(screens.people(ctx.words, *found, search=search))


async def read(ctx: Context, number: NominationDraftId) -> NominationDraft | None:
    """The draft, if it is this person's and still to be sent."""
    who, zone = ctx.person.person_id, ctx.settings.timezone
    return await drafts.read(ctx.store, who, number, now=ctx.now, zone=zone)


async def _change(
    ctx: Context, number: NominationDraftId, to: drafts.Change
) -> NominationDraft | None:
    return await drafts.change(ctx.store, ctx.act, number, to, zone=ctx.settings.timezone)


async def _offerings(ctx: Context, office: NominatorNumber, text: str, page: int) -> None:
    zone, who = ctx.settings.timezone, ctx.person.person_id
    if not await holds(ctx.store, who, office.office, now=ctx.now, zone=zone):
        await ctx.show(screens.no_right(ctx.words))
        return
    await asking.go_on(ctx, FLOW, OFFERING, office=int(office), text=text)
    state = OfferingState.OPEN
    found = (
        await lists.found(ctx.store, text, page=page, now=ctx.now)
        if text
        else await lists.listing(ctx.store, state=state, page=page, now=ctx.now)
    )
    await ctx.show(screens.offerings(ctx.words, found, office, text=text or None))


async def _groups(
    ctx: Context, number: NominationDraftId, kind: Kind, page: int, *, search: str
) -> None:
    draft = await read(ctx, number)
    if draft is None or draft.office is not NominatedBy.HR:
        await gone(ctx)
        return
    await asking.go_on(ctx, FLOW, GROUP, draft=number, kind=int(kind), text=search)
    options = await audience_lists.options(
        ctx.store,
        kind,
        audience=draft.chosen.audience,
        about=draft.offering.id,
        search=search,
        page=page,
    )
    await ctx.show(screens.group(ctx.words, draft, kind, options, search=search))


async def _kept(ctx: Context, step: str, **of: int) -> str:
    """The text that this list was narrowed by; empty if it was not."""
    open_ = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    known = open_ is not None and not open_.expired and (open_.flow, open_.step) == (FLOW, step)
    if open_ is None or not known or not of.items() <= open_.data.items():
        return ""
    return str(open_.data.get("text", ""))


async def _refused(ctx: Context, office: NominatedBy) -> Screen:
    zone, who = ctx.settings.timezone, ctx.person.person_id
    if await holds(ctx.store, who, office, now=ctx.now, zone=zone):
        return screens.too_late(ctx.words)
    return screens.no_right(ctx.words)
