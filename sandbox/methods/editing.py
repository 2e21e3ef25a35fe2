"""Methods that change messages."""

from datetime import timedelta
from typing import Any

from sandbox.methods.sending import media
from sandbox.model import Chat, Message
from sandbox.rules import limits
from sandbox.rules.refusal import bad_request
from sandbox.world import World

Params = dict[str, Any]

DELETABLE = timedelta(hours=48)
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def edit_message_text(world: World, params: Params) -> Any:
    message = _editable(world, params)
    text, entities = limits.formatted(params, "text", "entities", limits.TEXT)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, params, text=text, entities=entities)


async def edit_message_caption(world: World, params: Params) -> Any:
    message = _editable(world, params)
    text, entities = limits.formatted(params, "caption", "caption_entities", limits.CAPTION)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, message, params, text=text, entities=entities)


async def edit_message_reply_markup(world: World, params: Params) -> Any:
    return _edit(world, _editable(world, params), params)


async def edit_message_media(world: World, params: Params) -> Any:
    message = _editable(world, params)
    asked = limits.decoded(params.get("media"))
    kind = asked.get("type") if isinstance(asked, dict) else None
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: type of media is not supported")
    if not message.has_media:
        raise bad_request("there is no media in the message to edit")
    text, entities = limits.formatted(asked, "caption", "caption_entities", limits.CAPTION)
    given = asked.get("media")
    if isinstance(given, str) and given.startswith("attach://"):
        given = params.get(given.removeprefix("attach://"))
    files = {"photo_file": None, "document_file": None, f"{kind}_file": media(world, given, kind)}
    return _edit(world, message, params, text=text, entities=entities, **files)


async def delete_message(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    message = world.message_for(chat, params.get("message_id"), "delete")
    if world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    _delete(world, chat, message)
    return True


async def delete_messages(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    wanted = limits.decoded(params.get("message_ids")) or []
    if not 1 <= len(wanted) <= 100:
        raise bad_request("the number of messages to delete must be between 1 and 100")
    for number in wanted:
        message = chat.messages.get(limits.whole(number, "message_id"))
        # Messages that cannot be found or deleted are skipped, as Telegram does.
        if message is not None and world.clock.now() - message.date <= DELETABLE:
            _delete(world, chat, message)
    return True


def _delete(world: World, chat: Chat, message: Message) -> None:
    message.deleted = True
    if chat.force_reply == message.id:
        chat.force_reply = None
    world.touch(message)


def _editable(world: World, params: Params) -> Message:
    chat = world.chat_for(params.get("chat_id"))
    message = world.message_for(chat, params.get("message_id"), "edit")
    # A message with another keyboard than an inline one cannot be edited.
    if message.outgoing or (message.markup and "inline_keyboard" not in message.markup):
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, params: Params, **facts: Any) -> Any:
    markup = limits.markup(params, editing=True)
    keyboard = (markup or {}).get("inline_keyboard") or []
    same = all(getattr(message, name) == value for name, value in facts.items())
    if same and keyboard == message.inline_keyboard:
        # Refused, but recorded once more: a test that waits at the phone sees it.
        world.touch(message)
        raise bad_request(UNCHANGED)
    for name, value in facts.items():
        setattr(message, name, value)
    message.markup = {"inline_keyboard": keyboard} if keyboard else None
    if facts:
        message.edited_at = world.clock.now()
    world.touch(message)
    return world.shown(message)
