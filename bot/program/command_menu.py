"""The commands in Telegram's menu; HR's only in chats of HR officers. It grants no right."""

import logging

from telegram import BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.program.services import ProcessServices
from handlers.reception.screens import description, for_everybody
from handlers.screens.words import LANGUAGES

log = logging.getLogger("bangkom")


async def announce(services: ProcessServices) -> None:
    """Sets commands and description at Telegram in both languages; a refusal is only logged."""
    bot = services.presenter.bot
    scope = BotCommandScopeAllPrivateChats()
    try:
        for language in (None, *LANGUAGES):
            listed = for_everybody(services.words(language))
            commands = [BotCommand(name, words) for name, words in listed]
            await bot.set_my_commands(commands, scope=scope, language_code=language)
        for language in (None, *LANGUAGES):
            about = description(services.words(language))
            await bot.set_my_description(about, language_code=language)
    except TelegramError as error:
        log.warning("command list not set", extra={"reason": type(error).__name__})
