"""Output for the operator's terminal. Text from a file cannot control the terminal."""

import sys

from rich.text import Text


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
