"""The people of an audience, on both engines."""

from datetime import date

from domain.announcements.audience import Audience, HeadCount, Kind, Option
from domain.lists import Page
from storage.announcements import audience_lists, audiences
from storage.database.store import Store
from tests.support.broadcasting import Office, office
from tests.support.builders import Builders

ANY = Audience()


async def count(made: Office, audience: Audience) -> tuple[int, int]:
    seen = await audiences.seen(made.store, audience, about=made.offering)
    return seen.count.linked, seen.count.unlinked


async def test_an_empty_audience_is_nobody(store: Store):
    assert await count(await office(store), Audience()) == (0, 0)


async def test_everybody_is_everybody_in_service(store: Store):
    assert await count(await office(store), Audience(everybody=True)) == (3, 1)


async def test_a_unit_includes_what_is_below_it(store: Store):
    made = await office(store)
    assert await count(made, Audience(units=(made.unit,))) == (2, 1)
    assert await count(made, Audience(units=(made.below,))) == (1, 1)


async def test_the_related_gap_is_one_that_the_training_answers(store: Store):
    made = await office(store)
    make = Builders(store)
    assert await count(made, Audience(related=True)) == (2, 1)
    # A training that aims no higher than what people have already answers nothing.
    lower = await make.offering("Bimtek Dasar", closes=made.competency, aims_at=1)
    seen = await audiences.seen(store, Audience(related=True), about=lower)
    assert seen.count == HeadCount()
    # Without a training there is no related gap, and nobody is written to by mistake.
    assert (await audiences.seen(store, Audience(related=True), about=None)).count == HeadCount()


async def test_kinds_narrow_and_several_of_one_kind_widen(store: Store):
    made = await office(store)
    make = Builders(store)
    other = await make.unit("Dinas Contoh Lain")
    person = await make.person("Contoh Lain", unit_id=other, position_id=made.post)
    await make.link(person, 700)
    both = Audience(units=(made.unit, other))
    assert await count(made, both) == (3, 1)
    narrowed = both.with_choice(Kind.COMPETENCY, made.competency, on=True)
    assert await count(made, narrowed) == (2, 1)


async def test_participants_are_those_with_a_seat(store: Store):
    made = await office(store)
    make = Builders(store)
    await make.enrolment(made.linked[0], made.offering)
    await make.enrolment(made.linked[1], made.offering, state="cancelled")
    await make.enrolment(made.unlinked, made.offering, attendance="absent")
    assert await count(made, Audience(offerings=(made.offering,))) == (1, 0)


async def test_the_last_rating_counts(store: Store):
    made = await office(store)
    await Builders(store).rated(made.linked[0], made.competency, 3, on=date(2026, 10, 1))
    assert await count(made, Audience(competencies=(made.competency,))) == (1, 1)


async def test_it_is_described_by_name(store: Store):
    made = await office(store)
    chosen = Audience(units=(made.unit,), competencies=(made.competency,))
    seen = await audiences.seen(store, chosen, about=None)
    assert seen.examples == ("Contoh 0", "Contoh 1")
    assert seen.names == {
        Kind.UNIT: ("Dinas Kesehatan",),
        Kind.COMPETENCY: ("Keamanan Informasi",),
    }


async def test_quick_choices_show_whom_they_reach(store: Store):
    made = await office(store)
    assert await audiences.quick_counts(store, about=made.offering) == (3, 2)
    assert await audiences.quick_counts(store, about=None) == (3, None)


async def test_lists_show_the_largest_first_with_linked_people(store: Store):
    made = await office(store)
    units = await listed(store, Kind.UNIT, Audience(units=(made.below,)))
    assert [(one.name, one.people, one.on) for one in units.items] == [
        ("Dinas Kesehatan", 2, False),
        ("Puskesmas Contoh", 1, True),
    ]
    posts = await listed(store, Kind.POSITION)
    assert [(one.name, one.people) for one in posts.items] == [
        ("Pranata Komputer Ahli Pertama", 2)
    ]
    gaps = await listed(store, Kind.COMPETENCY)
    assert [(one.name, one.people) for one in gaps.items] == [("Keamanan Informasi", 2)]


async def test_lists_count_within_what_else_is_chosen(store: Store):
    make, made = Builders(store), await office(store)
    posts = await listed(store, Kind.POSITION, Audience(units=(made.below,)))
    assert [(one.name, one.people) for one in posts.items] == [
        ("Pranata Komputer Ahli Pertama", 1)
    ]
    gaps = await listed(store, Kind.COMPETENCY, Audience(units=(made.below,)))
    assert [(one.name, one.people) for one in gaps.items] == [("Keamanan Informasi", 1)]
    elsewhere = await make.unit("Dinas Arsip Contoh")
    posts = await listed(store, Kind.POSITION, Audience(units=(elsewhere,)))
    assert [one.people for one in posts.items] == [0]


async def test_lists_are_searched_by_part_of_a_name(store: Store):
    await office(store)
    found = await listed(store, Kind.UNIT, search="puskes")
    assert [one.name for one in found.items] == ["Puskesmas Contoh"]
    nothing = await listed(store, Kind.UNIT, search="%", page=4)
    assert (nothing.items, nothing.total, nothing.number) == ((), 0, 0)


async def test_offerings_without_participants_are_not_offered(store: Store):
    made = await office(store)
    none = await listed(store, Kind.OFFERING)
    assert none.items == ()
    await Builders(store).enrolment(made.linked[0], made.offering)
    (one,) = (await listed(store, Kind.OFFERING)).items
    assert (one.name, one.run, one.people) == ("Bimtek Keamanan Informasi", None, 1)


async def test_an_offering_in_the_list_counts_whom_it_would_reach(store: Store):
    make = Builders(store)
    there = await make.offering()
    for number, attendance in enumerate(("attended", "absent", None)):
        who = await make.person(f"Contoh {number}")
        await make.link(who, 50 + number)
        await make.enrolment(who, there, attendance=attendance)
    [option] = (await listed(store, Kind.OFFERING)).items
    seen = await audiences.seen(store, Audience(offerings=(there,)), about=None)
    assert (option.people, seen.count.linked) == (2, 2)


async def listed(
    store: Store, kind: Kind, audience: Audience = ANY, *, search: str = "", page: int = 0
) -> Page[Option]:
    return await audience_lists.options(
        store, kind, audience=audience, about=None, search=search, page=page
    )
