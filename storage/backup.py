"""A consistent copy of the SQLite store while the bot runs."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.engine import Store


class BackupError(RuntimeError):
    """No backup was made; the text says why. No half file is left."""


async def backup(store: Store, file: Path) -> int:
    """Writes the copy, checks it, and only then gives it its name; returns its size in bytes.

    Raises BackupError.
    """
    if not store.is_sqlite or not store.url.database:
        raise BackupError("this database is not SQLite: PostgreSQL's own pg_dump makes its backup")
    return await asyncio.to_thread(_backup, Path(store.url.database), file)


def _backup(source: Path, file: Path) -> int:
    unfinished = file.with_name(f".{file.name}.unfinished")
    if file.exists():
        raise BackupError(f"{file} exists already: a backup never overwrites another")
    try:
        unfinished.unlink(missing_ok=True)
        # Nobody but the owner may read it, from the first byte on.
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        # One snapshot: the backup API would begin anew with every commit of the bot.
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=10)) as open_:
            open_.execute("VACUUM INTO ?", (str(unfinished),))
        _check(unfinished)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(file)
        return file.stat().st_size
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise BackupError(str(error)) from error
    except BackupError:
        unfinished.unlink(missing_ok=True)
        raise


def _check(file: Path) -> None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()
        if found != ("ok",):
            raise BackupError(f"the copy is damaged: {found[0]}")
        if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BackupError("the copy has rows without their parent")
