"""The data of the stand-in: people, chats, messages, files."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class User:
    """A Telegram account."""

    id: int
    name: str
    number: str
    language: str = "id"
    deactivated: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file, stored once. `kind`: photo, document, voice or sticker."""

    id: str
    name: str
    content: bytes
    kind: str
    mime: str


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button under a message."""

    label: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    copies: str | None = None
    """The text that the button copies to the clipboard."""


@dataclass(slots=True)
class Message:
    """One message of one chat."""

    id: int
    chat_id: int
    date: datetime
    outgoing: bool
    """True where a person sent it, False for the bot."""
    sender: User | None = None
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    photo_file: File | None = None
    document_file: File | None = None
    voice_file: File | None = None
    location: tuple[float, float] | None = None
    """Latitude and longitude."""
    contact: dict[str, Any] | None = None
    sticker: bool = False
    album: str | None = None
    """Names the messages that were sent at once."""
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    forwarded: dict[str, Any] | None = None
    protected: bool = False
    edited_at: datetime | None = None
    deleted: bool = False
    change: int = 0
    """Number of the last change anywhere in the sandbox that touched this message."""

    @property
    def said(self) -> str:
        """The text or the caption."""
        return self.text

    @property
    def caption(self) -> str:
        return self.text if self.has_media else ""

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def photo(self) -> bytes | None:
        return self.photo_file.content if self.photo_file else None

    @property
    def photo_file_id(self) -> str | None:
        return self.photo_file.id if self.photo_file else None

    @property
    def document(self) -> tuple[str, bytes] | None:
        """Name and content of the message's document."""
        file = self.document_file
        return (file.name, file.content) if file else None

    @property
    def inline_keyboard(self) -> list[list[dict[str, Any]]]:
        """The buttons as the bot gave them."""
        rows: list[list[dict[str, Any]]] = (self.markup or {}).get("inline_keyboard") or []
        return rows

    @property
    def buttons(self) -> list[list[ShownButton]]:
        """The inline keyboard."""
        return [[_button(given) for given in row] for row in self.inline_keyboard]

    @property
    def has_media(self) -> bool:
        """Whether it is a photo, a document or a voice message: its text is a caption."""
        files = (self.photo_file, self.document_file, self.voice_file)
        return any(file is not None for file in files)


@dataclass(slots=True)
class Chat:
    """A private chat with one person, or a group."""

    id: int
    title: str | None = None
    owner: User | None = None
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: dict[str, Any] | None = None
    """The reply keyboard that is shown now."""
    force_reply: int | None = None
    """The message that asks to be replied to."""


def _button(given: dict[str, Any]) -> ShownButton:
    return ShownButton(
        label=given["text"],
        data=given.get("callback_data"),
        url=given.get("url"),
        style=given.get("style"),
        copies=(given.get("copy_text") or {}).get("text"),
    )
