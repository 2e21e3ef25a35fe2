"""While Telegram does not answer no promised message is tried: its tries would be wasted."""

import asyncio
import logging
from contextlib import suppress

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.program.pulse import Pulse

log = logging.getLogger("bangkom.delivery")

PROBE_SECONDS = 10.0
"""Limit of the call that asks whether Telegram answers."""
LONGEST_PAUSE = 30.0
"""Seconds between two such calls; the pause doubles up to this."""


class Outage:
    """Shared by the workers of a dispatcher: whether to ask Telegram before the next send."""

    def __init__(self, bot: Bot, pulse: Pulse) -> None:
        self._bot = bot
        self._pulse = pulse
        self._suspected = False
        self._refused: InvalidToken | None = None
        self._asking = asyncio.Lock()

    def suspect(self, error: Exception) -> None:
        """Notes a call that got no answer of Telegram, or one that ends all sending."""
        self._suspected = True
        if isinstance(error, InvalidToken):
            self._refused = error

    async def over(self) -> None:
        """Returns once Telegram answers; at once if no call failed before. Raises InvalidToken."""
        if self._refused is not None:
            raise self._refused
        if not self._suspected:
            return
        async with self._asking:
            wait = 1.0
            while self._suspected:
                self._pulse.looked = self._pulse.beat()
                if await self._answers():
                    self._suspected = False
                    if wait > 1.0:
                        log.warning("Telegram answers again, sending goes on")
                    return
                if wait == 1.0:
                    log.warning("Telegram does not answer, sending pauses")
                await asyncio.sleep(wait)
                wait = min(LONGEST_PAUSE, wait * 2)

    async def _answers(self) -> bool:
        with suppress(NetworkError, TimeoutError):
            try:
                async with asyncio.timeout(PROBE_SECONDS):
                    await self._bot.get_me()
            except (NetworkError, InvalidToken):
                raise
            except TelegramError:
                return True  # Telegram refuses the call, but it answers
            return True
        return False
