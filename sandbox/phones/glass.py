"""What a person sees on the phone, and how a test waits for it."""

import time
from collections.abc import Callable
from typing import Any, Self

from sandbox.model import Chat, Message
from sandbox.world import World


class Glass:
    """The content of one person's chat."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat
        self._seen = 0

    @property
    def messages(self) -> list[Message]:
        """Oldest first, without deleted ones."""
        return [m for m in self.chat.messages.values() if not m.deleted]

    @property
    def last(self) -> Message:
        """The newest message from the bot. Raises LookupError where there is none."""
        for message in reversed(self.chat.messages.values()):
            if not message.deleted and not message.outgoing:
                return message
        raise LookupError("the bot has said nothing yet")

    @property
    def labels(self) -> list[str]:
        """The inline labels under the newest message from the bot."""
        try:
            return [button.label for row in self.last.buttons for button in row]
        except LookupError:
            return []

    @property
    def keyboard_labels(self) -> list[str]:
        """The buttons of the reply keyboard, which replaces the letters."""
        return [str(key["text"]) for key in self.keys]

    @property
    def keys(self) -> list[dict[str, Any]]:
        """The reply keyboard, flat."""
        rows = (self.chat.keyboard or {}).get("keyboard") or []
        return [{"text": key} if isinstance(key, str) else key for row in rows for key in row]

    @property
    def alerts(self) -> list[str]:
        """Pop-ups that answered a tap, oldest first."""
        return [answer.text for answer in self.world.answers.get(self.chat.id, [])]

    async def until(self, wanted: Callable[[Self], Any], timeout: float = 30) -> None:  # noqa: ASYNC109
        """Waits until the condition holds; raises AssertionError with the conversation."""
        deadline = time.monotonic() + timeout
        while not self._holds(wanted):
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(
                    f"not within {timeout} s; the chat shows:\n{self.transcript()}"
                )
            await self.world.changed(min(left, 1.0))

    async def hears(self, text: str, timeout: float = 30) -> Message:  # noqa: ASYNC109
        """Waits for a message of the bot, new or edited since the last action, with this text."""
        found: list[Message] = []

        def heard(_: Self) -> bool:
            new = (m for m in self.messages if not m.outgoing and m.change > self._seen)
            found[:] = [m for m in new if text in m.said][:1]
            return bool(found)

        try:
            await self.until(heard, timeout)
        except AssertionError as error:
            raise AssertionError(f"{text!r} {error}") from None
        return found[0]

    def transcript(self, most: int = 6) -> str:
        """The last messages as text."""
        lines = []
        for message in self.messages[-most:]:
            said = message.said or f"({_content(message)})"
            lines.append(f"{'>' if message.outgoing else '<'} {said}")
            lines += ["  " + " ".join(f"[{b.label}]" for b in row) for row in message.buttons]
        if self.keyboard_labels:
            lines.append(f"keyboard: {self.keyboard_labels}")
        if self.alerts:
            lines.append(f"alerts: {self.alerts[-3:]}")
        return "\n".join(lines) or "(empty)"

    def _holds(self, wanted: Callable[[Self], Any]) -> bool:
        try:
            return bool(wanted(self))
        except LookupError:
            return False


def _content(message: Message) -> str:
    if message.document_file is not None:
        return message.document_file.name
    if message.photo_file is not None:
        return "photo"
    if message.voice_file is not None:
        return "voice"
    if message.location is not None:
        return "location"
    return "contact" if message.contact is not None else "sticker"
