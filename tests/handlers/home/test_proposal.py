"""The menu proposes one training that the person can really take: one tap to the seat."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update

from domain.ids import CompetencyId, OfferingId
from storage.catalogue.tables import offering as offering_table
from storage.seats.tables import enrolment
from tests.support.builders import NOW
from tests.support.seats import states
from tests.support.times import at
from tests.support.town import Town
from tests.support.waiting import until

TITLE = "Bimtek Keamanan Informasi"
PROPOSED = f"{TITLE}, 9 Des: meningkatkan "


async def lacking(town: Town, *names: str) -> tuple[list[Any], CompetencyId]:
    """Phones of people who lack one competency for their post."""
    post, wanted = await town.make.position(), await town.make.competency()
    await town.make.requires(post, wanted, 3)
    phones = [await town.citizen(name, position_id=post) for name in names]
    for phone in phones:
        await town.make.rated(town.person_of(phone), wanted, 1)
    return phones, wanted


async def menu(phone: Any) -> str:
    await phone.send("/menu")
    said: str = (await phone.hears("Selamat ")).said
    return said


async def test_two_race_for_the_last_seat_that_both_were_proposed(both_towns: Town):
    town = both_towns
    phones, wanted = await lacking(town, "Contoh Satu", "Contoh Dua")
    there = await town.make.offering(TITLE, closes=wanted, seats=1)
    for phone in phones:
        assert PROPOSED in await menu(phone)
        assert phone.labels[:2] == ["Daftar", "Rincian"]
    await asyncio.gather(*(phone.tap("Daftar") for phone in phones))

    async def answered() -> bool:
        return all("Daftar" not in phone.labels for phone in phones)

    await until(answered)
    assert {phone.last.said.splitlines()[0] for phone in phones} == {
        f"◐ Kuota {TITLE} sudah penuh. Bapak/Ibu berada di urutan 1 daftar tunggu.",
        f"● Bapak/Ibu terdaftar pada {TITLE}.",
    }
    assert sorted((await states(town.store, there)).values()) == ["enrolled", "queued"]
    for phone in phones:
        assert "meningkatkan" not in await menu(phone)


async def test_what_was_called_off_after_it_was_proposed_is_shown_so(town: Town):
    (phone,), wanted = await lacking(town, "Contoh Satu")
    there = await town.make.offering(TITLE, closes=wanted)
    await menu(phone)
    await change(town, there, called_off_at=town.now, called_off_reason="Banjir")
    await phone.tap("Daftar")
    await phone.hears("✗ Dibatalkan penyelenggara. Alasan: Banjir")
    assert await states(town.store, there) == {}


async def change(town: Town, there: OfferingId, **facts: Any) -> None:
    async with town.store.write() as session:
        this = offering_table.c.id == there
        await session.execute(update(offering_table).where(this).values(**facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"closes_at": NOW},
        {"called_off_at": NOW},
        {"seats": 0},
        {"starts_at": at("2026-11-20 08:00"), "ends_at": at("2026-12-20 16:00")},
    ],
    ids=["closed", "called off", "full", "begun"],
)
async def test_what_cannot_be_taken_is_not_proposed(town: Town, facts: dict[str, Any]):
    (phone,), wanted = await lacking(town, "Contoh Satu")
    await town.make.offering(TITLE, closes=wanted, **facts)
    assert "meningkatkan" not in await menu(phone)


@pytest.mark.parametrize(
    ("first", "last", "kind", "proposed"),
    [
        ("2026-12-07 08:00", "2026-12-11 10:00", "bimtek", True),
        ("2026-12-07 08:00", "2026-12-11 14:00", "bimtek", False),
        ("2026-12-07 20:00", "2026-12-11 06:00", "bimtek", False),
        ("2026-12-07 08:00", "2026-12-11 14:00", "e-learning", True),
    ],
    ids=["other hours", "the same hours", "day and night", "e-learning"],
)
async def test_a_seat_on_the_same_days_stands_in_the_way_only_at_the_same_hours(
    both_towns: Town, first: str, last: str, kind: str, proposed: bool
):
    town = both_towns
    (phone,), wanted = await lacking(town, "Contoh Satu")
    held = await offer(town, "Workshop", at(first), at(last), kind=kind)
    await town.make.enrolment(town.person_of(phone), held)
    afternoon = at("2026-12-09 13:00")
    await offer(town, TITLE, afternoon, at("2026-12-09 16:00"), closes=wanted)
    assert (PROPOSED in await menu(phone)) is proposed
    if proposed:
        await phone.tap("Daftar")
        await phone.hears(f"● Bapak/Ibu terdaftar pada {TITLE}.")


async def offer(
    town: Town, title: str, starts: datetime, ends: datetime, *, kind: str = "bimtek", **facts: Any
) -> OfferingId:
    return await town.make.offering(
        title, starts_at=starts, ends_at=ends, training={"kind": kind}, **facts
    )


async def test_a_gap_that_another_training_answers_is_not_proposed_for(both_towns: Town):
    town = both_towns
    (phone,), wanted = await lacking(town, "Contoh Satu")
    mine = await town.make.offering(TITLE, closes=wanted)
    later = datetime(2026, 12, 21, 1, tzinfo=UTC)
    await town.make.offering(f"{TITLE} Lanjutan", closes=wanted, starts_at=later)
    assert PROPOSED in await menu(phone)
    await phone.tap("Daftar")
    await phone.hears(f"● Bapak/Ibu terdaftar pada {TITLE}.")
    assert "meningkatkan" not in await menu(phone)
    async with town.store.write() as session:
        seat = enrolment.c.offering_id == mine
        await session.execute(update(enrolment).where(seat).values(attendance="attended"))
    await town.move_to(at("2026-12-12 09:00"))
    assert "meningkatkan" not in await menu(phone)
