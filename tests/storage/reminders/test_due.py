from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, select, update

from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.outbox.quiet import Quiet
from domain.reminders import H0, H1, H7, Looked, Rule
from storage.accounts.tables import link
from storage.catalogue import sessions
from storage.catalogue.tables import offering
from storage.database.store import Store
from storage.outbox.tables import message
from storage.people.tables import person
from storage.reminders import due as reminders_due
from storage.seats.tables import enrolment
from tests.support.builders import Builders
from tests.support.times import NIGHT, NONE, at

START = at("2026-12-09 08:00")
RULES = {"h7": H7, "h1": H1, "h0": H0}


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def linked_person(make: Builders, number: int = 1, **facts: object) -> PersonId:
    who = await make.person("Contoh Satu", title_after="S.Kom.")
    await make.link(who, 5000 + number, **facts)
    return who


async def seated(make: Builders, **facts: object) -> tuple[EnrolmentId, OfferingId]:
    held = await make.offering(starts_at=START)
    return await make.enrolment(await linked_person(make, **facts), held), held


async def queued(store: Store, now: datetime, quiet: Quiet = NONE) -> list[tuple[str, datetime]]:
    """Runs the query at a moment; what it wrote then, by kind and time to send."""
    before = {key for key, _, _ in await _messages(store)}
    await reminders_due.queue_due(store, now=now, quiet=quiet, looked=Looked())
    return [(kind, to) for key, kind, to in await _messages(store) if key not in before]


async def _messages(store: Store) -> list[tuple[str, str, datetime]]:
    query = select(message.c.dedupe_key, message.c.kind, message.c.not_before).order_by(
        message.c.id
    )
    async with store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def change(store: Store, table: object, id_: int, **values: object) -> None:
    async with store.write() as session:
        await session.execute(update(table).where(table.c.id == id_).values(**values))


async def test_each_is_written_once_when_it_is_due(store: Store, make: Builders):
    seat, _ = await seated(make)
    assert await queued(store, at("2026-12-02 08:59")) == []
    assert await queued(store, at("2026-12-02 09:00")) == [("rem.h7", at("2026-12-02 09:00"))]
    assert await queued(store, at("2026-12-02 09:00")) == []
    assert await queued(store, at("2026-12-08 16:00")) == [("rem.h1", at("2026-12-08 16:00"))]
    assert await queued(store, at("2026-12-09 07:00")) == [("rem.h0", at("2026-12-09 07:00"))]
    assert await queued(store, at("2026-12-09 08:00")) == []
    keys = [key for key, _, _ in await _messages(store)]
    assert keys == [f"remind:{seat}:{rule}:20261209T0100Z" for rule in ("h7", "h1", "h0")]


async def test_after_an_outage_the_late_ones_go_and_those_too_late_do_not(
    store: Store, make: Builders
):
    await seated(make)
    assert await queued(store, at("2026-12-05 11:00")) == [("rem.h7", at("2026-12-05 11:00"))]
    # H-1 was missed beyond the last two hours before the start.
    assert await queued(store, at("2026-12-09 07:30")) == [("rem.h0", at("2026-12-09 07:30"))]


async def test_a_jump_over_everything_sends_only_what_still_makes_sense(
    store: Store, make: Builders
):
    await seated(make)
    assert [kind for kind, _ in await queued(store, at("2026-12-09 05:59"))] == ["rem.h1"]


async def test_who_came_after_it_was_due_is_reminded_on_the_day_only(store: Store, make: Builders):
    held = await make.offering(starts_at=START)
    await make.enrolment(await linked_person(make), held, since=at("2026-12-08 16:01"))
    assert await queued(store, at("2026-12-08 17:00")) == []
    assert [kind for kind, _ in await queued(store, at("2026-12-09 07:00"))] == ["rem.h0"]


async def test_quiet_hours_bring_forward_and_hold_a_late_one(store: Store, make: Builders):
    held = await make.offering(starts_at=at("2026-12-09 07:30"))
    await make.enrolment(await linked_person(make), held)
    kinds = [kind for kind, _ in await queued(store, at("2026-12-08 19:59"), NIGHT)]
    assert kinds == ["rem.h1", "rem.h0"]


async def test_the_clock_is_the_offerings_own(store: Store, make: Builders):
    start = at("2026-12-09 08:00", "Asia/Jayapura")
    held = await make.offering(starts_at=start, timezone="Asia/Jayapura")
    await make.enrolment(await linked_person(make), held)
    nine = at("2026-12-02 09:00", "Asia/Jayapura")
    assert await queued(store, nine - timedelta(minutes=1)) == []
    assert await queued(store, nine) == [("rem.h7", nine)]


@pytest.mark.parametrize("state", ["queued", "requested", "cancelled", "refused"])
async def test_only_seats_are_reminded(store: Store, make: Builders, state: str):
    held = await make.offering(starts_at=START)
    await make.enrolment(await linked_person(make), held, state=state)
    assert await queued(store, at("2026-12-02 09:00")) == []


async def test_neither_muted_nor_unlinked_nor_gone_nor_called_off(store: Store, make: Builders):
    due = at("2026-12-02 09:00")
    _, held = await seated(make, muted=["h1", "h7"])
    await make.enrolment(await make.person("Contoh Dua"), held)
    gone = await linked_person(make, 2)
    await make.enrolment(gone, held)
    await change(store, person, gone, active=False)
    assert await queued(store, due) == []
    async with store.write() as session:
        await session.execute(update(link).values(muted=["h1"]))
    await change(store, offering, held, called_off_at=due)
    assert await queued(store, due) == []
    await change(store, offering, held, called_off_at=None)
    assert [kind for kind, _ in await queued(store, due)] == ["rem.h7"]


async def test_a_blocked_bot_still_gets_its_row_so_that_hr_sees_it(store: Store, make: Builders):
    await seated(make, unreachable_at=START)
    assert [kind for kind, _ in await queued(store, at("2026-12-02 09:00"))] == ["rem.h7"]


async def test_a_moved_offering_is_reminded_anew_and_the_old_row_says_nothing(
    store: Store, make: Builders
):
    seat, held = await seated(make)
    await queued(store, at("2026-12-02 09:00"))
    moved = START + timedelta(days=3)
    await change(store, offering, held, starts_at=moved, ends_at=moved + timedelta(hours=8))
    assert await reminders_due.seat(store, seat, rule=H7, starts_at=START) is None
    assert await queued(store, at("2026-12-05 08:59")) == []
    assert [kind for kind, _ in await queued(store, at("2026-12-05 09:00"))] == ["rem.h7"]
    assert await reminders_due.seat(store, seat, rule=H7, starts_at=moved) is not None


async def test_what_a_reminder_tells_is_what_holds_when_it_leaves(store: Store, make: Builders):
    seat, held = await seated(make)
    await change(store, offering, held, place="Ruang Rapat 2")
    told = await reminders_due.seat(store, seat, rule=H1, starts_at=START)
    assert told is not None
    assert told.person_name == "Contoh Satu, S.Kom."
    assert told.place == "Ruang Rapat 2"


@pytest.mark.parametrize("rule", ["h7", "h1", "h0"])
async def test_a_row_is_dropped_once_the_seat_or_the_wish_is_gone(
    store: Store, make: Builders, rule: str
):
    seat, held = await seated(make)

    async def told(which: Rule = RULES[rule]) -> bool:
        return await reminders_due.seat(store, seat, rule=which, starts_at=START) is not None

    assert await told()
    for table, id_, column, gone, back in (
        (enrolment, seat, "state", "cancelled", "enrolled"),
        (enrolment, seat, "attendance", "absent", None),
        (offering, held, "called_off_at", START, None),
    ):
        await change(store, table, id_, **{column: gone})
        assert not await told()
        await change(store, table, id_, **{column: back})
    async with store.write() as session:
        await session.execute(update(link).values(muted=[rule]))
    assert not await told()


async def test_feedback_is_asked_for_at_the_end_and_twice_again(store: Store, make: Builders):
    await seated(make, muted=["h7", "h1", "h0"])
    assert await queued(store, at("2026-12-09 15:59")) == []
    for moment, kind in (
        ("2026-12-09 16:00", "fb.invite"),
        ("2026-12-10 09:00", "fb.rem.h1"),
        ("2026-12-12 09:00", "fb.rem.h3"),
    ):
        assert await queued(store, at(moment)) == [(kind, at(moment))]
    assert await queued(store, at("2026-12-16 23:59")) == []


async def test_feedback_after_a_jump_asks_once_more_not_twice(store: Store, make: Builders):
    await seated(make)
    kinds = [kind for kind, _ in await queued(store, at("2026-12-13 10:00"))]
    assert kinds == ["fb.invite"]
    assert await queued(store, at("2026-12-13 21:59")) == []
    kinds = [kind for kind, _ in await queued(store, at("2026-12-13 22:00"))]
    assert kinds == ["fb.rem.h3"]
    assert await queued(store, at("2026-12-17 00:00")) == []


async def test_the_absent_are_not_asked_for_feedback(store: Store, make: Builders):
    seat, _ = await seated(make)
    await change(store, enrolment, seat, attendance="absent")
    assert await queued(store, at("2026-12-09 16:00")) == []


async def test_an_invitation_of_the_evening_waits_for_the_morning(store: Store, make: Builders):
    evening = at("2026-12-09 21:00")
    held = await make.offering(starts_at=START, ends_at=evening)
    await make.enrolment(await linked_person(make), held)
    assert await queued(store, evening, NIGHT) == []
    morning = at("2026-12-10 07:00")
    assert await queued(store, morning, NIGHT) == [("fb.invite", morning)]


async def test_many_seats_of_many_offerings_are_written_in_one_go(store: Store, make: Builders):
    first = await make.offering(starts_at=START)
    async with store.read() as session:
        one = (await session.execute(select(offering).where(offering.c.id == first))).one()
    others = [{**one._mapping, "id": first + n, "label": f"X{n}"} for n in range(1, 240)]
    who = [await linked_person(make, number) for number in range(3)]
    async with store.write() as session:
        await session.execute(insert(offering), others)
        await session.execute(
            insert(enrolment),
            [
                {"person_id": p, "offering_id": first + n, "state": "enrolled", "since": START}
                for p in who
                for n in range(240)
            ],
        )
    quiet = Quiet(time(0), time(0), "Asia/Jakarta")
    now = at("2026-12-09 07:00")
    assert await reminders_due.queue_due(store, now=now, quiet=quiet, looked=Looked()) == 720
    assert await reminders_due.queue_due(store, now=now, quiet=quiet, looked=Looked()) == 0


async def test_who_came_to_it_late_is_told_within_ten_minutes(store: Store, make: Builders):
    _, held = await seated(make)
    looked = Looked()

    async def written(clock: str) -> int:
        return await reminders_due.queue_due(store, now=at(clock), quiet=NONE, looked=looked)

    assert await written("2026-12-09 07:00") == 1
    await make.enrolment(await linked_person(make, 2), held)
    assert [await written(f"2026-12-09 07:{m}") for m in ("09", "10")] == [0, 1]
    # Another date is another look, and so is a clock that was set back.
    await make.enrolment(await linked_person(make, 3), held)
    assert await written("2026-12-09 07:05") == 1
    await change(store, offering, held, starts_at=at("2026-12-09 08:10"))
    assert await written("2026-12-09 07:10") == 3


async def test_a_later_day_after_a_pause_has_reminders_of_its_own(store: Store, make: Builders):
    seat, held = await seated(make)
    days = [
        TrainingSession(at(f"2026-12-{day} 08:00"), at(f"2026-12-{day} 12:00"))
        for day in ("09", "10", "16")
    ]
    async with store.write() as session:
        await sessions.write(session, held, days, SessionPlan.GIVEN)
    assert await queued(store, at("2026-12-08 16:00")) == [("rem.h1", at("2026-12-08 16:00"))]
    assert await queued(store, at("2026-12-09 16:00")) == []
    assert await queued(store, at("2026-12-15 16:00")) == [("rem.h1", at("2026-12-15 16:00"))]
    assert await queued(store, at("2026-12-15 16:00")) == []
    assert await queued(store, at("2026-12-16 07:00")) == [("rem.h0", at("2026-12-16 07:00"))]
    keys = [key for key, _, _ in await _messages(store)]
    assert keys[1:] == [f"remind:{seat}:{rule}:20261216T0100Z" for rule in ("h1", "h0")]
    told = await reminders_due.seat(store, seat, rule=H1, starts_at=at("2026-12-16 08:00"))
    assert told is not None
    assert told.later_day is not None
    assert (told.starts_at, told.later_day.ends_at) == (START, at("2026-12-16 12:00"))
    moved = at("2026-12-17 08:00")
    assert await reminders_due.seat(store, seat, rule=H1, starts_at=moved) is None


async def test_sessions_are_read_for_offerings_with_stored_ones_alone(
    store: Store, make: Builders
):
    await seated(make)
    asked: list[str] = []

    def notice(*arguments: Any) -> None:
        asked.append(arguments[2])

    event.listen(Engine, "before_cursor_execute", notice)
    assert await queued(store, at("2026-12-08 16:00"))
    event.remove(Engine, "before_cursor_execute", notice)
    assert asked
    assert not any("training_session" in one for one in asked)
