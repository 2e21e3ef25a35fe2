"""Opens the database and hands out transactions, the same way on both engines."""

import asyncio
import time
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from domain.act import Act
from storage.database import postgresql, sqlite
from storage.database.effects import CLAIMED, Effect, LeaseLostError
from storage.database.work import WORK, Places, RowTurns, Turns, note_statements, opened

BUSY_SECONDS = 5.0
"""Seconds that a transaction waits at each gate: a connection, the writer's turn, a lock. Then the
database counts as busy, and the update is tried again later."""
CONNECTIONS = 20
"""Most connections to the database; all stay open, so that none is opened in a busy hour."""
RESERVED = 6
"""Of these, kept for the dispatcher, the ticks and the lanes; handlers do not use them."""
PROMISED = "promised"
"""Mark on a transaction that promised a message."""

Transaction = AsyncConnection
"""One transaction. Private functions take it and never commit."""

# A process that is frozen inside a transaction keeps its row locks until PostgreSQL ends it, and
# who waits for a lock comes back later, as on SQLite.
_PATIENCE = {
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": f"{BUSY_SECONDS * 1000:.0f}ms",
}

AWAY = ("08", "25", "28", "3D", "40", "53", "55", "57", "58", "XX")
"""Classes of PostgreSQL's errors that say nothing about the request: try again later.
https://www.postgresql.org/docs/current/errcodes-appendix.html"""

BUSY_STATES = ("40001", "40P01", "55P03")
"""PostgreSQL's codes for a transaction that lost against another, and for a lock not granted."""


class DatabaseBusyError(Exception):
    """Another transaction has been SQLite's one writer for too long."""


class Store:
    """The open database; each public function of storage runs one transaction on it."""

    def __init__(self, url: str, *, unhurried: bool = False) -> None:
        """`unhurried`: no time limit for a statement, as for one that rewrites a whole table."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {
            "pool_size": CONNECTIONS,
            "max_overflow": 0,
            "pool_timeout": BUSY_SECONDS,
            "pool_pre_ping": not self.is_sqlite,
            "connect_args": {"timeout": BUSY_SECONDS},
            # An error shows the statement, but no values: they may be personal data.
            "hide_parameters": True,
        }
        if self.is_sqlite:
            options["connect_args"]["async_creator_fn"] = sqlite.connect
        else:
            options["connect_args"]["timeout"] = postgresql.OPEN_SECONDS
            options["connect_args"]["server_settings"] = _PATIENCE
            if not unhurried:
                options["connect_args"]["command_timeout"] = postgresql.ANSWER_SECONDS
            options["connect_args"]["async_creator_fn"] = postgresql.connect
        self.engine = create_async_engine(self.url, **options)
        self.places = Places(CONNECTIONS - RESERVED)
        """The handlers at work; each of them gets a connection when it needs one."""
        self._writer = Turns(1)
        self._rows = RowTurns()
        self.promised = asyncio.Event()
        """Set after a transaction that promised a message: it wakes the dispatcher."""
        self.committed = 0.0
        """When (monotonic seconds) the effect of an update was last committed."""
        self.trouble: str | None = None
        """Why the last writing transaction failed, in the database's words; None if it did not."""
        dialect: Any = self.engine.sync_engine.dialect
        self._write_engine = self.engine.execution_options(tx="write")
        self._single_engine = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
            dialect.do_rollback = _rollback_if_begun
            self._read_engine = self.engine
            self._look_engine = self.engine.execution_options(tx="look")
        else:
            dialect.do_ping = postgresql.is_open
            # Each statement is a snapshot of its own there, with BEGIN or without.
            self._read_engine = self._look_engine = self._single_engine
        note_statements(self.engine.sync_engine)
        if not self.is_sqlite:
            postgresql.Silence().watch(self.engine.sync_engine)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads; on SQLite it is one snapshot."""
        async with opened(self._read_engine.connect()) as session:
            yield session

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Transaction]:
        """For single statements on frequent paths, each its own snapshot.

        There is no BEGIN: it would double the trips to the database.
        """
        async with opened(self._look_engine.connect()) as session:
            yield session

    @asynccontextmanager
    async def single(self) -> AsyncIterator[Transaction]:
        """For statements that are each a transaction of their own."""
        async with opened(self._single_engine.connect()) as session:
            yield session

    @asynccontextmanager
    async def write(self, *, row: Hashable = None) -> AsyncIterator[Transaction]:
        """Commits on success, rolls back on any exception.

        `row`: a row that the transaction locks and that many may want at the same time.
        Transactions of this process queue for it before they take a connection.
        """
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                # One writer at a time: a queue here is fairer and faster than SQLite's busy wait.
                await stack.enter_async_context(self._turn())
            elif row is not None:
                await stack.enter_async_context(self._rows.turn(row))
            stack.enter_context(self._noting_trouble())
            session = await stack.enter_async_context(opened(self._write_engine.begin()))
            session.info[PROMISED] = session.info[CLAIMED] = False
            yield session
            promised, claimed = session.info[PROMISED], session.info[CLAIMED]
        if claimed:
            self.committed = time.monotonic()
            if (work := WORK.get()) is not None:
                work.effect_stands = True
        if promised:
            self.promised.set()

    @asynccontextmanager
    async def effect(
        self, act: Act, *, row: Hashable = None, claim: bool = True
    ) -> AsyncIterator[Effect]:
        """A transaction as of `write` for the effect of an act: claimed, so that it happens once.

        Without `claim` the verb claims it itself, once it knows that there is something to do.
        """
        async with self.write(row=row) as session:
            tx = Effect(session, act)
            if claim:
                await tx.claim()
            yield tx

    @contextmanager
    def _noting_trouble(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if is_database_away(error):
                cause = error.orig if isinstance(error, DBAPIError) else error
                self.trouble = str(cause or type(error).__name__).split("\n")[0][:200]
            raise
        self.trouble = None

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(BUSY_SECONDS):
                    await stack.enter_async_context(self._writer.turn())
            except TimeoutError as error:
                raise DatabaseBusyError from error
            yield

    async def close(self) -> None:
        """Closes every connection; open transactions roll back."""
        await self.engine.dispose()


def insert_for(session: Transaction, table: Any) -> Any:
    """An INSERT of the session's dialect, for ON CONFLICT."""
    return (insert_sqlite if session.dialect.name == "sqlite" else insert_postgresql)(table)


def _prepare_sqlite(connection: DBAPIConnection, record: object) -> None:
    # The driver begins its own transactions only before INSERT, UPDATE or DELETE. Earlier SELECTs
    # would be outside, and 40 people racing for 5 seats would get 23.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")
    cursor.close()


def _rollback_if_begun(connection: Any) -> None:
    # A trip to the driver's thread for nothing where no transaction was begun.
    if connection.driver_connection.in_transaction:
        connection.rollback()


def _begin_sqlite(connection: Any) -> None:
    kind = connection.get_execution_options().get("tx")
    if kind == "look":
        return
    writing = kind == "write"
    # A deferred transaction that turns from reading to writing is refused at once, whatever the
    # busy time-out: writers take the lock at the start.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def is_database_away(error: BaseException) -> bool:
    """Whether an error means "try again later" and not "this request is wrong"."""
    if isinstance(error, PoolTimeout | ConnectionError | DatabaseBusyError | LeaseLostError):
        return True
    wrong = IntegrityError | ProgrammingError | DataError
    if not isinstance(error, DBAPIError) or isinstance(error, wrong):
        return False
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state[:2] in AWAY
    # The driver itself refuses a wrong value, and reports it as an interface error.
    return not isinstance(getattr(error.orig, "__cause__", None), ValueError)


def is_busy(error: BaseException) -> bool:
    """Whether the database answers, but other transactions were at work for too long."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if getattr(cause, "sqlstate", None) in BUSY_STATES:
        return True
    while cause is not None:
        if getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            return True
        cause = cause.__cause__
    return isinstance(error, PoolTimeout | DatabaseBusyError)
