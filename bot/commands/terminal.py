"""Output for the operator's terminal. Text from a file cannot control the terminal."""

import sys

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

_ENDLESS = 10_000
"""Columns: wider than any table."""


def plain(text: str) -> str:
    """One line in which each control or invisible character is shown as `�`."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def say(line: str) -> None:
    """One line on stdout."""
    sys.stdout.write(f"{plain(line)}\n")


def complain(*lines: str) -> int:
    """Lines on stderr; returns the exit code for failure."""
    sys.stderr.writelines(f"{plain(line)}\n" for line in lines)
    return 1


def show(table: Table) -> None:
    """Prints a table: a terminal's full width; in a pipe or a file as wide as its cells need."""
    console = Console()
    if not console.is_terminal:
        wide = console.options.update(max_width=_ENDLESS)
        console = Console(width=Measurement.get(console, wide, table).maximum)
    console.print(table)


def cell(text: str) -> Text:
    """A cell of a table: brackets are shown and not read as markup."""
    return Text(plain(text))


def trouble(error: OSError) -> str:
    """What is wrong with a file or folder that the operator named, and the next step."""
    match error:
        case FileNotFoundError():
            return f"{error.filename} is not there: check the name, or make the folder."
        case PermissionError():
            return f"{error.filename} is closed to this user: give it and its folder to the user."
        case _:
            return f"{error.filename} cannot be used ({error.strerror})."
