"""What an operator reads on a terminal, which nothing that a file holds may steer."""

import sys

from rich.text import Text


def plain(text: str) -> str:
    """One line without signs that move the cursor, colour or hide: each is shown as `�`."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def say(line: str) -> None:
    """One line on stdout."""
    sys.stdout.write(f"{plain(line)}\n")


def complain(*lines: str) -> int:
    """Lines on stderr; gives the exit code of what did not work."""
    sys.stderr.writelines(f"{plain(line)}\n" for line in lines)
    return 1


def cell(text: str) -> Text:
    """For a table: brackets stay brackets."""
    return Text(plain(text))


def trouble(error: OSError) -> str:
    """What is wrong with a named file or folder, and the next step."""
    match error:
        case FileNotFoundError():
            return f"{error.filename} is not there: check the name, or make the folder."
        case PermissionError():
            return f"{error.filename} is closed to this user: give it and its folder to the user."
        case _:
            return f"{error.filename} cannot be used ({error.strerror})."
