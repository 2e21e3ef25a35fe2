"""The whole state of the stand-in."""

import asyncio
import mimetypes
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox import views
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.model import Chat, File, Message, User
from sandbox.pushing import Pushing
from sandbox.rules.rates import RateLimit
from sandbox.rules.refusal import TelegramRefusal, bad_request
from sandbox.updates import Updates

ANSWER_SECONDS = 15.0
"""Seconds of real time within which a tap can be answered."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API, without the token."""

    number: int
    at: datetime
    real: float
    """The loop's time when the answer was ready."""
    method: str
    params: dict[str, Any]
    chat_id: int | None
    code: int
    """200, the error code, or 0 where the connection was dropped."""
    error: str | None
    result: Any


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button that waits for its answer."""

    telegram_id: int
    message_id: int
    data: str
    at: float


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """The answer to a tap: a toast, or a window that must be closed."""

    text: str
    window: bool


class World:
    """Users, chats, messages, files, updates and calls."""

    def __init__(self, token: str, username: str) -> None:
        self.token = token
        self.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Bangkom",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.clock = MovableClock()
        self.updates = Updates()
        self.faults = Faults()
        self.rate = RateLimit()
        self.latency = 0.0
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.taps: dict[str, Tap] = {}
        self.answers: dict[int, list[ApiAnswer]] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.descriptions: dict[str, str] = {}
        """The description that an empty chat shows, by language."""
        self.typing: dict[int, float] = {}
        """Until when (real time) a chat shows that the bot is busy."""
        self.calls: list[Call] = []
        self.pushing = Pushing(self.updates)
        self.version = 0
        self.closing = False
        self._changed = asyncio.Event()
        self._last_message = 0

    def chat_for(self, chat_id: Any) -> Chat:
        """The chat of a call. Raises Telegram's refusal for an unknown or blocked one."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats[int(chat_id)]
        except (KeyError, TypeError, ValueError):
            raise bad_request("chat not found") from None
        if chat.owner is not None and chat.owner.deactivated:
            raise TelegramRefusal(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise TelegramRefusal(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise bad_request("chat not found")
        return chat

    def message_for(self, chat: Chat, message_id: Any, doing: str) -> Message:
        """A message that is not deleted. Raises Telegram's refusal "message to … not found"."""
        try:
            found = chat.messages[int(message_id)]
        except (KeyError, TypeError, ValueError):
            raise bad_request(f"message to {doing} not found") from None
        if found.deleted:
            raise bad_request(f"message to {doing} not found")
        return found

    def add_message(self, chat: Chat, **facts: Any) -> Message:
        """Adds a new message with the time of the clock that people see."""
        self._last_message += 1
        message = Message(id=self._last_message, chat_id=chat.id, date=self.clock.now(), **facts)
        chat.messages[message.id] = message
        self.touch(message)
        return message

    @property
    def newest_message(self) -> int:
        """The id of the message that was added last, in any chat."""
        return self._last_message

    def touch(self, message: Message | None = None) -> None:
        """Wakes all that wait for a change of the state."""
        self.version += 1
        if message is not None:
            message.change = self.version
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, seconds: float) -> None:
        """Waits for the next change, at most so many seconds."""
        waiting = self._changed
        try:
            async with asyncio.timeout(seconds):
                await waiting.wait()
        except TimeoutError:
            return

    def open(self) -> None:
        """A server starts: polls and pages may wait for changes."""
        self.closing = False
        self.updates.open()

    def close(self) -> None:
        """The server stops: waiting polls and pages are ended."""
        self.closing = True
        self.updates.close()
        self.touch()

    def add_tap(self, tap: Tap) -> str:
        """Remembers a pressed button until it is answered; returns the query's id."""
        for query, old in list(self.taps.items()):
            if tap.at - old.at <= ANSWER_SECONDS:
                break
            del self.taps[query]
        query = str(secrets.randbits(62))
        self.taps[query] = tap
        return query

    def answer_tap(self, query: str, answer: ApiAnswer) -> None:
        """Records the answer to a tap: the spinner stops. Raises a refusal if it is too late."""
        tap = self.taps.pop(query, None)
        if tap is None or time.monotonic() - tap.at > ANSWER_SECONDS:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if answer.text:
            self.answers.setdefault(tap.telegram_id, []).append(answer)
        self.touch()

    def keep_file(self, name: str, content: bytes, kind: str) -> File:
        """Stores an upload under a new file_id."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(f"{kind}-{secrets.token_urlsafe(12)}", name, content, kind, mime)
        self.files[file.id] = file
        return file

    def file_for(self, file_id: Any) -> File:
        """A file by its id. Raises Telegram's refusal for an unknown one."""
        file = self.files.get(str(file_id or ""))
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def shown(self, message: Message) -> dict[str, Any]:
        """A message as the Bot API shows it."""
        return views.message(message, self.chats[message.chat_id], self.bot)
