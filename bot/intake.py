"""Polling that handles first and confirms after.

PTB's own Updater confirms a batch before it is handled: what is in memory when the process is
killed is lost for good. Here the offset moves only past updates whose effect stands.
"""

import asyncio
import logging
import warnings
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.context import Bangkom
from bot.services import HANDLING, Handling

log = logging.getLogger("bangkom.intake")

ALLOWED = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
HANDLE_SECONDS = 5.0


class Intake:
    """Fetches updates raw, runs one lane per person, then confirms."""

    def __init__(self, app: Bangkom) -> None:
        self.app = app
        self.offset: int | None = None
        self.last_success: datetime | None = None
        self._done: set[int] = set()
        # PTB recommends its own getUpdates, which fails as a whole on one bad update.
        warnings.filterwarnings("ignore", ".*getUpdates.*", PTBUserWarning)

    async def run(self) -> None:
        """Polls until cancelled. Raises InvalidToken: only a person can mend that."""
        wait = 0.0
        while True:
            await asyncio.sleep(wait)
            updates = await self._fetch()
            if updates is None:
                wait = min(30.0, max(1.0, wait * 2))
                continue
            self.last_success = self.app.services.clock.real()
            held = await self.handle(updates)
            wait = min(30.0, max(1.0, wait * 2)) if held else 0.0

    async def confirm(self) -> None:
        """Tells Telegram, before stopping, how far everything was handled."""
        if self.offset is not None:
            await self._call(seconds=0, limit=1)

    async def handle(self, batch: Sequence[dict[str, Any]]) -> bool:
        """Handles a batch and moves the offset; True where an update had to stay with Telegram."""
        lanes: dict[int, list[Update]] = defaultdict(list)
        for raw in batch:
            update = self._parse(raw)
            if update is not None and update.update_id not in self._done:
                user = update.effective_user
                lanes[user.id if user else 0].append(update)
        held = [
            number
            for lane in await asyncio.gather(*(self._lane(lane) for lane in lanes.values()))
            for number in lane
        ]
        # Telegram's order, not the largest number: ids restart lower after a quiet week.
        for raw in batch:
            number = int(raw["update_id"])
            if number in held:
                break
            self.offset = number + 1
            self._done.discard(number)
        return bool(held)

    async def _fetch(self) -> list[dict[str, Any]] | None:
        try:
            # The hard bound around the call: a leaked connection must not mean silence for hours.
            async with asyncio.timeout(POLL_SECONDS + 15):
                return await self._call(seconds=POLL_SECONDS, limit=100)
        except InvalidToken:
            raise
        except Conflict:
            log.warning("another poller uses this token")
        except RetryAfter as error:
            log.warning("told to wait", extra={"seconds": str(error.retry_after)})
        except (NetworkError, TimeoutError) as error:
            # Telegram closes idle polls after some 40 s: expected noise.
            log.debug("poll failed", extra={"reason": type(error).__name__})
        except TelegramError as error:
            log.warning("poll refused", extra={"reason": type(error).__name__})
        return None

    async def _call(self, *, seconds: int, limit: int) -> list[dict[str, Any]]:
        arguments: dict[str, Any] = {
            "timeout": seconds,
            "limit": limit,
            "allowed_updates": list(ALLOWED),
        }
        if self.offset is not None:
            arguments["offset"] = self.offset
        # Raw, because one update that PTB cannot parse must not block everybody else's.
        answer: Any = await self.app.bot.do_api_request(
            "getUpdates", api_kwargs=arguments, read_timeout=seconds + 10
        )
        return list(answer)

    def _parse(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self.app.bot)
        except Exception:
            log.exception("update passed over", extra={"update": raw.get("update_id")})
            return None

    async def _lane(self, updates: list[Update]) -> list[int]:
        """One person's updates, in order; returns what has to stay with Telegram."""
        for position, update in enumerate(updates):
            if not await process(self.app, update):
                return [later.update_id for later in updates[position:]]
            self._done.add(update.update_id)
        return []


async def process(app: Bangkom, update: Update) -> bool:
    """Handles one update under its deadline; False when it must be delivered again."""
    places = app.services.places
    # Waiting for one's turn is no fault of the handler: the deadline starts at its place.
    await places.acquire()
    handling = Handling(update.update_id, place=places)
    token = HANDLING.set(handling)
    try:
        async with asyncio.timeout(HANDLE_SECONDS) as handling.deadline:
            await app.process_update(update)
    except TimeoutError as error:
        # Longer than any honest transaction: a bug, consumed like one.
        handling.deadline = None
        await app.process_error(update, error)
    finally:
        handling.deadline = None
        handling.committed()
        HANDLING.reset(token)
    return not handling.put_back
