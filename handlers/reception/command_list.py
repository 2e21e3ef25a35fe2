"""Lists the HR commands in the command menu of an HR officer's chat. It grants no right."""

import logging

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from handlers.context import Context, Services
from handlers.reception.screens import for_hr
from handlers.screens.words import Words

log = logging.getLogger("bangkom")


def offer(ctx: Context) -> None:
    """Lists them in this chat, in the background, once per chat, language and process."""
    shown = (ctx.telegram_id, ctx.words.language)
    if ctx.person.hr and shown not in ctx.services.commands_shown:
        ctx.services.commands_shown.add(shown)
        ctx.services.in_background(_list(ctx.services, ctx.telegram_id, ctx.words))


async def _list(services: Services, chat_id: int, w: Words) -> None:
    commands = [BotCommand(name, words) for name, words in for_hr(w)]
    try:
        await services.presenter.bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
    except TelegramError as error:
        log.warning("command list not set", extra={"reason": type(error).__name__})
