"""What a handler sees: one update, the person it is from, and the services of the process.

The bot fills both in; this file does not know how a process is run, and knows no capability.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from telegram import Bot, Message, Update

from domain.act import Act
from domain.announcements.announced import Content
from domain.clock import Clock
from domain.ids import AnnouncementId, TelegramId
from domain.people.actors import Actor
from domain.people.reach import Reach
from domain.reminders import Looked
from handlers.actions import Action
from handlers.screens.screen import Screen
from handlers.screens.words import House, Html, Words
from storage.database.store import Store
from storage.process.dialogues import Dialogue

log = logging.getLogger("bangkom")
A = TypeVar("A", bound=Action)
K = TypeVar("K")
V = TypeVar("V")

MOST_ANNOUNCEMENTS = 50
MOST_WATCHED = 50


class QuietSpan(Protocol):
    """The local times between which no message is sent that can wait."""

    @property
    def start(self) -> time: ...
    @property
    def end(self) -> time: ...


class HouseSettings(Protocol):
    """The part of the operator's settings that handlers and screens need."""

    @property
    def bot_id(self) -> int: ...
    @property
    def organisation(self) -> str: ...
    @property
    def hr_unit(self) -> str: ...
    @property
    def hr_contact(self) -> str | None: ...
    @property
    def timezone(self) -> str: ...
    @property
    def default_language(self) -> str: ...
    @property
    def send_rate(self) -> int: ...
    @property
    def quiet_hours(self) -> QuietSpan: ...
    @property
    def jpm_scheme(self) -> str: ...
    @property
    def link_second_factor(self) -> bool: ...
    @property
    def jp_target_pns(self) -> int: ...
    @property
    def jp_ceiling_pppk(self) -> int: ...


class ScreenSender(Protocol):
    """Sends screens to chats, apart from the answer to the update being handled."""

    bot: Bot

    async def send(self, chat_id: int, screen: Screen) -> Message:
        """Sends a screen as a new message."""

    async def edit_text(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Edits a message to show the screen; False if the message no longer exists."""


class Bounded(dict[K, V]):
    """A cache of at most `most` entries: it is emptied when one more would be added."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if key not in self and len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)


@dataclass(slots=True, kw_only=True)
class Services:
    """What handlers and notices need from the process; the same object for every update."""

    settings: HouseSettings
    store: Store
    clock: Clock
    presenter: ScreenSender
    """Sends the replies to updates."""
    username: str = ""
    """The bot's @name, known once the bot has started."""
    background: set[asyncio.Task[Any]] = field(default_factory=set)
    looked: Looked = field(default_factory=Looked)
    """When each offering was last searched for people to remind, so that ticks can skip it."""
    commands_shown: set[tuple[int, str]] = field(default_factory=set)
    """The chats whose command menu lists the commands of HR officers, each with its language."""
    announced: Bounded[AnnouncementId, Content] = field(
        default_factory=lambda: Bounded(MOST_ANNOUNCEMENTS)
    )
    """The content of each announcement, cached briefly because thousands of messages share it."""
    reading_turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a file of HR is read: each reading takes a processor and much memory."""
    progress_shown: Bounded[tuple[int, int], Html] = field(
        default_factory=lambda: Bounded(MOST_WATCHED)
    )
    """The last text of a message in which an HR officer watches an announcement being sent."""

    @property
    def wake(self) -> asyncio.Event:
        """Set after a promised message was written, so that the dispatcher sends it at once."""
        return self.store.promised

    @property
    def house(self) -> House:
        """Facts that every screen may name: organisation, HR unit, its contact, time zone."""
        s = self.settings
        return House(s.organisation, s.hr_unit, s.hr_contact, s.timezone)

    def words(self, language: str | None) -> Words:
        """The translator for this language, or for the default language."""
        return _words(language or self.settings.default_language, self.house)

    def in_background(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Starts a task that may outlive the handler; the program awaits it when it stops."""
        task = asyncio.create_task(work)
        self.keep(task)
        return task

    def keep(self, task: asyncio.Task[Any]) -> None:
        """Keeps a running task referenced until it ends."""
        self.background.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self.background.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("background work failed", exc_info=error)


class Context(ABC):
    """One update: its sender, its time, their language, and how to answer."""

    actor: Actor | None = None
    """The linked person; the guards set it."""
    action: Action | None = None
    """The decoded action of the pressed button."""
    dialogue: Dialogue | None = None
    """The open dialogue that gives the text its meaning; set where texts are routed."""
    reach: Reach | None = None
    """Whose data may be shown; the guards set it on routes of officers."""
    incoming: Update

    @property
    @abstractmethod
    def services(self) -> Services:
        """Settings, store, clock, presenter and what else handlers need."""

    @property
    @abstractmethod
    def act(self) -> Act:
        """The act of this update: the person, the update's key and the time."""

    @abstractmethod
    async def show(self, screen: Screen) -> None:
        """Answers with a screen: it replaces the pressed message, or else it is a new message."""

    @abstractmethod
    async def release(self) -> None:
        """Ends the waiting of the pressed button; what the phone shows stays."""

    @property
    def settings(self) -> HouseSettings:
        return self.services.settings

    @property
    def store(self) -> Store:
        return self.services.store

    @property
    def now(self) -> datetime:
        """The time that people see; the demo can move it."""
        return self.services.clock.now()

    @property
    def real_now(self) -> datetime:
        return self.services.clock.real()

    @property
    def today(self) -> date:
        """The day in the office's time zone."""
        return self.now.astimezone(ZoneInfo(self.settings.timezone)).date()

    @property
    def words(self) -> Words:
        """The translator for the sender of this update."""
        return self.services.words(self.actor.language if self.actor else None)

    @property
    def telegram_id(self) -> TelegramId:
        """The Telegram account that sent the update."""
        user = self.incoming.effective_user
        if user is None:
            raise ValueError("this update has no sender")
        return TelegramId(user.id)

    @property
    def person(self) -> Actor:
        """The linked person; available only after a guard has checked that there is one."""
        if self.actor is None:
            raise ValueError("no linked person: the route lacks its guard")
        return self.actor

    @property
    def within(self) -> Reach:
        """Whose data may be shown; available only on routes of officers."""
        if self.reach is None:
            raise ValueError("the route is not for officers")
        return self.reach

    @property
    def text(self) -> str:
        """The typed text or the caption, trimmed."""
        message = self.incoming.effective_message
        return ((message.text or message.caption or "") if message else "").strip()

    @property
    def on_picture(self) -> bool:
        """Whether the pressed button is under a picture, which cannot be edited into a text."""
        query = self.incoming.callback_query
        return bool(query and isinstance(query.message, Message) and query.message.photo)

    def shown(self, number: int | None) -> int | datetime | None:
        """What the pressed button's message showed: its number (domain/seats/seen.py).

        A button of an older version has none; then it is the time when the message was written.
        """
        message = self.incoming.callback_query and self.incoming.callback_query.message
        if number is not None or not message:
            return number
        return (isinstance(message, Message) and message.edit_date) or message.date

    def pressed(self, kind: type[A]) -> A:
        """The decoded action, which must be of the kind that this route is for."""
        if not isinstance(self.action, kind):
            raise TypeError(f"this route is for {kind.__name__}, pressed was {self.action!r}")
        return self.action


@cache
def _words(language: str, house: House) -> Words:
    return Words(language, house)
