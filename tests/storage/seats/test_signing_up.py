from datetime import timedelta
from typing import Any

from sqlalchemy import select

from domain.ids import EnrolmentId, OfferingId, PersonId, UpdateKey
from domain.seats.deciding import (
    Enrolled,
    Queued,
    Requested,
    SeatEndReason,
    SeatRefused,
    SeatState,
    Why,
)
from storage.database.store import Store
from storage.decisions import seats as decisions
from storage.decisions import telling
from storage.decisions.tables import decision
from storage.outbox.tables import message
from storage.people.leaving import leave_service
from storage.process import dialogues
from storage.process.tables import dialogue
from storage.seats import signing_up
from storage.seats.tables import enrolment
from tests.support.acts import act, fresh_key
from tests.support.builders import NOW, Builders
from tests.support.seats import cancel, enrol, history, number, officer, promised, states

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def decide(
    store: Store, of: EnrolmentId, by: PersonId, *, key: UpdateKey | None = None, **how: Any
) -> bool:
    """HR's tap."""
    how = {"approve": True, **how}
    return await decisions.decide_request(store, act(by, once=key), enrolment=of, **how)


async def test_the_same_update_again_shows_the_same_and_does_nothing(store: Store):
    make = Builders(store)
    person, there = await make.person(), await make.offering()
    key = fresh_key()
    assert await enrol(store, person, there, key=key) == Enrolled()
    assert await enrol(store, person, there, key=key) == Enrolled()
    assert await enrol(store, person, there) == Enrolled()
    assert await history(store, person, there) == ["enrolled"]
    await cancel(store, person, there)
    assert await enrol(store, person, there, key=key) is None
    assert await states(store, there) == {person: "cancelled"}


async def test_nothing_and_nobody_are_refused(store: Store):
    make = Builders(store)
    person, there = await make.person(), await make.offering()
    gone = await make.person(active=False)
    assert await signing_up.enrol(store, act(person), offering=OfferingId(999_999)) is None
    assert await signing_up.enrol(store, act(gone), offering=there) is None
    assert await states(store, there) == {}


async def test_a_second_tap_on_cancel_says_the_same(store: Store):
    make = Builders(store)
    person, there = await make.person(), await make.offering()
    await enrol(store, person, there)
    first = await cancel(store, person, there)
    assert first.was is SeatState.ENROLLED
    assert await cancel(store, person, there) == first
    assert await history(store, person, there) == ["enrolled", "cancelled"]
    assert await cancel(store, await make.person(), there) is None


async def test_a_request_holds_a_seat_and_is_told_to_every_hr_person(store: Store):
    make = Builders(store)
    hr = [await officer(make, 900), await officer(make, 901)]
    there = await make.offering(needs_approval=True, seats=1)
    asks, waits = await make.person(), await make.person("Contoh Dua")
    assert await enrol(store, asks, there) == Requested(NOW)
    assert await enrol(store, waits, there) == Queued(1)
    await telling.look(store, now=NOW, zone="Asia/Jakarta")
    assert await promised(store, "decisions.joined") == hr, "the one in the queue is asked, too"
    async with store.read() as session:
        asked = set((await session.execute(select(decision.c.object_id))).scalars())
    assert asked == {await number(store, person, there) for person in (asks, waits)}

    await cancel(store, asks, there)
    assert (await states(store, there))[waits] == "requested"
    await telling.look(store, now=NOW, zone="Asia/Jakarta")
    assert await promised(store, "decisions.joined") == hr, "nothing new is asked"
    assert await promised(store, "note.promoted") == []


async def test_the_first_decision_wins(store: Store):
    make = Builders(store)
    one, other = await officer(make, 900), await officer(make, 901)
    there = await make.offering(needs_approval=True)
    person = await make.person()
    await enrol(store, person, there)
    request = await number(store, person, there)
    assert await decide(store, request, one)
    assert await decide(store, request, one), "a second tap of the same person says the same"
    assert not await decide(store, request, other, approve=False, reason=SeatEndReason.FEW_SEATS)
    assert await states(store, there) == {person: "enrolled"}
    assert await promised(store, "note.approved") == [person]
    assert await promised(store, "note.refused") == []
    assert not await decide(store, EnrolmentId(999_999), one)


async def test_a_decision_delivered_again_does_not_decide_on_the_next_request(store: Store):
    make = Builders(store)
    hr, there = await officer(make), await make.offering(needs_approval=True)
    person, key = await make.person(), fresh_key()
    await enrol(store, person, there)
    request = await number(store, person, there)
    assert await decide(store, request, hr, approve=False, key=key)
    await enrol(store, person, there)
    await decide(store, request, hr, approve=False, key=key)
    assert await states(store, there) == {person: "requested"}
    assert await promised(store, "note.refused") == [person]


async def test_a_refusal_frees_the_seat_for_the_queue(store: Store):
    make = Builders(store)
    hr, there = await officer(make), await make.offering(needs_approval=True, seats=1)
    person, waits = await make.person(), await make.person("Contoh Dua")
    await enrol(store, person, there)
    await enrol(store, waits, there)
    request = await number(store, person, there)
    assert await decide(store, request, hr, approve=False, reason=SeatEndReason.FEW_SEATS)
    assert await states(store, there) == {person: "refused", waits: "requested"}
    assert await promised(store, "note.refused") == [person]
    assert await enrol(store, person, there) == Queued(1), "they may ask again"


async def test_approved_without_a_seat_waits_and_needs_no_second_decision(store: Store):
    make = Builders(store)
    hr, there = await officer(make), await make.offering(needs_approval=True, seats=1)
    holder, person = await make.person(), await make.person("Contoh Dua")
    await make.enrolment(holder, there)
    await make.enrolment(person, there, state="requested")
    request = await number(store, person, there)
    assert await decide(store, request, hr)
    assert (await states(store, there))[person] == "queued"
    await cancel(store, holder, there)
    assert (await states(store, there))[person] == "enrolled"
    assert await promised(store, "note.promoted") == [person]


async def test_a_late_cancellation_is_told_to_hr(store: Store):
    make = Builders(store)
    hr, there = await officer(make), await make.offering(starts_at=NOW + 2 * DAY)
    early, late = await make.person(), await make.person("Contoh Dua")
    await enrol(store, early, there)
    await enrol(store, late, there)
    await cancel(store, early, there, now=NOW + DAY)
    assert await promised(store, "late_cancel") == []
    await cancel(store, late, there, now=NOW + DAY + timedelta(seconds=1))
    assert await promised(store, "late_cancel") == [hr]


async def test_i_cannot_come_has_an_undo_until_the_seat_is_another_persons(store: Store):
    make = Builders(store)
    there = await make.offering(seats=1, starts_at=NOW + 3 * DAY, closes_at=NOW + DAY)
    person, other = await make.person(), await make.person("Contoh Dua")
    await enrol(store, person, there)
    late = NOW + 2 * DAY + timedelta(hours=1)
    await cancel(store, person, there, now=late)
    assert await enrol(store, other, there, now=late) == SeatRefused(Why.CLOSED)
    assert await enrol(store, person, there, now=late) == Enrolled()
    assert await history(store, person, there) == ["enrolled", "cancelled", "enrolled"]


async def test_a_seat_given_up_in_time_is_not_kept_beyond_the_closing(store: Store):
    make = Builders(store)
    there = await make.offering(starts_at=NOW + 3 * DAY, closes_at=NOW + DAY)
    person = await make.person()
    await enrol(store, person, there)
    await cancel(store, person, there)
    assert await enrol(store, person, there, now=NOW + DAY) == SeatRefused(Why.CLOSED)


async def test_who_leaves_service_leaves_nothing_open(store: Store):
    make = Builders(store)
    leaver, waits = await make.person(), await make.person("Contoh Dua")
    await make.link(leaver, 900)
    seat, full = (
        await make.offering("A", seats=1),
        await make.offering("B", seats=0, starts_at=NOW + 20 * DAY),
    )
    over = await make.offering("C", starts_at=NOW - 3 * DAY)
    await make.enrolment(leaver, over)
    await enrol(store, leaver, seat)
    await enrol(store, leaver, full)
    await enrol(store, waits, seat)
    await dialogues.go_on(store, act(chat=900), flow="cancel", step="reason")
    async with store.write() as session:
        await session.execute(
            message.insert().values(
                kind="rem.h7", person_id=leaver, facts={}, dedupe_key="x", priority=1,
                not_before=NOW, created_at=NOW,
            )
        )  # fmt: skip

    async with store.write() as session:
        await leave_service(session, leaver, now=NOW)

    assert await states(store, seat) == {leaver: "cancelled", waits: "enrolled"}
    assert await states(store, full) == {leaver: "cancelled"}
    assert await states(store, over) == {leaver: "enrolled"}, "the record of what was stays"
    async with store.read() as session:
        assert (await session.execute(select(dialogue))).all() == []
        unsent = select(message.c.state).where(message.c.person_id == leaver)
        assert (await session.execute(unsent)).scalars().all() == ["dropped"]
        why = select(enrolment.c.reason).where(enrolment.c.person_id == leaver)
        kept = (await session.execute(why.order_by(enrolment.c.id))).scalars().all()
        assert kept == [None, SeatEndReason.LEFT_SERVICE, SeatEndReason.LEFT_SERVICE]


async def test_an_evening_elsewhere_between_days_is_no_clash(store: Store):
    make = Builders(store)
    person = await make.person()
    start = NOW + 9 * DAY
    three_days = await make.offering(
        "Tiga Hari", starts_at=start, ends_at=start + 2 * DAY + 8 * HOUR
    )
    evening = await make.offering(
        "Malam", starts_at=start + DAY + 11 * HOUR, ends_at=start + DAY + 13 * HOUR
    )
    noon = await make.offering(
        "Siang", starts_at=start + DAY + 4 * HOUR, ends_at=start + DAY + 6 * HOUR
    )
    assert await enrol(store, person, three_days) == Enrolled()
    assert await enrol(store, person, evening) == Enrolled()
    refused = await enrol(store, person, noon)
    assert isinstance(refused, SeatRefused)
    assert refused.clash is not None
    assert (refused.why, refused.clash.title) == (Why.CLASH, "Tiga Hari")


async def test_the_queue_moves_up_a_person_who_is_busy_on_other_hours_only(store: Store):
    make = Builders(store)
    holder, evenings, noons = [await make.person(f"Contoh {n}") for n in range(3)]
    start = NOW + 9 * DAY
    there = await make.offering(seats=1, starts_at=start, ends_at=start + 2 * DAY + 8 * HOUR)
    for person, hour in ((noons, 4), (evenings, 11)):
        at = start + DAY + hour * HOUR
        elsewhere = await make.offering(f"Jam {hour}", starts_at=at, ends_at=at + HOUR)
        await make.enrolment(person, elsewhere)
    await make.enrolment(holder, there)
    await make.enrolment(noons, there, state="queued", place_in_queue=1)
    await make.enrolment(evenings, there, state="queued", place_in_queue=2)
    await cancel(store, holder, there)
    assert (await states(store, there))[evenings] == "enrolled"
    assert (await states(store, there))[noons] == "queued"
