"""What an import would change, column by column, with examples: noted while it is rehearsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, func, select

from domain.imports.cells import shown
from domain.imports.preview import ColumnChange, EarlyPresence, OfferingChange
from storage.database.store import Transaction

EXAMPLES = 2


@dataclass(slots=True)
class Notes:
    """Filled by the rehearsal; the figures of saving are counted apart."""

    columns: list[ColumnChange] = field(default_factory=list)
    offerings: list[OfferingChange] = field(default_factory=list)
    known: int = 0
    """People of the staff sheets who are stored already."""
    early: dict[int, EarlyPresence] = field(default_factory=dict)
    """By the id of the offering."""

    def add(self, column: str, old: Any, new: Any) -> None:
        """Notes one changed value of a column."""
        example = (_word(old), _word(new))
        found = next((each for each in self.columns if each.column == column), None)
        if found is None:
            found = ColumnChange(column, 0, 0, ())
        else:
            self.columns.remove(found)
        self.columns.append(
            ColumnChange(
                column,
                found.changed + 1,
                found.lost + (new is None),
                (*found.examples, example)[:EXAMPLES],
            )
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """One column for HR: its title, and SQL for the stored and the new word."""

    title: str
    old: Any
    new: Any


async def note_columns(
    session: Transaction,
    notes: Notes,
    columns: Mapping[str, Compared],
    *,
    origin: Any,
    where: Any,
) -> None:
    """Counts per column the rows whose stored value changes or is lost, with two examples."""
    changes = {name: each.old.is_distinct_from(each.new) for name, each in columns.items()}
    counts = [
        func.coalesce(func.sum(case((met, 1), else_=0)), 0)
        for name, each in columns.items()
        for met in (changes[name], and_(changes[name], each.new.is_(None)))
    ]
    figures = (await session.execute(select(*counts).select_from(origin).where(where))).one()
    for place, (name, each) in enumerate(columns.items()):
        changed, lost = figures[2 * place : 2 * place + 2]
        if not changed:
            continue
        some = select(each.old, each.new).select_from(origin).where(where, changes[name])
        examples = [
            (_word(old), _word(new)) for old, new in await session.execute(some.limit(EXAMPLES))
        ]
        notes.columns.append(ColumnChange(each.title, changed, lost, tuple(examples)))


def _word(value: Any) -> str:
    if isinstance(value, str | int | float | datetime | date):
        return shown(value)
    return "" if value is None else str(value)
