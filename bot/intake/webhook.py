"""Updates that Telegram pushes: answered with 200 only when their effect stands.

PTB's own webhook answers before it handles: what is in memory when the process is killed is lost.
Replicas stand behind any balancer, each with the same secret.
"""

import asyncio
import hmac
import json
import logging
import time
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.intake.lanes import Lanes
from bot.intake.polling import QUIET_SECONDS, parse
from bot.intake.replying import Bangkom
from bot.intake.shared_lanes import SharedLanes
from bot.program.settings import Settings

log = logging.getLogger("bangkom.webhook")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_BYTES = 1_000_000
"""Of one update; the largest that Telegram sends is far smaller."""
AGAIN_SECONDS = 2
"""Retry-After while the program starts or the database is away."""

LOOK_SECONDS = 120.0
"""Until Telegram is asked again whom it calls."""


class Webhook:
    """The endpoint that Telegram calls."""

    def __init__(self, app: Bangkom) -> None:
        settings = app.services.settings
        if not settings.webhook_url or not settings.webhook_secret:
            # Without a secret anybody could speak in anybody's name.
            raise ValueError("a webhook needs its address and its secret")
        self.app = app
        self.path = urlsplit(settings.webhook_url).path or "/"
        self.shared = None if app.services.store.is_sqlite else SharedLanes(app.services.store)
        self.lanes = Lanes(app, self.shared)
        self._secret = settings.webhook_secret.encode()
        self._strangers = 0
        self._told_of_strangers = float("-inf")

    @property
    def route(self) -> Route:
        """For the program's web server."""
        return Route(self.path, self.take_in, methods=["POST"])

    async def run(self) -> None:
        """Looks after the lanes that replicas share, until cancelled."""
        if self.shared is None:
            await asyncio.Event().wait()
        else:
            await self.shared.run()

    async def watch(self) -> None:
        """Asks Telegram now and then whom it calls, until cancelled. Raises InvalidToken."""
        services = self.app.services
        while True:
            # While Telegram does not answer, what it said last holds.
            try:
                amiss = await not_called(self.app.bot, services.settings)
            except InvalidToken:
                raise
            except TelegramError:
                pass
            else:
                if amiss and services.pulse.not_called is None:
                    log.warning("Telegram does not call WEBHOOK_URL", extra={"reason": amiss})
                services.pulse.not_called = amiss
            await asyncio.sleep(LOOK_SECONDS)

    async def finish(self) -> None:
        """Before stopping: lets the lanes end."""
        await self.lanes.finish()

    async def take_in(self, request: Request) -> Response:
        """One update: 200 when it is handled for good, 503 when it has to come again."""
        if not self._is_telegram(request):
            self._count_stranger()
            return Response(status_code=403)
        try:
            raw = await _update_in(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except _TooLargeError:
            log.warning("webhook called with too much")
            return Response(status_code=413)
        except (ValueError, RecursionError):
            # Cut off on its way: it comes again, whole.
            log.warning("webhook called with something that is no update")
            return Response(status_code=400)
        pulse = self.app.services.pulse
        if pulse.waits_for is not None:
            return _later()
        pulse.pushed = pulse.beat()
        update = parse(self.app, raw)
        if update is None:
            # It would be refused for ever, and hold up those behind it.
            return Response()
        # The caller may go away; what was begun is brought to its end all the same.
        if await asyncio.shield(self.lanes.enter(update)):
            return Response()
        return _later()

    def _count_stranger(self) -> None:
        """Says now and then how many there were: anybody could fill the log otherwise."""
        self._strangers += 1
        now = time.monotonic()
        if now - self._told_of_strangers >= QUIET_SECONDS:
            log.warning("webhook called without the secret", extra={"times": self._strangers})
            self._strangers, self._told_of_strangers = 0, now

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode()
        return hmac.compare_digest(given, self._secret)


async def not_called(bot: Bot, settings: Settings) -> str | None:
    """Why Telegram does not call WEBHOOK_URL, or calls while updates are polled for; or None."""
    info = await bot.get_webhook_info()
    if info.url == (settings.webhook_url or ""):
        return None
    if not settings.webhook_url:
        return "A webhook is set, so polling is refused: run `bangkom webhook delete`."
    whom = "another address than WEBHOOK_URL" if info.url else "nobody"
    return f"Telegram calls {whom}: run `bangkom webhook set`."


def _later() -> Response:
    return Response(status_code=503, headers={"Retry-After": str(AGAIN_SECONDS)})


class _TooLargeError(Exception):
    """The body is larger than any update."""


async def _update_in(request: Request) -> dict[str, Any]:
    """Raises _TooLargeError where the body is too long, ValueError where it is no update.

    RecursionError where it is nested too deeply to be one.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise _TooLargeError
    raw = json.loads(bytes(body))
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        raise ValueError("no update")
    return raw
