"""What the program is made of, and one update on its way through it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.program.duty import Duty
from bot.program.metrics import Metrics
from bot.program.pulse import Pulse
from bot.program.settings import Settings
from bot.sending.presenter import Presenter
from domain.clock import Clock
from domain.ids import Fence
from domain.reminders import Looked
from handlers.screens.words import House, Words
from storage.database.store import Store
from storage.database.work import Work

log = logging.getLogger("bangkom")

MOST_HELD_UP = 10_000


@dataclass(slots=True)
class Handling:
    """One update on its way through the lane."""

    update_id: int
    work: Work
    """Its place among those at work, and what it waited for."""
    deadline: asyncio.Timeout | None = None
    fence: Fence | None = None
    """The lane, where several replicas share them."""
    confirm: Callable[[], None] | None = None
    """Tells Telegram's side that the update need not come again."""
    failed: bool = False
    """A bug: apologised for and consumed."""
    put_back: bool = False
    """The database was away: the update comes again."""
    lost: bool = False
    """The lane is another process's by now, or the token is refused: not here."""

    def may_be_confirmed(self) -> None:
        """The effect stands and the answer is slow: the others need not wait for it."""
        if self.confirm is not None and not self.put_back:
            self.confirm()

    def committed(self) -> None:
        """The effect stands: no deadline any more, and the place is the next one's."""
        if self.deadline is not None:
            self.deadline.reschedule(None)
            self.deadline = None
        self.work.end()


HANDLING: ContextVar[Handling | None] = ContextVar("HANDLING", default=None)


@dataclass(slots=True)
class Services:
    """What the program is made of; one per process, handed to every context."""

    settings: Settings
    store: Store
    clock: Clock
    presenter: Presenter
    """For replies."""
    courier: Presenter
    """For promised messages: connections of their own, so that no broadcast delays a reply."""
    duty: Duty
    """Whether the ticks are this process's work."""
    username: str = ""
    """The bot's @name, known once it has started."""
    pulse: Pulse = field(default_factory=Pulse)
    metrics: Metrics = field(default_factory=Metrics)
    background: set[asyncio.Task[Any]] = field(default_factory=set)
    told_of_outage: dict[int, bool] = field(default_factory=dict)
    """Updates that were put back, and whether the person was told."""
    held_up: Counter[int] = field(default_factory=Counter)
    """Updates whose deadline passed through no fault of the handler, and how often."""
    looked: Looked = field(default_factory=Looked)
    """The offerings whose people have their reminders."""
    commands_shown: set[tuple[int, str]] = field(default_factory=set)
    """Chats whose command menu lists HR's commands, with the language it is in."""
    newest_edit: dict[tuple[int, int], int] = field(default_factory=dict)
    """The last update that was answered in place of a message, while an answer has to wait."""
    shelf: dict[Any, Any] = field(default_factory=dict)
    """What many messages have in common, and what was shown last; may be emptied any time."""

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

    def note_held_up(self, update_id: int, times: int = 1) -> None:
        """Of an update that comes again for it."""
        if len(self.held_up) > MOST_HELD_UP:
            self.held_up.clear()
        self.held_up[update_id] += times

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


@cache
def _words(language: str, house: House) -> Words:
    return Words(language, house)
