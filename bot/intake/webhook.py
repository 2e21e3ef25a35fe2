"""Updates that Telegram pushes: answered with 200 only after their effect is committed.

PTB's own webhook answers first: if the process is killed, the updates in memory are lost. Replicas
may stand behind any balancer, with the same secret.
"""

import asyncio
import hmac
import json
import logging
import time
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.intake.lanes import Lanes
from bot.intake.polling import QUIET_SECONDS, parse
from bot.intake.replying import Bangkom
from bot.intake.shared_lanes import SharedLanes
from bot.program.services import MOST_TROUBLES
from bot.program.settings import Settings
from handlers.context import Bounded

log = logging.getLogger("bangkom.webhook")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_BYTES = 1_000_000
"""Bytes of one update; the largest that Telegram sends is far smaller."""
AGAIN_SECONDS = 2
"""Seconds of Retry-After while the program starts or the database is away."""

LOOK_SECONDS = 120.0
"""Seconds until Telegram is asked again which address it calls."""


class Webhook:
    """The endpoint that Telegram calls."""

    def __init__(self, app: Bangkom) -> None:
        settings = app.services.settings
        if not settings.webhook_url or not settings.webhook_secret:
            # Without a secret any sender could forge the updates of any person.
            raise ValueError("a webhook needs its address and its secret")
        self.app = app
        self.path = urlsplit(settings.webhook_url).path or "/"
        self.shared = None if app.services.store.is_sqlite else SharedLanes(app.services.store)
        self.lanes = Lanes(app, self.shared)
        self._secret = settings.webhook_secret.encode()
        app.services.alerted = Bounded(MOST_TROUBLES)
        self._strangers = 0
        self._told_of_strangers = float("-inf")

    @property
    def route(self) -> Route:
        """The route for the program's web server."""
        return Route(self.path, self.take_in, methods=["POST"])

    async def run(self) -> None:
        """Runs the lanes that replicas share, until cancelled."""
        if self.shared is None:
            await asyncio.Event().wait()
        else:
            await self.shared.run()

    async def watch(self) -> None:
        """Asks Telegram regularly which address it calls, until cancelled. Raises InvalidToken."""
        services = self.app.services
        while True:
            # While Telegram does not answer, its last answer stays valid.
            try:
                reason = await not_called(self.app.bot, services.settings)
            except InvalidToken:
                raise
            except TelegramError:
                pass
            else:
                if reason and services.pulse.not_called is None:
                    log.warning("Telegram does not call WEBHOOK_URL", extra={"reason": reason})
                services.pulse.not_called = reason
            await asyncio.sleep(LOOK_SECONDS)

    async def finish(self) -> None:
        """Before the program stops: waits until the lanes are empty."""
        await self.lanes.finish()

    async def take_in(self, request: Request) -> Response:
        """One update: 200 after it is handled, 503 if Telegram must deliver the update again."""
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
            # The request was cut off: Telegram delivers the update again, complete.
            log.warning("webhook called with something that is no update")
            return Response(status_code=400)
        pulse = self.app.services.pulse
        if pulse.waits_for is not None:
            return _later()
        pulse.pushed = pulse.beat()
        update = parse(self.app, raw)
        if update is None:
            # It could never be parsed, and would hold up later updates.
            return Response()
        # Telegram may close the connection; a handler that has begun is finished all the same.
        if await asyncio.shield(self.lanes.enter(update)):
            return self._done(update)
        return _later()

    def _done(self, update: Update) -> Response:
        """200; for a tap with the call that ends the waiting of its button, to save a call a tap.

        Telegram tells no outcome of a call in a response, and for this one none is needed.
        """
        query, alerted = update.callback_query, self.app.services.alerted
        if query is None or alerted is None or update.update_id in alerted:
            return Response()
        return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": query.id})

    def _count_stranger(self) -> None:
        """Logs the number of refused calls now and then: a line for each could fill the log."""
        self._strangers += 1
        now = time.monotonic()
        if now - self._told_of_strangers >= QUIET_SECONDS:
            log.warning("webhook called without the secret", extra={"times": self._strangers})
            self._strangers, self._told_of_strangers = 0, now

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode()
        return hmac.compare_digest(given, self._secret)


async def not_called(bot: Bot, settings: Settings) -> str | None:
    """Why Telegram does not call WEBHOOK_URL, or calls it while this program polls; else None."""
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
    """The update of a request.

    Raises _TooLargeError if the body is too long, ValueError if it is no update, RecursionError if
    it is nested too deeply.
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
