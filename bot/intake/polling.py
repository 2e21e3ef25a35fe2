"""Polling that confirms an update only after it was handled.

PTB's own Updater confirms a batch before it is handled: if the process is killed, the updates in
memory are lost. Here the offset moves only past updates whose effect is committed.
"""

import asyncio
import logging
import time
import warnings
from collections import deque
from contextlib import suppress
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

from bot.intake.handling import kind_of, prove
from bot.intake.lanes import Lanes
from bot.intake.polling_turn import PollingTurn
from bot.intake.replying import Bangkom

log = logging.getLogger("bangkom.intake")

ALLOWED = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
"""How long Telegram may hold a poll open; it closes idle connections after some 40 s."""
WINDOW = 100
"""Updates that Telegram gives in one call; also the most without a confirmation."""
WINDOW_STEP = 25
"""Updates that must be confirmed before the window is filled up again."""
LOOK_SECONDS = 0.6
"""Seconds until the next poll, however slow the updates at work are. A poll within half a second
of the last one gets a single update."""
PROVE_EVERY_SECONDS = 5.0
"""While the window is full no new update comes in whose commit would show that all is well."""
MOST_RETURNS = 60
"""Some ten minutes: deliveries of an update that cannot be handled while others can."""
LARGEST_ID = 2**63 - 1
"""The largest number that fits a column for ids; Telegram's own are far smaller."""
QUIET_SECONDS = 60.0
"""The same trouble is not logged again sooner; a shorter silence of Telegram is no trouble."""


class HopelessError(Exception):
    """Telegram delivered one update again for minutes while updates of others were handled."""


class Intake:
    """Fetches updates, runs one lane per person, and confirms them in order, without gaps.

    The next updates are fetched as soon as a good part of the window is confirmed, so that the
    processor has work while Telegram answers.
    """

    def __init__(self, app: Bangkom, turn: PollingTurn) -> None:
        self.app = app
        self.turn = turn
        self.lanes = Lanes(app)
        self.offset: int | None = None
        self._order: deque[int] = deque()
        """Fetched, not confirmed, in Telegram's order; ids may restart after a quiet week."""
        self._done: set[int] = set()
        self._at_work: set[int] = set()
        self._returns: dict[int, tuple[int, float]] = {}
        """By update: how often its lane gave it back while others were committed, and when last
        (monotonic seconds)."""
        self._moved = asyncio.Event()
        self._complained: dict[str, float] = {}
        # PTB recommends its own getUpdates, which fails as a whole if one update cannot be parsed.
        warnings.filterwarnings("ignore", ".*getUpdates.*", PTBUserWarning)

    async def run(self) -> None:
        """Polls until cancelled. Raises InvalidToken: only the operator can mend that."""
        wait, turn = 0.0, 0
        while True:
            await asyncio.sleep(wait)
            pulse = self.app.services.pulse
            if not self.turn.mine:
                pulse.polling = None
            if (taken := await self.turn.wait()) != turn:
                # Another process may have polled before: Telegram knows what is confirmed.
                turn, self.offset = taken, None
                self._forget()
            if pulse.polling is None:
                pulse.polling = pulse.beat()
            # Updates that were given back are delivered again by the next poll.
            updates = await self._fetch(0 if self._order else POLL_SECONDS)
            if updates is None:
                wait = min(30.0, max(1.0, wait * 2))
                continue
            wait = 0.0
            pulse.polled = pulse.beat()
            self._show(updates)
            store = self.app.services.store
            if self._is_stuck() and time.monotonic() - store.committed > PROVE_EVERY_SECONDS:
                await prove(self.app.services)
            await self._some_out()

    async def finish(self) -> None:
        """Before the program stops: waits for the lanes, then confirms what is done."""
        await self.lanes.finish()
        self._advance()
        if self.offset is not None:
            await self._call(seconds=0, limit=1)

    def _show(self, updates: list[dict[str, Any]]) -> None:
        """Takes in new and repeated updates; forgets those that Telegram no longer delivers.

        Telegram forgets a tap that is not confirmed within a few minutes.
        """
        window = {int(raw["update_id"]): raw for raw in updates}
        self._order = deque(window)
        self._done &= set(window)
        self._returns = {n: times for n, times in self._returns.items() if n in window}
        for number, raw in window.items():
            if number not in self._at_work and number not in self._done:
                self._take_in(number, raw)

    def _take_in(self, number: int, raw: dict[str, Any]) -> None:
        update = parse(self.app, raw)
        if update is None:
            self._done.add(number)
            return
        if self._is_hopeless(number):
            services = self.app.services
            services.in_background(self.app.process_error(update, HopelessError()))
            self._done.add(number)
            return
        self._at_work.add(number)
        self.lanes.enter(update).add_done_callback(lambda told: self._out(number, told.result()))

    def _is_hopeless(self, number: int) -> bool:
        """Whether this update alone keeps Telegram from delivering those of other people."""
        return self._returns.get(number, (0, 0.0))[0] >= MOST_RETURNS and self._is_stuck()

    def _is_stuck(self) -> bool:
        """Whether Telegram delivers nothing new although most of the window is handled."""
        return len(self._order) >= WINDOW and len(self._done) > WINDOW // 2

    def _out(self, number: int, handled: bool) -> None:
        self._at_work.discard(number)
        if number not in self._order:
            return  # Telegram has forgotten it, or was asked again
        times, since = self._returns.pop(number, (0, 0.0))
        if handled:
            self._done.add(number)
        else:
            # While no effect at all could be committed, this update is not the cause.
            times += self.app.services.store.committed > since
            self._returns[number] = times, time.monotonic()
        self._moved.set()

    def _forget(self) -> None:
        self._order.clear()
        self._done.clear()
        self._returns.clear()

    async def _some_out(self) -> None:
        """Waits until a good part of the window is confirmed, or it is time to poll again."""
        confirmed = self._advance()
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                while self._order and confirmed < WINDOW_STEP:
                    self._moved.clear()
                    await self._moved.wait()
                    confirmed += self._advance()

    def _advance(self) -> int:
        """Moves the offset past the updates that are done without a gap; returns how many."""
        count = 0
        while self._order and self._order[0] in self._done:
            number = self._order.popleft()
            self._done.discard(number)
            self._returns.pop(number, None)
            self.offset = number + 1
            count += 1
        return count

    async def _fetch(self, seconds: int) -> list[dict[str, Any]] | None:
        try:
            # A hard limit around the call: a leaked connection must not mean hours of silence.
            async with asyncio.timeout(POLL_SECONDS + 15):
                return await self._call(seconds=seconds, limit=WINDOW)
        except InvalidToken:
            raise
        except Conflict:
            self.app.services.pulse.conflict = self.app.services.pulse.beat()
            self._complain("another poller uses this token, or a webhook is set")
        except RetryAfter as error:
            log.warning("told to wait", extra={"seconds": str(error.retry_after)})
        except (NetworkError, TimeoutError) as error:
            # Telegram closes idle polls after some 40 s: expected, not worth a warning.
            log.debug("poll failed", extra={"reason": type(error).__name__})
            pulse = self.app.services.pulse
            if (pulse.since(pulse.polled or pulse.started) or 0) > QUIET_SECONDS:
                self._complain("Telegram does not answer, it is asked again and again")
        except TelegramError as error:
            log.warning("poll refused", extra={"reason": type(error).__name__})
        return None

    def _complain(self, words: str) -> None:
        """Logs a trouble of polling; the same one is not logged with every poll."""
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
        # Parsed one by one: an update that PTB cannot parse must not block the others.
        try:
            answer: Any = await self.app.bot.do_api_request(
                "getUpdates", api_kwargs=arguments, read_timeout=seconds + 10
            )
        except EndPointNotFound as error:
            # Called this way, PTB reports a refused token as a method that does not exist.
            raise InvalidToken from error
        return list(answer)


def parse(app: Bangkom, raw: dict[str, Any]) -> Update | None:
    """The update as PTB's object; None if it cannot be handled (it must not block the others).

    PTB cannot parse it, or it has no sender whom the bot could answer.
    """
    try:
        update = Update.de_json(raw, app.bot)
    except Exception:
        log.exception("update passed over", extra={"update": raw.get("update_id")})
        app.services.metrics.updates.labels("unreadable", "passed over").inc()
        return None
    if not _has_sender(update):
        log.info("update without a sender passed over", extra={"update": update.update_id})
        app.services.metrics.updates.labels(kind_of(update), "passed over").inc()
        return None
    return update


def _has_sender(update: Update) -> bool:
    user, number = update.effective_user, update.update_id
    if user is None or not isinstance(user.id, int) or not isinstance(number, int):
        return False
    return 0 < user.id <= LARGEST_ID and 0 <= number <= LARGEST_ID
