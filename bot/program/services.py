"""What the program is made of, and one update on its way through it."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.program.duty import Duty
from bot.program.metrics import Metrics
from bot.program.pulse import Pulse
from bot.program.settings import Settings
from bot.sending.presenter import Presenter
from domain.ids import Fence
from handlers.context import Bounded, Services
from storage.database.work import Work

MOST_TROUBLES = 10_000
"""Updates whose troubles are remembered at once, in each process."""


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
class Trouble:
    """What happened to one update that this process could not handle at its first try."""

    put_back: bool = False
    """The database was busy or away."""
    told: bool = False
    """The person was shown that the service is disturbed."""
    cut_off: int = 0
    """How often its handler was ended through no fault of its own."""


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
    troubles: Bounded[int, Trouble] = field(default_factory=lambda: Bounded(MOST_TROUBLES))
    """By update id: what happened to updates that were put back."""
    newest_edit: dict[tuple[int, int], int] = field(default_factory=dict)
    """The last update that was answered in place of a message, while an answer has to wait."""

    def trouble_of(self, update_id: int) -> Trouble:
        """What is remembered of one update; it is empty the first time."""
        if update_id not in self.troubles:
            self.troubles[update_id] = Trouble()
        return self.troubles[update_id]
