"""Commands of the operator: migrate, check."""

import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.table import Table
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.commands.terminal import cell, say, show, trouble
from bot.intake.webhook import not_called
from bot.program.settings import Settings
from bot.sending.request import TelegramRequest, refusal
from storage.database import errors, schema
from storage.database.addresses import place
from storage.database.store import Store, is_database_away

Finding = tuple[bool, str]
BESIDE = ("", "-wal", "-shm", ".lock")
"""Suffixes of the files of a database. SQLite gives its own two the file mode of the database."""
PROBE = bytes(1_000_000)
"""The disk of a SQLite file must have room for this: 1 MB."""


async def migrate(settings: Settings) -> int:
    """`bangkom migrate`."""
    store = Store(settings.database_url, unhurried=True)
    try:
        await schema.migrate(store)
        found = await schema.revision(store)
    finally:
        await store.close()
    if found != schema.newest():
        say(f"The database is newer ({found}) and still serves this program.")
        return 0
    say(f"The database has the newest schema ({found}).")
    return 0


async def check(settings: Settings) -> int:
    """`bangkom check`: one table; 0 if the bot could run."""
    findings = {
        "settings": (True, f"complete, {settings.organisation}"),
        "database": await _looked(_database, settings),
        "schema": await _looked(_schema, settings),
        "Telegram": await _looked(_telegram, settings),
    }
    table = Table(show_header=False)
    for name, (good, words) in findings.items():
        table.add_row(name, "[green]ok[/]" if good else "[red]wrong[/]", cell(words))
    show(table)
    return 0 if all(good for good, _ in findings.values()) else 1


async def _looked(look: Callable[[Settings], Awaitable[Finding]], settings: Settings) -> Finding:
    try:
        return await look(settings)
    except Exception as error:
        if is_database_away(error):
            return False, errors.sentence(error)
        if isinstance(error, OSError):
            return False, trouble(error)
        return False, f"{type(error).__name__}: does not answer"


async def _database(settings: Settings) -> Finding:
    store, where = Store(settings.database_url), place(settings.database_url)
    try:
        if not store.is_sqlite:
            async with store.read():
                return True, where
        if wrong := _unwritable(Path(where)):
            return False, wrong
        schema.check_there(store)
        async with store.read():
            return True, where
    except schema.NoDatabaseError:
        return True, f"{where} is made at the first start"
    finally:
        await store.close()


def _unwritable(file: Path) -> str | None:
    """Why SQLite could not write there; leaves no file behind."""
    try:
        for one in (Path(f"{file}{ending}") for ending in BESIDE):
            if one.exists() and not os.access(one, os.W_OK):
                return f"{one} may not be written: give it to this user, and chmod u+w"
        with tempfile.TemporaryFile(dir=file.parent) as probe:
            probe.write(PROBE)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        advice = "it must be there, with room, and open to this user"
        return f"{file.parent} cannot be written ({error.strerror}): {advice}"
    return None


async def _schema(settings: Settings) -> Finding:
    store = Store(settings.database_url)
    try:
        schema.check_there(store)
        await schema.check(store)
    except schema.NoDatabaseError:
        return True, "none yet"
    except schema.SchemaTooOldError:
        old = "old: `bangkom migrate` brings it up to date (SQLite does it itself)"
        return store.is_sqlite, old
    except schema.SchemaTooNewError:
        return False, "made for a newer bangkom: update this program"
    finally:
        await store.close()
    return True, schema.newest()


async def _telegram(settings: Settings) -> Finding:
    if not settings.bot_token:
        return False, "BOT_TOKEN is missing: get one from @BotFather and put it into .env"
    request = TelegramRequest(connections=1, proxy_url=settings.proxy_url, read_timeout=10)
    bot = ExtBot(settings.bot_token, base_url=f"{settings.bot_api_url}/bot", request=request)
    try:
        async with bot:
            reason = await not_called(bot, settings)
            return reason is None, reason or f"@{bot.username}"
    except InvalidToken:
        return False, "the token is refused: check BOT_TOKEN"
    except TelegramError as error:
        return False, refusal(error, settings.bot_api_url)
