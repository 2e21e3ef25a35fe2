"""Methods that send new messages."""

import time
from typing import Any

from sandbox.model import Chat, File
from sandbox.rules import limits
from sandbox.rules.refusal import bad_request
from sandbox.world import World

Params = dict[str, Any]

ACTION_SECONDS = 5.0
"""Seconds for which a chat shows "typing"."""


async def send_message(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    text, entities = limits.formatted(params, "text", "entities", limits.TEXT)
    return world.shown(_send(world, chat, params, text=text, entities=entities))


async def send_photo(world: World, params: Params) -> Any:
    return _send_media(world, params, "photo")


async def send_document(world: World, params: Params) -> Any:
    return _send_media(world, params, "document")


async def copy_message(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    here = world.chat_for(params.get("from_chat_id"))
    source = world.message_for(here, params.get("message_id"), "copy")
    text, entities = source.text, source.entities
    if source.has_media and params.get("caption") is not None:
        text, entities = limits.formatted(params, "caption", "caption_entities", limits.CAPTION)
    copied = _send(
        world,
        chat,
        params,
        text=text,
        entities=entities,
        photo_file=source.photo_file,
        document_file=source.document_file,
        contact=source.contact,
        sticker=source.sticker,
    )
    return {"message_id": copied.id}


async def send_chat_action(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    world.typing[chat.id] = time.monotonic() + ACTION_SECONDS
    world.touch()
    return True


def media(world: World, given: Any, kind: str) -> File:
    """An upload that fits, or a file known by its id."""
    if isinstance(given, tuple):
        name, content = given
        limits.upload(content, photo=kind == "photo")
        return world.keep_file(name, content, kind)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    file = world.file_for(given)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _send_media(world: World, params: Params, kind: str) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    text, entities = limits.formatted(params, "caption", "caption_entities", limits.CAPTION)
    file = media(world, params.get(kind), kind)
    facts = {f"{kind}_file": file}
    return world.shown(_send(world, chat, params, text=text, entities=entities, **facts))


def _send(world: World, chat: Chat, params: Params, **facts: Any) -> Any:
    markup = limits.markup(params)
    reply_to = _reply_to(world, chat, params)
    world.rate.count(chat.id)
    message = world.add_message(
        chat,
        outgoing=False,
        markup=markup,
        reply_to=reply_to,
        protected=limits.is_true(params.get("protect_content")),
        **facts,
    )
    world.typing.pop(chat.id, None)
    chat.force_reply = message.id if markup and limits.is_true(markup.get("force_reply")) else None
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and "remove_keyboard" in markup:
        chat.keyboard = None
    return message


def _reply_to(world: World, chat: Chat, params: Params) -> int | None:
    asked = limits.decoded(params.get("reply_parameters")) or {}
    wanted = asked.get("message_id") or params.get("reply_to_message_id")
    if wanted is None:
        return None
    found = chat.messages.get(limits.whole(wanted, "message_id"))
    if found is not None and not found.deleted:
        return found.id
    if limits.is_true(asked.get("allow_sending_without_reply")):
        return None
    raise bad_request("message to be replied not found")
