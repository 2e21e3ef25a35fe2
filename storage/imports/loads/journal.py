"""The rows that an import changes, before and after, so that it can be undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, case, cast, func, insert, literal, null, select

from storage.database.columns import Json, constant, plain
from storage.database.store import Transaction
from storage.imports.tables import import_change

AT_ONCE = 1000


def beside(table: Table) -> str:
    """The word for rows of a table that an import makes beside those of the file."""
    return f"beside {table.name}"


class Journal:
    """The changes of one import that is being saved, under its entry in the log."""

    def __init__(self, session: Transaction, log: int, *, now: datetime) -> None:
        self._session = session
        self._log = log
        self._now = now
        self._rows: list[dict[str, Any]] = []

    async def copy(
        self,
        target: Table,
        *,
        keys: Mapping[str, Any],
        values: Mapping[str, Any],
        is_new: Any,
        origin: Any,
        where: Any,
        of: str | None = None,
    ) -> None:
        """Writes the changes of many rows by one statement, before they are made.

        `of`: the word for them where it is not the name of the table."""
        before = {name: target.c[name] for name in values}
        rows = select(
            literal(self._log),
            literal(of or target.name),
            self._json(keys),
            case((is_new, cast(null(), Json)), else_=self._json(before)),
            self._json(values),
            literal(self._now, import_change.c.at.type),
        )
        columns = ["log_id", "of", "row_key", "before", "after", "at"]
        source = rows.select_from(origin).where(where)
        await self._session.execute(insert(import_change).from_select(columns, source))

    async def made(
        self, target: Table, *, keys: Mapping[str, Any], values: Mapping[str, Any], origin: Any
    ) -> None:
        """Writes that rows are made beside those of the file, as a post that a person has."""
        rows = select(
            literal(self._log),
            literal(beside(target)),
            self._json(keys),
            cast(null(), Json),
            self._json(values),
            literal(self._now, import_change.c.at.type),
        )
        columns = ["log_id", "of", "row_key", "before", "after", "at"]
        source = rows.select_from(origin)
        await self._session.execute(insert(import_change).from_select(columns, source))

    def add(
        self,
        target: Table,
        key: Mapping[str, Any],
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
    ) -> None:
        """Notes the change of one row; `before` None: it is new."""
        self._rows.append(
            {
                "log_id": self._log,
                "of": target.name,
                "row_key": plain(key),
                "before": plain(before) if before is not None else null(),
                "after": plain(after),
                "at": self._now,
            }
        )

    async def keep(self) -> None:
        """Stores what `add` noted."""
        for start in range(0, len(self._rows), AT_ONCE):
            some = self._rows[start : start + AT_ONCE]
            # One statement, in which a value may be SQL: NULL here, and not JSON's null.
            await self._session.execute(insert(import_change).values(some))
        self._rows.clear()

    def _json(self, values: Mapping[str, Any]) -> Any:
        pairs = [part for name, value in values.items() for part in (constant(name), value)]
        if self._session.dialect.name == "sqlite":
            return func.json_object(*pairs, type_=Json)
        return func.jsonb_build_object(*pairs, type_=Json)
