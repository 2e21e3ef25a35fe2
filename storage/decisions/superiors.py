"""The superior of a person as people read it: the post, and who decides for it today."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from domain.decisions.deciders import Office, Via, of_office
from domain.ids import PersonId
from domain.people.superiors import SuperiorToday
from storage.database.store import Transaction
from storage.decisions.chains import offices, superiors_of
from storage.decisions.tables import absence
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person


async def superior_today(
    session: Transaction, who: PersonId, *, day: date
) -> SuperiorToday | None:
    """Who is above a person on a day; None if no file says it."""
    key = (await superiors_of(session, [who], day=day)).get(who)
    if key is None:
        return None
    office = (await offices(session, [key], day=day))[key].office
    asked = of_office(without(office, await away_on(session, day)), who, Via.HOLDER)
    named = select(person.c.id, *NAME_COLUMNS).where(person.c.id.in_([a.person for a in asked]))
    names = {row.id: name_of(row) for row in await session.execute(named)} if asked else {}
    post = asked[0].post if asked else office.title
    return SuperiorToday(
        post=post,
        names=tuple(names[one.person] for one in asked),
        away=not asked and bool(office.holders),
        nip=key.nip if not names and not post else None,
    )


async def away_on(session: Transaction, day: date) -> set[PersonId]:
    """Who has said that they are away on a day."""
    query = select(absence.c.person_id).where(absence.c.since <= day, absence.c.until >= day)
    return set((await session.execute(query)).scalars())


def without(office: Office, away: Collection[PersonId]) -> Office:
    """The office while these people are away."""
    holders = tuple(replace(one, away=one.person in away) for one in office.holders)
    acting = tuple(
        replace(one, holder=replace(one.holder, away=one.holder.person in away))
        for one in office.mandates
    )
    return replace(office, holders=holders, mandates=acting)
