"""Reads one file of a chat in the background, up to its preview."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram.error import TelegramError

from domain.act import Act
from domain.ids import ImportId
from domain.imports.layout.passed import AS_SHOWN, Manner
from handlers.context import Context
from handlers.imports.outcomes import outcome
from handlers.imports.reading import stage_files
from handlers.imports.screens import run as screens
from handlers.screens.screen import Screen
from storage.imports import endings, runs

log = logging.getLogger("bangkom")

MEGABYTE = 1024 * 1024
SECONDS_BETWEEN_EDITS = 2.0
SECONDS_BETWEEN_SIGNS = 20.0
"""Between signs of life: if they stop, the promised message tells how the reading ended."""


def megabytes(size: int) -> int:
    """The size of a file, rounded up."""
    return -(-size // MEGABYTE)


class ChatReading:
    """Reads one file up to its preview; the progress is shown by editing one message."""

    def __init__(
        self,
        ctx: Context,
        run: ImportId,
        name: str,
        source: str,
        *,
        message_id: int = 0,
        manner: Manner = AS_SHOWN,
    ) -> None:
        self._services = ctx.services
        self._words = ctx.words
        self._chat_id = ctx.telegram_id
        self._act = ctx.act
        self._run_id = run
        self._name = name
        self._source = source
        self._manner = manner
        self._message_id = message_id
        """The message with the progress; 0: a new one is sent."""
        self._edited = 0.0
        self._alive = 0.0

    async def run(self) -> None:
        """Reads the file and shows the preview."""
        try:
            waits = self._services.reading_turn.locked()
            if waits:
                await self._show(screens.waiting(self._words, self._run_id, file=self._name))
            async with self._turn():
                end = await self._read(waited=waits)
        except Exception:
            await self._end(screens.interrupted(self._words, self._name))
            raise
        if end is not None:
            await self._end(end)

    async def _show(self, screen: Screen) -> None:
        if self._message_id:
            await self._edit(screen)
            return
        sent = await self._services.presenter.send(self._chat_id, screen)
        self._message_id = sent.message_id

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Waits until no other file is read: each reading takes a processor and much memory."""
        turn = self._services.reading_turn
        if not turn.locked():
            # Without a pause in which another reading could begin.
            await turn.acquire()
        else:
            await self._wait_for(asyncio.ensure_future(turn.acquire()))
        try:
            yield
        finally:
            turn.release()

    async def _wait_for(self, turn: "asyncio.Future[bool]") -> None:
        try:
            while not (await asyncio.wait({turn}, timeout=SECONDS_BETWEEN_SIGNS))[0]:
                await endings.alive(self._services.store, self._now())
        except BaseException:
            if not turn.cancel():
                self._services.reading_turn.release()
            raise

    async def _read(self, *, waited: bool) -> Screen | None:
        """The screen of the end; None if the reading was stopped before it began."""
        services = self._services
        if waited and not await runs.is_reading(services.store, self._run_id):
            # Hentikan has shown its answer long ago.
            await endings.ended(services.store, self._now(), shown=True)
            return None
        if not self._message_id:
            await self._show(self._reading(0, 0))
        with TemporaryDirectory(prefix="bangkom-") as folder:
            path = Path(folder) / f"berkas{Path(self._name).suffix.lower()}"
            file = await services.presenter.bot.get_file(self._source)
            await file.download_to_drive(path)
            made = await stage_files(
                services.store,
                self._run_id,
                [(path, self._name)],
                timezone=services.settings.timezone,
                now=services.clock.now(),
                progress=self._progress,
                manner=self._manner,
            )
        if made is None:
            return screens.ask(self._words)
        now = services.clock.now()
        return await outcome(services.store, self._words, self._run_id, made, now=now)

    async def _progress(self, done: int, total: int) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._edited >= SECONDS_BETWEEN_EDITS:
            self._edited = now
            await self._edit(self._reading(done, total))
        if now - self._alive >= SECONDS_BETWEEN_SIGNS:
            self._alive = now
            await endings.alive(self._services.store, self._now())

    async def _end(self, screen: Screen) -> None:
        """Shows the end here; if that fails, the message promised with the import shows it."""
        services = self._services
        shown = await self._edit(screen) or await self._sent(screen)
        await endings.ended(services.store, self._now(), shown=shown)
        services.wake.set()

    def _now(self) -> Act:
        """The act of the update that sent the file, at the present time."""
        clock = self._services.clock
        return replace(self._act, now=clock.now(), real_now=clock.real())

    async def _sent(self, screen: Screen) -> bool:
        try:
            await self._services.presenter.send(self._chat_id, screen)
        except TelegramError as error:
            log.info("end of reading not shown", extra={"reason": type(error).__name__})
            return False
        return True

    async def _edit(self, screen: Screen) -> bool:
        """Whether the screen is shown; the reading continues even if Telegram fails."""
        presenter = self._services.presenter
        try:
            return await presenter.edit_text(self._chat_id, self._message_id, screen)
        except TelegramError as error:
            log.info("progress not shown", extra={"reason": type(error).__name__})
            return False

    def _reading(self, done: int, total: int) -> Screen:
        return screens.reading(self._words, self._run_id, file=self._name, done=done, total=total)
