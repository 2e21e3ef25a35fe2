"""What a handler sees: one update, the person it is from, and the services of the process.

The bot fills both in; nothing here knows how a process is run, and nothing knows a capability.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cache
from typing import Any, Protocol, TypeVar

from telegram import Bot, Message, Update

from domain.act import Act
from domain.announcements.announced import Content
from domain.clock import Clock
from domain.ids import AnnouncementId, TelegramId
from domain.people.actors import Actor
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
    """Local times from and to which no person is woken."""

    @property
    def start(self) -> time: ...
    @property
    def end(self) -> time: ...


class HouseSettings(Protocol):
    """Of what the operator decided, what handlers and screens need."""

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
    """ScreenSender screens in chats other than as the answer to the update at hand."""

    bot: Bot

    async def send(self, chat_id: int, screen: Screen) -> Message:
        """Sends a screen as a new message."""

    async def edit_text(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Edits a message to show the screen; False where the message is gone."""


class Bounded(dict[K, V]):
    """What is kept to spare work: emptied when it would hold more than `most`."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if key not in self and len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)


@dataclass(slots=True, kw_only=True)
class Services:
    """What handlers and notices need of the process; the same object for every update."""

    settings: HouseSettings
    store: Store
    clock: Clock
    presenter: ScreenSender
    """For replies."""
    username: str = ""
    """The bot's @name, known once it has started."""
    background: set[asyncio.Task[Any]] = field(default_factory=set)
    looked: Looked = field(default_factory=Looked)
    """The offerings whose people have their reminders."""
    commands_shown: set[tuple[int, str]] = field(default_factory=set)
    """Chats whose command menu lists HR's commands, with the language it is in."""
    announced: Bounded[AnnouncementId, Content] = field(
        default_factory=lambda: Bounded(MOST_ANNOUNCEMENTS)
    )
    """What thousands of messages have in common, read a moment ago."""
    progress_shown: Bounded[tuple[int, int], Html] = field(
        default_factory=lambda: Bounded(MOST_WATCHED)
    )
    """The last text shown in a message in which HR watches an announcement being sent."""

    @property
    def wake(self) -> asyncio.Event:
        """Set after a promise was written, so that the dispatcher need not wait."""
        return self.store.promised

    @property
    def house(self) -> House:
        """Facts that hold on every screen."""
        s = self.settings
        return House(s.organisation, s.hr_unit, s.hr_contact, s.timezone)

    def words(self, language: str | None) -> Words:
        """The translator for a person's language, or for the default one."""
        return _words(language or self.settings.default_language, self.house)

    def in_background(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Starts work that outlives the handler; awaited when the program stops."""
        task = asyncio.create_task(work)
        self.keep(task)
        return task

    def keep(self, task: asyncio.Task[Any]) -> None:
        """Lets a task go on in the background."""
        self.background.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self.background.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("background work failed", exc_info=error)


class Context(ABC):
    """One update: who, when, in which language, and how to answer."""

    actor: Actor | None = None
    """The linked person; set by the guards."""
    action: Action | None = None
    """What the pressed button means."""
    dialogue: Dialogue | None = None
    """What the next text means; set where texts are routed."""
    incoming: Update

    @property
    @abstractmethod
    def services(self) -> Services:
        """Settings, store, clock and presenter."""

    @property
    @abstractmethod
    def act(self) -> Act:
        """What this person does with this update, as the cause of an effect."""

    @abstractmethod
    async def show(self, screen: Screen) -> None:
        """Answers with a screen: in place of the pressed message, else as a new one."""

    @property
    def settings(self) -> HouseSettings:
        return self.services.settings

    @property
    def store(self) -> Store:
        return self.services.store

    @property
    def now(self) -> datetime:
        """The moment people see."""
        return self.services.clock.now()

    @property
    def real_now(self) -> datetime:
        return self.services.clock.real()

    @property
    def words(self) -> Words:
        """The translator of the person this update is from."""
        return self.services.words(self.actor.language if self.actor else None)

    @property
    def telegram_id(self) -> TelegramId:
        """Who sent the update."""
        user = self.incoming.effective_user
        if user is None:
            raise ValueError("this update is from nobody")
        return TelegramId(user.id)

    @property
    def person(self) -> Actor:
        """The linked person; only behind a guard."""
        if self.actor is None:
            raise ValueError("no linked person: the route lacks its guard")
        return self.actor

    @property
    def text(self) -> str:
        """The typed text, trimmed."""
        message = self.incoming.effective_message
        return ((message.text or message.caption or "") if message else "").strip()

    @property
    def on_picture(self) -> bool:
        """Whether the pressed button stands under a picture, which stays."""
        query = self.incoming.callback_query
        return bool(query and isinstance(query.message, Message) and query.message.photo)

    def pressed(self, kind: type[A]) -> A:
        """The pressed button as the action this route is for."""
        if not isinstance(self.action, kind):
            raise TypeError(f"this route is for {kind.__name__}, pressed was {self.action!r}")
        return self.action


@cache
def _words(language: str, house: House) -> Words:
    return Words(language, house)
