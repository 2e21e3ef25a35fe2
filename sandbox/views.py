"""People, chats, messages and files as the Bot API shows them."""

import struct
from typing import Any

from sandbox.model import Chat, File, Message, User

VOICE_SECONDS = 3
"""The length of every voice message; the stand-in records none."""
_PNG = b"\x89PNG\r\n\x1a\n"


def user(person: User) -> dict[str, Any]:
    """A person's account."""
    return {
        "id": person.id,
        "is_bot": False,
        "first_name": person.name,
        "language_code": person.language,
    }


def chat(shown: Chat) -> dict[str, Any]:
    """A private chat or a group."""
    if shown.owner is not None:
        return {"id": shown.id, "type": "private", "first_name": shown.owner.name}
    return {"id": shown.id, "type": "group", "title": shown.title or ""}


def message(
    shown: Message, where: Chat, bot: dict[str, Any], *, nested: bool = False
) -> dict[str, Any]:
    """A message with everything in it; `nested`: without the one it replies to."""
    answer: dict[str, Any] = {
        "message_id": shown.id,
        "from": user(shown.sender) if shown.sender else bot,
        "chat": chat(where),
        "date": int(shown.date.timestamp()),
    }
    if shown.edited_at is not None:
        answer["edit_date"] = int(shown.edited_at.timestamp())
    if shown.album is not None:
        answer["media_group_id"] = shown.album
    if shown.protected:
        answer["has_protected_content"] = True
    if shown.forwarded is not None:
        answer["forward_origin"] = shown.forwarded
    replied = where.messages.get(shown.reply_to) if shown.reply_to and not nested else None
    if replied is not None and not replied.deleted:
        answer["reply_to_message"] = message(replied, where, bot, nested=True)
    return answer | _content(shown)


def gone(message_id: int, where: Chat) -> dict[str, Any]:
    """A message whose content Telegram no longer knows (date 0)."""
    return {"message_id": message_id, "chat": chat(where), "date": 0}


def file(shown: File) -> dict[str, Any]:
    """The fields that identify a file everywhere."""
    return {
        "file_id": shown.id,
        "file_unique_id": shown.id[-12:],
        "file_size": len(shown.content),
    }


def _content(shown: Message) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    if shown.has_media:
        answer |= {"caption": shown.text} if shown.text else {}
        answer |= {"caption_entities": shown.entities} if shown.entities else {}
    elif shown.text:
        answer |= {"text": shown.text}
        answer |= {"entities": shown.entities} if shown.entities else {}
    if shown.photo_file is not None:
        width, height = _size(shown.photo_file.content)
        answer["photo"] = [{**file(shown.photo_file), "width": width, "height": height}]
    if shown.document_file is not None:
        document = shown.document_file
        answer["document"] = {
            **file(document),
            "file_name": document.name,
            "mime_type": document.mime,
        }
    if shown.voice_file is not None:
        voice = shown.voice_file
        answer["voice"] = {**file(voice), "duration": VOICE_SECONDS, "mime_type": voice.mime}
    if shown.location is not None:
        latitude, longitude = shown.location
        answer["location"] = {"latitude": latitude, "longitude": longitude}
    if shown.contact is not None:
        answer["contact"] = shown.contact
    if shown.sticker:
        answer["sticker"] = {
            **{"file_id": "sticker", "file_unique_id": "sticker", "type": "regular"},
            **{"width": 512, "height": 512, "is_animated": False, "is_video": False},
            "emoji": "👍",
        }
    if shown.inline_keyboard:
        answer["reply_markup"] = {"inline_keyboard": shown.inline_keyboard}
    return answer


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG; a fixed square for any other format."""
    if picture.startswith(_PNG) and len(picture) >= 24:
        width, height = struct.unpack(">II", picture[16:24])
        return int(width), int(height)
    return 800, 800
