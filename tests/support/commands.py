"""Calls the command line as an operator does: a process with output and exit code."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

from tests.support.warm import Process

ROOT = Path(__file__).parents[2]
TOKEN = "100001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def bangkom(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None, **settings: str
) -> tuple[int, str, str]:
    """Runs a command in an empty folder; returns exit code, output and errors."""
    known = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    env = {**known, "PYTHONPATH": str(ROOT), "DEFAULT_LANGUAGE": "en", **settings}
    with TemporaryFile() as out, TemporaryFile() as errors:
        files = {"stdout": out.fileno(), "stderr": errors.fileno()}
        code = Process(
            "bot.commands.cli", list(arguments), cwd=folder, env=env, before=before, **files
        ).join(60)
        said = [os.pread(file, 10**7, 0).decode() for file in files.values()]
    return code, said[0], said[1]
