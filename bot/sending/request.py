"""PTB's HTTP client, directly over aiohttp: stock httpx collapses with many calls in flight."""

import time
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import ClientConnectorError, ConnectionTimeoutError
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.program.diagnostics import redact
from bot.program.metrics import Metrics

POLL = "getUpdates"
EDITS = ("/editMessageText", "/editMessageCaption", "/editMessageReplyMarkup")
DONE = b'{"ok": true, "result": true}'
READ_SECONDS = 30.0
"""Seconds. A slow answer is still a success; after a time-out the outcome would be unknown."""
WRITE_SECONDS = 30.0
MEDIA_WRITE_SECONDS = 60.0
POOL_SECONDS = 15.0
"""How long a call waits for a free connection of the pool."""
KEEP_ALIVE_SECONDS = 60.0


class TelegramRequest(BaseRequest):
    """One pool of connections, made anew for every start."""

    __slots__ = ("_connect", "_connections", "_metrics", "_proxy", "_read", "_session")

    def __init__(
        self,
        *,
        connections: int,
        proxy_url: str | None = None,
        connect_timeout: float = 10.0,
        read_timeout: float = READ_SECONDS,
        metrics: Metrics | None = None,
    ) -> None:
        self._connections = connections
        self._proxy = proxy_url
        self._connect = connect_timeout
        self._read = read_timeout
        self._metrics = metrics
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS
            )
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self.USER_AGENT}
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Calls, counted by method and verdict. Raises TimedOut or NetworkError."""
        if self._session is None:
            raise RuntimeError("this request was not initialised")
        uploads = request_data is not None and request_data.contains_files
        connect = _seconds(connect_timeout, self._connect)
        read = _seconds(read_timeout, self._read)
        write = _seconds(write_timeout, MEDIA_WRITE_SECONDS if uploads else WRITE_SECONDS)
        reached = _seconds(pool_timeout, POOL_SECONDS) + connect
        timeout = aiohttp.ClientTimeout(
            total=reached + write + read,
            connect=reached,
            sock_connect=connect,
            sock_read=read,
        )
        name, began, verdict = url.rpartition("/")[2], time.monotonic(), "no answer"
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, proxy=self._proxy
            ) as answer:
                content = await answer.read()
                verdict = str(answer.status)
                if method == "POST" and not content.startswith(b"{"):
                    # A page of a proxy or gateway: its 404 says nothing about the token.
                    verdict = "no answer"
                    raise NetworkError(f"{answer.status} with something that is no answer")
                if answer.status == 200 and url.endswith(EDITS):
                    # No caller reads the edited message, and to parse it costs a tenth of a tap.
                    content = DONE
                return answer.status, content
        except TimeoutError as error:
            verdict = _verdict(error)
            raise TimedOut from error
        except aiohttp.ClientError as error:
            verdict = _verdict(error)
            # The error's own text could hold the address, and with it the token.
            raise NetworkError(type(error).__name__) from error
        finally:
            self._count(name, verdict, time.monotonic() - began)

    def _count(self, method: str, verdict: str, seconds: float) -> None:
        if self._metrics is not None:
            self._metrics.calls.labels(method, verdict).inc()
            if method != POLL:
                self._metrics.call_seconds.observe(seconds)


def refusal(error: TelegramError, api_url: str) -> str:
    """Why a call of the command line failed, in one sentence."""
    said = redact(str(error))
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return f"{redact(api_url)} does not answer as Telegram does ({said})"
    return f"Telegram answers: {said}"


def never_connected(error: BaseException) -> bool:
    """Whether a transport error means "not sent" because no connection was made.

    The root cause decides: after any other error Telegram may have read the call.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
            return True
        cause = cause.__cause__
    return False


def _verdict(error: BaseException) -> str:
    return "never connected" if never_connected(error) else "no answer"


def _seconds(given: Any, otherwise: float) -> float:
    return otherwise if given is None or not isinstance(given, int | float) else float(given)


def _body(request_data: RequestData | None) -> Any:
    if request_data is None:
        return None
    if not request_data.contains_files:
        # aiohttp's own form of the same takes twice the time.
        return aiohttp.BytesPayload(
            urlencode(request_data.json_parameters).encode(),
            content_type="application/x-www-form-urlencoded",
        )
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file, content, kind) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=file, content_type=kind)
    return form
