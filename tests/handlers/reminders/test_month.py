"""A month of the clock: what is not an own seat or a duty of the hour is one message a day."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from storage.outbox.day.tables import day_line
from storage.outbox.tables import message
from tests.support.times import at
from tests.support.town import Town

START = at("2026-12-01 00:30")
DAYS = 30


async def test_one_message_a_day_and_no_line_is_lost(town: Town):
    post, wanted = await town.make.position(), await town.make.competency("Keamanan Informasi")
    await town.make.requires(post, wanted, 3)
    citizen = await town.citizen(position_id=post)
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.rated(town.person_of(citizen), wanted, 1)
    for day in range(DAYS):
        closes = START + timedelta(days=day, hours=20)
        for number in range(2):
            await town.make.offering(
                f"Bimtek {day} {number}",
                closes=wanted,
                seats=5,
                closes_at=closes,
                starts_at=closes + timedelta(days=40),
                ends_at=closes + timedelta(days=40, hours=4),
            )
        if day % 5 == 0:
            there = await town.make.offering(
                f"Undian {day}",
                filling="draw",
                closes_at=START + timedelta(days=day, hours=2),
                starts_at=closes + timedelta(days=60),
                ends_at=closes + timedelta(days=60, hours=4),
            )
            other = await town.make.person(f"Contoh Peminat {day}")
            await town.make.enrolment(other, there, state="interested")
    for day in range(DAYS + 5):
        for hour in (0, 8, 13):
            await town.move_to(START + timedelta(days=day, hours=hour, minutes=-20))
    async with town.store.read() as session:
        mine = message.c.person_id.in_([town.person_of(citizen), town.person_of(hr)])
        sent = (await session.execute(select(message).where(mine))).all()
        lines = (await session.execute(select(day_line))).all()
    days = Counter((row.person_id, (row.created_at + timedelta(hours=7)).date()) for row in sent)
    assert {row.kind for row in sent} == {"day.bundle"}
    assert max(days.values()) == 1
    assert {person for person, _ in days} == set(town.people.values())
    assert all(day.isoweekday() <= 5 for _, day in days)
    waits = [row for row in lines if row.message_id is None and row.not_after > town.now]
    assert waits == []
    told = Counter(row.message_id for row in lines if row.message_id is not None)
    assert max(told.values()) <= 3
