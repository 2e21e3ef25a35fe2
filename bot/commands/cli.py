"""The command line `bangkom run | demo | migrate | check | import | grant | …`: its arguments."""

import argparse
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

PORTS = 65536


def main(arguments: Sequence[str] | None = None) -> int:
    """The entry point of `bangkom`."""
    options = _parser().parse_args(arguments)
    # Files that a command makes may hold personal data: only their owner can read them.
    os.umask(0o077)
    # The program is loaded only now: `--help` and a mistyped command need nothing of it.
    code: int = import_module("bot.commands.calls").run_command(options)
    return code


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < PORTS:
        raise argparse.ArgumentTypeError(f"{given} is no port: 1 to {PORTS - 1}")
    return int(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bangkom",
        description="Telegram bot for the competency development of civil servants.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="run the bot with the settings of the environment or .env")
    show = commands.add_parser("demo", help="the bot and a local Telegram in the browser")
    show.add_argument("--port", type=_port, help="this one or the next that is free; 8765")
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
        ("grant", "give a person the HR role, or that of the officer of a unit"),
        ("revoke", "take a role away: the HR role, or that of the officer of a unit"),
    ):
        right = commands.add_parser(name, help=meaning)
        right.add_argument("nip", metavar="NIP")
        right.add_argument("role", choices=["hr", "unit"], nargs=None if name == "grant" else "?")
        right.add_argument("unit", metavar="UNOR_ID", nargs="?", help="the unit of its officer")
    log = commands.add_parser("audit", help="who changed or read whose data, the newest first")
    log.add_argument("nip", metavar="NIP", nargs="?", help="by or about this person")
    log.add_argument("--action", metavar="NAME", help="a part of its name, such as hr_ or linked")
    log.add_argument("--since", metavar="DAY", help="from this day on, such as 7/12/2026")
    log.add_argument("--until", metavar="DAY", help="up to this day")
    safe = commands.add_parser("backup", help="a copy of the SQLite store while the bot runs")
    safe.add_argument("file", type=Path, metavar="FILE")
    move = commands.add_parser("copy-to", help="everything into another, empty database")
    move.add_argument("url", metavar="URL")
    hook = commands.add_parser("webhook", help="what Telegram calls; once per deployment")
    hook.add_argument("deed", choices=["set", "delete", "info"])
    return parser
