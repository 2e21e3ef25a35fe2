from datetime import date, timedelta

from sqlalchemy import select

from domain.ids import CompetencyId, PersonId
from storage.competencies import profiles
from storage.database.store import Store
from tests.support.builders import NOW, Builders


async def somebody(make: Builders, *, required: int = 3) -> tuple[PersonId, CompetencyId]:
    position = await make.position()
    competency = await make.competency()
    await make.requires(position, competency, required)
    return await make.person(position_id=position), competency


async def test_the_newest_official_rating_counts(store: Store):
    make = Builders(store)
    person, competency = await somebody(make)
    await make.rated(person, competency, 1, on=date(2025, 1, 1))
    await make.rated(person, competency, 2, on=date(2026, 1, 1))
    await make.rated(person, competency, 5, on=date(2026, 9, 1), source="Penilaian Mandiri")
    whole = await profiles.profile(store, person_id=person)
    (standing,) = whole.standings
    assert (standing.actual, standing.required, standing.gap) == (2, 3, 1)
    assert standing.assessed_on == date(2026, 1, 1)


async def test_a_post_without_standard_and_a_person_without_rating(store: Store):
    make = Builders(store)
    stranger = await make.person("Misal Lima")
    assert (await profiles.profile(store, person_id=stranger)).standings == ()
    person, _ = await somebody(make)
    whole = await profiles.profile(store, person_id=person)
    assert whole.rated == ()
    assert whole.unrated == 1


async def test_gap_rows_name_those_below_the_standard(store: Store):
    make = Builders(store)
    short, competency = await somebody(make)
    await make.rated(short, competency, 1)
    async with store.read() as session:
        rows = (await session.execute(profiles.gap_rows())).all()
    assert [tuple(row) for row in rows] == [(short, competency, 2, 1)]
    async with store.read() as session:
        gaps = profiles.gap_rows().subquery()
        assert (await session.execute(select(gaps.c.person_id))).scalars().all() == [short]


async def test_what_closes_a_gap_is_open_and_aims_higher_than_what_is_held(store: Store):
    make = Builders(store)
    person, competency = await somebody(make)
    await make.rated(person, competency, 2)
    good = await make.offering("Pelatihan Lanjut", closes=competency, aims_at=3, seats=1)
    await make.offering("Pelatihan Dasar", closes=competency, aims_at=2)
    await make.offering("Sudah Tutup", closes=competency, closes_at=NOW - timedelta(days=1))
    await make.offering("Dibatalkan", closes=competency, called_off_at=NOW)
    await make.enrolment(await make.person("Fiktif Dua"), good)
    found = await profiles.detail(store, person_id=person, competency_id=competency, now=NOW)
    assert found is not None
    assert [(a.title, a.seats_left) for a in found.answers] == [("Pelatihan Lanjut", 0)]
    assert found.more == 0
    assert found.mine == ()


async def test_what_i_signed_up_for_is_named_beside_the_others(store: Store):
    make = Builders(store)
    person, competency = await somebody(make)
    await make.rated(person, competency, 1)
    offering = await make.offering(closes=competency)
    other = await make.offering("Pelatihan Lain", closes=competency)
    await make.enrolment(person, offering)
    found = await profiles.detail(store, person_id=person, competency_id=competency, now=NOW)
    assert found is not None
    assert [(each.offering_id, each.state) for each in found.mine] == [(offering, "enrolled")]
    assert [each.offering_id for each in found.answers] == [other]


async def test_another_posts_competency_is_nothing_to_show(store: Store):
    make = Builders(store)
    person, _ = await somebody(make)
    other = await make.competency("Pedagogi")
    found = await profiles.detail(store, person_id=person, competency_id=other, now=NOW)
    assert found is None
