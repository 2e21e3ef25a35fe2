"""Ticks in a person's list of decisions: rows of a day, so that many are decided at once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from domain.act import Act
from domain.ids import DecisionId, PersonId
from storage.database.store import Store, insert_for
from storage.decisions.personal import TICKS
from storage.decisions.tables import decision, decision_tick


async def turn(store: Store, act: Act, one: DecisionId) -> None:
    """Ticks a decision, or takes its tick away."""
    mine = (decision_tick.c.person_id == act.person, decision_tick.c.decision_id == one)
    async with store.effect(act) as tx:
        if not tx.first:
            return
        gone = await tx.session.execute(
            delete(decision_tick).where(*mine).returning(decision_tick.c.ticked_at)
        )
        before = gone.scalar_one_or_none()
        there = select(decision.c.id).where(decision.c.id == one)
        if (await tx.session.execute(there)).first() is None:
            return
        if before is None or before <= act.now - TICKS:
            values = {"person_id": act.person, "decision_id": one, "ticked_at": act.now}
            await tx.session.execute(insert_for(tx.session, decision_tick).values(values))


async def set_all(store: Store, act: Act, ones: Iterable[DecisionId]) -> None:
    """Ticks all of these."""
    values = [{"person_id": act.person, "decision_id": one, "ticked_at": act.now} for one in ones]
    async with store.effect(act) as tx:
        if tx.first and values:
            new = insert_for(tx.session, decision_tick).values(values)
            again = new.on_conflict_do_update(
                index_elements=[decision_tick.c.person_id, decision_tick.c.decision_id],
                set_={"ticked_at": act.now},
            )
            await tx.session.execute(again)


async def ticked(store: Store, who: PersonId, *, now: datetime) -> list[DecisionId]:
    """What a person has ticked within a day, the oldest question first."""
    query = (
        select(decision.c.id)
        .join(decision_tick, decision_tick.c.decision_id == decision.c.id)
        .where(decision_tick.c.person_id == who, decision_tick.c.ticked_at > now - TICKS)
        .order_by(decision.c.asked_at, decision.c.id)
    )
    async with store.read() as session:
        return [DecisionId(each) for each in (await session.execute(query)).scalars()]
