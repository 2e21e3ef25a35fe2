"""PostgreSQL's driver: how it connects, and how it gives up a connection that does not answer."""

import asyncio
import socket
import time
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import await_only

ANSWER_SECONDS = 60.0
"""Seconds, longer than any statement takes: then the server is taken for gone."""
OPEN_SECONDS = 5.0
"""Seconds for opening a connection: several trips, each of which may take long."""
PING_SECONDS = 2.0
"""Seconds for an answer of a server that may be gone."""

HEARD = "heard"
"""Mark on a connection: when (monotonic seconds) the server last answered on it."""

# Seconds after which unacknowledged data was sent in vain (the machine lost its power, a
# firewall forgot the connection): X
_ACKNOWLEDGED_SECONDS = 3
_PROBING = {
    "TCP_KEEPIDLE": _ACKNOWLEDGED_SECONDS,
    "TCP_KEEPINTVL": 1,
    "TCP_KEEPCNT": _ACKNOWLEDGED_SECONDS,
    "TCP_USER_TIMEOUT": _ACKNOWLEDGED_SECONDS * 1000,
}


async def connect(*arguments: Any, **options: Any) -> Any:
    """Opens a connection. Raises ConnectionError if the server does not answer."""
    try:
        connection = await asyncpg.connect(*arguments, **options)
    except OSError as error:
        # The server restarts (no socket), its name is not found, or it does not answer.
        raise ConnectionError(type(error).__name__) from error
    _probe(connection._transport.get_extra_info("socket"))
    return connection


def _probe(connected: socket.socket) -> None:
    if connected.family == socket.AF_UNIX:
        return
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _PROBING.items():
        # Some systems lack some of these options.
        if (option := getattr(socket, name, None)) is not None:
            connected.setsockopt(socket.IPPROTO_TCP, option, value)


class Silence:
    """Distinguishes a server that is gone without closing its connections from a slow one.

    A statement that is not answered in time, or was cut off while it ran, costs its own
    connection. Every other connection must answer before it is used again; if one does not, all
    are opened anew.
    """

    def __init__(self) -> None:
        self._suspected = 0.0
        """When (monotonic seconds) a statement was last given up."""

    def watch(self, engine: Engine) -> None:
        """Listens to the engine's events."""
        event.listen(engine, "handle_error", self._statement_failed)
        event.listen(engine, "connect", self._opened)
        event.listen(engine, "checkout", self._taken)

    def _statement_failed(self, context: ExceptionContext) -> None:
        error = context.original_exception
        if not isinstance(error, TimeoutError | asyncio.CancelledError):
            return
        self._suspected = time.monotonic()
        context.is_disconnect, context.invalidate_pool_on_disconnect = True, False
        if isinstance(error, TimeoutError):
            raise ConnectionError("no answer in time")

    def _opened(self, _: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info[HEARD] = time.monotonic()

    def _taken(self, connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
        if record.info[HEARD] > self._suspected:
            return
        asked = connection.driver_connection.execute("SELECT 1", timeout=PING_SECONDS)
        try:
            await_only(asked)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise InvalidatePoolError from error
        record.info[HEARD] = time.monotonic()


def is_open(connection: Any) -> bool:
    """Called by SQLAlchemy before a connection is used again."""
    # The driver notices a closed socket by itself; a query would cost three trips each time.
    # If it has not noticed yet, the first statement fails: the database is away.
    return not connection.driver_connection.is_closed()
