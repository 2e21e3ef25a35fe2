"""The Bot API's methods that a bot of this kind needs, refusing what Telegram refuses."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sandbox import limits
from sandbox.model import File, Message
from sandbox.refusal import Refusal, bad_request
from sandbox.world import ANSWER_SECONDS, World

Params = dict[str, Any]
Method = Callable[[World, Params], Awaitable[Any]]
Upload = tuple[str, bytes]

DELETABLE = timedelta(hours=48)


async def get_me(world: World, params: Params) -> Any:
    return world.bot


async def get_updates(world: World, params: Params) -> Any:
    if world.webhook:
        raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
    offset = params.get("offset")
    allowed = limits.decoded(params.get("allowed_updates"))
    return await world.updates.fetch(
        offset=int(offset) if offset not in (None, "") else None,
        limit=max(1, min(100, int(params.get("limit") or 100))),
        seconds=min(50.0, float(params.get("timeout") or 0)),
        allowed=allowed,
    )


async def send_message(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    text, entities = limits.formatted(params, "text", "entities", limits.TEXT)
    markup = limits.markup(params)
    world.rate.count()
    return _sent(world, chat.id, params, markup, text=text, entities=entities)


async def send_photo(world: World, params: Params) -> Any:
    return await _send_media(world, params, "photo")


async def send_document(world: World, params: Params) -> Any:
    return await _send_media(world, params, "document")


async def copy_message(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    source = world.message_for(
        world.chat_for(params.get("from_chat_id")), params.get("message_id"), "copy"
    )
    world.rate.count()
    copied = world.add_message(
        chat,
        outgoing=False,
        text=source.text,
        entities=source.entities,
        photo_file=source.photo_file,
        document_file=source.document_file,
        markup=limits.markup(params),
        protected=_true(params.get("protect_content")),
    )
    return {"message_id": copied.id}


async def edit_message_text(world: World, params: Params) -> Any:
    message = _editable(world, params)
    text, entities = limits.formatted(params, "text", "entities", limits.TEXT)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, message, limits.markup(params), text, entities)


async def edit_message_caption(world: World, params: Params) -> Any:
    message = _editable(world, params)
    text, entities = limits.formatted(params, "caption", "caption_entities", limits.CAPTION)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    return _edited(world, message, limits.markup(params), text, entities)


async def edit_message_reply_markup(world: World, params: Params) -> Any:
    message = _editable(world, params)
    return _edited(world, message, limits.markup(params), message.text, message.entities)


async def delete_message(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    message = world.message_for(chat, params.get("message_id"), "delete")
    if world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    world.touch(message)
    return True


async def answer_callback_query(world: World, params: Params) -> Any:
    text = str(params.get("text") or "")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    found = world.queries.pop(str(params.get("callback_query_id")), None)
    if found is None or time.monotonic() - found[2] > ANSWER_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if text:
        world.answers.setdefault(found[0], []).append(text)
    world.touch(world.chats[found[0]].messages.get(found[1]))
    return True


async def get_file(world: World, params: Params) -> Any:
    file = _known_file(world, str(params.get("file_id")))
    if len(file.content) > limits.DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.id[-12:],
        "file_size": len(file.content),
        "file_path": f"{file.kind}/{file.id}",
    }


async def set_my_commands(world: World, params: Params) -> Any:
    commands = limits.decoded(params.get("commands")) or []
    if len(commands) > 100 or any(
        not 1 <= len(c["command"]) <= 32 or not 1 <= len(c["description"]) <= 256 for c in commands
    ):
        raise bad_request("BOT_COMMAND_INVALID")
    world.commands[_command_scope(params)] = commands
    world.touch()
    return True


async def get_my_commands(world: World, params: Params) -> Any:
    return world.commands.get(_command_scope(params), [])


async def delete_my_commands(world: World, params: Params) -> Any:
    world.commands.pop(_command_scope(params), None)
    return True


async def get_chat(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    return {**chat.to_api(), "accent_color_id": 0, "max_reaction_count": 11}


async def set_webhook(world: World, params: Params) -> Any:
    world.webhook = str(params.get("url") or "")
    return True


async def delete_webhook(world: World, params: Params) -> Any:
    world.webhook = ""
    return True


async def get_webhook_info(world: World, params: Params) -> Any:
    return {
        "url": world.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }


async def accepted(world: World, params: Params) -> Any:
    """Calls whose only effect is in a client."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "copymessage": copy_message,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "getchat": get_chat,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendchataction": accepted,
    "setmydescription": accepted,
    "setmyshortdescription": accepted,
    "setmyname": accepted,
    "logout": accepted,
    "close": accepted,
}


async def _send_media(world: World, params: Params, kind: str) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    text, entities = limits.formatted(params, "caption", "caption_entities", limits.CAPTION)
    markup = limits.markup(params)
    given = params.get(kind)
    if isinstance(given, tuple):
        name, content = given
        limits.upload(name, content, photo=kind == "photo")
        file = world.keep_file(name, content, kind)
        if len(content) > 100_000:
            await asyncio.sleep(0)
    else:
        file = _known_file(world, str(given or ""))
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    world.rate.count()
    media = {f"{kind}_file": file}
    return _sent(world, chat.id, params, markup, text=text, entities=entities, **media)


def _sent(
    world: World, chat_id: int, params: Params, markup: dict[str, Any] | None, **facts: Any
) -> Any:
    chat = world.chats[chat_id]
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and "remove_keyboard" in markup:
        chat.keyboard = None
    message = world.add_message(
        chat,
        outgoing=False,
        markup=markup,
        protected=_true(params.get("protect_content")),
        **facts,
    )
    return world.shown(message)


def _editable(world: World, params: Params) -> Message:
    chat = world.chat_for(params.get("chat_id"))
    message = world.message_for(chat, params.get("message_id"), "edit")
    if message.outgoing:
        raise bad_request("message can't be edited")
    return message


def _edited(
    world: World,
    message: Message,
    markup: dict[str, Any] | None,
    text: str,
    entities: list[dict[str, Any]],
) -> Any:
    before = (message.text, message.entities, (message.markup or {}).get("inline_keyboard"))
    keyboard = (markup or {}).get("inline_keyboard") or None
    if before == (text, entities, keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.text, message.entities = text, entities
    message.markup = {"inline_keyboard": keyboard} if keyboard else None
    message.edited = True
    world.touch(message)
    return world.shown(message)


def _known_file(world: World, file_id: str) -> File:
    file = world.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def _command_scope(params: Params) -> str:
    scope = limits.decoded(params.get("scope")) or {"type": "default"}
    return f"{scope['type']}:{scope.get('chat_id', '')}:{params.get('language_code') or ''}"


def _true(value: Any) -> bool:
    return str(value).lower() in ("true", "1")
