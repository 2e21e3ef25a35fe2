"""Reads who holds which office today: the facts from which domain/decisions/deciders.py decides.

A batch of decisions takes a fixed number of statements, however many there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, false, literal, or_, select, tuple_

from domain.decisions.deciders import (
    LEVELS,
    Facts,
    HandedToHr,
    HandedToUnit,
    MandateToday,
    Office,
    Official,
    PostKey,
)
from domain.decisions.states import DecisionStep, MandateKind
from domain.ids import DecisionId, MandateId, PersonId, PositionId, UnitId
from domain.people.superiors import SuperiorKind
from storage.accounts.tables import link
from storage.database.store import Transaction
from storage.decisions.tables import absence, mandate
from storage.outbox.officers import officers
from storage.people.actors import linked
from storage.people.tables import person, position, superior, unit, unit_officer

_REACHED = and_(link.c.person_id.is_not(None), link.c.unreachable_at.is_(None))


@dataclass(frozen=True, slots=True)
class SuperiorKey:
    """What HR's file says about a superior: the post, and the NIP of the person."""

    post: PostKey | None
    nip: str | None


@dataclass(slots=True)
class _Found:
    office: Office
    above: PersonId | None = None
    """Whose superior is the next one."""


@dataclass(slots=True)
class _Chain:
    offices: list[Office] = field(default_factory=list)
    seen: set[PersonId] = field(default_factory=set)
    circle: bool = False
    last: PersonId | None = None


async def facts_of(
    session: Transaction, decisions: Iterable[Any], *, day: date
) -> dict[DecisionId, Facts]:
    """The facts about who decides on each of these rows of `decision` on a day."""
    rows = list(decisions)
    chains = await _chains(session, {row.person_id for row in rows if row.person_id}, day)
    posts = {
        row.id: PostKey(row.handed_position_id, row.handed_unit_id)
        for row in rows
        if row.handed_position_id
    }
    found = await offices(session, [SuperiorKey(post, None) for post in posts.values()], day=day)
    units = await _unit_officers(session, rows, day)
    hr = await _officials(session, officers().with_only_columns(person.c.id))
    away = await _away(session, day)
    facts: dict[DecisionId, Facts] = {}
    for row in rows:
        about = row.person_id if row.person_id is not None else row.asked_by_id
        chain = chains.get(row.person_id, _Chain())
        handed: Office | HandedToUnit | HandedToHr | None = None
        if row.handed_at is not None:
            if row.id in posts:
                handed = found[SuperiorKey(posts[row.id], None)].office
            elif row.handed_unit_id is not None:
                name, there = units.of_unit.get(row.handed_unit_id, ("", ()))
                handed = HandedToUnit(_marked(there, away), name)
            else:
                handed = HandedToHr()
        name, there = units.of_person.get(row.person_id, ("", ()))
        facts[row.id] = Facts(
            step=DecisionStep(row.step),
            about=about,
            chain=tuple(_present(office, away) for office in chain.offices),
            circle=chain.circle,
            escalated=row.escalated_at is not None,
            handed=_present(handed, away) if isinstance(handed, Office) else handed,
            unit_officers=_marked(there, away),
            unit=name or None,
            hr=hr,
        )
    return facts


async def superiors_of(
    session: Transaction, people: Collection[PersonId], *, day: date
) -> dict[PersonId, SuperiorKey]:
    """The direct superior of each person on a day, as HR's files say; many have none."""
    valid = and_(
        superior.c.person_id == person.c.id,
        superior.c.kind == SuperiorKind.RATER.value,
        or_(superior.c.since.is_(None), superior.c.since <= day),
        or_(superior.c.until.is_(None), superior.c.until >= day),
    )
    query = (
        select(
            person.c.id,
            person.c.superior_nip,
            *superior.c["nip", "position_id", "unit_id", "since"],
        )
        .select_from(person.outerjoin(superior, valid))
        .where(person.c.id.in_(people))
    )
    best: dict[PersonId, Any] = {}
    for row in await session.execute(query) if people else ():
        old = best.get(row.id)
        if old is None or (row.since or date.min) > (old.since or date.min):
            best[row.id] = row
    keys: dict[PersonId, SuperiorKey] = {}
    for who, row in best.items():
        nip = row.nip or row.superior_nip
        post = PostKey(row.position_id, row.unit_id) if row.position_id else None
        if nip or post:
            keys[who] = SuperiorKey(post, nip)
    return keys


async def offices(
    session: Transaction, keys: Collection[SuperiorKey], *, day: date
) -> dict[SuperiorKey, _Found]:
    """The office of each superior with its holders and mandates of a day; nobody is away yet."""
    named = await _named(session, {key.nip for key in keys if key.nip})
    posts = {key.post for key in keys if key.post}
    # Without a post in the file, it is the present post of the person whom it names.
    own = {
        key: PostKey(row.position_id, row.unit_id)
        for key in keys
        if key.post is None and (row := named.get(key.nip or "")) and row.position_id
    }
    posts |= set(own.values())
    holders, titles = await _holders(session, posts), await _titles(session, posts)
    mandates = await _mandates(session, posts, day)
    found: dict[SuperiorKey, _Found] = {}
    for key in keys:
        one, post = named.get(key.nip or ""), key.post or own.get(key)
        there = holders.get(key.post, ()) if key.post else ()
        if key.post is None and one is not None and one.active:
            there = (Official(one.id, one.reached),)
        office = Office(
            title=titles.get(post) if post else (one.position_title if one else None),
            holders=there,
            named=one.id if one else None,
            mandates=mandates.get(post, ()) if post else (),
            post=post,
        )
        first = next((h.person for h in there if one and h.person == one.id), None)
        first = first or (there[0].person if there else None)
        # A person who left service is still known with the superior of that post.
        gone = one.id if first is None and one is not None and not one.active else None
        found[key] = _Found(office, first or gone)
    return found


async def _chains(
    session: Transaction, people: set[PersonId], day: date
) -> dict[PersonId, _Chain]:
    chains = {who: _Chain(seen={who}, last=who) for who in people}
    for _ in range(LEVELS):
        going = {who: one for who, one in chains.items() if one.last is not None}
        subjects = {one.last for one in going.values() if one.last is not None}
        keys = await superiors_of(session, subjects, day=day)
        found = await offices(session, set(keys.values()), day=day)
        for who, one in going.items():
            key = keys.get(one.last) if one.last is not None else None
            above = found[key] if key is not None else None
            one.last = None
            if above is None:
                continue
            if above.above is not None and above.above in one.seen:
                one.circle = one.circle or above.above == who
                continue
            one.offices.append(above.office)
            if above.above is not None:
                one.seen.add(above.above)
                one.last = above.above
    return chains


async def _named(session: Transaction, nips: set[str]) -> dict[str, Any]:
    if not nips:
        return {}
    query = (
        select(
            *person.c["id", "nip", "active", "position_id", "unit_id", "position_title"],
            _REACHED.label("reached"),
        )
        .select_from(person.outerjoin(link, linked(person.c.id)))
        .where(person.c.nip.in_(nips))
    )
    return {row.nip: row for row in await session.execute(query)}


def at_posts(column: Any, unit_column: Any, posts: Collection[PostKey]) -> Any:
    """SQL: these columns name one of the posts; a post without unit is met in every unit."""
    anywhere = {post.position for post in posts if post.unit is None}
    exact = [(post.position, post.unit) for post in posts if post.unit is not None]
    return or_(
        column.in_(anywhere) if anywhere else false(),
        tuple_(column, unit_column).in_(exact) if exact else false(),
    )


async def _holders(
    session: Transaction, posts: Collection[PostKey]
) -> dict[PostKey, tuple[Official, ...]]:
    if not posts:
        return {}
    query = (
        select(*person.c["id", "position_id", "unit_id"], _REACHED.label("reached"))
        .select_from(person.outerjoin(link, linked(person.c.id)))
        .where(person.c.active, at_posts(person.c.position_id, person.c.unit_id, posts))
        .order_by(person.c.id)
    )
    return _by_post(
        (
            (row.position_id, row.unit_id, Official(row.id, row.reached))
            for row in await session.execute(query)
        ),
        posts,
    )


async def _mandates(
    session: Transaction, posts: Collection[PostKey], day: date
) -> dict[PostKey, tuple[MandateToday, ...]]:
    if not posts:
        return {}
    positions = {post.position for post in posts}
    query = (
        select(
            *mandate.c["id", "position_id", "unit_id", "kind", "holder_id"],
            _REACHED.label("reached"),
        )
        .join(person, person.c.id == mandate.c.holder_id)
        .outerjoin(link, linked(person.c.id))
        .where(mandate.c.position_id.in_(positions), holds(day), person.c.active)
        .order_by(mandate.c.since, mandate.c.id)
    )
    found: dict[PostKey, list[MandateToday]] = defaultdict(list)
    for row in await session.execute(query):
        one = MandateToday(
            MandateId(row.id),
            MandateKind(row.kind),
            Official(PersonId(row.holder_id), row.reached),
        )
        for post in posts:
            if post.position == row.position_id and _meets(row.unit_id, post.unit):
                found[post].append(one)
    return {post: tuple(ones) for post, ones in found.items()}


def holds(day: date) -> Any:
    """SQL: a mandate is in force on a day."""
    return and_(mandate.c.since <= day, mandate.c.until >= day, mandate.c.ended_at.is_(None))


def _meets(one: UnitId | None, other: UnitId | None) -> bool:
    return one is None or other is None or one == other


def _by_post(
    rows: Iterable[tuple[PositionId, UnitId | None, Official]], posts: Collection[PostKey]
) -> dict[PostKey, tuple[Official, ...]]:
    found: dict[PostKey, list[Official]] = defaultdict(list)
    for position_id, unit_id, one in rows:
        # A post without unit is met in every unit.
        for post in {PostKey(position_id, unit_id), PostKey(position_id, None)}:
            if post in posts:
                found[post].append(one)
    return {post: tuple(ones) for post, ones in found.items()}


async def _titles(session: Transaction, posts: Collection[PostKey]) -> dict[PostKey, str]:
    if not posts:
        return {}
    query = select(position.c.id, position.c.name)
    rows = await session.execute(query.where(position.c.id.in_({one.position for one in posts})))
    names = {row.id: row.name for row in rows}
    return {post: names[post.position] for post in posts if post.position in names}


async def _officials(session: Transaction, ids: Any) -> tuple[Official, ...]:
    query = (
        select(person.c.id, _REACHED.label("reached"))
        .select_from(person.outerjoin(link, linked(person.c.id)))
        .where(person.c.id.in_(ids))
        .order_by(person.c.id)
    )
    return tuple(Official(row.id, row.reached) for row in await session.execute(query))


async def _away(session: Transaction, day: date) -> set[PersonId]:
    query = select(absence.c.person_id).where(absence.c.since <= day, absence.c.until >= day)
    return set((await session.execute(query)).scalars())


def _marked(there: Iterable[Official], away: set[PersonId]) -> tuple[Official, ...]:
    return tuple(replace(one, away=one.person in away) for one in there)


def _present(office: Office, away: set[PersonId]) -> Office:
    acting = tuple(
        replace(one, holder=replace(one.holder, away=one.holder.person in away))
        for one in office.mandates
    )
    return replace(office, holders=_marked(office.holders, away), mandates=acting)


_Officers = tuple[str, tuple[Official, ...]]


@dataclass(frozen=True, slots=True)
class _UnitOfficers:
    of_person: dict[PersonId | None, _Officers] = field(default_factory=dict)
    of_unit: dict[UnitId, _Officers] = field(default_factory=dict)


def in_office(day: date) -> Any:
    """SQL: the role of a unit officer has effect on a day."""
    return and_(
        unit_officer.c.accepted_at.is_not(None),
        unit_officer.c.ended_at.is_(None),
        or_(unit_officer.c.until.is_(None), unit_officer.c.until >= day),
    )


async def _unit_officers(session: Transaction, rows: list[Any], day: date) -> _UnitOfficers:
    """The officers of the nearest unit that has some, for people and for units."""
    query = (
        select(unit_officer.c.unit_id, person.c.id, _REACHED.label("reached"))
        .join(person, person.c.id == unit_officer.c.person_id)
        .outerjoin(link, linked(person.c.id))
        .where(in_office(day), person.c.active)
        .order_by(person.c.id)
    )
    there: dict[UnitId, list[Official]] = defaultdict(list)
    for row in await session.execute(query):
        there[row.unit_id].append(Official(row.id, row.reached))
    if not there:
        return _UnitOfficers()
    people = {row.person_id for row in rows if row.person_id}
    own = select(person.c.id, person.c.unit_id).where(person.c.id.in_(people))
    units = {row.id: row.unit_id for row in await session.execute(own) if row.unit_id}
    wanted = {*units.values(), *(row.handed_unit_id for row in rows if row.handed_unit_id)}
    above = await _above(session, wanted)
    nearest: dict[UnitId, _Officers] = {}
    for one, steps in above.items():
        for unit_id, name in steps:
            if unit_id in there:
                nearest[one] = (name, tuple(there[unit_id]))
                break
    of_person = {who: nearest[one] for who, one in units.items() if one in nearest}
    return _UnitOfficers(dict(of_person), nearest)


async def _above(
    session: Transaction, units: Collection[UnitId]
) -> dict[UnitId, list[tuple[UnitId, str]]]:
    """Each unit with its ancestors, itself first."""
    start = (
        select(
            unit.c.id.label("of"), unit.c.id, unit.c.parent_id, unit.c.name, literal(0).label("up")
        )
        .where(unit.c.id.in_(units))
        .cte("above", recursive=True)
    )
    parent = unit.alias("parent")
    step = select(
        start.c.of, parent.c.id, parent.c.parent_id, parent.c.name, start.c.up + 1
    ).where(parent.c.id == start.c.parent_id, start.c.up < _DEEPEST)
    tree = start.union_all(step)
    rows = await session.execute(select(tree).order_by(tree.c.of, tree.c.up))
    found: dict[UnitId, list[tuple[UnitId, str]]] = defaultdict(list)
    for row in rows:
        found[row.of].append((row.id, row.name))
    return found


_DEEPEST = 20
"""Levels of units; a tree that leads into itself ends there."""
