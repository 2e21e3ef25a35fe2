"""The methods of the Bot API that a bot of this kind calls; they refuse what Telegram refuses."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.methods import bot, editing, queries, receiving, sending
from sandbox.world import World

Method = Callable[[World, dict[str, Any]], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getme": bot.get_me,
    "setmycommands": bot.set_my_commands,
    "getmycommands": bot.get_my_commands,
    "deletemycommands": bot.delete_my_commands,
    "setmyname": bot.accepted,
    "setmydescription": bot.set_my_description,
    "setmyshortdescription": bot.accepted,
    "setchatmenubutton": bot.accepted,
    "getchat": bot.get_chat,
    "logout": bot.accepted,
    "close": bot.accepted,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "copymessage": sending.copy_message,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagemedia": editing.edit_message_media,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": queries.answer_callback_query,
    "getfile": queries.get_file,
}
"""By lower-cased name: Telegram accepts any case."""
