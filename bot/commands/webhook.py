"""`bangkom webhook set | delete | info`: run once per deployment, not by each replica."""

from collections.abc import Callable, Coroutine
from typing import Any

from rich.console import Console
from rich.table import Table
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.commands.terminal import cell, complain, say
from bot.intake.polling import ALLOWED
from bot.program.diagnostics import redact
from bot.program.settings import Settings
from bot.sending.request import TelegramRequest, refusal

CONNECTIONS = 100
"""The most connections that Telegram opens at once; replicas share them."""


async def webhook(settings: Settings, deed: str) -> int:
    """Runs one of the actions "set", "delete", "info"; 0 if it succeeded."""
    if deed == "set" and not settings.webhook_url:
        return complain(
            "WEBHOOK_URL is missing: the public https address that Telegram shall call."
        )
    request = TelegramRequest(connections=1, proxy_url=settings.proxy_url, read_timeout=10)
    bot: ExtBot[None] = ExtBot(
        settings.bot_token, base_url=f"{settings.bot_api_url}/bot", request=request
    )
    deeds: dict[str, Callable[[ExtBot[None], Settings], Coroutine[Any, Any, int]]] = {
        "set": _set,
        "delete": _delete,
        "info": _info,
    }
    try:
        async with bot:
            return await deeds[deed](bot, settings)
    except InvalidToken:
        raise
    except TelegramError as error:
        return complain(f"{refusal(error, settings.bot_api_url)}.")


async def _set(bot: ExtBot[None], settings: Settings) -> int:
    await bot.set_webhook(
        settings.webhook_url or "",
        secret_token=settings.webhook_secret,
        max_connections=CONNECTIONS,
        allowed_updates=ALLOWED,
    )
    say(f"Telegram calls {settings.webhook_url} from now on.")
    return 0


async def _delete(bot: ExtBot[None], settings: Settings) -> int:
    await bot.delete_webhook()
    say("Telegram calls nobody any more; `bangkom run` without WEBHOOK_URL polls.")
    return 0


async def _info(bot: ExtBot[None], settings: Settings) -> int:
    """Prints what Telegram knows; 1 if it calls another address than WEBHOOK_URL or had errors."""
    info = await bot.get_webhook_info()
    table = Table(show_header=False)
    table.add_row("address", cell(info.url or "none: updates are polled for"))
    table.add_row("updates waiting", str(info.pending_update_count))
    if info.max_connections:
        table.add_row("connections", str(info.max_connections))
    if info.last_error_date:
        said = redact(info.last_error_message or "")
        table.add_row("last error", cell(f"{info.last_error_date:%Y-%m-%d %H:%M:%S} UTC {said}"))
    Console().print(table)
    if info.url != (settings.webhook_url or ""):
        return complain(
            "The settings say another address; `bangkom webhook set` or `delete` mends it."
        )
    return 0
