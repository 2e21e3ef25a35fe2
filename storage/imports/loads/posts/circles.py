"""Warns of superiors who are above each other, so that no office would decide."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, delete, insert, or_, select

from domain.imports.problems import RowProblem
from domain.imports.sheets import SheetKind
from domain.people.superiors import SuperiorKind, circles
from storage.database.store import Transaction
from storage.imports.loads.basics import Load
from storage.imports.loads.comparing import Notes
from storage.imports.tables import staged_problem, staged_staff, staged_superior
from storage.people.tables import person, superior

MOST_WARNED = 200
"""People in circles of whom the preview tells."""
_RATER = SuperiorKind.RATER.value


async def note_circles(load: Load, notes: Notes, *, today: date) -> None:
    """Notes the rows whose people stand above themselves, as the files and the store say it."""
    kinds = (SheetKind.STAFF, SheetKind.SUPERIOR)
    if not any(sheet.kind in kinds for sheet in load.sheets):
        return
    s = superior
    rows = await load.session.execute(
        select(person.c.nip, s.c.nip.label("above"))
        .join(person, person.c.id == s.c.person_id)
        .where(
            s.c.kind == _RATER,
            person.c.active,
            or_(s.c.since.is_(None), s.c.since <= today),
            or_(s.c.until.is_(None), s.c.until >= today),
        )
        # What has a day counts before what has none; of several, the latest.
        .order_by(s.c.since.is_not(None), s.c.since)
    )
    above: dict[str, str] = {row.nip: row.above for row in rows}
    found = sorted(circles(above))[:MOST_WARNED]
    for table in (staged_superior, staged_staff) if found else ():
        named = select(table.c.sheet, table.c.row, table.c.nip, table.c.superior_nip).where(
            load.staged(table), table.c.nip.in_(found), table.c.superior_nip.is_not(None)
        )
        for row in await load.session.execute(named):
            if above.get(row.nip) == row.superior_nip:
                notes.circles.append((row.sheet, row.row, row.superior_nip))


async def warn_of_circles(
    session: Transaction, import_id: int, circles: Sequence[tuple[int, int, str]]
) -> None:
    """Says anew of which rows the superiors lead in a circle."""
    p = staged_problem
    old = and_(p.c.import_id == import_id, p.c.problem == RowProblem.CIRCLE.value)
    await session.execute(delete(p).where(old))
    problems = [
        {
            "import_id": import_id,
            "sheet": sheet,
            "row": row,
            "refuses": False,
            "problem": RowProblem.CIRCLE.value,
            "title": "NIP ATASAN",
            "value": nip,
        }
        for sheet, row, nip in circles
    ]
    if problems:
        await session.execute(insert(p), problems)
