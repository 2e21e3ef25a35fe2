"""Hands a decision over to another office; the right follows the post, never a person."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from domain.act import Act
from domain.decisions.states import DecisionEvent, DecisionState
from domain.decisions.views import NextOffice
from domain.ids import DecisionId
from storage.database.effects import Effect
from storage.database.store import Store, Transaction
from storage.decisions import asking, chains, deciding, offices
from storage.decisions.tables import decision
from storage.people import audit
from storage.people.tables import person, unit

HR, UNIT, FIRST_POST = 0, 1, 2
"""Numbers of offices: HR, the officers of the unit, and from here on the superiors."""


async def choices(
    store: Store, decision_id: DecisionId, *, now: datetime, zone: str
) -> list[NextOffice]:
    """The offices to which an open decision can be handed over."""
    async with store.read() as session:
        row = await deciding.row_of(session, decision_id)
        if row is None or row.state != DecisionState.OPEN.value:
            return []
        day = now.astimezone(ZoneInfo(zone)).date()
        return [office for office, _ in await _offices(session, row, day)]


async def hand_over(
    store: Store, act: Act, decision_id: DecisionId, number: int, *, zone: str
) -> NextOffice | None:
    """Hands over; None if it is no longer open, or another office decides."""
    async with store.effect(act) as tx:
        row = await deciding.lock(tx.session, decision_id)
        day = act.now.astimezone(ZoneInfo(zone)).date()
        if row is None or row.state != DecisionState.OPEN.value:
            return None
        found = {
            office.number: (office, values)
            for office, values in await _offices(tx.session, row, day)
        }
        if number not in found:
            return None
        office, values = found[number]
        if not tx.first:
            return office
        if await offices.may_decide(tx.session, act.person, row, day=day) is None:
            return None
        await _put(tx, row, {**values, "handed_at": act.now}, office.post)
        await audit.noted(tx, "decisions.handed", about=_about(row))
        return office


async def take_back(store: Store, act: Act, decision_id: DecisionId) -> bool:
    """Takes a hand-over back; only by who handed over, while no office has answered."""
    async with store.effect(act) as tx:
        row = await deciding.lock(tx.session, decision_id)
        if row is None or row.state != DecisionState.OPEN.value:
            return False
        if row.handed_at is None:
            return not tx.first
        steps = await deciding.history(tx.session, decision_id)
        handed = [one for one in steps if one.event == DecisionEvent.HANDED.value]
        if not handed or handed[-1].actor_id != act.person:
            return False
        values = dict.fromkeys(("handed_position_id", "handed_unit_id", "handed_at"))
        await _put(tx, row, values, None)
        await audit.noted(tx, "decisions.undone", about=_about(row))
        return True


async def _put(tx: Effect, row: Any, values: dict[str, Any], post: str | None) -> None:
    # Looked at at once, so that the office is told.
    more = {"looked_at": None, "hr_since": row.hr_since}
    if values.get("handed_at") and not (values["handed_position_id"] or values["handed_unit_id"]):
        more["hr_since"] = tx.act.now
    change = update(decision).where(decision.c.id == row.id).values(**values, **more)
    await tx.session.execute(change)
    happened = DecisionEvent.HANDED if values.get("handed_at") else DecisionEvent.UNDONE
    one = DecisionId(row.id)
    await asking.note(tx.session, one, happened, now=tx.act.now, by=tx.act.by, post=post)


async def _offices(
    session: Transaction, row: Any, day: date
) -> Sequence[tuple[NextOffice, dict[str, Any]]]:
    nowhere: dict[str, Any] = dict.fromkeys(("handed_position_id", "handed_unit_id"))
    facts = (await chains.facts_of(session, [row], day=day))[row.id]
    found: list[tuple[NextOffice, dict[str, Any]]] = []
    for number, office in enumerate(facts.chain):
        if number and office.post is not None and office.title is not None:
            post = office.post
            place = {"handed_position_id": post.position, "handed_unit_id": post.unit}
            found.append((NextOffice(FIRST_POST + number, office.title), nowhere | place))
    own = (
        select(unit.c.id, unit.c.name)
        .join(person, person.c.unit_id == unit.c.id)
        .where(person.c.id == row.person_id)
    )
    there = (await session.execute(own)).one_or_none()
    if there is not None and facts.unit_officers:
        name = facts.unit or there.name
        values = nowhere | {"handed_unit_id": there.id}
        found.append((NextOffice(UNIT, name, of_unit=True), values))
    found.append((NextOffice(HR, None), nowhere))
    return found


def _about(row: Any) -> int | None:
    return int(row.object_id)
