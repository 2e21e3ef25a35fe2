"""BotContext: the context that PTB passes to every handler, and how it answers an update."""

import asyncio
import logging
from typing import Any

from telegram import Message, Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.program.services import HANDLING, ProcessServices
from bot.sending.flood import told_to_wait
from bot.sending.request import never_connected
from domain.act import Act
from domain.ids import UpdateKey
from handlers.context import Context
from handlers.screens.screen import Screen

log = logging.getLogger("bangkom")

HOLD_SECONDS = 0.5
"""How long an answer delays the confirmation; a kill after it loses the answer, not the effect."""
REPLY_SECONDS = 5.0
REPLY_TRIES = 3
AGAIN_SECONDS = 1.0
LONGEST_WAIT = 60.0
"""Seconds; a person who has waited longer for a screen has pressed again."""

Bot = ExtBot[None]


class Bangkom(
    Application[Bot, "BotContext", dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Any]]
):
    """PTB's Application with our services."""

    def __init__(self, *, services: ProcessServices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.services = services


class BotContext(Context, CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What a handler sees, filled in from PTB's context of one update."""

    @classmethod
    def from_update(cls, update: object, application: Any) -> "BotContext":
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context.incoming = update
        return context

    @property
    def services(self) -> ProcessServices:
        """The services of the process; handlers see the part declared in `Services`."""
        application = self.application
        if not isinstance(application, Bangkom):
            raise TypeError("this context belongs to another application")
        return application.services

    @property
    def act(self) -> Act:
        """The act of this update: the person, the update's key and the time."""
        handling = HANDLING.get()
        fence = handling.fence if handling else None
        return Act(
            by=self.actor.person_id if self.actor else None,
            once=UpdateKey(self.settings.bot_id, self.incoming.update_id, fence),
            now=self.now,
            real_now=self.real_now,
            chat=self.telegram_id,
        )

    async def show(self, screen: Screen) -> None:
        """Answers with a screen: it replaces the pressed message, or else it is a new message.

        The effect is committed by now. The answer delays the confirmation of other updates for
        half a second at most, and the person's next update for five.
        """
        handling = HANDLING.get()
        if handling is not None:
            handling.committed()
        reply = asyncio.create_task(self._reply(screen))
        done, _ = await asyncio.wait({reply}, timeout=HOLD_SECONDS)
        if not done and handling is not None:
            handling.may_be_confirmed()
        if not done:
            done, _ = await asyncio.wait({reply}, timeout=REPLY_SECONDS - HOLD_SECONDS)
        if done:
            # A screen that Telegram refuses is a bug and is handled like any other.
            reply.result()
        else:
            self.services.keep(reply)

    async def release(self) -> None:
        """Ends the waiting of the pressed button; the webhook does so in its response."""
        await self._answer(None)

    async def _reply(self, screen: Screen) -> None:
        """Sends the answer, and tries again if Telegram asks to wait or could not be reached.

        If an earlier try may have arrived, only one more is made: rather rarely twice than never.
        """
        place, unknown = self._place(), False
        if place is not None:
            self.services.newest_edit[place] = self.incoming.update_id
        try:
            for left in reversed(range(REPLY_TRIES)):
                try:
                    await self._reply_once(screen)
                    return
                except (RetryAfter, NetworkError) as error:
                    wait = await self._wait_after(error)
                    not_there = isinstance(error, RetryAfter) or never_connected(error)
                    if wait is None or wait > LONGEST_WAIT or not left:
                        raise
                    if unknown and not not_there:
                        raise
                    unknown = unknown or not not_there
                await asyncio.sleep(wait)
                if place and self.services.newest_edit.get(place) != self.incoming.update_id:
                    return  # a newer screen is there
        finally:
            if place and self.services.newest_edit.get(place) == self.incoming.update_id:
                del self.services.newest_edit[place]

    async def _wait_after(self, error: TelegramError) -> float | None:
        """Seconds until the reply may be tried again; None if it must not be."""
        if isinstance(error, RetryAfter):
            # Promised messages are held back, so that people soon get answers again.
            return await told_to_wait(self.services, error)
        return None if isinstance(error, BadRequest) else AGAIN_SECONDS

    async def _reply_once(self, screen: Screen) -> None:
        query = self.incoming.callback_query
        presenter = self.services.presenter
        if query is None:
            await presenter.send(self._here(), screen)
            return
        await asyncio.gather(self._answer(screen.alert), self._replace(screen))

    def _place(self) -> tuple[int, int] | None:
        """The chat and number of the message that the reply replaces."""
        query = self.incoming.callback_query
        if query is None or query.message is None:
            return None
        return query.message.chat.id, query.message.message_id

    async def _replace(self, screen: Screen) -> None:
        query = self.incoming.callback_query
        if screen.alert is not None or query is None:
            return
        if isinstance(query.message, Message):
            await self.services.presenter.edit(query.message, screen)
        else:
            # The message is too old for Telegram to describe: it cannot be edited either.
            await self.services.presenter.send(self._here(), screen)

    async def _answer(self, alert: str | None) -> None:
        query = self.incoming.callback_query
        if query is None:
            return
        if (alerted := self.services.alerted) is not None:
            if alert is None:
                return
            alerted[self.incoming.update_id] = True
        try:
            await query.answer(alert, show_alert=alert is not None)
        except TelegramError as error:
            # "query is too old" after a redelivery: the button has stopped spinning by itself.
            log.debug("tap not answered", extra={"reason": type(error).__name__})

    def _here(self) -> int:
        chat = self.incoming.effective_chat
        return chat.id if chat is not None else self.telegram_id
