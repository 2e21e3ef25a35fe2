"""`bangkom run | demo | migrate | check | import | grant | …`, thin."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from telegram.error import InvalidToken

from bot import demo, importing, moving, operator, webhook_command
from bot.app import run
from bot.clock import SystemClock
from bot.diagnostics import set_up_logging
from bot.polling_turn import AlreadyRunningError
from bot.settings import Settings, SettingsError
from bot.web import AddressTakenError
from handlers.documents.spreadsheets.child import ReaderLostError
from storage import ailments
from storage.engine import is_database_away
from storage.schema import SchemaTooNewError, SchemaTooOldError

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """The entry point; errors are one sentence on stderr that says what to do."""
    options = _parser().parse_args(arguments)
    try:
        return _run(_command(options))
    except SettingsError as error:
        return _say(f"The settings are not complete (see .env.example):\n{error}")
    except SchemaTooOldError:
        return _say("The database schema is old. Run `bangkom migrate`, then start again.")
    except SchemaTooNewError:
        return _say(
            "The database is made for a newer bangkom. Update this program, then start it."
        )
    except AlreadyRunningError:
        return _say("Another bangkom already runs on this database. Stop it, then start again.")
    except AddressTakenError as error:
        return _say(f"Nothing can listen on {error}. Is another program there? Choose another.")
    except InvalidToken:
        return _say("Telegram refuses the token. Check BOT_TOKEN with @BotFather.")
    except ReaderLostError:
        return _say("The file could not be read to its end. Is there memory left? Try again.")
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        if is_database_away(error):
            return _say(ailments.sentence(error))
        log.debug("stopped", exc_info=True)
        return _say(f"Stopped by {type(error).__name__}. LOG_LEVEL=DEBUG shows where.")


def environment() -> dict[str, str]:
    """`.env` under the process's own environment."""
    file = Path(".env")
    if file.exists() and not file.is_file():
        raise SettingsError(".env is not a file: move it away and copy .env.example to .env")
    try:
        # Some editors begin a file with a mark of its encoding, which is no part of a name.
        from_file = dotenv_values(file, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(".env is not text in UTF-8: copy .env.example to .env anew") from error
    except OSError as error:
        raise SettingsError(f".env cannot be read: {error.strerror}") from error
    return {**{k: v for k, v in from_file.items() if v is not None}, **os.environ}


def _command(options: argparse.Namespace) -> Coroutine[Any, Any, int]:
    if options.command == "demo":
        return demo.run(port=options.port, browser=options.browser, keep=options.keep)
    settings = Settings.parse(environment(), needs_token=options.command in ("run", "webhook"))
    set_up_logging(settings.log_level, settings.log_format)
    match options.command:
        case "run":
            return run(settings, SystemClock())
        case "audit":
            return operator.show_audit(settings, options.nip)
        case "backup":
            return moving.make_backup(settings, options.file)
        case "copy-to":
            return moving.copy_to(settings, options.url)
        case "webhook":
            return webhook_command.webhook(settings, options.deed)
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
            return operator.grant(settings, options.nip, clock=SystemClock())
        case _:
            return operator.revoke(settings, options.nip, clock=SystemClock())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bangkom",
        description="Telegram bot for the competency development of civil servants.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="run the bot with the settings of the environment or .env")
    show = commands.add_parser("demo", help="the bot and a local Telegram in the browser")
    show.add_argument("--port", type=int, help="8765 or the next free one unless given")
    show.add_argument("--no-browser", dest="browser", action="store_false")
    show.add_argument("--keep", type=Path, metavar="DIR", help="keep the data in this folder")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    commands.add_parser("check", help="settings, database, schema and Telegram in one table")
    load = commands.add_parser("import", help="load .xlsx or .csv files of HR")
    load.add_argument("files", nargs="+", metavar="FILE")
    load.add_argument(
        "--dry-run", action="store_true", help="show what would change, save nothing"
    )
    load.add_argument("--yes", action="store_true", help="save without asking")
    for name, meaning in (
        ("grant", "give a person of the roster the HR role"),
        ("revoke", "take the HR role away"),
    ):
        right = commands.add_parser(name, help=meaning)
        right.add_argument("nip", metavar="NIP")
        if name == "grant":
            right.add_argument("role", choices=["hr"])
    log = commands.add_parser("audit", help="who changed or read whose data, the newest first")
    log.add_argument("nip", metavar="NIP", nargs="?", help="by or about this person")
    safe = commands.add_parser("backup", help="a copy of the SQLite store while the bot runs")
    safe.add_argument("file", type=Path, metavar="FILE")
    move = commands.add_parser("copy-to", help="everything into another, empty database")
    move.add_argument("url", metavar="URL")
    hook = commands.add_parser("webhook", help="what Telegram calls; once per deployment")
    hook.add_argument("deed", choices=webhook_command.DEEDS)
    return parser


def _run(work: Coroutine[Any, Any, int]) -> int:
    return asyncio.run(work)


def _say(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
