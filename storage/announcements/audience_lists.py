"""The lists that an audience is chosen from: entries with the number of people each reaches."""

from typing import Any

from sqlalchemy import Select, case, func, or_, select

from domain.announcements.audience import Audience, Kind, Option
from domain.ids import OfferingId
from domain.lists import PAGE, Page, kept_within
from storage.accounts.tables import link
from storage.announcements.audiences import belongs, taking_part
from storage.catalogue.runs import several
from storage.catalogue.tables import offering, training
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.columns import has_words
from storage.database.store import Store
from storage.people.actors import linked
from storage.people.tables import person, position, unit
from storage.seats.tables import enrolment


async def options(
    store: Store,
    kind: Kind,
    *,
    audience: Audience,
    about: OfferingId | None,
    search: str,
    page: int,
) -> Page[Option]:
    """One page of what can be chosen, largest first; `search` is part of a name.

    Units, posts and competencies count people of what else was chosen: with a unit, the holders
    of a post in that unit. `about` is the announced offering.
    """
    chosen, rest = audience.chosen(kind), audience.without(kind)
    within = None if rest.empty or rest.everybody else belongs(rest, about=about)
    listed = (_offerings() if kind is Kind.OFFERING else _LISTS[kind](within)).subquery()
    wanted = listed.select()
    order = [listed.c.people.desc(), listed.c.name, listed.c.id]
    if kind is Kind.OFFERING:
        wanted = wanted.where(listed.c.people > 0)
        order = [listed.c.starts_at.desc(), listed.c.id]
    if search:
        wanted = wanted.where(has_words(search, listed.c.name))
    async with store.read() as session:
        found = (await session.execute(wanted.order_by(*order))).all()
    # Hundreds at most: a separate count would run the whole query twice.
    number = kept_within(page, len(found))
    shown = found[number * PAGE : (number + 1) * PAGE]
    return Page(tuple(_option(row, chosen) for row in shown), number, len(found))


def _people(within: Any = None) -> Any:
    """Linked people in service, to be counted by entry; `within`: only those for whom it holds."""
    return (
        select(person.c.id, person.c.unit_id, person.c.position_id)
        .join(link, linked(person.c.id))
        .where(person.c.active, *(() if within is None else (within,)))
        .subquery("people")
    )


def _units(within: Any) -> Select[Any]:
    pairs = select(unit.c.id.label("top"), unit.c.id.label("below")).cte("pairs", recursive=True)
    pairs = pairs.union(
        select(pairs.c.top, unit.c.id).join(pairs, unit.c.parent_id == pairs.c.below)
    )
    people = _people(within)
    return (
        select(unit.c.id, unit.c.name, func.count(people.c.id).label("people"))
        .join(pairs, pairs.c.top == unit.c.id)
        .outerjoin(people, people.c.unit_id == pairs.c.below)
        .group_by(unit.c.id, unit.c.name)
    )


def _positions(within: Any) -> Select[Any]:
    people = _people(within)
    return (
        select(position.c.id, position.c.name, func.count(people.c.id).label("people"))
        .outerjoin(people, people.c.position_id == position.c.id)
        .group_by(position.c.id, position.c.name)
    )


def _competencies(within: Any) -> Select[Any]:
    if within is not None:
        some = select(_people(within).c.id)
        gaps = _gaps_by_competency(current_level.c.person_id.in_(some)).subquery("some")
        return select(
            competency.c.id, competency.c.name, func.coalesce(gaps.c.gaps, 0).label("people")
        ).outerjoin(gaps, gaps.c.competency_id == competency.c.id)
    # All gaps, minus those of people who cannot be reached: these are few once most people are
    # linked, and looking up the person of each gap takes four times as long.
    out_of_reach = (
        select(person.c.id)
        .outerjoin(link, linked(person.c.id))
        .where(or_(~person.c.active, link.c.person_id.is_(None)))
    )
    all_of_them = _gaps_by_competency().subquery("all_of_them")
    others = _gaps_by_competency(current_level.c.person_id.in_(out_of_reach)).subquery("others")
    people = func.coalesce(all_of_them.c.gaps, 0) - func.coalesce(others.c.gaps, 0)
    return (
        select(competency.c.id, competency.c.name, people.label("people"))
        .outerjoin(all_of_them, all_of_them.c.competency_id == competency.c.id)
        .outerjoin(others, others.c.competency_id == competency.c.id)
    )


def _gaps_by_competency(*where: Any) -> Select[Any]:
    gaps = gap_rows(*where).subquery("gaps")
    return select(gaps.c.competency_id, func.count().label("gaps")).group_by(gaps.c.competency_id)


def _offerings() -> Select[Any]:
    people = _people()
    counted = case((taking_part(), people.c.id))
    return (
        select(
            offering.c.id,
            training.c.title.label("name"),
            offering.c.label,
            offering.c.starts_at,
            offering.c.timezone,
            func.count(counted).label("people"),
            several(),
        )
        .join(training, training.c.id == offering.c.training_id)
        .outerjoin(enrolment, enrolment.c.offering_id == offering.c.id)
        .outerjoin(people, people.c.id == enrolment.c.person_id)
        .group_by(
            offering.c.id,
            training.c.title,
            offering.c.label,
            offering.c.starts_at,
            offering.c.timezone,
        )
    )


_LISTS = {
    Kind.UNIT: _units,
    Kind.POSITION: _positions,
    Kind.COMPETENCY: _competencies,
}


def _option(row: Any, chosen: tuple[int, ...]) -> Option:
    return Option(
        id=row.id,
        name=row.name,
        people=row.people,
        on=row.id in chosen,
        run=row.label if getattr(row, "several", False) else None,
        starts_at=getattr(row, "starts_at", None),
        timezone=getattr(row, "timezone", None),
    )
