"""`bangkom demo`: the sandbox and the bot in one process, on a store of its own."""

import asyncio
import logging
import os
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from bot import importing, ticks
from bot.app import build_application, running
from bot.clock import DeskClock
from bot.context import Bangkom
from bot.diagnostics import set_up_logging
from bot.settings import Settings
from sandbox import Phone, Sandbox, sample
from storage import schema, staff

log = logging.getLogger("bangkom")

PORT = 8765
TOKEN = "100001:SANDBOX"  # noqa: S105 - the sandbox's own


async def run(*, port: int | None, browser: bool, keep: Path | None) -> int:
    """Runs in the foreground until interrupted; prints one address."""
    set_up_logging("WARNING", "text")
    with _folder(keep) as folder:
        sandbox = Sandbox(token=TOKEN)
        async with AsyncExitStack() as stack:
            url = await stack.enter_async_context(sandbox.serve(port=port or _free_port()))
            settings = _settings(folder, url)
            clock = DeskClock(sandbox.clock.now)
            app = build_application(settings, clock)
            await _load(settings, clock, folder, app)
            await stack.enter_async_context(running(app))
            await _move_in(sandbox)
            sandbox.clock.on_move(lambda: ticks.run_all(app.services))
            sys.stdout.write(f"\nBangkom is ready: {url}\nStop it with Ctrl+C.\n")
            sys.stdout.flush()
            if browser and (os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32")):
                webbrowser.open(url)
            await asyncio.Event().wait()
    return 0


def _settings(folder: Path, url: str) -> Settings:
    return Settings.parse(
        {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
            "QUIET_HOURS": "00:00-00:00",
            "HR_CONTACT": "061-000000 (contoh)",
        }
    )


async def _load(settings: Settings, clock: DeskClock, folder: Path, app: Bangkom) -> None:
    """Loads the sample workbook as HR's file, once; a kept folder keeps its data."""
    file = folder / "contoh.xlsx"
    if file.exists():
        return
    await schema.migrate(app.services.store)
    today = clock.now().astimezone().date()
    file.write_bytes(sample.workbook(today))
    await importing.import_files(settings, [file], clock=clock, dry_run=False, yes=True)
    await staff.grant_hr(app.services.store, nip=sample.HR_PHONE.nip, now=clock.now())


async def _move_in(sandbox: Sandbox) -> None:
    """Gives people their phones; HR and the silent ones are linked by the true steps."""
    for number, resident in enumerate(sample.PHONES, 1):
        sandbox.phone(name=resident.name, number=resident.phone, role=f"ASN {number}")
    hr = sandbox.phone(name=sample.HR_PHONE.name, number=sample.HR_PHONE.phone, role="HR")
    silent = [
        sandbox.phone(name=person.name, number=person.phone, visible=False)
        for person in sample.SILENT
    ]
    await asyncio.gather(*(_link(phone) for phone in (hr, *silent)))


async def _link(phone: Phone) -> None:
    await phone.start()
    await phone.until(lambda p: "Setuju" in p.labels, timeout=60)
    await phone.tap("Setuju")
    await phone.hears("Bagikan Nomor HP", timeout=60)
    await phone.share_contact()
    await phone.hears("Kompetensi Saya", timeout=60)


def _free_port() -> int:
    for port in range(PORT, PORT + 50):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port near 8765; give one with --port")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="bangkom-") as name:
        yield Path(name)
