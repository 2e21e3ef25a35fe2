"""What the bot and the child process load: the library of workbooks only with the first one."""

import subprocess
import sys

HEAVY = ("openpyxl", "python_calamine")


def loaded(code: str, *names: str) -> set[str]:
    """Which modules a fresh process has loaded after some code."""
    told = f"{code}; import sys; print(*[name for name in {names!r} if name in sys.modules])"
    ended = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    return set(ended.stdout.split())


def test_a_bot_that_has_written_nothing_loads_no_library_of_workbooks():
    assert loaded("import bot.program.app", *HEAVY) == set()


def test_the_child_loads_the_reader_alone():
    code = "import handlers.documents.spreadsheets.reading"
    rooms = ("telegram", "sqlalchemy", "openpyxl", "bot", "storage", "handlers.capabilities")
    assert loaded(code, *rooms) == set()
