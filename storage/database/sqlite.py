"""One trip to SQLite's thread per statement, where the driver makes four.

aiosqlite opens the cursor, executes, fetches and closes in its thread, one queued call each; with
a query of microseconds the trips are the cost. Here one queued call does all of it (ADR 6).
"""

import asyncio
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite


class OneTripCursor:
    """The cursor methods that SQLAlchemy calls; all rows are fetched when `execute` returns."""

    arraysize = 1

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "OneTripCursor":
        await self._connection.in_its_thread(self._run, statement, parameters)
        return self

    async def executemany(
        self, statement: str, parameters: Iterable[Sequence[Any]]
    ) -> "OneTripCursor":
        await self._connection.in_its_thread(self._run_many, statement, parameters)
        return self

    async def fetchall(self) -> Sequence[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = ()

    def _run(self, statement: str, parameters: Sequence[Any]) -> None:
        self._keep(self._connection.open.execute(statement, parameters))

    def _run_many(self, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._keep(self._connection.open.executemany(statement, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else ()
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection whose cursors make one trip."""

    @property
    def open(self) -> sqlite3.Connection:
        """Opens the connection itself, for use in its thread."""
        return self._conn

    async def _connect(self) -> "OneTripConnection":
        try:
            await super()._connect()
        except Exception:
            # The thread answers once more; if the loop had ended, it would print a warning.
            await asyncio.to_thread(self._thread.join)
            raise
        return self

    async def in_its_thread(self, work: Any, *arguments: Any) -> Any:
        """Runs one function in the connection's thread."""
        execute: Any = self._execute
        return await execute(work, *arguments)

    def cursor(self) -> Any:
        """A cursor that has not run a statement yet."""
        return OneTripCursor(self)


def connect(database: str, **options: Any) -> OneTripConnection:
    """As `aiosqlite.connect`; for SQLAlchemy's `async_creator_fn`."""
    connection = OneTripConnection(lambda: sqlite3.connect(database, **options), 64)
    # As SQLAlchemy does: a thread that waits must not keep the program from ending.
    connection._thread.daemon = True
    return connection
