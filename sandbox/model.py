"""What the stand-in remembers: people, chats, messages, files."""

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

    def to_api(self) -> dict[str, Any]:
        """As the Bot API shows a person."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(slots=True)
class File:
    """Something uploaded once."""

    id: str
    name: str
    content: bytes
    kind: str
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message."""

    label: str
    data: str | None
    url: str | None
    style: str | None


@dataclass(slots=True)
class Message:
    """One message of one chat."""

    id: int
    chat_id: int
    date: datetime
    outgoing: bool
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    photo_file: File | None = None
    document_file: File | None = None
    contact: dict[str, Any] | None = None
    sticker: bool = False
    markup: dict[str, Any] | None = None
    protected: bool = False
    edited: bool = False
    deleted: bool = False
    change: int = 0
    """Number of the last change anywhere in the sandbox that touched this message."""

    @property
    def said(self) -> str:
        """Text or caption."""
        return self.text

    @property
    def caption(self) -> str:
        return self.text if self.photo_file or self.document_file else ""

    @property
    def photo(self) -> bytes | None:
        return self.photo_file.content if self.photo_file else None

    @property
    def photo_file_id(self) -> str | None:
        return self.photo_file.id if self.photo_file else None

    @property
    def document(self) -> tuple[str, bytes] | None:
        return (
            (self.document_file.name, self.document_file.content) if self.document_file else None
        )

    @property
    def buttons(self) -> list[list[Button]]:
        """The inline keyboard."""
        rows = (self.markup or {}).get("inline_keyboard") or []
        return [
            [Button(b["text"], b.get("callback_data"), b.get("url"), b.get("style")) for b in row]
            for row in rows
        ]

    @property
    def has_media(self) -> bool:
        """Photo or document: what is under it is a caption."""
        return self.photo_file is not None or self.document_file is not None


@dataclass(slots=True)
class Chat:
    """A private chat with one person, or a group."""

    id: int
    title: str | None = None
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: dict[str, Any] | None = None
    """The reply keyboard shown now."""
    recent: list[float] = field(default_factory=list)

    def to_api(self) -> dict[str, Any]:
        """As the Bot API shows a chat."""
        if self.title is not None:
            return {"id": self.id, "type": "group", "title": self.title}
        return {"id": self.id, "type": "private"}
