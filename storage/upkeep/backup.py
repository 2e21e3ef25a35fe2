"""A consistent copy of the SQLite store while the bot runs."""

import asyncio
import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from storage.database import errors
from storage.database.store import Store
from storage.people.tables import person


class BackupError(RuntimeError):
    """No backup was made; the text says why. No partial file is left."""


async def backup(store: Store, file: Path) -> int:
    """Writes the copy, checks it, and only then gives it its name; returns its size in bytes.

    Raises BackupError.
    """
    if not store.is_sqlite or not store.url.database:
        raise BackupError("this database is not SQLite: PostgreSQL's own pg_dump makes its backup")
    return await asyncio.to_thread(_backup, Path(store.url.database), file)


def _backup(source: Path, file: Path) -> int:
    try:
        if file.exists():
            raise FileExistsError
        # A temporary file, which only its owner can read from the first byte on.
        number, name = tempfile.mkstemp(prefix=".bangkom-", suffix=".unfinished", dir=file.parent)
        os.close(number)
        unfinished = Path(name)
        try:
            _copy(source.absolute(), unfinished)
            _check(source.absolute(), unfinished)
            _keep(unfinished)
            _name(unfinished, file)
            with suppress(OSError):
                # Some network and USB disks cannot: the copy is there nevertheless.
                _keep(file.parent)
            return file.stat().st_size
        finally:
            unfinished.unlink(missing_ok=True)
    except FileExistsError as error:
        taken = f"{file} exists already: a backup never overwrites another"
        raise BackupError(taken) from error
    except FileNotFoundError as error:
        raise BackupError(f"the folder {file.parent} is not there: make it first") from error
    except sqlite3.Error as error:
        raise BackupError(f"the copy is damaged: {error}") from error
    except OSError as error:
        advice = "choose a folder of this user, with room on its disk"
        raise BackupError(f"{file} cannot be written ({error.strerror}): {advice}") from error


def _copy(source: Path, unfinished: Path) -> None:
    try:
        # One snapshot: SQLite's backup API would start again with every commit of the bot.
        with closing(_opened(source)) as open_:
            open_.execute("VACUUM INTO ?", (str(unfinished),))
    except sqlite3.Error as error:
        if errors.is_damaged(error):
            raise BackupError(f"{source}: {errors.sentence(error).rstrip('.')}") from error
        advice = "check DATABASE_URL, run this as the bot's user, and see that the disk has room"
        raise BackupError(f"{source} cannot be copied ({error}): {advice}") from error


def _opened(file: Path) -> sqlite3.Connection:
    """Opens a file for reading only; special characters in its name stay part of the name."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)


def _check(source: Path, unfinished: Path) -> None:
    with closing(_opened(unfinished)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()
        if found != ("ok",):
            raise BackupError(f"the copy is damaged: {found[0]}")
        if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BackupError("the copy has rows without their parent")
        ours = copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (person.name,))
        if ours.fetchone() is None:
            raise BackupError(f"{source} holds nothing of Bangkom: check DATABASE_URL")


def _keep(path: Path) -> None:
    """Makes the file survive a loss of power."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _name(unfinished: Path, file: Path) -> None:
    """Gives the copy its name. Raises FileExistsError if another process was faster."""
    try:
        file.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:
        # Some network and USB disks have no hard links: the name is taken, then filled.
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        unfinished.rename(file)
