"""Builds the program and runs it from start to a clean stop."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram.ext import Application, ContextTypes, ExtBot

from bot import commands, ticks
from bot.context import Bangkom, BotContext, Services
from bot.delivery import Dispatcher
from bot.errors import on_error
from bot.intake import Intake
from bot.presenter import Presenter
from bot.request import TelegramRequest
from bot.settings import Settings
from domain.clock import Clock
from handlers import register
from storage import people, schema
from storage.engine import Store

log = logging.getLogger("bangkom")

STOP_SECONDS = 10.0


class SchemaTooOldError(RuntimeError):
    """The database is older than this program; run `bangkom migrate` first."""


def build_application(settings: Settings, clock: Clock) -> Bangkom:
    """Wires engine, PTB Application and routes together; opens nothing yet."""
    store = Store(settings.database_url)
    bot: ExtBot[None] = ExtBot(
        token=settings.bot_token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=TelegramRequest(connections=128, proxy_url=settings.proxy_url),
        get_updates_request=TelegramRequest(connections=4, proxy_url=settings.proxy_url),
    )

    async def remember_picture(digest: str, file_id: str) -> None:
        await people.keep_picture(
            store, bot_id=settings.bot_id, digest=digest, file_id=file_id, now=clock.real()
        )

    services = Services(settings, store, clock, Presenter(bot, remember_picture))
    app = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=BotContext))
        .updater(None)
        # The lanes of the intake decide what runs in parallel.
        .application_class(Bangkom, {"services": services})
        .build()
    )
    if not isinstance(app, Bangkom):
        raise TypeError("PTB built another application")
    register(app)
    app.add_error_handler(on_error)
    ticks.schedule(app)
    return app


@asynccontextmanager
async def running(app: Bangkom, *, rate: float | None = None) -> AsyncIterator[Intake]:
    """The program at work: intake, dispatcher and ticks; stops cleanly.

    `rate` replaces SEND_RATE in measurements; infinite opens the gate.
    """
    services = app.services
    await prepare_schema(services.store)
    await app.initialize()
    services.username = app.bot.username
    await app.start()
    pace: float | None = float(services.settings.send_rate) if rate is None else rate
    dispatcher = Dispatcher(services, rate=None if pace == float("inf") else pace)
    intake = Intake(app)
    polling = asyncio.create_task(intake.run())
    sending = asyncio.create_task(dispatcher.run())
    services.in_background(commands.announce(services))
    try:
        yield intake
    finally:
        await _stop(polling)
        with suppress(Exception):
            await intake.confirm()
        await _stop(sending)
        if services.background:
            await asyncio.wait(services.background, timeout=STOP_SECONDS)
        await app.stop()
        await app.shutdown()
        await services.store.close()


async def run(settings: Settings, clock: Clock) -> None:
    """Runs until cancelled; raises what ended the intake or the dispatcher."""
    app = build_application(settings, clock)
    async with running(app):
        log.info("running", extra={"bot": settings.bot_id})
        await asyncio.Event().wait()


async def prepare_schema(store: Store) -> None:
    """SQLite migrates itself; anything else has to be brought up to date before."""
    if store.is_sqlite:
        await schema.migrate(store)
    elif not await schema.is_current(store):
        raise SchemaTooOldError


async def _stop(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
