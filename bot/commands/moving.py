"""`bangkom backup FILE` and `bangkom copy-to URL`."""

from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.commands.terminal import complain, say
from bot.intake.polling_turn import AlreadyRunningError, only_one
from bot.program.settings import Settings
from storage.database import errors, schema
from storage.database.addresses import check_url, place
from storage.database.store import Store
from storage.upkeep import copying
from storage.upkeep.backup import BackupError, backup


async def make_backup(settings: Settings, file: Path) -> int:
    """A consistent copy of the SQLite store, while the bot runs."""
    store = Store(settings.database_url)
    try:
        with Console(stderr=True).status("Copying and checking…"):
            size = await backup(store, file)
    except BackupError as error:
        return complain(f"No backup was made: {error}.")
    finally:
        await store.close()
    say(f"{file}: {size / 1e6:.1f} MB, checked.")
    return 0


async def copy_to(settings: Settings, url: str) -> int:
    """Copies everything into another, empty database; 0 if all counts and sums agree."""
    if wrong := check_url(url):
        return complain(f"The target {wrong}.") + 1
    if place(url) == place(settings.database_url):
        return complain("The target is the very database that is copied. Choose another.") + 1
    source = Store(settings.database_url, unhurried=True)
    target = Store(url, unhurried=True)
    try:
        # Checked before anything is created in either database.
        with copying.side(source):
            await copying.check_source(source)
        with ExitStack() as stack:
            stack.enter_context(only_one(source))
            stack.enter_context(only_one(target))
            with copying.side(target):
                await schema.migrate(target)
            copied = await _with_progress(source, target)
    except (AlreadyRunningError, copying.AtWorkError):
        return complain("A bangkom is at work on one of the databases. Stop it, then copy.")
    except copying.SideError as error:
        return complain(_of_one(error, "target" if error.store is target else "source"))
    except copying.NotEmptyError as error:
        return complain(f"The target is not empty ({error}). Choose a fresh database.")
    finally:
        await source.close()
        await target.close()
    return _show(copied)


async def _with_progress(source: Store, target: Store) -> list[copying.TableCopied]:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True)) as bar:
        with copying.side(source):
            total = await copying.total_rows(source)
        task = bar.add_task("copying", total=total)

        def shown(table: str, rows: int) -> None:
            bar.update(task, description=table, advance=rows)

        return await copying.copy(source, target, shown)


def _of_one(error: copying.SideError, role: str) -> str:
    """Which of the two databases an error is about: DATABASE_URL is always the source."""
    told = errors.sentence(error.__cause__ or error)
    if role == "target":
        told = told.replace("DATABASE_URL", "the address you gave")
    where = place(error.store.url.render_as_string(hide_password=False))
    return f"The {role}, {where}: {told}"


def _show(copied: list[copying.TableCopied]) -> int:
    table = Table("table", "rows", "copied", "sums")
    for one in copied:
        same = "equal" if one.source == one.target else "[red]differ[/]"
        table.add_row(one.table, str(one.source.rows), str(one.target.rows), same)
    Console().print(table)
    if any(one.source != one.target for one in copied):
        return complain("Not everything is the same. Do not use the copy.")
    say("Everything was copied. Put the new address into DATABASE_URL.")
    return 0
