"""What is wrong with a database that cannot be used: one sentence with the next step."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.database.effects import LeaseLostError
from storage.database.store import DatabaseBusyError

SENTENCES = {
    "SQLITE_NOTADB": "The database file is damaged or is none. Put the last backup in its place.",
    "SQLITE_CORRUPT": "The database file is damaged. Put the last backup in its place.",
    "SQLITE_FULL": "The disk is full. Make room; nothing that was confirmed is lost.",
    "SQLITE_READONLY": "The database file cannot be written. "
    "Check whose it is, those beside it (-wal, -shm), and its folder.",
    "SQLITE_CANTOPEN": "The database file cannot be opened. Is its folder there, and writable?",
    "SQLITE_IOERR": "The disk does not answer as it should. Check it and the room left.",
}
"""By the name of SQLite's error code (https://www.sqlite.org/rescode.html)."""
DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")

POSTGRESQL = {
    "28": "PostgreSQL refuses the user or the password. Check DATABASE_URL.",
    "3D": "PostgreSQL has no database of this name. Check DATABASE_URL, or create it.",
    "53": "PostgreSQL has no room or no connection left. Look at its disk and max_connections.",
}
"""By the class of the code (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""

OF_OURS: dict[type[BaseException], str] = {
    LeaseLostError: "Another process took over what this one held. Nothing is lost by it.",
    DatabaseBusyError: "The database is busy. If it stays so, look at what writes for so long.",
    PoolTimeout: "All connections are in use. If it stays so, the database answers slowly.",
}


def sentence(error: BaseException) -> str:
    """The sentence for an error for which is_database_away is true."""
    for kind, told in OF_OURS.items():
        if isinstance(error, kind):
            return told
    # SQLAlchemy's error wraps the driver's, which wraps the one of sqlite3.
    cause: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    code = str(getattr(cause, "sqlstate", None))[:2]
    if code in POSTGRESQL:
        return POSTGRESQL[code]
    while cause is not None:
        name = _name(cause)
        for known, told in SENTENCES.items():
            if name.startswith(known):
                return told
        cause = cause.__cause__
    away = f"The database does not answer ({type(error).__name__})."
    return f"{away} Check DATABASE_URL and that it runs."


def is_damaged(error: BaseException) -> bool:
    """Whether SQLite reports that the file is damaged or no database."""
    return _name(error).startswith(DAMAGED)


def _name(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
