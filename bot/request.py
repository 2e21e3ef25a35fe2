"""PTB's HTTP client over aiohttp: stock httpx collapses with many calls in flight."""

import time
from typing import Any

import httpx
from aiohttp import ClientConnectorError, ConnectionTimeoutError
from httpx_aiohttp import AiohttpTransport
from telegram.request import HTTPXRequest

from bot.metrics import Metrics

POLL = "getUpdates"
READ_SECONDS = 30.0
"""A slow answer is a success; a short time-out would make it an unknown."""


class TelegramRequest(HTTPXRequest):
    """One pool of connections, made anew for every start: a closed transport stays closed."""

    __slots__ = ("_metrics",)

    def __init__(
        self,
        *,
        connections: int,
        proxy_url: str | None = None,
        connect_timeout: float = 10.0,
        read_timeout: float = READ_SECONDS,
        metrics: Metrics | None = None,
    ) -> None:
        self._metrics = metrics
        limits = httpx.Limits(max_connections=connections, keepalive_expiry=60)
        # The transport ignores the client's proxy: it is told of it here.
        proxy = httpx.Proxy(proxy_url) if proxy_url else None
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
            write_timeout=30.0,
            pool_timeout=15.0,
            media_write_timeout=60.0,
            httpx_kwargs={"transport": AiohttpTransport(limits=limits, proxy=proxy)},
        )

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As PTB's own, counted by method and verdict."""
        if self._metrics is None:
            return await super().do_request(url, *args, **kwargs)
        method, began, verdict = url.rpartition("/")[2], time.monotonic(), "no answer"
        try:
            status, content = await super().do_request(url, *args, **kwargs)
            verdict = str(status)
        except Exception as error:
            verdict = _verdict(error)
            raise
        else:
            return status, content
        finally:
            self._metrics.calls.labels(method, verdict).inc()
            if method != POLL:
                self._metrics.call_seconds.observe(time.monotonic() - began)


def _verdict(error: BaseException) -> str:
    return "never connected" if never_connected(error) else "no answer"


def never_connected(error: BaseException) -> bool:
    """Whether a transport error means "not sent": no connection was ever made.

    Judged by the root cause: a server that reads and then closes looks like a connect time-out.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
            return True
        cause = cause.__cause__
    return False
