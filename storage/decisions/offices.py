"""Which posts a person holds today, who works under them, and what they may decide."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, literal, or_, select, union_all

from domain.decisions.deciders import LEVELS, Decider, PostKey, Via, deciders
from domain.decisions.states import DecisionState, DecisionStep, MandateKind
from domain.ids import DecisionId, MandateId, PersonId, UnitId
from domain.people.superiors import SuperiorKind
from storage.database.columns import constant
from storage.database.store import Transaction
from storage.decisions.chains import (
    SuperiorKey,
    at_posts,
    facts_of,
    holds,
    in_office,
    offices,
    superiors_of,
)
from storage.decisions.tables import decision, mandate
from storage.people.actors import hr_condition
from storage.people.tables import person, position, superior, unit, unit_officer


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that a person holds, or acts for, on a day."""

    post: PostKey
    title: str
    mandate: MandateId | None = None
    kind: MandateKind | None = None


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """Why a person may decide, with the office that the record names."""

    via: Via
    post: str | None
    mandate: MandateId | None = None


async def may_decide(
    session: Transaction, actor: PersonId, decision: Any, *, day: date
) -> DecidedBy | None:
    """Whether a person may decide on this row of `decision` on a day; None: no.

    HR may always; nobody may about himself.
    """
    about = decision.person_id if decision.person_id is not None else decision.asked_by_id
    if actor == about:
        return None
    mine = {one.person: one for one in await deciders_of(session, decision, day=day)}.get(actor)
    if mine is not None and mine.via is not Via.HR:
        return DecidedBy(mine.via, mine.post, mine.mandate)
    is_hr = and_(person.c.id == actor, person.c.active, hr_condition(person.c.id))
    hr = await session.execute(select(exists().where(is_hr)))
    return DecidedBy(Via.HR, None) if hr.scalar_one() else None


async def deciders_of(session: Transaction, row: Any, *, day: date) -> tuple[Decider, ...]:
    """Who is asked about a decision on a day."""
    return deciders((await facts_of(session, [row], day=day))[row.id])


async def posts_of(session: Transaction, person_id: PersonId, day: date) -> tuple[HeldPost, ...]:
    """The posts that a person holds on a day, by their own post or by mandate."""
    own = (
        select(person.c.position_id, person.c.unit_id, position.c.name)
        .join(position, position.c.id == person.c.position_id)
        .where(person.c.id == person_id, person.c.active)
    )
    acted = (
        select(*mandate.c["id", "position_id", "unit_id", "kind"], position.c.name)
        .join(position, position.c.id == mandate.c.position_id)
        .where(mandate.c.holder_id == person_id, holds(day))
        .order_by(mandate.c.id)
    )
    found = [
        HeldPost(PostKey(row.position_id, row.unit_id), row.name)
        for row in await session.execute(own)
    ]
    for row in await session.execute(acted):
        post = PostKey(row.position_id, row.unit_id)
        found.append(HeldPost(post, row.name, MandateId(row.id), MandateKind(row.kind)))
    return tuple(found)


async def direct_staff(
    session: Transaction, person_id: PersonId, day: date
) -> frozenset[PersonId]:
    """The people directly below a person on a day: by post, by mandate, or by NIP."""
    posts = {one.post for one in await posts_of(session, person_id, day)}
    below = await _below(session, {person_id}, posts)
    keys = await superiors_of(session, below, day=day)
    found = await offices(session, set(keys.values()), day=day)

    def leads(key: SuperiorKey) -> bool:
        office = found[key].office
        there = [one.person for one in office.holders]
        if office.named in there and len(there) > 1:
            there = [one for one in there if one == office.named]
        return person_id in (*there, *(one.holder.person for one in office.mandates))

    return frozenset(who for who, key in keys.items() if who != person_id and leads(key))


async def own_units(session: Transaction, person_id: PersonId, day: date) -> frozenset[UnitId]:
    """The units of which a person is the officer on a day, with all units below them."""
    mine = select(unit_officer.c.unit_id.label("id")).where(
        unit_officer.c.person_id == person_id, in_office(day)
    )
    tree = mine.cte("own_units", recursive=True)
    tree = tree.union(select(unit.c.id).where(unit.c.parent_id == tree.c.id))
    return frozenset((await session.execute(select(tree.c.id))).scalars())


async def waiting_for(
    session: Transaction, person_id: PersonId, *, day: date
) -> dict[DecisionId, Decider]:
    """The open decisions that a person is asked about as a superior or unit officer, today."""
    posts = {one.post for one in await posts_of(session, person_id, day)}
    below = await _staff_of_levels(session, person_id, posts)
    units = await own_units(session, person_id, day)
    handed = [at_posts(decision.c.handed_position_id, decision.c.handed_unit_id, posts)]
    if units:
        handed.append(decision.c.handed_unit_id.in_(units))
        in_units = select(person.c.id).where(person.c.unit_id.in_(units))
        handed.append(decision.c.person_id.in_(in_units))
    if below:
        handed.append(decision.c.person_id.in_(below))
    query = select(decision).where(
        decision.c.state == constant(DecisionState.OPEN),
        decision.c.step == DecisionStep.SUPERIOR.value,
        or_(*handed),
    )
    rows = (await session.execute(query)).all()
    facts = await facts_of(session, rows, day=day) if rows else {}
    found: dict[DecisionId, Decider] = {}
    for one, known in facts.items():
        mine = next((each for each in deciders(known) if each.person == person_id), None)
        if mine is not None and mine.via is not Via.HR:
            found[one] = mine
    return found


def leads_somebody(person_id: Any, nip: Any, position_id: Any, unit_id: Any) -> Any:
    """SQL: whether a person may be asked as a superior or unit officer: a cheap first look."""
    mandated = exists(select(literal(1)).where(mandate.c.holder_id == person_id))
    officer = exists(select(literal(1)).where(unit_officer.c.person_id == person_id))
    by_nip = exists(select(literal(1)).where(superior.c.nip == nip))
    by_post = exists(
        select(literal(1)).where(
            superior.c.position_id == position_id,
            or_(superior.c.unit_id == unit_id, superior.c.unit_id.is_(None)),
        )
    )
    return or_(by_nip, by_post, mandated, officer)


async def _staff_of_levels(
    session: Transaction, person_id: PersonId, posts: Collection[PostKey]
) -> set[PersonId]:
    """Everybody who may be below a person, through as many superiors as are looked at."""
    found: set[PersonId] = set()
    level, at = {person_id}, set(posts)
    for _ in range(LEVELS):
        level = await _below(session, level, at) - found - {person_id}
        if not level:
            break
        found |= level
        held = select(person.c.position_id, person.c.unit_id).where(
            person.c.id.in_(level), person.c.position_id.is_not(None)
        )
        at = {PostKey(*row) for row in await session.execute(held)}
    return found


async def _below(
    session: Transaction, people: Iterable[PersonId], posts: Collection[PostKey]
) -> set[PersonId]:
    """Whom a file puts below these people or posts, on any day."""
    named = select(person.c.nip).where(person.c.id.in_(people))
    rater = superior.c.kind == SuperiorKind.RATER.value
    query = union_all(
        select(superior.c.person_id).where(superior.c.nip.in_(named), rater),
        select(superior.c.person_id).where(
            at_posts(superior.c.position_id, superior.c.unit_id, posts), rater
        ),
        # Loaded by an older version.
        select(person.c.id).where(person.c.superior_nip.in_(named)),
    )
    return set((await session.execute(query)).scalars())
