"""Polling that handles first and confirms after.

PTB's own Updater confirms a batch before it is handled: what is in memory when the process is
killed is lost for good. Here the offset moves only past updates whose effect stands.
"""

import asyncio
import logging
import time
import warnings
from collections import deque
from typing import Any

from telegram import Update
from telegram.error import (
    Conflict,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.warnings import PTBUserWarning

from bot.context import Bangkom
from bot.lanes import Lanes
from bot.polling_turn import PollingTurn

log = logging.getLogger("bangkom.intake")

ALLOWED = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
WINDOW_STEP = 25
"""Updates confirmed until the window is filled up again (Telegram gives 100 at once)."""
FINISH_SECONDS = 10.0
QUIET_SECONDS = 60.0
"""A complaint that stays the same is not repeated sooner; silence is no complaint before."""


class Intake:
    """Fetches updates raw, runs one lane per person, and confirms what is done without a gap.

    While a window of updates is at work, the next one is fetched as soon as a good part of it is
    confirmed, so that the processor has work while Telegram answers.
    """

    def __init__(self, app: Bangkom, turn: PollingTurn) -> None:
        self.app = app
        self.turn = turn
        self.lanes = Lanes(app)
        self.offset: int | None = None
        self._order: deque[int] = deque()
        """Fetched and not confirmed, in Telegram's order: ids restart lower after a quiet week."""
        self._done: set[int] = set()
        self._held: set[int] = set()
        self._open = 0
        """Taken in, and neither done nor held."""
        self._moved = asyncio.Event()
        self._complained: dict[str, float] = {}
        # PTB recommends its own getUpdates, which fails as a whole on one bad update.
        warnings.filterwarnings("ignore", ".*getUpdates.*", PTBUserWarning)

    async def run(self) -> None:
        """Polls until cancelled. Raises InvalidToken: only a person can mend that."""
        wait, turn = 0.0, 0
        while True:
            await asyncio.sleep(wait)
            pulse = self.app.services.pulse
            if not self.turn.mine:
                pulse.polling = None
            if (taken := await self.turn.wait()) != turn:
                # Somebody else may have polled meanwhile: Telegram knows what is confirmed.
                turn, self.offset = taken, None
                self._forget()
            if pulse.polling is None:
                pulse.polling = pulse.beat()
            updates = await self._fetch(0 if self._open else POLL_SECONDS)
            failed = updates is None
            if updates is not None:
                pulse.polled = pulse.beat()
                # Behind one that has to come again nothing is begun: it would be overtaken.
                for raw in updates if not self._held else ():
                    self._take_in(raw)
                await self._some_confirmed()
            held = bool(self._held) and not self._open
            if held:
                # They stay with Telegram and come again with the next poll.
                self._order.clear()
                self._held.clear()
            wait = min(30.0, max(1.0, wait * 2)) if failed or held else 0.0

    async def finish(self) -> None:
        """Before stopping: lets the lanes end, then tells Telegram how far everything is done."""
        if self.lanes.at_work:
            await asyncio.wait(self.lanes.at_work, timeout=FINISH_SECONDS)
        for task in self.lanes.at_work:
            task.cancel()
        self._advance()
        if self.offset is not None:
            await self._call(seconds=0, limit=1)

    def _take_in(self, raw: dict[str, Any]) -> None:
        number = int(raw["update_id"])
        if number in self._order:
            return
        self._order.append(number)
        update = None if number in self._done else parse(self.app, raw)
        if update is None:
            self._done.add(number)
            return
        self._open += 1
        self.lanes.enter(update).add_done_callback(lambda told: self._out(number, told))

    def _out(self, number: int, told: "asyncio.Future[bool]") -> None:
        self._open -= 1
        (self._done if told.result() else self._held).add(number)
        self._moved.set()

    def _forget(self) -> None:
        self._order.clear()
        self._done.clear()
        self._held.clear()

    async def _some_confirmed(self) -> None:
        """Until a good part of the window is confirmed, or nothing is at work any more.

        Where one has to come again: until the others are at their end.
        """
        confirmed = self._advance()
        while self._open and (self._held or confirmed < WINDOW_STEP):
            self._moved.clear()
            await self._moved.wait()
            confirmed += self._advance()

    def _advance(self) -> int:
        """Moves the offset past what is done without a gap; returns how many."""
        count = 0
        while self._order and self._order[0] in self._done:
            number = self._order.popleft()
            self._done.discard(number)
            self.offset = number + 1
            count += 1
        return count

    async def _fetch(self, seconds: int) -> list[dict[str, Any]] | None:
        try:
            # The hard bound around the call: a leaked connection must not mean silence for hours.
            async with asyncio.timeout(POLL_SECONDS + 15):
                return await self._call(seconds=seconds, limit=100)
        except InvalidToken:
            raise
        except Conflict:
            self.app.services.pulse.conflict = self.app.services.pulse.beat()
            self._complain("another poller uses this token, or a webhook is set")
        except RetryAfter as error:
            log.warning("told to wait", extra={"seconds": str(error.retry_after)})
        except (NetworkError, TimeoutError) as error:
            # Telegram closes idle polls after some 40 s: expected noise.
            log.debug("poll failed", extra={"reason": type(error).__name__})
            pulse = self.app.services.pulse
            if (pulse.since(pulse.polled or pulse.started) or 0) > QUIET_SECONDS:
                self._complain("Telegram does not answer, it is asked again and again")
        except TelegramError as error:
            log.warning("poll refused", extra={"reason": type(error).__name__})
        return None

    def _complain(self, words: str) -> None:
        """A complaint that stays the same is not repeated with every poll."""
        now = time.monotonic()
        if now - self._complained.get(words, -QUIET_SECONDS) >= QUIET_SECONDS:
            self._complained[words] = now
            log.warning(words)

    async def _call(self, *, seconds: int, limit: int) -> list[dict[str, Any]]:
        arguments: dict[str, Any] = {
            "timeout": seconds,
            "limit": limit,
            "allowed_updates": list(ALLOWED),
        }
        if self.offset is not None:
            arguments["offset"] = self.offset
        # Raw, because one update that PTB cannot parse must not block everybody else's.
        try:
            answer: Any = await self.app.bot.do_api_request(
                "getUpdates", api_kwargs=arguments, read_timeout=seconds + 10
            )
        except EndPointNotFound as error:
            # PTB takes a refused token for a method that does not exist, where it is called raw.
            raise InvalidToken from error
        return list(answer)


def parse(app: Bangkom, raw: dict[str, Any]) -> Update | None:
    """An update as PTB sees it; None where it cannot, which must not block everybody."""
    try:
        return Update.de_json(raw, app.bot)
    except Exception:
        log.exception("update passed over", extra={"update": raw.get("update_id")})
        app.services.metrics.updates.labels("unreadable", "passed over").inc()
        return None
