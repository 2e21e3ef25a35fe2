"""The superior of a person as people read it: the post, and who decides for it today."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from domain.decisions.deciders import Via, of_office
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
    away = select(absence.c.person_id).where(absence.c.since <= day, absence.c.until >= day)
    gone = set((await session.execute(away)).scalars())
    holders = tuple(replace(one, away=one.person in gone) for one in office.holders)
    acting = tuple(
        replace(one, holder=replace(one.holder, away=one.holder.person in gone))
        for one in office.mandates
    )
    asked = of_office(replace(office, holders=holders, mandates=acting), who, Via.HOLDER)
    named = select(person.c.id, *NAME_COLUMNS).where(person.c.id.in_([a.person for a in asked]))
    names = {row.id: name_of(row) for row in await session.execute(named)} if asked else {}
    post = asked[0].post if asked else office.title
    return SuperiorToday(
        post=post,
        names=tuple(names[one.person] for one in asked),
        away=not asked and bool(office.holders),
        nip=key.nip if not names and not post else None,
    )
