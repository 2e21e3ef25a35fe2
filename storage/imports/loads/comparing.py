"""What an import would change, column by column, with examples: noted while it is rehearsed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, and_, case, false, func, literal, select

from domain.imports.cells import shown
from domain.imports.preview import (
    LARGE_CHANGE,
    MOST_COMPARED,
    ChangedValue,
    ColumnChange,
    Consequence,
    EarlyPresence,
    OfferingChange,
    StatusWord,
)
from storage.database.store import Transaction

EXAMPLES = 2
STATUS = "KEDUDUKAN HUKUM NAMA"
"""The column that says that a person leaves service."""


@dataclass(slots=True)
class Notes:
    """Filled by the rehearsal; the figures of saving are counted apart."""

    columns: list[ColumnChange] = field(default_factory=list)
    offerings: list[OfferingChange] = field(default_factory=list)
    known: int = 0
    """People of the staff sheets who are stored already."""
    early: dict[int, EarlyPresence] = field(default_factory=dict)
    """By the id of the offering."""
    large_change: int = LARGE_CHANGE
    """The policy that holds now."""
    in_chat: dict[int, set[str]] = field(default_factory=dict)
    """By offering, the columns that HR changed in the chat since the last import."""
    newer: int = 0
    """Values that the chat changed after the last import, and that the file changes back."""
    circles: list[tuple[int, int, str]] = field(default_factory=list)
    """Sheet, row and NIP ATASAN of people who stand above themselves."""
    statuses: list[StatusWord] = field(default_factory=list)
    """Words of status that are not known, and what they are taken to mean."""
    values: list[ChangedValue] | None = None
    """Every single change, where HR asks for all of them."""

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

    def value(
        self,
        row: Any,
        name: str,
        column: str,
        old: Any,
        new: Any,
        *,
        nip: str = "",
        is_new: bool = False,
    ) -> None:
        """Notes one change of a staged row, if all of them are asked for."""
        if self.values is None:
            return
        what = Consequence.NEW if is_new else _consequence(old, new)
        words = (_word(old), _word(new))
        self.values.append(ChangedValue(row.sheet, row.row, nip, name, column, *words, what))

    def told(self, begun: int, columns: Collection[str], people: int) -> None:
        """Says of the latest changes, from `begun` on, how many people are told of them."""
        if self.values and people:
            self.values[begun:] = [
                replace(one, told=people) if one.column in columns else one
                for one in self.values[begun:]
            ]


@dataclass(frozen=True, slots=True)
class About:
    """SQL: whom or what the staged rows are about."""

    staged: Table
    name: Any
    nip: Any = None
    leaves: Any = None
    """Whether the person leaves service."""


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


async def note_values(
    session: Transaction,
    values: list[ChangedValue],
    about: About,
    columns: Mapping[str, Compared],
    *,
    is_new: Any,
    origin: Any,
    where: Any,
) -> None:
    """Notes every stored value that changes, and every row that is new."""
    s = about.staged
    pairs = [each for one in columns.values() for each in (one.old, one.new)]
    nip = literal("") if about.nip is None else about.nip
    leaves = false() if about.leaves is None else about.leaves
    facts = (s.c.sheet, s.c.row, nip, about.name, is_new, leaves)
    # One more than fits says that there are more.
    rows = select(*facts, *pairs).select_from(origin).where(where).limit(MOST_COMPARED + 1)
    for row in await session.execute(rows.order_by(s.c.sheet, s.c.row)):
        sheet, number, its_nip, name, new_row, gone, *found = row
        place = (sheet, number, its_nip or "", name or "")
        if new_row:
            values.append(ChangedValue(*place, "", "", "", Consequence.NEW))
            continue
        for at, one in enumerate(columns.values()):
            old, new = found[2 * at : 2 * at + 2]
            if old != new:
                leaves_here = gone and one.title == STATUS
                what = Consequence.LEAVES if leaves_here else _consequence(old, new)
                values.append(ChangedValue(*place, one.title, _word(old), _word(new), what))


def _consequence(old: Any, new: Any) -> Consequence:
    return Consequence.LOST if old is not None and new is None else Consequence.CHANGED


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str | int | float | datetime | date):
        return shown(value)
    return "" if value is None else str(value)
