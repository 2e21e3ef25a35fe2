"""Rows of HR's files before they are saved: staged in chunks, checked, deleted after a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, select, update

from domain.ids import ImportId
from domain.imports.checks import Known, Late
from domain.imports.codes import folded
from domain.imports.judged import JudgedSheet, ReadRow, Row
from domain.imports.problems import Expected, Found, RowProblem, Severity
from domain.imports.sheets import SheetKind
from domain.imports.staff import StaffRow
from domain.imports.training import TrainingRow
from storage.catalogue.tables import offering, training
from storage.competencies.tables import competency, requirement
from storage.database.store import Store, Transaction
from storage.imports.tables import (
    import_run,
    staged_assessment,
    staged_competency,
    staged_holiday,
    staged_mandate,
    staged_participant,
    staged_policy,
    staged_problem,
    staged_requirement,
    staged_session,
    staged_staff,
    staged_superior,
    staged_training,
    staged_unit,
)
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, position, unit
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment

STAGED: dict[SheetKind, Table] = {
    SheetKind.UNIT: staged_unit,
    SheetKind.COMPETENCY: staged_competency,
    SheetKind.REQUIREMENT: staged_requirement,
    SheetKind.STAFF: staged_staff,
    SheetKind.ASSESSMENT: staged_assessment,
    SheetKind.TRAINING: staged_training,
    SheetKind.SESSION: staged_session,
    SheetKind.PARTICIPANT: staged_participant,
    SheetKind.HOLIDAY: staged_holiday,
    SheetKind.POLICY: staged_policy,
    SheetKind.SUPERIOR: staged_superior,
    SheetKind.MANDATE: staged_mandate,
}


async def known(store: Store) -> Known:
    """The stored numbers, names, posts, codes and seats that rows are checked against."""
    async with store.read() as session:
        people = (
            await session.execute(
                select(
                    person.c.nip,
                    *NAME_COLUMNS,
                    person.c.phone,
                    person.c.active,
                )
            )
        ).all()
        posts = select(position.c.match_key).where(
            position.c.id.in_(select(requirement.c.position_id))
        )
        return Known(
            nips=frozenset(row.nip for row in people),
            names={row.nip: (row.name, name_of(row)) for row in people},
            phones=tuple((row.phone, row.nip) for row in people if row.phone and row.active),
            posts=await _all(session, posts),
            places=await _places(session),
            competencies=await _all(session, select(competency.c.code)),
            units=await _all(session, select(unit.c.code)),
            seats=await _seats(session),
            titles=await _titles(session),
        )


async def add_rows(
    store: Store, import_id: ImportId, rows: Sequence[ReadRow], sheets: Mapping[int, JudgedSheet]
) -> None:
    """Stages a chunk of rows with their problems."""
    by_table: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    problems: list[dict[str, Any]] = []
    for row in rows:
        table = STAGED[sheets[row.sheet].kind]
        by_table[table].append(
            {
                "import_id": import_id,
                "sheet": row.sheet,
                "row": row.number,
                "refused": row.refused,
                "cells": list(row.cells),
                **_values(row),
            }
        )
        problems += [_problem(import_id, row.sheet, row.number, found) for found in row.found]
    async with store.write() as session:
        for table, values in by_table.items():
            await session.execute(insert(table), values)
        if problems:
            await session.execute(insert(staged_problem), problems)


async def add_late(
    store: Store, import_id: ImportId, late: Sequence[Late], sheets: Mapping[int, JudgedSheet]
) -> None:
    """Adds problems to staged rows; a row with a problem that refuses becomes refused."""
    kept = [each for each in late if each.place[0] in sheets]
    if not kept:
        return
    problems = [_problem(import_id, *each.place, each.found) for each in kept]
    async with store.write() as session:
        await session.execute(insert(staged_problem), problems)
        for kind, table in STAGED.items():
            places = [
                {"b_sheet": p["sheet"], "b_row": p["row"]}
                for p in problems
                if p["refuses"] and sheets[p["sheet"]].kind is kind
            ]
            if places:
                await session.execute(_refusing(table, import_id), places)


async def drop_sheets(store: Store, import_id: ImportId, sheets: Iterable[JudgedSheet]) -> None:
    """Deletes the staged rows of a file that turned out to be damaged."""
    async with store.write() as session:
        for sheet in sheets:
            for table in (STAGED[sheet.kind], staged_problem):
                await session.execute(
                    delete(table).where(
                        table.c.import_id == import_id, table.c.sheet == sheet.number
                    )
                )


async def discard(store: Store, import_id: ImportId) -> None:
    """Deletes one import with its rows."""
    async with store.write() as session:
        await session.execute(delete(import_run).where(import_run.c.id == import_id))


def read_sheets(run: Any) -> tuple[JudgedSheet, ...]:
    """The sheets of a stored import."""
    return tuple(
        JudgedSheet(
            **{
                **kept,
                "kind": SheetKind(kept["kind"]),
                "columns": tuple(kept["columns"]),
                "offering": tuple(kept["offering"]) if kept.get("offering") else None,
            }
        )
        for kept in run.sheets
    )


def found_in(row: Any) -> Found:
    """A row of staged_problem as the domain's dataclass."""
    return Found(
        RowProblem(row.problem),
        row.title,
        row.value,
        Expected(row.expected) if row.expected else None,
        row.other,
        row.elsewhere or "",
    )


def _values(row: ReadRow) -> dict[str, Any]:
    names = [field.name for field in fields(row.values)]
    if row.refused:
        # The NIP is kept, so that the person of a refused row does not count as missing.
        nip = row.values.nip if isinstance(row.values, StaffRow) else None
        return {name: nip or None if name == "nip" else None for name in names}
    return _typed(row.values, names)


def _typed(values: Row, names: Iterable[str]) -> dict[str, Any]:
    typed = {name: getattr(values, name) for name in names}
    if isinstance(values, TrainingRow) and values.goals is not None:
        typed["goals"] = [[goal.competency, goal.level] for goal in values.goals]
    return typed


def _problem(import_id: ImportId, sheet: int, row: int, found: Found) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "sheet": sheet,
        "row": row,
        "refuses": found.problem.severity is Severity.REFUSED,
        "problem": found.problem.value,
        "title": found.column,
        "value": found.value,
        "expected": found.expected.value if found.expected else None,
        "other": found.other,
        "elsewhere": found.elsewhere or None,
    }


def _refusing(table: Table, import_id: ImportId) -> Any:
    return (
        update(table)
        .where(table.c.import_id == import_id)
        .where(table.c.sheet == bindparam("b_sheet"), table.c.row == bindparam("b_row"))
        .values(refused=True)
    )


async def _all(session: Transaction, query: Any) -> frozenset[str]:
    return frozenset((await session.execute(query)).scalars())


async def _places(session: Transaction) -> dict[str, frozenset[str]]:
    """The codes of the units in which each post is held, or was until its holder left."""
    found: dict[str, frozenset[str]] = {}
    query = (
        select(position.c.match_key, unit.c.code)
        .outerjoin(person, person.c.position_id == position.c.id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .distinct()
    )
    for key, code in await session.execute(query):
        found[key] = found.get(key, frozenset()) | ({code} if code else frozenset())
    return found


async def _titles(session: Transaction) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    query = select(training.c.title, training.c.code).order_by(training.c.id)
    for title, code in await session.execute(query):
        codes[folded(title)] = (*codes.get(folded(title), ()), code)
    return codes


async def _seats(session: Transaction) -> dict[tuple[str, ...], int]:
    held = is_seated()
    query = (
        select(training.c.code, offering.c.label, func.count(enrolment.c.id))
        .join(offering, offering.c.training_id == training.c.id)
        .outerjoin(enrolment, (enrolment.c.offering_id == offering.c.id) & held)
        .group_by(training.c.code, offering.c.label)
    )
    return {(code, label): taken for code, label, taken in await session.execute(query)}
