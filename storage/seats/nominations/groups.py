"""The people whom an office could name: how many, who, and what speaks against each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, false, func, literal, or_, select

from domain.announcements.audience import Audience
from domain.catalogue.offerings import Offering
from domain.ids import PersonId
from domain.lists import PAGE, Page, kept_within
from domain.seats.deciding import clashing
from domain.seats.nominations import (
    MOST_NOMINATED,
    Chosen,
    NominationState,
    Nominee,
    Weighed,
)
from storage.accounts.tables import link
from storage.announcements.audiences import belongs
from storage.database.columns import has_words
from storage.database.store import Transaction
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats import standing
from storage.seats.nominations.naming import asked_by
from storage.seats.nominations.reach import NominationReach
from storage.seats.nominations.tables import nomination
from storage.seats.rows import is_open
from storage.seats.tables import enrolment


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people whom one office may name for one offering."""

    offering: Offering
    reach: NominationReach

    @property
    def gap(self) -> Any:
        """SQL: the training answers a gap of the person."""
        return belongs(Audience(related=True), about=self.offering.id)

    @property
    def enrolled(self) -> Any:
        """SQL: the person has a seat, a request or a place in the queue."""
        mine = (enrolment.c.person_id == person.c.id, enrolment.c.offering_id == self.offering.id)
        return exists(select(literal(1)).where(*mine, is_open()))

    @property
    def asked(self) -> Any:
        """SQL: this office waits for the answer of the person."""
        n = nomination.c
        mine = (n.person_id == person.c.id, n.offering_id == self.offering.id)
        office = asked_by(self.reach.who, self.reach.office)
        waits = n.state == NominationState.ASKED.value
        return exists(select(literal(1)).where(*mine, waits, office))

    def chosen(self, chosen: Chosen) -> Any:
        """SQL: the person is in reach, and in the chosen group or named besides it."""
        group = belongs(chosen.audience, about=self.offering.id)
        besides = person.c.id.in_(chosen.people) if chosen.people else false()
        return self.reach.among & or_(group, besides)

    async def count_related(self, session: Transaction) -> int:
        """How many people in reach have a gap that the training answers."""
        counted = select(func.count()).select_from(person).where(self.reach.among, self.gap)
        return int((await session.execute(counted)).scalar_one())

    async def count_named(self, session: Transaction) -> int:
        """How many people the office has named for the offering."""
        mine = asked_by(self.reach.who, self.reach.office)
        here = nomination.c.offering_id == self.offering.id
        counted = select(func.count(nomination.c.person_id.distinct())).where(mine, here)
        return int((await session.execute(counted)).scalar_one())

    async def with_gap(self, session: Transaction) -> tuple[PersonId, ...]:
        """People in reach with such a gap who take no part yet."""
        query = select(person.c.id).where(self.reach.among, self.gap, ~self.enrolled)
        rows = await session.execute(query.order_by(person.c.id).limit(MOST_NOMINATED))
        return tuple(PersonId(one) for one in rows.scalars())


async def weigh(
    session: Transaction, group: Candidates, chosen: Chosen
) -> tuple[Weighed, list[PersonId]]:
    """The figures of the people who are chosen, and those of them who can be asked."""
    if chosen.empty:
        return Weighed(), []
    query = (
        select(
            person.c.id,
            link.c.person_id.is_not(None).label("linked"),
            group.gap.label("gap"),
            group.enrolled.label("enrolled"),
            group.asked.label("asked"),
        )
        .select_from(person.outerjoin(link, linked(person.c.id)))
        .where(group.chosen(chosen))
        .order_by(person.c.id)
        .limit(MOST_NOMINATED + 1)
    )
    rows = (await session.execute(query)).all()
    if len(rows) > MOST_NOMINATED:
        return Weighed(many=True), []
    free = [row for row in rows if not row.enrolled and not row.asked]
    busy = await _busy(session, group.offering, [PersonId(row.id) for row in free])
    able = [row for row in free if row.id not in busy]
    figures = Weighed(
        able=len(able),
        with_gap=sum(row.gap for row in able),
        unlinked=sum(not row.linked for row in able),
        clashing=len(free) - len(able),
        enrolled=sum(row.enrolled for row in rows),
        asked=sum(row.asked and not row.enrolled for row in rows),
    )
    return figures, [PersonId(row.id) for row in able]


async def nominees(
    session: Transaction, group: Candidates, chosen: Chosen, *, search: str, page: int
) -> Page[Nominee]:
    """One page of the people in reach, those with a related gap first; a text searches."""
    wanted = group.reach.among
    if search:
        columns = (person.c.name, person.c.title_before, person.c.title_after, person.c.nip)
        wanted = wanted & has_words(search, *columns, person.c.position_title)
    gap = group.gap.label("gap")
    counted = select(func.count()).select_from(person).where(wanted)
    total = (await session.execute(counted)).scalar_one()
    number = kept_within(page, total)
    query = (
        select(
            *person.c["id", "nip", "position_title"],
            *NAME_COLUMNS,
            gap,
            group.enrolled.label("enrolled"),
        )
        .where(wanted)
        .order_by(gap.desc(), person.c.name, person.c.id)
        .limit(PAGE)
        .offset(number * PAGE)
    )
    rows = (await session.execute(query)).all()
    busy = await _busy(session, group.offering, [PersonId(row.id) for row in rows])
    items = tuple(
        Nominee(
            id=PersonId(row.id),
            nip=row.nip,
            name=name_of(row),
            position=row.position_title,
            gap=row.gap,
            clash=row.id in busy,
            enrolled=row.enrolled,
            on=row.id in chosen.people,
        )
        for row in rows
    )
    return Page(items, number, total)


async def by_nip(
    session: Transaction, group: Candidates, nips: Collection[str]
) -> dict[str, PersonId]:
    """The people in reach who have one of these numbers."""
    query = select(person.c.id, person.c.nip).where(group.reach.among, person.c.nip.in_(nips))
    return {row.nip: PersonId(row.id) for row in await session.execute(query)}


async def reached(session: Transaction, group: Candidates, who: PersonId) -> bool:
    """Whether the office may name this person."""
    query = select(person.c.id).where(group.reach.among, person.c.id == who)
    return (await session.execute(query)).first() is not None


async def _busy(
    session: Transaction, there: Offering, people: Iterable[PersonId]
) -> set[PersonId]:
    """Those of these people who sit in another training at that time."""
    own = await standing.own_sessions(session, there, people)
    return {who for who, busy in own.items() if clashing(there, busy) is not None}
