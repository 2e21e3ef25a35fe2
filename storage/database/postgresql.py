"""PostgreSQL's driver: how it connects, and how a connection that is mute is given up."""

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
"""Longer than any statement of the program takes: whoever is at the other end is mute."""
OPEN_SECONDS = 5.0
"""For a connection to be opened: several trips, each of which may be a long one."""
PING_SECONDS = 2.0
"""For an answer of one that may be mute."""

HEARD = "heard"
"""Mark on a connection: when (monotonic) the server answered on it for certain."""

# What is not acknowledged for so long was sent into the void (the machine lost its power, a
# firewall forgot the connection): shorter than a handler's deadline. A connection on which nothing
# is said is probed as often.
_ACKNOWLEDGED_SECONDS = 3
_PROBING = {
    "TCP_KEEPIDLE": _ACKNOWLEDGED_SECONDS,
    "TCP_KEEPINTVL": 1,
    "TCP_KEEPCNT": _ACKNOWLEDGED_SECONDS,
    "TCP_USER_TIMEOUT": _ACKNOWLEDGED_SECONDS * 1000,
}


async def connect(*arguments: Any, **options: Any) -> Any:
    """Raises ConnectionError where nobody answers."""
    try:
        connection = await asyncpg.connect(*arguments, **options)
    except OSError as error:
        # Its socket is gone while it starts anew, its name is not found, nobody answers in time.
        raise ConnectionError(type(error).__name__) from error
    _probe(connection._transport.get_extra_info("socket"))
    return connection


def _probe(connected: socket.socket) -> None:
    if connected.family == socket.AF_UNIX:
        return
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _PROBING.items():
        # Not every system has all of them.
        if (option := getattr(socket, name, None)) is not None:
            connected.setsockopt(socket.IPPROTO_TCP, option, value)


class Silence:
    """Tells a server that is gone without a word from one that is slow.

    A statement that is not answered in time, or was cut off meanwhile, costs its own connection.
    Those beside it have to answer before they are used again; where one does not, all are opened
    anew.
    """

    def __init__(self) -> None:
        self._suspected = 0.0
        """When (monotonic) a statement was given up last."""

    def watch(self, engine: Engine) -> None:
        """From now on."""
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
    """What SQLAlchemy asks before a connection is used again."""
    # The driver hears of a closed socket by itself; to ask the server would be three trips each
    # time. What it has not heard of yet is an error of the first statement: the database is away.
    return not connection.driver_connection.is_closed()
