"""A phone: what a person does in the chat, and what the chat shows."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from sandbox.markup import units
from sandbox.model import Button, Chat, Message, User
from sandbox.world import World


class Phone:
    """One account and its private chat with the bot."""

    def __init__(self, world: World, user: User, *, role: str = "", visible: bool = True) -> None:
        self._world = world
        self.user = user
        self.role = role
        self.visible = visible
        self.chat: Chat = world.chats.setdefault(user.id, Chat(user.id))
        self._seen = 0

    @property
    def telegram_id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def number(self) -> str:
        return self.user.number

    @property
    def messages(self) -> list[Message]:
        """Oldest first, without deleted ones."""
        return [m for m in self.chat.messages.values() if not m.deleted]

    @property
    def last(self) -> Message:
        """The newest message from the bot."""
        return [m for m in self.messages if not m.outgoing][-1]

    @property
    def labels(self) -> list[str]:
        """The inline labels under the newest message from the bot."""
        said = [m for m in self.messages if not m.outgoing]
        return [b.label for row in said[-1].buttons for b in row] if said else []

    @property
    def keyboard_labels(self) -> list[str]:
        """The buttons in place of the letters."""
        rows = (self.chat.keyboard or {}).get("keyboard") or []
        return [b if isinstance(b, str) else b["text"] for row in rows for b in row]

    @property
    def alerts(self) -> list[str]:
        """Pop-ups that answered a tap, oldest first."""
        return self._world.answers.get(self.telegram_id, [])

    async def start(self, payload: str = "") -> None:
        """/start, with the payload of a deep link; lets a blocked bot in again."""
        if self.chat.blocked:
            self.unblock()
        await self.send(f"/start {payload}".strip())

    async def send(self, text: str, chat: Chat | None = None) -> Message:
        """Types a message."""
        entities = []
        if text.startswith("/"):
            length = units(text.split()[0])
            entities = [{"type": "bot_command", "offset": 0, "length": length}]
        return self._say(chat, text=text, entities=entities)

    async def share_contact(
        self, of: "Phone | None" = None, *, forwarded: bool = False, number: str | None = None
    ) -> Message:
        """Shares the own contact as the button does, or somebody else's card."""
        owner = (of or self).user
        contact = {
            "phone_number": (number or owner.number).lstrip("+"),
            "first_name": owner.name,
            "user_id": owner.id,
        }
        extra: dict[str, Any] = {}
        if forwarded:
            date = int(self._world.clock.now().timestamp())
            origin = {"type": "hidden_user", "date": date, "sender_user_name": "X"}
            extra["forward_origin"] = origin
        if self.chat.keyboard and self.chat.keyboard.get("one_time_keyboard"):
            self.chat.keyboard = None
        return self._say(None, extra, contact=contact)

    async def send_file(self, name: str, data: bytes, caption: str = "") -> Message:
        """Sends a document."""
        file = self._world.keep_file(name, data, "document")
        return self._say(None, document_file=file, text=caption)

    async def send_photo(self, data: bytes, caption: str = "") -> Message:
        """Sends a picture."""
        return self._say(
            None, photo_file=self._world.keep_file("photo.jpg", data, "photo"), text=caption
        )

    async def send_sticker(self) -> Message:
        """Sends a sticker."""
        sticker = {
            "file_id": "sticker",
            "file_unique_id": "sticker",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        return self._say(None, {"sticker": sticker}, sticker=True)

    async def edit(self, message_id: int, text: str) -> None:
        """Edits an own message."""
        message = self.chat.messages[message_id]
        message.text, message.edited = text, True
        self._world.updates.add("edited_message", self._world.shown(message))
        self._world.touch(message)

    async def tap(self, label: str) -> None:
        """Taps the newest button with this label (or one containing it)."""
        for fits in (lambda text: text == label, lambda text: label in text):
            for message in reversed([m for m in self.messages if not m.outgoing]):
                for row in message.buttons:
                    for button in row:
                        if fits(button.label):
                            return await self._tap(message, button)
            if any(fits(text) for text in self.keyboard_labels):
                return await self._key(next(t for t in self.keyboard_labels if fits(t)))
        seen = [b.label for m in self.messages[-3:] for row in m.buttons for b in row]
        raise LookupError(f"no button {label!r}; visible: {seen + self.keyboard_labels}")

    async def press(self, message_id: int, data: str) -> None:
        """Sends callback data as a client could, whether a button carries it or not."""
        message = self.chat.messages[message_id]
        query = secrets.token_hex(8)
        self._world.queries[query] = (self.telegram_id, message_id, time.monotonic())
        content = {
            "id": query,
            "from": self.user.to_api(),
            "message": self._world.shown(message),
            "chat_instance": str(self.telegram_id),
            "data": data,
        }
        self._seen = self._world.version
        self._world.updates.add("callback_query", content)

    def block(self) -> None:
        """Blocks the bot."""
        self._membership(blocked=True)

    def unblock(self) -> None:
        """Lets the bot in again."""
        self._membership(blocked=False)

    async def until(self, wanted: "Callable[[Phone], Any]", timeout: float = 10) -> None:  # noqa: ASYNC109
        """Waits until the phone shows what is wanted; fails with the conversation."""
        deadline = time.monotonic() + timeout
        while not self._holds(wanted):
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(
                    f"not within {timeout} s; the chat shows:\n{self.transcript()}"
                )
            await self._world.changed(min(left, 1.0))

    async def hears(self, text: str, timeout: float = 10) -> Message:  # noqa: ASYNC109
        """Waits for a message of the bot, new or edited since the last action, with this text."""

        def found() -> Message | None:
            new = (m for m in self.messages if not m.outgoing and m.change > self._seen)
            return next((m for m in new if text in m.said), None)

        await self.until(lambda _: found() is not None, timeout)
        message = found()
        if message is None:
            raise AssertionError(self.transcript())
        return message

    def transcript(self, most: int = 6) -> str:
        """The last messages as text."""
        shown = []
        for message in self.messages[-most:]:
            who = ">" if message.outgoing else "<"
            rows = " / ".join(
                " ".join(f"[{button.label}]" for button in row) for row in message.buttons
            )
            shown.append(f"{who} {message.said}\n  {rows}".rstrip())
        return "\n".join(
            shown + [f"keyboard: {self.keyboard_labels}"] * bool(self.keyboard_labels)
        )

    def _holds(self, wanted: "Callable[[Phone], Any]") -> bool:
        try:
            return bool(wanted(self))
        except (IndexError, LookupError):
            return False

    async def _tap(self, message: Message, button: Button) -> None:
        if button.data is None:
            raise LookupError(f"{button.label!r} opens {button.url}")
        await self.press(message.id, button.data)

    async def _key(self, label: str) -> None:
        rows = (self.chat.keyboard or {}).get("keyboard") or []
        for row in rows:
            for button in row:
                asks = isinstance(button, dict) and button.get("request_contact")
                if asks and button["text"] == label:
                    await self.share_contact()
                    return
        await self.send(label)

    def _say(
        self, chat: Chat | None, extra: dict[str, Any] | None = None, **facts: Any
    ) -> Message:
        world, where = self._world, chat or self.chat
        where.started = True
        self._seen = world.version
        message = world.add_message(where, outgoing=True, **facts)
        shown = world.shown(message) if chat is None else world.shown_in_group(message, self.user)
        self._seen = world.version
        world.updates.add("message", shown | (extra or {}))
        return message

    def _membership(self, *, blocked: bool) -> None:
        world = self._world
        self.chat.blocked = blocked
        member: dict[str, Any] = {"user": world.bot, "status": "member"}
        kicked: dict[str, Any] = {"user": world.bot, "status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        world.updates.add(
            "my_chat_member",
            {
                "chat": {**self.chat.to_api(), "first_name": self.user.name},
                "from": self.user.to_api(),
                "date": int(world.clock.now().timestamp()),
                "old_chat_member": old,
                "new_chat_member": new,
            },
        )
        world.touch()
