"""What several presses show of people: the card, and the search that the officer has open."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.ids import UnitId
from domain.people.audit import AuditObject
from domain.people.staff import StaffCard, StaffChoice, StaffLearning, StaffOnly
from handlers.context import Context
from handlers.people.screens import card as screens
from handlers.people.screens import lists
from handlers.reception import asking
from handlers.screens.screen import Screen
from storage.people import history, learning
from storage.people.finding import search as finding
from storage.people.roles import reading as roles
from storage.process import dialogues

FLOW = "staff"
"""The flow of the searches at the desk: `search` finds people, `everything` offerings as well."""


@dataclass(frozen=True, slots=True)
class Search:
    """The last search of an HR officer; only the last one is kept."""

    chosen: StaffChoice
    page: int = 0
    everywhere: bool = False
    """It was typed at the desk and looks for offerings as well."""

    @property
    def step(self) -> str:
        return "everything" if self.everywhere else "search"


async def kept(ctx: Context) -> Search | None:
    """The last search; None if there is none."""
    data = await asked(ctx)
    text: str | None = data.get("text")
    if text is None:
        return None
    unit, only = data.get("unit"), data.get("only")
    chosen = StaffChoice(
        text,
        UnitId(unit) if unit is not None else None,
        StaffOnly(only) if only is not None else None,
    )
    return Search(chosen, data.get("page", 0), bool(data.get("everywhere")))


async def keep(ctx: Context, search: Search | None, step: str | None = None, **more: Any) -> None:
    """Keeps the search; the next text is another one, or answers the step that is given."""
    step = step or (search.step if search is not None else "search")
    await asking.go_on(ctx, FLOW, step, **stored(search), **more)


def stored(search: Search | None) -> dict[str, Any]:
    """A search as the data of an open question."""
    if search is None:
        return {}
    chosen = search.chosen
    return {
        "text": chosen.text,
        "unit": chosen.unit,
        "only": chosen.only,
        "page": search.page,
        "everywhere": search.everywhere,
    }


async def asked(ctx: Context) -> dict[str, Any]:
    """The data of the open question of this flow."""
    found = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    return found.data if found and found.flow == FLOW and not found.expired else {}


async def listing(ctx: Context, search: Search) -> Screen:
    """One page of the people whom the search finds; it becomes the last search."""
    people = await finding.find(ctx.store, search.chosen, page=search.page)
    await keep(ctx, replace(search, page=people.number))
    unit = await finding.unit_name(ctx.store, search.chosen)
    return lists.found(ctx.words, people, search.chosen, unit=unit, everywhere=search.everywhere)


async def card(ctx: Context, one: StaffCard) -> Screen:
    """The whole card of a person, with what it says about learning."""
    last = await history.last_change(ctx.store, AuditObject.PERSON, one.id)
    held = await roles.of_person(ctx.store, one.id)
    about = await learning_of(ctx, one)
    return screens.person(ctx.words, one, about, last=last, roles=held)


async def learning_of(ctx: Context, one: StaffCard) -> StaffLearning | None:
    """What a card says about the learning of a person."""
    zone = ZoneInfo(ctx.settings.timezone)
    year = ctx.now.astimezone(zone).year
    return await learning.of_person(
        ctx.store,
        one.id,
        year=year,
        bounds=(datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)),
        targets=(ctx.settings.jp_target_pns, ctx.settings.jp_ceiling_pppk),
        now=ctx.now,
    )
