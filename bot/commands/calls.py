"""What each `bangkom` command runs, and one sentence for each error that ends it."""

import argparse
import asyncio
import logging
import os
from collections.abc import Coroutine
from io import StringIO
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from telegram.error import InvalidToken

from bot.commands import demo, importing, moving, operator, rights, unit_rights, webhook
from bot.commands.terminal import complain, trouble
from bot.intake.polling_turn import AlreadyRunningError
from bot.program.app import run
from bot.program.clock import SystemClock
from bot.program.diagnostics import set_up_logging
from bot.program.settings import Settings, SettingsError
from bot.program.web import AddressTakenError
from handlers.documents.spreadsheets.child import ReaderLostError
from storage.database import errors
from storage.database.addresses import place
from storage.database.schema import NoDatabaseError, SchemaTooNewError, SchemaTooOldError
from storage.database.store import is_database_away

log = logging.getLogger(__name__)


def run_command(options: argparse.Namespace) -> int:
    """The exit code; errors are one sentence on stderr that says what to do."""
    try:
        return _run(options)
    except SettingsError as error:
        head = "The settings are not complete (see .env.example):"
        return complain(head, *str(error).split("\n"))
    except NoDatabaseError as error:
        return complain(
            f"There is no database {error}. Check DATABASE_URL and the folder you are in."
        )
    except SchemaTooOldError:
        return complain("The database schema is old. Run `bangkom migrate`, then start again.")
    except SchemaTooNewError:
        return complain(
            "The database is made for a newer bangkom. Update this program, then start it."
        )
    except AlreadyRunningError:
        return complain(
            "Another bangkom already runs on this database. Stop it, then start again."
        )
    except AddressTakenError as error:
        return complain(
            f"Nothing can listen on {error}. Is another program there? Choose another."
        )
    except InvalidToken:
        return complain("Telegram refuses the token. Check BOT_TOKEN with @BotFather.")
    except ReaderLostError:
        return complain("The file could not be read to its end. Is there memory left? Try again.")
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        if is_database_away(error):
            return complain(errors.sentence(error))
        if isinstance(error, OSError) and error.filename is not None:
            return complain(trouble(error))
        if os.environ.get("LOG_LEVEL") == "DEBUG":
            # The command may have stopped before the settings were read.
            set_up_logging("DEBUG", "text")
        log.debug("stopped", exc_info=True)
        return complain(f"Stopped by {type(error).__name__}. LOG_LEVEL=DEBUG shows where.")


def environment() -> dict[str, str]:
    """The variables of `.env`, overridden by those of the process."""
    file = Path(".env").absolute()
    try:
        # Some editors begin a file with a byte order mark, which is no part of the first name.
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except IsADirectoryError as error:
        told = f"{file} is not a file: move it away and copy .env.example to .env"
        raise SettingsError(told) from error
    except UnicodeDecodeError as error:
        told = f"{file} is not text in UTF-8: copy .env.example to .env anew"
        raise SettingsError(told) from error
    except OSError as error:
        advice = "mend its permissions, or stand in a folder of this user"
        told = f"{file} cannot be read ({error.strerror}): {advice}"
        raise SettingsError(told) from error
    for line in parse_stream(StringIO(text)):
        if line.error:
            told = f"{file} cannot be read from line {line.original.line} on: write NAME=value"
            raise SettingsError(told)
    from_file = dotenv_values(stream=StringIO(text))
    return {**{k: v for k, v in from_file.items() if v is not None}, **os.environ}


def _run(options: argparse.Namespace) -> int:
    if options.command == "demo":
        return asyncio.run(demo.run(port=options.port, browser=options.browser, keep=options.keep))
    settings = Settings.parse(environment(), needs_token=options.command in ("run", "webhook"))
    set_up_logging(settings.log_level, settings.log_format)
    try:
        return asyncio.run(_command(options, settings))
    except Exception as error:
        if not is_database_away(error):
            raise
        return complain(f"{place(settings.database_url)}: {errors.sentence(error)}")


def _command(options: argparse.Namespace, settings: Settings) -> Coroutine[Any, Any, int]:
    match options.command:
        case "run":
            return run(settings, SystemClock())
        case "audit":
            return rights.show_audit(
                settings,
                options.nip,
                action=options.action,
                since=options.since,
                until=options.until,
            )
        case "backup":
            return moving.make_backup(settings, options.file)
        case "copy-to":
            return moving.copy_to(settings, options.url)
        case "webhook":
            return webhook.webhook(settings, options.deed)
        case "migrate":
            return operator.migrate(settings)
        case "check":
            return operator.check(settings)
        case "import":
            return importing.import_files(
                settings,
                [Path(name) for name in options.files],
                clock=SystemClock(),
                dry_run=options.dry_run,
                yes=options.yes,
            )
        case "grant":
            give = rights.grant if options.role == "hr" else unit_rights.grant
            return give(settings, options.nip, options.unit, clock=SystemClock())
        case _:
            take = unit_rights.revoke if options.role == "unit" else rights.revoke
            return take(settings, options.nip, options.unit, clock=SystemClock())
