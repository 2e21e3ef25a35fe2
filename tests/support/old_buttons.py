"""Buttons of old messages, and what may change after one is pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from domain.ids import OfferingId
from handlers.actions import Action
from handlers.codec import base36
from storage.catalogue.tables import offering as offering_table
from storage.seats import signing_up
from storage.tables import metadata
from tests.support.acts import act
from tests.support.town import Town

BOOKKEEPING = {
    "handled_update",
    "dialogue",
    "audit",
    "message",
    "gate",
    "lane",
    "picture",
    "roster",
}
"""What every press may write: that it was handled, the open question, what HR looked at. The
row of roster is locked where a press may make previews of files outdated."""
TITLE = "Bimtek Keamanan Informasi"
OLD = "Tombol ini sudah tidak berlaku"


@dataclass(frozen=True)
class Old:
    """A button of an old message, and what the person reads after pressing it."""

    phone: Any
    message: int
    data: str
    hears: str = OLD


Story = Callable[[Town], Awaitable[Old]]
STORIES: dict[type[Action], list[Story]] = {}


def story(kind: type[Action]) -> Callable[[Story], Story]:
    def keep(tell: Story) -> Story:
        STORIES.setdefault(kind, []).append(tell)
        return tell

    return keep


def button(phone: Any, label: str, hears: str = OLD) -> Old:
    """The button with this label under the newest message, remembered for later."""
    rows = phone.last.buttons
    found = next(each for row in rows for each in row if label in each.label)
    return Old(phone, phone.last.id, found.data, hears)


async def opened(town: Town, **facts: Any) -> tuple[Any, OfferingId]:
    """A phone that shows the details of an offering."""
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, **facts)
    await show(phone, offering)
    return phone, offering


async def show(phone: Any, offering: OfferingId) -> None:
    await phone.start(f"p-{base36(offering)}")
    await phone.hears("Kuota")


async def sign_up(town: Town, phone: Any, offering: OfferingId) -> None:
    person = town.person_of(phone)
    await signing_up.enrol(town.store, act(person, now=town.now), offering=offering)


async def give_up(town: Town, phone: Any, offering: OfferingId) -> None:
    person = town.person_of(phone)
    await signing_up.cancel(town.store, act(person, now=town.now), offering=offering)


async def shift(town: Town, offering: OfferingId) -> None:
    """The offering takes place a week later, as HR's file says."""
    async with town.store.write() as session:
        there = offering_table.c.id == offering
        old = (await session.execute(select(offering_table).where(there))).one()
        week = timedelta(days=7)
        dates = {name: getattr(old, name) + week for name in ("starts_at", "ends_at", "closes_at")}
        await session.execute(update(offering_table).where(there).values(dates))


async def everything(town: Town) -> dict[str, list[str]]:
    """Every value of every table but the bookkeeping of a press."""
    found = {}
    async with town.store.read() as session:
        for table in metadata.sorted_tables:
            if table.name not in BOOKKEEPING:
                rows = await session.execute(select(table))
                found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found
