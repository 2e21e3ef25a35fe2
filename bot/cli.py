"""`bangkom run | demo | migrate | check | import | grant | revoke`, thin."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from dotenv import dotenv_values

from bot.app import SchemaTooOldError, run
from bot.clock import SystemClock
from bot.diagnostics import set_up_logging
from bot.settings import Settings, SettingsError


def environment() -> dict[str, str]:
    """`.env` under the process's own environment."""
    from_file = {k: v for k, v in dotenv_values(Path(".env")).items() if v is not None}
    return {**from_file, **os.environ}


def main() -> int:
    """The entry point; errors are one sentence on stderr that says what to do."""
    parser = argparse.ArgumentParser(prog="bangkom")
    parser.add_argument("command", choices=["run"])
    parser.parse_args()
    try:
        settings = Settings.parse(environment())
        set_up_logging(settings.log_level, settings.log_format)
        asyncio.run(run(settings, SystemClock()))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except SchemaTooOldError:
        sys.stderr.write("The database schema is old. Run `bangkom migrate`, then start again.\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0
