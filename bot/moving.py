"""`bangkom backup FILE` and `bangkom copy-to URL`."""

import sys
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.polling_turn import AlreadyRunningError, only_one
from bot.settings import Settings
from storage import copying, schema
from storage.backup import BackupError, backup
from storage.engine import Store, check_url


async def make_backup(settings: Settings, file: Path) -> int:
    """A consistent copy of the SQLite store, while the bot runs."""
    store = Store(settings.database_url)
    try:
        with Console(stderr=True).status("Copying and checking…"):
            size = await backup(store, file)
    except BackupError as error:
        return _say(f"No backup was made: {error}.")
    finally:
        await store.close()
    sys.stdout.write(f"{file}: {size / 1e6:.1f} MB, checked.\n")
    return 0


async def copy_to(settings: Settings, url: str) -> int:
    """Everything into another, empty database; 0 when all counts and sums agree."""
    if wrong := check_url(url):
        return _say(f"The target {wrong}.") + 1
    source, target = Store(settings.database_url), Store(url)
    try:
        with ExitStack() as stack:
            stack.enter_context(only_one(source))
            stack.enter_context(only_one(target))
            await schema.migrate(target)
            copied = await _with_progress(source, target)
    except (AlreadyRunningError, copying.AtWorkError):
        return _say("A bangkom is at work on one of the databases. Stop it, then copy.")
    except copying.NotEmptyError as error:
        return _say(f"The target is not empty ({error}). Choose a fresh database.")
    finally:
        await source.close()
        await target.close()
    return _show(copied)


async def _with_progress(source: Store, target: Store) -> list[copying.Copied]:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("copying", total=await copying.total_rows(source))

        def shown(table: str, rows: int) -> None:
            bar.update(task, description=table, advance=rows)

        return await copying.copy(source, target, shown)


def _show(copied: list[copying.Copied]) -> int:
    table = Table("table", "rows", "copied", "sums")
    for one in copied:
        same = "equal" if one.source == one.target else "[red]differ[/]"
        table.add_row(one.table, str(one.source.rows), str(one.target.rows), same)
    Console().print(table)
    if any(one.source != one.target for one in copied):
        return _say("Not everything is the same. Do not use the copy.")
    sys.stdout.write("Everything was copied. Put the new address into DATABASE_URL.\n")
    return 0


def _say(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
