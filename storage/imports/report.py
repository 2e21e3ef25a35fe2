"""The problems in the rows of an import, and the people missing from it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import case, func, select, union_all

from domain.ids import ImportId
from domain.imports.judged import JudgedSheet
from domain.imports.preview import Complaint, MissingPerson, SpoiltRow
from domain.lists import Page, kept_within
from storage.database.store import Store, Transaction
from storage.imports.loads import staff
from storage.imports.loads.basics import Load
from storage.imports.staging import STAGED, found_in, read_sheets
from storage.imports.tables import import_run, staged_problem

PAGE, NAMED = 3, 5
"""Complaints on a page, and rows that one names beside the first."""
_SAME = ("sheet", "problem", "title", "value")


async def complaints(store: Store, import_id: ImportId, *, page: int) -> Page[Complaint]:
    """One page of problems: refused rows first, in the order of the file.

    Warnings that say the same of rows of a sheet are one complaint.
    """
    said = _said(import_id)
    async with store.read() as session:
        sheets = await _sheets(session, import_id)
        counted = select(func.count()).select_from(said)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total, PAGE)
        rows = await session.execute(
            select(said)
            .order_by(said.c.refuses.desc(), said.c.sheet, said.c.first, said.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        items = [
            await _complaint(session, import_id, sheets[row.sheet], row) for row in rows.all()
        ]
    return Page(tuple(items), number, total, PAGE)


def _said(import_id: ImportId) -> Any:
    """SQL: the problems, those of refused rows one by one, warnings by what they say."""
    p = staged_problem
    same = [p.c[name] for name in (*_SAME, "expected", "other", "elsewhere", "refuses")]
    return (
        select(
            *same,
            func.min(p.c.row).label("first"),
            func.min(p.c.id).label("id"),
            func.count().label("rows"),
        )
        .where(p.c.import_id == import_id)
        .group_by(*same, case((p.c.refuses, p.c.id), else_=0))
        .subquery()
    )


async def _complaint(
    session: Transaction, import_id: ImportId, sheet: JudgedSheet, said: Any
) -> Complaint:
    p = staged_problem
    found = found_in(said)
    if said.rows == 1:
        return Complaint(sheet, said.first, found)
    alike = select(p.c.row).where(p.c.import_id == import_id, p.c.row > said.first)
    for name in _SAME:
        alike = alike.where(p.c[name] == getattr(said, name))
    rows = (await session.execute(alike.order_by(p.c.row).limit(NAMED))).scalars().all()
    return Complaint(sheet, said.first, found, tuple(rows), said.rows - 1 - len(rows))


async def spoilt_rows(store: Store, import_id: ImportId) -> list[SpoiltRow]:
    """Every refused or warned row with its cells as read, in the order of the files."""
    p = staged_problem
    async with store.read() as session:
        sheets = await _sheets(session, import_id)
        found = defaultdict(list)
        query = select(p).where(p.c.import_id == import_id).order_by(p.c.id)
        for row in await session.execute(query):
            found[row.sheet, row.row].append(found_in(row))
        return [
            SpoiltRow(
                sheets[row.sheet],
                row.row,
                tuple(row.cells),
                row.refused,
                tuple(found[row.sheet, row.row]),
            )
            for row in await session.execute(_cells(import_id))
        ]


async def missing_people(store: Store, import_id: ImportId) -> list[MissingPerson]:
    """People in service whom the staff sheets of this import do not name."""
    async with store.read() as session:
        sheets = await _sheets(session, import_id)
        return await staff.missing(Load(session, import_id, tuple(sheets.values())))


def _cells(import_id: ImportId) -> Any:
    p = staged_problem
    wrong = select(p.c.sheet, p.c.row).where(p.c.import_id == import_id).distinct().subquery()
    each = [
        select(s.c.sheet, s.c.row, s.c.refused, s.c.cells)
        .join(wrong, (wrong.c.sheet == s.c.sheet) & (wrong.c.row == s.c.row))
        .where(s.c.import_id == import_id)
        for s in STAGED.values()
    ]
    rows = union_all(*each).subquery()
    return select(rows).order_by(rows.c.sheet, rows.c.row)


async def _sheets(session: Transaction, import_id: ImportId) -> dict[int, JudgedSheet]:
    query = select(import_run).where(import_run.c.id == import_id)
    run = (await session.execute(query)).one_or_none()
    return {sheet.number: sheet for sheet in read_sheets(run)} if run is not None else {}
