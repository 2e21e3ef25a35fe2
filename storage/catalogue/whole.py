"""The whole catalogue as rows of HR's file: archived and called-off offerings belong to it."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import false, select

from domain.catalogue.changes import OfferingState
from domain.catalogue.offerings import Mode
from domain.catalogue.whole import BareTraining, WholeCatalogue
from domain.decisions.states import ApprovalBy
from domain.imports.training import Goal, TrainingRow
from domain.seats.filling import SeatFilling
from storage.catalogue.hr.lists import in_state
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import competency
from storage.database.store import Store
from storage.seats.fair.written import UnitNames, unit_names


async def in_one_state(store: Store, state: OfferingState, *, now: datetime) -> WholeCatalogue:
    """The offerings in one state, by the code of their trainings."""
    return await whole(store, in_state(state, now))


async def whole(store: Store, only: Any = None) -> WholeCatalogue:
    """All trainings by their code, the offerings of each in the order of time.

    `only`: SQL, of which offerings; trainings without any are then left out.
    """
    tr, off, tc = training, offering, training_competency
    described = select(tr.c.code, tr.c.title, tr.c.kind, tr.c.mode, tr.c.hours, tr.c.organiser)
    run = described.add_columns(tr.c.description, off).join(off, off.c.training_id == tr.c.id)
    bare = described.add_columns(tr.c.id.label("training_id")).where(
        tr.c.id.not_in(select(off.c.training_id))
    )
    if only is not None:
        run, bare = run.where(only), bare.where(false())
    aims = select(tc.c.training_id, competency.c.code, tc.c.level).join(
        competency, competency.c.id == tc.c.competency_id
    )
    async with store.read() as session:
        runs = await session.execute(run.order_by(tr.c.code, off.c.starts_at, off.c.id))
        others = await session.execute(bare.order_by(tr.c.code))
        goals: dict[int, tuple[Goal, ...]] = defaultdict(tuple)
        names = await unit_names(session)
        for each in await session.execute(aims.order_by(competency.c.code)):
            goals[each.training_id] += (Goal(each.code, each.level),)
        return WholeCatalogue(
            tuple(_row(each, goals[each.training_id], names) for each in runs),
            tuple(
                BareTraining(
                    each.code,
                    each.title,
                    each.kind,
                    Mode(each.mode),
                    each.hours,
                    each.organiser,
                    goals[each.training_id],
                )
                for each in others
            ),
        )


def _row(each: Any, goals: tuple[Goal, ...], names: UnitNames) -> TrainingRow:
    return TrainingRow(
        code=each.code,
        title=each.title,
        kind=each.kind,
        mode=each.mode,
        hours=each.hours,
        organiser=each.organiser,
        description=each.description,
        goals=goals,
        label=each.label,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        timezone=each.timezone,
        place=each.place,
        url=each.url,
        quota=each.quota,
        closes_at=each.closes_at,
        needs_approval=each.needs_approval,
        approval_by=ApprovalBy(each.approval_by) if each.needs_approval else None,
        filling=SeatFilling(each.filling),
        offer_hours=each.offer_hours,
        unit_quota=names.written(each.unit_quota),
        called_off=each.called_off_at is not None,
        reason=each.called_off_reason,
    )
