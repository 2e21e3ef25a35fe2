"""What the program is made of, and one update on its way through it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.program.duty import Duty
from bot.program.metrics import Metrics
from bot.program.pulse import Pulse
from bot.program.settings import Settings
from bot.sending.presenter import Presenter
from domain.ids import Fence
from handlers.context import Services
from storage.database.work import Work

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


@dataclass(slots=True, kw_only=True)
class ProcessServices(Services):
    """What the process is made of, besides what handlers need; one per process."""

    settings: Settings
    presenter: Presenter
    courier: Presenter
    """For promised messages: connections of their own, so that no broadcast delays a reply."""
    duty: Duty
    """Whether the ticks are this process's work."""
    pulse: Pulse = field(default_factory=Pulse)
    metrics: Metrics = field(default_factory=Metrics)
    told_of_outage: dict[int, bool] = field(default_factory=dict)
    """Updates that were put back, and whether the person was told."""
    held_up: Counter[int] = field(default_factory=Counter)
    """Updates whose deadline passed through no fault of the handler, and how often."""
    newest_edit: dict[tuple[int, int], int] = field(default_factory=dict)
    """The last update that was answered in place of a message, while an answer has to wait."""

    def note_held_up(self, update_id: int, times: int = 1) -> None:
        """Of an update that comes again for it."""
        if len(self.held_up) > MOST_HELD_UP:
            self.held_up.clear()
        self.held_up[update_id] += times
