"""What a table with data of a person declares about them (UU 27/2022), and what acts on it.

Each capability declares its tables in `storage/<capability>/personal.py`; storage/tables.py joins
the declarations. No answer has a default: a table that says nothing is refused by tests/house.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, delete, false, or_, select, update

from domain.ids import PersonId, TelegramId
from storage.database.store import Transaction


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whose data a request is about."""

    person: PersonId
    account: TelegramId | None
    """The Telegram account of their link; None without one."""


Rows = Sequence[Mapping[str, Any]]
"""Rows as column names and plain values."""
Whose = Callable[[Subject], ColumnElement[bool]]
"""SQL: which rows of a table belong to a person."""


def named_by(*columns: Column[Any]) -> Whose:
    """Rows where one of these columns names the person (a foreign key) or their account."""

    def whose(who: Subject) -> ColumnElement[bool]:
        named: list[ColumnElement[bool]] = [
            column == (who.person if column.foreign_keys else who.account)
            for column in columns
            if column.foreign_keys or who.account is not None
        ]
        return or_(false(), *named)

    return whose


def through(column: Column[Any], whose: Whose) -> Whose:
    """Rows whose `column` refers to a row of another table that is the person's."""
    (key,) = (foreign.column for foreign in column.foreign_keys)
    return lambda who: column.in_(select(key).where(whose(who)))


@dataclass(frozen=True, slots=True, eq=False)
class Copied:
    """The person gets the rows in the copy of their data."""

    heading: str
    """A key; handlers/accounts/screens hold the Indonesian words for it and for the columns."""
    columns: Iterable[ColumnElement[Any]]
    joined: FromClause | None = None
    """The joined tables that the columns come from; None: the table alone."""
    order: tuple[ColumnElement[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class NotCopied:
    """The person does not get the rows."""

    why: str


@dataclass(frozen=True, slots=True)
class Stays:
    """The rows stay as they are."""

    why: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """The person's rows are deleted."""


@dataclass(frozen=True, slots=True, eq=False)
class Cleared:
    """The person's rows stay, but these columns are emptied."""

    columns: tuple[Column[Any], ...]


Ending = Stays | Deleted | Cleared | Callable[[Transaction, Subject, datetime], Awaitable[None]]
"""What happens to the person's rows; a function where it follows rules of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Rows are deleted once they are old enough."""

    time: timedelta
    since: Column[Any]
    """Where the age is counted from; NULL is never old. Rows are deleted in this order, so a big
    table needs an index on it."""
    real: bool = False
    """Counted in real time, not on the clock that people see."""
    old: Callable[[datetime], ColumnElement[bool]] | None = None
    """SQL: which rows are old, at `time` before now. None: rows with an earlier `since`."""

    def forgotten(self, *, now: datetime, real_now: datetime) -> ColumnElement[bool]:
        """SQL: which rows are to be deleted."""
        before = (real_now if self.real else now) - self.time
        return self.since < before if self.old is None else self.old(before)


@dataclass(frozen=True, slots=True, eq=False)
class GoesWith:
    """The database deletes a row with the row of this table that it belongs to."""

    table: Table


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Personal:
    """The declaration of one table."""

    table: Table
    whose: Whose
    copied: Copied | NotCopied
    at_unlinking: Ending
    """The link to the Telegram account ends, at the wish of the person or by HR."""
    at_withdrawal: Ending
    """The person withdraws consent; after what happens at unlinking."""
    at_leaving: Ending
    """The person leaves service."""
    kept: Kept | GoesWith | Stays


async def copy(
    session: Transaction, declared: Iterable[Personal], who: Subject
) -> Mapping[str, Rows]:
    """The person's rows, by heading."""
    found: dict[str, Rows] = {}
    for one in declared:
        if isinstance(copied := one.copied, Copied):
            source = one.table if copied.joined is None else copied.joined
            query = select(*copied.columns).select_from(source).where(one.whose(who))
            rows = await session.execute(query.order_by(*copied.order))
            found[copied.heading] = [dict(row) for row in rows.mappings()]
    return found


async def end(
    session: Transaction,
    endings: Iterable[tuple[Personal, Ending]],
    who: Subject,
    *,
    now: datetime,
) -> None:
    """Treats the person's rows as declared, table by table."""
    for one, ending in endings:
        match ending:
            case Stays():
                continue
            case Deleted():
                await session.execute(delete(one.table).where(one.whose(who)))
            case Cleared(columns):
                nothing = {column.name: None for column in columns}
                mine = update(one.table).where(one.whose(who))
                await session.execute(mine.values(nothing))
            case _:
                await ending(session, who, now)
