"""Calls the command line as an operator does: a process with output and exit code."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKEN = "100001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def bangkom(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None, **settings: str
) -> tuple[int, str, str]:
    """Runs a command in an empty folder; returns exit code, output and errors."""
    known = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**known, "PYTHONPATH": str(ROOT), "DEFAULT_LANGUAGE": "en", **settings},
        stdin=subprocess.DEVNULL,
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
