"""What a person does on the phone."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from sandbox import views
from sandbox.model import Chat, Message, ShownButton, User
from sandbox.phones import typed
from sandbox.phones.glass import Glass
from sandbox.rules.markup import Entity
from sandbox.world import Tap, World

SILENCE = b"OggS\x00\x02" + bytes(20) + b"OpusHead"


class Phone(Glass):
    """One Telegram account and its private chat with the bot."""

    def __init__(self, world: World, user: User, *, role: str = "", visible: bool = True) -> None:
        super().__init__(world, world.chats.setdefault(user.id, Chat(user.id, owner=user)))
        self.user = user
        self.role = role
        self.visible = visible

    @property
    def telegram_id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def number(self) -> str:
        return self.user.number

    async def start(self, payload: str = "") -> None:
        """Sends /start, with the payload of a deep link; unblocks the bot."""
        if self.chat.blocked:
            self.unblock()
        await self.send(f"/start {payload}".strip())

    async def send(
        self, text: str, chat: Chat | None = None, *, reply_to: int | None = None
    ) -> Message:
        """Types a message."""
        return self._type(text, typed.command(text), chat, reply_to)

    async def send_formatted(self, marked: str, *, reply_to: int | None = None) -> Message:
        """Types a message with the marks of a client: **bold**, __italic__, ~~struck~~, `code`.

        Raises LookupError where the message to reply to is gone.
        """
        if reply_to is not None:
            self._there(reply_to)
        text, entities = typed.formatted(marked)
        return self._type(text, entities or typed.command(text), reply_to=reply_to)

    async def send_written(
        self, text: str, entities: list[Entity], *, photo: bytes | None = None
    ) -> Message:
        """Types a message with any formatting that a client can give it."""
        file = self.world.keep_file("photo.jpg", photo, "photo") if photo else None
        return self._say(None, text=text, entities=entities, photo_file=file)

    async def send_album(self, files: list[tuple[str, bytes]], caption: str = "") -> None:
        """Sends pictures (.jpg) or documents at once; the caption is under the first one."""
        album = secrets.token_hex(8)
        for number, (name, data) in enumerate(files):
            kind = "photo" if name.endswith(".jpg") else "document"
            file = {f"{kind}_file": self.world.keep_file(name, data, kind)}
            self._say(None, text="" if number else caption, album=album, **file)

    async def share_contact(
        self, of: "Phone | None" = None, *, forwarded: bool = False, number: str | None = None
    ) -> Message:
        """Shares the person's own contact as the button does, or the contact of another person."""
        owner = (of or self).user
        contact = {
            "phone_number": (number or owner.number).lstrip("+"),
            "first_name": owner.name,
            "user_id": owner.id,
        }
        origin = None
        if forwarded:
            date = int(self.world.clock.now().timestamp())
            origin = {"type": "hidden_user", "date": date, "sender_user_name": owner.name}
        return self._say(None, contact=contact, forwarded=origin)

    async def send_file(self, name: str, data: bytes, caption: str = "") -> Message:
        """Sends a document."""
        file = self.world.keep_file(name, data, "document")
        return self._say(None, document_file=file, text=caption)

    async def send_photo(self, data: bytes, caption: str = "") -> Message:
        """Sends a picture."""
        file = self.world.keep_file("photo.jpg", data, "photo")
        return self._say(None, photo_file=file, text=caption)

    async def send_sticker(self) -> Message:
        """Sends a sticker."""
        return self._say(None, sticker=True)

    async def send_voice(self, data: bytes = SILENCE, caption: str = "") -> Message:
        """Sends a voice message; without data, a few bytes that stand for one."""
        file = self.world.keep_file("voice.ogg", data, "voice")
        return self._say(None, voice_file=file, text=caption)

    async def send_location(self, latitude: float, longitude: float) -> Message:
        """Sends a place. Raises ValueError where there is none."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError("Lokasi tidak ada di bumi.")
        return self._say(None, location=(latitude, longitude))

    async def edit(self, message_id: int, marked: str) -> None:
        """Edits the text or the caption of an own message. Raises LookupError for any other."""
        message = self._there(message_id)
        if not message.outgoing:
            raise LookupError("Hanya pesan sendiri yang dapat diedit.")
        message.text, message.entities = typed.formatted(marked)
        message.edited_at = self.world.clock.now()
        self._act("edited_message", self.world.shown(message))
        self.world.touch(message)

    async def tap(self, label: str) -> None:
        """Taps the newest button with this label, else the newest one that contains it.

        Raises LookupError with the visible labels if there is no such button.
        """

        def is_it(text: str) -> bool:
            return text == label

        def holds_it(text: str) -> bool:
            return label in text

        for fits in (is_it, holds_it):
            if (found := self._inline(fits)) is not None:
                return await self._press(*found)
            for key in self.keys:
                if fits(str(key["text"])):
                    return await self.press_key(str(key["text"]))
        seen = [b.label for m in self.messages[-3:] for row in m.buttons for b in row]
        raise LookupError(f"no button {label!r}; visible: {seen + self.keyboard_labels}")

    async def press(self, message_id: int, data: str) -> None:
        """Sends callback data as a forged client could; no button needs to carry it."""
        message = self.chat.messages.get(message_id)
        gone = message is None or message.deleted
        tap = Tap(self.telegram_id, message_id, data, time.monotonic())
        content = {
            "id": self.world.add_tap(tap),
            "from": views.user(self.user),
            "message": views.gone(message_id, self.chat)
            if message is None or gone
            else self.world.shown(message),
            "chat_instance": str(self.telegram_id),
            "data": data,
        }
        self._act("callback_query", content)
        self.world.touch()

    async def press_key(self, label: str) -> None:
        """Presses a button of the reply keyboard."""
        key = next((key for key in self.keys if key["text"] == label), None)
        if key is None:
            raise LookupError(f"no key {label!r}; visible: {self.keyboard_labels}")
        if (self.chat.keyboard or {}).get("one_time_keyboard"):
            self.chat.keyboard = None
        if key.get("request_contact"):
            await self.share_contact()
        else:
            await self.send(label)

    def block(self) -> None:
        """Blocks the bot."""
        self._membership(blocked=True)

    def unblock(self) -> None:
        """Unblocks the bot."""
        self._membership(blocked=False)

    def deactivate(self) -> None:
        """Deletes the account; the bot learns of it at its next message."""
        self.user.deactivated = True
        self.world.touch()

    def _there(self, message_id: int) -> Message:
        message = self.chat.messages.get(message_id)
        if message is None or message.deleted:
            raise LookupError("Pesan itu sudah tidak ada.")
        return message

    def _inline(self, fits: Callable[[str], bool]) -> tuple[Message, ShownButton] | None:
        for message in reversed(self.messages):
            for row in message.buttons:
                for button in row:
                    if fits(button.label):
                        return message, button
        return None

    async def _press(self, message: Message, button: ShownButton) -> None:
        if button.data is None:
            raise LookupError(f"{button.label!r} opens {button.url or button.copies}")
        await self.press(message.id, button.data)

    def _type(
        self,
        text: str,
        entities: list[Entity],
        chat: Chat | None = None,
        reply_to: int | None = None,
    ) -> Message:
        if chat is None:
            # A client answers by itself a message with force_reply.
            reply_to = reply_to or self.chat.force_reply
        return self._say(chat, text=text, entities=entities, reply_to=reply_to)

    def _say(self, chat: Chat | None, **facts: Any) -> Message:
        where = chat or self.chat
        where.started = True
        if chat is None:
            self.chat.force_reply = None
        message = self.world.add_message(where, outgoing=True, sender=self.user, **facts)
        self._act("message", self.world.shown(message))
        return message

    def _act(self, kind: str, content: dict[str, Any]) -> None:
        self._seen = self.world.version
        self.world.updates.add(kind, content)

    def _membership(self, *, blocked: bool) -> None:
        if self.chat.blocked == blocked:
            return
        self.chat.blocked = blocked
        member = {"user": self.world.bot, "status": "member"}
        kicked = {"user": self.world.bot, "status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        change = {
            "chat": views.chat(self.chat),
            "from": views.user(self.user),
            "date": int(self.world.clock.now().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._act("my_chat_member", change)
        self.world.touch()
