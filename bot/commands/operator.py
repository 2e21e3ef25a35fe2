"""Commands of the operator: migrate, check, grant, revoke, audit."""

import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.commands.terminal import cell, complain, say, trouble
from bot.intake.webhook import not_called
from bot.program.app import prepare_schema
from bot.program.settings import Settings
from bot.sending.request import TelegramRequest, refusal
from domain.accounts import codes
from domain.act import Act
from domain.clock import Clock
from domain.people.identity import mask_nip, nip_digits
from domain.people.staff import StaffCard
from storage.accounts import codes as accounts_codes
from storage.database import errors, schema
from storage.database.addresses import place
from storage.database.store import Store, is_database_away
from storage.people import audit
from storage.people import staff as people_staff

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
    Console().print(table)
    return 0 if all(good for good, _ in findings.values()) else 1


async def grant(settings: Settings, nip: str, *, clock: Clock) -> int:
    """`bangkom grant NIP hr`; also for a person who is not linked yet."""
    number = _nip(nip)
    if number is None:
        return 2
    store = Store(settings.database_url)
    try:
        await prepare_schema(store)
        granted = await people_staff.grant_hr(store, nip=number, now=clock.now())
        person_id = await people_staff.by_nip(store, number)
        card = await people_staff.card(store, person_id) if person_id is not None else None
        if not granted or card is None:
            return complain(
                f"{mask_nip(number)} is not in the roster. Import the staff file first."
            )
        say(f"{mask_nip(number)} has the HR role.")
        await _tell_how_to_link(store, card, clock)
    finally:
        await store.close()
    return 0


async def revoke(settings: Settings, nip: str, *, clock: Clock) -> int:
    """`bangkom revoke NIP`."""
    number = _nip(nip)
    if number is None:
        return 2
    store = Store(settings.database_url)
    try:
        await prepare_schema(store)
        revoked = await people_staff.revoke_hr(store, nip=number, now=clock.now())
    finally:
        await store.close()
    if not revoked:
        return complain(f"{mask_nip(number)} did not have the HR role.")
    say(f"{mask_nip(number)} has no HR role any more.")
    return 0


async def show_audit(settings: Settings, nip: str | None) -> int:
    """`bangkom audit [NIP]`: the newest entries, with who acted and whose data it was."""
    number = _nip(nip) if nip else None
    if nip and number is None:
        return 2
    store = Store(settings.database_url)
    try:
        schema.check_there(store)
        await schema.check(store)
        entries = await audit.newest(store, nip=number)
    finally:
        await store.close()
    who, whom = Column("who", no_wrap=True), Column("of whom", no_wrap=True)
    table = Table("when (UTC)", who, Column("what", overflow="fold"), whom, "number")
    for one in entries:
        table.add_row(
            f"{one.at:%Y-%m-%d %H:%M:%S}",
            one.actor_nip or "command line",
            one.event,
            one.object_nip or "",
            "" if one.object_id is None else str(one.object_id),
        )
    Console().print(table)
    return 0


async def _tell_how_to_link(store: Store, card: StaffCard, clock: Clock) -> None:
    """Prints a new link code for a person who is not linked: the HR role needs one to link."""
    if not card.active:
        complain("This person is not in service by the last staff file: the role rests.")
    elif not card.linked and card.phone is None:
        complain("There is no phone number on file to link with. Import it, then grant again.")
    elif not card.linked and card.phone_shared_by > 1:
        complain(
            "Others have the same phone number on file. Import the right one, then grant again."
        )
    elif not card.linked and (
        code := await accounts_codes.issue(
            store,
            Act(by=None, once=None, now=clock.now(), real_now=clock.real()),
            person_id=card.id,
        )
    ):
        days = codes.VALID.days
        say(f"To link: send /start k-{code} to the bot, agree, and share the number.")
        say(f"The code {codes.shown(code)} is valid once, for {days} days.")


def _nip(raw: str) -> str | None:
    digits = nip_digits(raw)
    if digits is None:
        complain("A NIP has 18 digits.")
    return digits


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
