"""PostgreSQL's driver: how it connects, and how a connection that is mute is given up."""

import asyncio
import socket
from contextvars import ContextVar
from typing import Any

import asyncpg
from sqlalchemy.engine.interfaces import ExceptionContext

ANSWER_SECONDS = 60.0
"""Longer than any statement of the program takes: whoever is at the other end is mute."""
UNANSWERED: ContextVar[bool | None] = ContextVar("UNANSWERED", default=None)
"""Whether a handler asked the database in vain; None outside of a handler."""

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


def give_up_mute(context: ExceptionContext) -> None:
    """SQLAlchemy's event of a statement that failed."""
    # A statement that was not answered in time, or was cut off by its handler's deadline: perhaps
    # nobody is at the other end any more, of this connection and of those beside it.
    error = context.original_exception
    mute = isinstance(error, TimeoutError)
    if mute or (UNANSWERED.get() is not None and isinstance(error, asyncio.CancelledError)):
        context.is_disconnect = context.invalidate_pool_on_disconnect = True
        UNANSWERED.set(True)
    if mute:
        raise ConnectionError("no answer in time")


def is_open(connection: Any) -> bool:
    """What SQLAlchemy asks before a connection is used again."""
    # The driver hears of a closed socket by itself; to ask the server would be three trips each
    # time. What it has not heard of yet is an error of the first statement: the database is away.
    return not connection.driver_connection.is_closed()
