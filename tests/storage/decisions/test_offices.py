"""Who decides, as the tables say it on a day; on both engines."""

from datetime import date, timedelta

from sqlalchemy import select, update

from domain.decisions.deciders import Via
from domain.decisions.states import DecisionKind, DecisionStep
from domain.ids import PersonId
from storage.database.store import Store
from storage.decisions import asking, offices
from storage.decisions.tables import decision
from tests.support.builders import NOW, Builders
from tests.support.officials import (
    TODAY,
    Staff,
    goes_away,
    mandated,
    officer_of,
    placed,
    staffed,
    superior_of,
)

TOMORROW = TODAY + timedelta(days=1)


async def asked(store: Store, about: PersonId, *, step: str = "superior") -> int:
    async with store.write() as session:
        return await asking.ask(
            session,
            kind=DecisionKind.SEAT,
            object_id=about,
            step=DecisionStep(step),
            person=about,
            by=about,
            due_at=None,
            now=NOW,
        )


async def who(store: Store, one: int, day: date = TODAY) -> list[tuple[PersonId, str | None]]:
    async with store.read() as session:
        row = (await session.execute(select(decision).where(decision.c.id == one))).one()
        found = await offices.deciders_of(session, row, day=day)
    return [(each.person, each.post) for each in found]


async def waiting(store: Store, person: PersonId, day: date = TODAY) -> list[int]:
    async with store.read() as session:
        return sorted(await offices.waiting_for(session, person, day=day))


async def linked(store: Store, there: Staff) -> None:
    make = Builders(store)
    for number, person in enumerate((there.chief, there.head, there.top)):
        await make.link(person, 7_000 + number)


async def test_the_superior_by_post_decides_and_the_post_moves_on(store: Store):
    there = await staffed(store)
    await linked(store, there)
    one = await asked(store, there.asker)
    assert await who(store, one) == [(there.chief, "Kepala Seksi")]
    assert await waiting(store, there.chief) == [one]
    assert await waiting(store, there.head) == []

    # Another person takes the post over: the open question is theirs.
    heir = await Builders(store).person("Contoh Baru")
    await Builders(store).link(heir, 7_100)
    await placed(store, there.chief, position_id=None)
    await placed(store, heir, position_id=there.chief_post, unit_id=there.unit)
    assert await who(store, one) == [(heir, "Kepala Seksi")]
    assert await waiting(store, heir) == [one]
    assert await waiting(store, there.chief) == []


async def test_mandate_absence_and_escalation(store: Store):
    there = await staffed(store)
    await linked(store, there)
    make = Builders(store)
    deputy = await make.person("Contoh Wakil")
    await make.link(deputy, 7_200)
    one = await asked(store, there.asker)
    await goes_away(store, there.chief)
    assert await who(store, one) == [(there.head, "Kepala Bidang")]
    assert await waiting(store, there.head) == [one]
    await mandated(store, deputy, there.chief_post, there.unit, "plh")
    assert await who(store, one) == [(deputy, "Plh. Kepala Seksi")]
    assert await waiting(store, deputy) == [one]
    # Tomorrow both have ended.
    assert await who(store, one, TOMORROW) == [(there.chief, "Kepala Seksi")]
    assert await waiting(store, deputy, TOMORROW) == []
    async with store.write() as session:
        await session.execute(update(decision).values(escalated_at=NOW))
    assert await who(store, one, TOMORROW) == [
        (there.chief, "Kepala Seksi"),
        (there.head, "Kepala Bidang"),
    ]
    assert await waiting(store, there.head, TOMORROW) == [one]


async def test_without_a_link_unit_officer_and_hr_are_asked_too(store: Store):
    there = await staffed(store)
    make = Builders(store)
    officer, hr = await make.person("Contoh Pengelola"), await make.person("Contoh Petugas")
    await make.hr(hr)
    await officer_of(store, officer, there.above)
    one = await asked(store, there.asker)
    assert await who(store, one) == [
        (there.chief, "Kepala Seksi"),
        (officer, "Dinas Contoh"),
        (hr, None),
    ]
    assert await waiting(store, officer) == [one]
    assert await waiting(store, there.chief) == [one]


async def test_the_newest_row_of_the_file_counts_on_its_days(store: Store):
    there = await staffed(store)
    await linked(store, there)
    one = await asked(store, there.asker)
    await superior_of(store, there.asker, there.top, since=TODAY, until=TODAY)
    assert await who(store, one) == [(there.top, "Kepala")]
    assert await who(store, one, TOMORROW) == [(there.chief, "Kepala Seksi")]


async def test_a_superior_without_a_known_post_decides_as_a_person(store: Store):
    make = Builders(store)
    over, below = await make.person("Contoh Atasan"), await make.person("Contoh Bawahan")
    await make.link(over, 7_300)
    await superior_of(store, below, over, by_post=False)
    one = await asked(store, below)
    assert [each for each, _ in await who(store, one)] == [over]
    assert await waiting(store, over) == [one]
    async with store.read() as session:
        assert await offices.direct_staff(session, over, TODAY) == {below}


async def test_superiors_in_a_circle_lead_to_hr(store: Store):
    make = Builders(store)
    over, below, hr = [await make.person(f"Contoh {n}") for n in range(3)]
    await make.hr(hr)
    await make.link(over, 7_400)
    await superior_of(store, below, over, by_post=False)
    await superior_of(store, over, below, by_post=False)
    assert await who(store, await asked(store, below)) == [(hr, None)]


async def test_who_may_decide_is_read_anew_and_never_about_oneself(store: Store):
    there = await staffed(store)
    await linked(store, there)
    hr = await Builders(store).person("Contoh Petugas")
    await Builders(store).hr(hr)
    await Builders(store).hr(there.asker)
    one = await asked(store, there.asker)
    async with store.read() as session:
        row = (await session.execute(select(decision).where(decision.c.id == one))).one()
        found = {
            each: await offices.may_decide(session, each, row, day=TODAY)
            for each in (there.chief, there.head, there.asker, hr)
        }
    chief, officer = found[there.chief], found[hr]
    assert chief is not None
    assert (chief.via, chief.post) == (Via.HOLDER, "Kepala Seksi")
    assert officer is not None
    assert officer.via is Via.HR
    assert found[there.head] is None
    assert found[there.asker] is None


async def test_staff_and_posts_of_a_day(store: Store):
    there = await staffed(store)
    deputy = await Builders(store).person("Contoh Wakil")
    await mandated(store, deputy, there.chief_post, there.unit, "plt")
    async with store.read() as session:
        assert await offices.direct_staff(session, there.chief, TODAY) == {there.asker}
        assert await offices.direct_staff(session, there.head, TODAY) == {there.chief}
        assert await offices.direct_staff(session, deputy, TODAY) == {there.asker}
        assert await offices.direct_staff(session, deputy, TOMORROW) == frozenset()
        (post,) = await offices.posts_of(session, deputy, TODAY)
        assert (post.title, post.post.unit) == ("Kepala Seksi", there.unit)


async def test_asking_twice_is_one_question_and_withdrawing_closes_it(store: Store):
    there = await staffed(store)
    one = await asked(store, there.asker)
    assert await asked(store, there.asker) == one
    async with store.write() as session:
        closed = await asking.withdraw(
            session, kind=DecisionKind.SEAT, object_id=there.asker, now=NOW
        )
    assert closed == [one]
    assert await waiting(store, there.chief) == []
    assert await asked(store, there.asker) != one
