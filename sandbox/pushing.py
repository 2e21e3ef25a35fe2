"""Webhooks: the stand-in calls the bot with Telegram's queues, time-outs and repetitions."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
KEPT = 20_000
LOOK_SECONDS = 0.05

Queue = tuple[int, str]


@dataclass(slots=True)
class Hook:
    """The settings of setWebhook, and how the calls went."""

    url: str
    secret: str = ""
    connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One call of the bot."""

    update_id: int
    address: str
    status: int
    """0 if there was no answer."""
    seconds: float


@dataclass(slots=True)
class Pushing:
    """How updates are pushed; the attributes may be changed at any time."""

    updates: Updates
    receivers: list[str] = field(default_factory=list)
    """Addresses behind the balancer, taken in turn; one that refuses the connection is passed
    over. Empty: the address of the webhook itself is called."""
    patience: float = 60.0
    """Seconds until a call without an answer counts as failed."""
    first_pause: float = 1.0
    """Seconds until the second repetition; doubled up to `longest_pause`. The first is at once."""
    longest_pause: float = 60.0
    deliveries: deque[Delivery] = field(default_factory=lambda: deque(maxlen=KEPT))
    hook: Hook | None = None
    perform: Callable[[str, dict[str, Any]], Awaitable[Any]] | None = None
    """Runs a method of the Bot API that the bot put into its response."""
    _busy: set[Queue] = field(default_factory=set)
    _failed: dict[Queue, tuple[int, float]] = field(default_factory=dict)
    """How often in a row, and when (monotonic) it may be called again."""
    _turns: "count[int]" = field(default_factory=count)
    _calls: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Pushes while a webhook is set, until cancelled."""
        unlimited = aiohttp.TCPConnector(limit=0, keepalive_timeout=60)
        async with aiohttp.ClientSession(connector=unlimited) as session:
            try:
                while True:
                    for queue, update in self._ready():
                        self._busy.add(queue)
                        call = asyncio.create_task(self._call(session, queue, update))
                        self._calls.add(call)
                        call.add_done_callback(self._calls.discard)
                    await self.updates.changed(LOOK_SECONDS)
            finally:
                for call in list(self._calls):
                    call.cancel()
                await asyncio.gather(*self._calls, return_exceptions=True)

    def _ready(self) -> list[tuple[Queue, Update]]:
        """The first update of each queue that is neither being sent nor pausing."""
        if self.hook is None:
            return []
        now = time.monotonic()
        ready: dict[Queue, Update] = {}
        free = self.hook.connections - len(self._busy)
        for update in self.updates.waiting():
            if len(ready) >= free:
                break
            queue = queue_of(update)
            pausing = self._failed.get(queue, (0, 0.0))[1] > now
            if queue not in self._busy and not pausing:
                ready.setdefault(queue, update)
        return list(ready.items())

    async def _call(self, session: aiohttp.ClientSession, queue: Queue, update: Update) -> None:
        hook = self.hook
        try:
            if hook is None:
                return
            status, wait, said = await self._deliver(session, hook, update)
            if 200 <= status < 300:
                self._failed.pop(queue, None)
                self.updates.remove(update["update_id"])
                return
            times = self._failed.get(queue, (0, 0.0))[0] + 1
            pause = 0.0 if times == 1 else self.first_pause * 2 ** min(times - 2, 10)
            pause = max(min(pause, self.longest_pause), wait)
            self._failed[queue] = (times, time.monotonic() + pause)
            hook.last_error, hook.last_error_at = said, int(time.time())
        finally:
            self._busy.discard(queue)
            self.updates.wake()

    async def _deliver(
        self, session: aiohttp.ClientSession, hook: Hook, update: Update
    ) -> tuple[int, float, str]:
        """Status (0: no answer), seconds of Retry-After, and Telegram's words for a failure."""
        addresses = self._addresses(hook)
        for address in addresses:
            began = time.monotonic()
            status, wait, said = 0, 0.0, "Connection refused"
            refused = False
            try:
                async with session.post(
                    address,
                    json=update,
                    headers={SECRET_HEADER: hook.secret} if hook.secret else {},
                    timeout=aiohttp.ClientTimeout(total=self.patience),
                ) as answer:
                    content = await answer.read()
                    status = answer.status
                    await self._perform(answer.content_type, content)
                    said = f"Wrong response from the webhook: {status} {answer.reason}"
                    given = answer.headers.get("Retry-After", "")
                    wait = min(float(given), 3600.0) if given.isdigit() else 0.0
            except aiohttp.ClientConnectorError:
                refused = True
            except TimeoutError:
                said = "Read timeout expired"
            except aiohttp.ClientError:
                said = "Connection closed"
            spent = time.monotonic() - began
            self.deliveries.append(Delivery(update["update_id"], address, status, spent))
            if not refused:
                break
        return status, wait, said

    async def _perform(self, kind: str, content: bytes) -> None:
        """A response may carry one call, whose outcome the bot does not learn."""
        if self.perform is None or kind != "application/json" or not content:
            return
        params = json.loads(content)
        await self.perform(str(params.pop("method", "")), params)

    def _addresses(self, hook: Hook) -> list[str]:
        """The address to call, and the next one in case the first refuses the connection."""
        if not self.receivers:
            return [hook.url]
        path, turn = urlsplit(hook.url).path, next(self._turns)
        number = len(self.receivers)
        return [self.receivers[(turn + more) % number] + path for more in range(number)]


def queue_of(update: Update) -> Queue:
    """Telegram sends one update of a queue at a time: messages by chat, taps by person."""
    if "callback_query" in update:
        return (int(update["callback_query"]["from"]["id"]), "tap")
    content: Any = next((v for k, v in update.items() if k != "update_id"), {})
    chat = (content.get("chat") or {}) if isinstance(content, dict) else {}
    return (int(chat.get("id") or 0), "member" if "my_chat_member" in update else "chat")
