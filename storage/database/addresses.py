"""Checks the address of the database (DATABASE_URL), and names it without its password."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
OPTIONS = (
    "host",
    "port",
    "ssl",
    "passfile",
    "target_session_attrs",
    "prepared_statement_cache_size",
)
"""The parameters that may follow the ? of a PostgreSQL address."""
SSL = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def check_url(url: str) -> str | None:
    """What is wrong with a DATABASE_URL, in a sentence; None if it is valid."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return "is not a database URL"
    if parts.drivername not in DRIVERS:
        return f"must begin with {' or '.join(f'{name}://' for name in DRIVERS)}"
    if parts.get_backend_name() == "sqlite":
        if parts.database in (None, "", ":memory:"):
            return "must name a file, such as sqlite+aiosqlite:///bangkom.db"
        return "must end with the file's name (write %3F for a ?)" if parts.query else None
    if not set(parts.query) <= set(OPTIONS):
        return f"may have only {', '.join(OPTIONS)} after the ? (for sslmode=… write ssl=…)"
    if parts.query.get("ssl", SSL[0]) not in SSL:
        return f"has an ssl that is none of {', '.join(SSL)}"
    return None


def place(url: str) -> str:
    """The database that a valid URL names, without user and password."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        return str(Path(parts.database or "").resolve())
    host = parts.host or parts.query.get("host", "localhost")
    port = parts.port or parts.query.get("port", 5432)
    return f"{host}:{port}/{parts.database or ''}"
