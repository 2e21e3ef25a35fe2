"""Refuses rows that name unknown units, or change how seats are given once people are noted."""

from typing import Any

from sqlalchemy import and_, func, or_, select, update

from domain.ids import ImportId
from domain.imports.problems import Expected, RowProblem
from domain.seats.deciding import SeatState
from domain.seats.quotas import folded_unit, read_quota
from storage.catalogue.tables import offering, training
from storage.database.store import Transaction
from storage.imports.loads.participants import refuse
from storage.imports.tables import staged_training, staged_unit
from storage.people.tables import unit
from storage.seats.tables import enrolment

_S = staged_training


async def refuse_filling(session: Transaction, import_id: ImportId) -> None:
    """Refuses what is not true of the units and offerings that are stored or in the file."""
    await _refuse_units(session, import_id)
    await _refuse_changes(session, import_id)


async def _refuse_units(session: Transaction, import_id: ImportId) -> None:
    given = and_(_S.c.import_id == import_id, _S.c.refused.is_(False), _S.c.unit_quota != "")
    rows = (
        await session.execute(select(_S.c.sheet, _S.c.row, _S.c.unit_quota).where(given))
    ).all()
    if not rows:
        return
    known: set[str] = set()
    for table in (unit, staged_unit):
        names = select(table.c.name, table.c.code)
        for one in await session.execute(names):
            known |= {folded_unit(one.name or ""), folded_unit(one.code or "")}
    for row in rows:
        read = read_quota(row.unit_quota)
        unknown = (
            [name for name, _ in read.units if folded_unit(name) not in known] if read else []
        )
        if unknown:
            await _refuse(session, import_id, row, RowProblem.VALUE, "KUOTA UNIT", unknown[0])


async def _refuse_changes(session: Transaction, import_id: ImportId) -> None:
    noted = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id)
        .where(enrolment.c.state == SeatState.INTERESTED.value)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(_S.c.sheet, _S.c.row, _S.c.filling)
        .join(training, training.c.code == _S.c.code)
        .join(
            offering,
            and_(offering.c.training_id == training.c.id, offering.c.label == _S.c.label),
        )
        .where(_S.c.import_id == import_id, _S.c.refused.is_(False))
        .where(_S.c.filling != offering.c.filling)
        .where(or_(offering.c.allotted_at.is_not(None), noted > 0))
    )
    for row in rows.all():
        await _refuse(session, import_id, row, RowProblem.FILLING, "PENGISIAN", row.filling)


async def _refuse(
    session: Transaction,
    import_id: ImportId,
    row: Any,
    problem: RowProblem,
    title: str,
    value: str,
) -> None:
    place = and_(_S.c.import_id == import_id, _S.c.sheet == row.sheet, _S.c.row == row.row)
    await session.execute(update(_S).where(place).values(refused=True))
    expected = Expected.UNIT_QUOTA if problem is RowProblem.VALUE else None
    await refuse(session, import_id, row, problem, title, value, expected=expected)
