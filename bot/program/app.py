"""Builds the program, and runs it from its start to a clean stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes, ExtBot

from bot.intake.polling import Intake
from bot.intake.polling_turn import PollingTurn, alone
from bot.intake.replying import Bangkom, BotContext
from bot.intake.troubles import on_error
from bot.intake.webhook import Webhook
from bot.program import command_menu, ticks
from bot.program.duty import Duty
from bot.program.metrics import Metrics
from bot.program.pulse import STARTING
from bot.program.services import ProcessServices
from bot.program.settings import Settings
from bot.program.web import Context, standing
from bot.sending.dispatcher import BATCH, WORKERS, Dispatcher
from bot.sending.presenter import Presenter
from bot.sending.request import TelegramRequest
from domain.clock import Clock
from handlers.capabilities import register
from storage.database import errors, schema
from storage.database.store import Store, is_database_away
from storage.outbox import messages
from storage.people import actors as people_actors

log = logging.getLogger("bangkom")

STOP_SECONDS = 10.0

Tasks = list[asyncio.Task[None]]


def build_application(settings: Settings, clock: Clock) -> Bangkom:
    """Wires database, PTB Application and routes together; opens no connection yet."""
    store = Store(settings.database_url)
    metrics = Metrics()
    bot = _bot(settings, metrics, connections=128)
    courier = _bot(settings, metrics, connections=WORKERS * BATCH)

    async def remember_picture(digest: str, file_id: str) -> None:
        try:
            await people_actors.keep_picture(
                store, bot_id=settings.bot_id, digest=digest, file_id=file_id, now=clock.real()
            )
        except Exception as error:
            if not is_database_away(error):
                raise
            # The person has the picture; without its file id it is uploaded again next time.
            log.info("name of a picture not kept", extra={"reason": type(error).__name__})

    services = ProcessServices(
        settings=settings,
        store=store,
        clock=clock,
        presenter=Presenter(bot, remember_picture),
        courier=Presenter(courier, remember_picture),
        duty=Duty(store),
        metrics=metrics,
    )
    app = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=BotContext))
        .updater(None)
        # The intake's lanes decide which updates run in parallel.
        .application_class(Bangkom, {"services": services})
        .build()
    )
    if not isinstance(app, Bangkom):
        raise TypeError("PTB built another application")
    register(app)
    app.add_error_handler(on_error)
    ticks.schedule(app)
    return app


def _bot(settings: Settings, metrics: Metrics, *, connections: int) -> ExtBot[None]:
    return ExtBot(
        token=settings.bot_token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=TelegramRequest(
            connections=connections, proxy_url=settings.proxy_url, metrics=metrics
        ),
        get_updates_request=TelegramRequest(
            connections=4, proxy_url=settings.proxy_url, metrics=metrics
        ),
    )


@asynccontextmanager
async def running(
    app: Bangkom, *, rate: float | None = None, place: Context | None = None
) -> AsyncIterator[Tasks]:
    """Runs intake, dispatcher and ticks, and stops them cleanly; yields the tasks that never end.

    `rate` replaces SEND_RATE in tests and measurements; infinite means no limit. `place` is
    acquired before all but the web pages begin.
    """
    services = app.services
    webhook = Webhook(app) if services.settings.webhook_url else None
    async with standing(app, webhook, place or nullcontext()) as work:
        for closes in (services.store.close, app.bot.shutdown, services.courier.bot.shutdown):
            work.push_async_callback(closes)
        tasks = await work.enter_async_context(_working(app, webhook, rate))
        services.pulse.waits_for = None
        yield tasks


@asynccontextmanager
async def _working(
    app: Bangkom, webhook: Webhook | None, rate: float | None
) -> AsyncIterator[Tasks]:
    services = app.services
    await _open_store(services)
    if services.store.is_sqlite:
        await messages.end_leases(services.store, real_now=services.clock.real())
    await _connect(app)
    services.username = app.bot.username
    await services.duty.look()
    await app.start()
    pace: float | None = float(services.settings.send_rate) if rate is None else rate
    dispatcher = Dispatcher(services, rate=None if pace == float("inf") else pace)
    duty = asyncio.create_task(services.duty.run())
    sending = asyncio.create_task(dispatcher.run())
    watching = asyncio.create_task(services.pulse.watch(services.clock))
    services.in_background(command_menu.announce(services))
    try:
        async with _pushed(webhook) if webhook else _polling(app) as tasks:
            yield [*tasks, sending, duty]
    finally:
        services.pulse.stopping = True
        await _stop(watching)
        await _stop(sending)
        await _stop(duty)
        if services.background:
            await asyncio.wait(services.background, timeout=STOP_SECONDS)
        await app.stop()
        await app.shutdown()


@asynccontextmanager
async def _polling(app: Bangkom) -> AsyncIterator[Tasks]:
    """Polls Telegram for updates while this process may poll."""
    turn = PollingTurn(app.services.store, app.services.settings.bot_id)
    intake = Intake(app, turn)
    holding, polling = asyncio.create_task(turn.run()), asyncio.create_task(intake.run())
    try:
        yield [polling, holding]
    finally:
        await _stop(polling)
        with suppress(Exception):
            await intake.finish()
        await _stop(holding)


@asynccontextmanager
async def _pushed(webhook: Webhook) -> AsyncIterator[Tasks]:
    """Receives the updates that Telegram pushes."""
    lanes, watching = asyncio.create_task(webhook.run()), asyncio.create_task(webhook.watch())
    try:
        yield [lanes, watching]
    finally:
        await _stop(watching)
        await webhook.finish()
        await _stop(lanes)


async def run(settings: Settings, clock: Clock) -> int:
    """Runs until SIGTERM or SIGINT; raises what ended the intake or the dispatcher."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_, stop.set)
    app = build_application(settings, clock)
    work = asyncio.create_task(_at_work(app))
    waiting = asyncio.create_task(stop.wait())
    # The signal must end the program at any moment, also while Telegram does not answer.
    await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
    log.info("stopped")
    return 0


async def prepare_schema(store: Store) -> None:
    """Migrates a SQLite database; any other must be migrated before the start."""
    if store.is_sqlite:
        await schema.migrate(store)
    await schema.check(store)


async def _open_store(services: ProcessServices) -> None:
    """Waits for the database: if both restart together, no operator must be needed."""
    wait = 1.0
    while True:
        try:
            await prepare_schema(services.store)
        except Exception as error:
            if not is_database_away(error):
                raise
            services.pulse.waits_for = reason = errors.sentence(error)
            log.warning("the database cannot be used", extra={"reason": reason})
            await asyncio.sleep(wait)
            wait = min(30.0, wait * 2)
        else:
            services.pulse.waits_for = STARTING
            return


async def _connect(app: Bangkom) -> None:
    """Asks Telegram for the bot's name, until it answers. Raises InvalidToken."""
    wait = 1.0
    while True:
        try:
            await app.initialize()
            await app.services.courier.bot.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            app.services.pulse.waits_for = "Telegram does not answer: it is asked again and again."
            log.warning("Telegram does not answer", extra={"reason": type(error).__name__})
            await asyncio.sleep(wait)
            wait = min(30.0, wait * 2)
        else:
            return


async def _at_work(app: Bangkom) -> None:
    """Runs the program until one of its tasks ends with an error."""
    place = alone(app.services.store, app.services.pulse)
    async with running(app, place=place) as tasks:
        log.info("running", extra={"bot": app.services.settings.bot_id})
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


async def _stop(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
