"""The state of the stand-in, and how its parts are shown over the Bot API."""

import asyncio
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.model import Chat, File, Message, User
from sandbox.rates import RateLimit
from sandbox.refusal import Refusal, bad_request
from sandbox.updates import Updates

ANSWER_SECONDS = 15.0
"""How long a tap may be answered."""


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
    error: str | None
    result: Any


class World:
    """Users, chats, messages, files, updates, and what was called."""

    def __init__(self, token: str, username: str) -> None:
        self.token = token
        self.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Bangkom",
            "username": username,
            "can_join_groups": False,
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
        self.queries: dict[str, tuple[int, int, float]] = {}
        self.answers: dict[int, list[str]] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.calls: list[Call] = []
        self.webhook = ""
        self.version = 0
        self._changed = asyncio.Event()
        self._last_message = 0

    def chat_for(self, chat_id: Any) -> Chat:
        """The chat of a call. Raises what Telegram says of unknown and blocked ones."""
        try:
            chat = self.chats[int(chat_id)]
        except (KeyError, TypeError, ValueError):
            raise bad_request("chat not found") from None
        user = self.users.get(chat.id)
        if user is not None and user.deactivated:
            raise Refusal(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise bad_request("chat not found")
        return chat

    def message_for(self, chat: Chat, message_id: Any, doing: str) -> Message:
        """A message of the bot. Raises "message to … not found"."""
        try:
            found = chat.messages[int(message_id)]
        except (KeyError, TypeError, ValueError):
            raise bad_request(f"message to {doing} not found") from None
        if found.deleted:
            raise bad_request(f"message to {doing} not found")
        return found

    def add_message(self, chat: Chat, **facts: Any) -> Message:
        """A new message, stamped with the clock that people see."""
        self._last_message += 1
        message = Message(id=self._last_message, chat_id=chat.id, date=self.clock.now(), **facts)
        chat.messages[message.id] = message
        self.touch(message)
        return message

    def touch(self, message: Message | None = None) -> None:
        """Something changed: whoever waits for it looks again."""
        self.version += 1
        if message is not None:
            message.change = self.version
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, seconds: float) -> None:
        """Waits for the next change, or for the time to pass."""
        waiting = self._changed
        try:
            async with asyncio.timeout(seconds):
                await waiting.wait()
        except TimeoutError:
            return

    def waiting_taps(self, telegram_id: int) -> list[int]:
        """Messages of a person whose pressed button still turns its spinner."""
        oldest = time.monotonic() - ANSWER_SECONDS
        return [
            m for person, m, at in self.queries.values() if person == telegram_id and at > oldest
        ]

    def keep_file(self, name: str, content: bytes, kind: str) -> File:
        """Stores an upload under a new file_id."""
        file = File(f"{kind}-{secrets.token_urlsafe(12)}", name, content, kind)
        self.files[file.id] = file
        return file

    def shown(self, message: Message) -> dict[str, Any]:
        """A message as the Bot API shows it."""
        chat = self.chats[message.chat_id]
        sender = self.bot if not message.outgoing else self.users[message.chat_id].to_api()
        answer: dict[str, Any] = {
            "message_id": message.id,
            "from": sender,
            "chat": chat.to_api() | _name_of(self.users.get(chat.id)),
            "date": int(message.date.timestamp()),
        }
        if message.edited:
            answer["edit_date"] = int(self.clock.now().timestamp())
        if message.protected:
            answer["has_protected_content"] = True
        if message.has_media:
            answer |= {"caption": message.text, "caption_entities": message.entities}
        elif message.text:
            answer |= {"text": message.text, "entities": message.entities}
        if message.photo_file is not None:
            answer["photo"] = [{**_file(message.photo_file), "width": 800, "height": 800}]
        if message.document_file is not None:
            answer["document"] = {
                **_file(message.document_file),
                "file_name": message.document_file.name,
                "mime_type": message.document_file.mime,
            }
        if message.contact is not None:
            answer["contact"] = message.contact
        if message.markup and "inline_keyboard" in message.markup:
            answer["reply_markup"] = {"inline_keyboard": message.markup["inline_keyboard"]}
        return answer

    def shown_in_group(self, message: Message, sender: User) -> dict[str, Any]:
        """A person's message in a group."""
        return {**self._group_facts(message), "from": sender.to_api()}

    def _group_facts(self, message: Message) -> dict[str, Any]:
        return {
            "message_id": message.id,
            "chat": self.chats[message.chat_id].to_api(),
            "date": int(message.date.timestamp()),
            "text": message.text,
            "entities": message.entities,
        }


def _name_of(user: User | None) -> dict[str, Any]:
    return {"first_name": user.name} if user else {}


def _file(file: File) -> dict[str, Any]:
    return {
        "file_id": file.id,
        "file_unique_id": file.id[-12:],
        "file_size": len(file.content),
    }
