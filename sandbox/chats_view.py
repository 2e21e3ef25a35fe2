"""The state that the chat page shows, as JSON."""

import time
from typing import TYPE_CHECKING, Any

from sandbox.model import Message, ShownButton
from sandbox.phones.phone import Phone
from sandbox.world import Call

if TYPE_CHECKING:
    from sandbox.desk import Sandbox

SHOWN_CALLS = 100
SHOWN_PARAMS = 2000
"""Characters of a call's parameters that the page shows."""


def visible(sandbox: "Sandbox") -> list[Phone]:
    """The phones that the page shows, in their order."""
    return [phone for phone in sandbox.phones.values() if phone.visible]


def state(sandbox: "Sandbox", since: int = 0, since_call: int = 0) -> dict[str, Any]:
    """All that changed after a version and a call; 0: everything."""
    world = sandbox.world
    new = [call for call in world.calls[-SHOWN_CALLS:] if call.number > since_call]
    return {
        "version": world.version,
        "now": world.clock.now().isoformat(),
        "language": sandbox.language,
        "bot": world.bot["first_name"],
        "username": world.bot["username"],
        "phones": [_phone(sandbox, phone, since) for phone in visible(sandbox)],
        "calls": [_call(call) for call in new],
    }


def news(sandbox: "Sandbox", since: int) -> dict[str, Any]:
    """The messages of the bot after a message: one by one of the phones on the page, and a count.

    `others`: how many went to people whose phones are not on the page.
    """
    shown = {phone.telegram_id: phone for phone in visible(sandbox)}
    new = [
        message
        for chat in sandbox.world.chats.values()
        for message in chat.messages.values()
        if message.id > since and not message.outgoing and not message.deleted
    ]
    seen = sorted((m for m in new if m.chat_id in shown), key=lambda m: m.id)
    return {
        "messages": [
            {
                "phone": message.chat_id,
                "message": message.id,
                "who": shown[message.chat_id].role or shown[message.chat_id].name,
                "at": message.date.isoformat(),
                "text": message.said.partition("\n")[0],
            }
            for message in seen
        ],
        "others": len(new) - len(seen),
    }


def _phone(sandbox: "Sandbox", phone: Phone, since: int) -> dict[str, Any]:
    world, chat = sandbox.world, phone.chat
    asking = chat.messages.get(chat.force_reply) if chat.force_reply else None
    return {
        "id": phone.telegram_id,
        "name": phone.name,
        "number": phone.number,
        "role": phone.role,
        "blocked": chat.blocked,
        "started": chat.started,
        "typing": world.typing.get(chat.id, 0.0) > time.monotonic(),
        "waiting": [
            [tap.message_id, tap.data]
            for tap in world.taps.values()
            if tap.telegram_id == phone.telegram_id
        ],
        "keyboard": chat.keyboard,
        "asking": asking and {"text": asking.said, "hint": _hint(asking)},
        "answers": [
            {"text": answer.text, "window": answer.window}
            for answer in world.answers.get(phone.telegram_id, [])
        ],
        "commands": _commands(sandbox, phone),
        "description": _description(sandbox, phone),
        "messages": [
            _message(m, chat.messages) for m in chat.messages.values() if m.change > since
        ],
    }


def _hint(message: Message) -> str:
    return str((message.markup or {}).get("input_field_placeholder") or "")


def _commands(sandbox: "Sandbox", phone: Phone) -> list[dict[str, str]]:
    """The commands as a client chooses them: narrowest scope first, then the language."""
    language = phone.user.language
    for scope in (f"chat:{phone.telegram_id}", "all_private_chats:", "default:"):
        for key in (f"{scope}:{language}", f"{scope}:"):
            if found := sandbox.world.commands.get(key):
                return found
    return []


def _description(sandbox: "Sandbox", phone: Phone) -> str:
    descriptions = sandbox.world.descriptions
    return descriptions.get(phone.user.language) or descriptions.get("", "")


def _message(message: Message, others: dict[int, Message]) -> dict[str, Any]:
    document, photo = message.document_file, message.photo_file
    replied = others.get(message.reply_to) if message.reply_to else None
    return {
        "id": message.id,
        "outgoing": message.outgoing,
        "text": message.text,
        "entities": message.entities,
        "date": message.date.isoformat(),
        "edited": message.edited,
        "deleted": message.deleted,
        "protected": message.protected,
        "reply": replied and (replied.said or "…"),
        "photo": photo and photo.id,
        "document": document
        and {"id": document.id, "name": document.name, "size": len(document.content)},
        "voice": message.voice_file and message.voice_file.id,
        "location": message.location,
        "contact": message.contact,
        "sticker": message.sticker,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
    }


def _button(button: ShownButton) -> dict[str, Any]:
    return {
        "label": button.label,
        "data": button.data,
        "url": button.url,
        "style": button.style,
        "copies": button.copies,
    }


def _call(call: Call) -> dict[str, Any]:
    params = {key: value for key, value in call.params.items() if key != "chat_id"}
    return {
        "number": call.number,
        "at": call.at.isoformat(),
        "method": call.method,
        "chat": call.chat_id,
        "code": call.code,
        "error": call.error,
        "params": str(params)[:SHOWN_PARAMS],
    }
