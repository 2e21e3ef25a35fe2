"""`bangkom demo`: the sandbox and the bot in one process, with their own database."""

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands import importing
from bot.intake.polling_turn import only_one
from bot.intake.replying import Bangkom
from bot.program import ticks
from bot.program.app import build_application, running
from bot.program.clock import DeskClock
from bot.program.diagnostics import set_up_logging
from bot.program.services import ProcessServices
from bot.program.settings import Settings
from domain.act import Act
from domain.ids import TelegramId
from handlers import notices as handlers_notices
from sandbox import Phone, Sandbox, sample
from sandbox.sample import workbook
from storage.accounts import codes
from storage.database import schema
from storage.people import actors as people_actors
from storage.people import staff as people_staff
from storage.upkeep import monitoring

log = logging.getLogger("bangkom")

PORT = 8765
CATCH_UP_SECONDS = 10.0
"""Real seconds; the clock goes on even if a message cannot be sent."""
HANDS = 8
"""Phones that are linked at the same time; few enough for a slow machine."""


async def run(*, port: int | None, browser: bool, keep: Path | None) -> int:
    """Runs in the foreground until interrupted; prints one address."""
    set_up_logging("WARNING", "text")
    stop = asyncio.Event()
    with _folder(keep) as folder:
        # Every start has a new Telegram: its ids of files and updates are new, too.
        token = f"{10**9 + secrets.randbelow(10**9)}:SANDBOX"
        sandbox = Sandbox(token=token)
        sandbox.language = os.environ.get("DEFAULT_LANGUAGE", sandbox.language)
        _resume_clock(sandbox, folder / "jam.txt")
        async with AsyncExitStack() as stack:
            url = await stack.enter_async_context(sandbox.serve(port=free_port(port or PORT)))
            settings = _settings(folder, token, url, sandbox.language)
            clock = DeskClock(sandbox.clock.now)
            app = build_application(settings, clock)
            stack.enter_context(only_one(app.services.store))
            await _load(settings, clock, folder, app)
            phones = _hand_out(sandbox)
            known = await _welcome_back(sandbox, app, phones)
            await stack.enter_async_context(running(app))
            await _move_in(app, phones, known)
            sandbox.clock.on_move(lambda: _catch_up(app))
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
            sys.stdout.write(f"\nBangkom is ready: {url}\nStop it with Ctrl+C.\n")
            sys.stdout.flush()
            if browser and (os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32")):
                webbrowser.open(url)
            await stop.wait()
    return 0


async def _catch_up(app: Bangkom) -> None:
    """The clock was moved: does what is due now, and waits until its messages are sent."""
    services = app.services
    await ticks.run_all(services)
    with suppress(TimeoutError):
        async with asyncio.timeout(CATCH_UP_SECONDS):
            while await _is_sending(services):
                services.wake.set()
                await asyncio.sleep(0.02)


async def _is_sending(services: ProcessServices) -> bool:
    clock = services.clock
    found = await monitoring.standing(
        services.store,
        now=clock.now(),
        real_now=clock.real(),
        rate=float(services.settings.send_rate),
        kinds=handlers_notices.KINDS,
    )
    return found.due + found.sending > 0


def _settings(folder: Path, token: str, url: str, language: str) -> Settings:
    return Settings.parse(
        {
            "BOT_TOKEN": token,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
            "QUIET_HOURS": "00:00-00:00",
            "DEFAULT_LANGUAGE": language,
            "HR_CONTACT": "061-000000, contoh",
        }
    )


async def _load(settings: Settings, clock: DeskClock, folder: Path, app: Bangkom) -> None:
    """Loads the sample workbook as HR would, once; a kept folder keeps its data."""
    file = folder / "contoh.xlsx"
    if file.exists():
        return
    await schema.migrate(app.services.store)
    today = clock.now().astimezone(ZoneInfo(settings.timezone)).date()
    file.write_bytes(workbook(today))
    await importing.import_files(settings, [file], clock=clock, dry_run=False, yes=True)
    await people_staff.grant_hr(app.services.store, nip=sample.HR_PHONE.nip, now=clock.now())


def _resume_clock(sandbox: Sandbox, file: Path) -> None:
    """Moves the clock to where it was in a kept folder: stored times are not in the future."""
    if file.exists():
        sandbox.clock.advance(timedelta(seconds=float(file.read_text())))

    def remember() -> None:
        file.write_text(str(sandbox.clock.ahead.total_seconds()))

    sandbox.clock.on_move(remember)


def _hand_out(sandbox: Sandbox) -> list[Phone]:
    """Gives people their phones, always in the same order: accounts keep their Telegram ids."""

    def phone(person: sample.Resident, role: str = "") -> Phone:
        return sandbox.phone(
            name=person.name,
            number=person.phone,
            language=sandbox.language,
            role=role,
            visible=bool(role),
        )

    shown = [phone(person, f"ASN {number}") for number, person in enumerate(sample.PHONES, 1)]
    return [*shown, phone(sample.HR_PHONE, "HR"), *map(phone, sample.SILENT)]


async def _welcome_back(sandbox: Sandbox, app: Bangkom, phones: list[Phone]) -> list[Phone]:
    """Opens the chats of people who are linked in a kept folder: the bot may write to them."""
    known = []
    today = app.services.clock.now().date()
    for phone in phones:
        account = TelegramId(phone.telegram_id)
        actor, _ = await people_actors.resolve(app.services.store, account, today)
        if actor is not None:
            sandbox.open_chat(phone)
            known.append(phone)
    return known


async def _move_in(app: Bangkom, phones: list[Phone], known: list[Phone]) -> None:
    """Links HR and the phones without a place on the page; people who were linked get the menu."""
    hr, *silent = phones[len(sample.PHONES) :]
    hands = asyncio.Semaphore(HANDS)
    if hr not in known:
        await _link(app, hr, hands, await _code(app))
    await asyncio.gather(*(_link(app, phone, hands) for phone in silent if phone not in known))
    for phone in known:
        if phone.visible:
            await phone.start()


async def _code(app: Bangkom) -> str:
    """The one-time code of the HR person, as `bangkom grant` prints it."""
    services = app.services
    person = await people_staff.by_nip(services.store, sample.HR_PHONE.nip)
    code = person and await codes.issue(
        services.store,
        Act(by=None, once=None, now=services.clock.now(), real_now=services.clock.real()),
        person_id=person,
    )
    if not code:
        raise RuntimeError("the sample has no HR person")
    return code


async def _link(
    app: Bangkom, phone: Phone, hands: asyncio.Semaphore, code: str | None = None
) -> None:
    words = app.services.words(None)
    agree, done = words.label("Setuju"), words.label("Kompetensi Saya")
    async with hands:
        await phone.start(f"k-{code}" if code else "")
        await phone.until(lambda p: agree in p.labels, timeout=60)
        await phone.tap(agree)
        await phone.until(lambda p: p.keyboard_labels, timeout=60)
        await phone.share_contact()
        await phone.until(lambda p: done in p.labels, timeout=60)


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that is free."""
    for port in range(wanted, min(wanted + 50, 65536)):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise RuntimeError(f"no free port from {wanted} on; give another one with --port")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="bangkom-") as name:
        yield Path(name)
