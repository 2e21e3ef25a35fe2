"""The services of one process, and the state of one update while it is handled."""

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
    """The state of one update while its lane handles it."""

    update_id: int
    work: Work
    """Its place among the updates being handled, and how long it waited for the database."""
    deadline: asyncio.Timeout | None = None
    fence: Fence | None = None
    """The fence of the lane's lease, if several replicas share the lanes."""
    confirm: Callable[[], None] | None = None
    """Tells the intake that Telegram need not deliver the update again."""
    failed: bool = False
    """A bug occurred: the person got an apology and the update is confirmed."""
    put_back: bool = False
    """The database was away: Telegram delivers the update again."""
    lost: bool = False
    """Another process has taken over the lane, or Telegram refuses the bot's token."""

    def may_be_confirmed(self) -> None:
        """Confirms the update: its effect is committed and its answer is slow."""
        if self.confirm is not None and not self.put_back:
            self.confirm()

    def committed(self) -> None:
        """Notes that the effect is committed: ends the deadline and frees the handler's place."""
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
    """What the process needs besides what handlers need; one object per process."""

    settings: Settings
    presenter: Presenter
    courier: Presenter
    """Sends promised messages through its own connections, so that a broadcast delays no reply."""
    duty: Duty
    """Whether this process runs the ticks."""
    pulse: Pulse = field(default_factory=Pulse)
    metrics: Metrics = field(default_factory=Metrics)
    troubles: Bounded[int, Trouble] = field(default_factory=lambda: Bounded(MOST_TROUBLES))
    """By update id: what happened to updates that were put back."""
    alerted: Bounded[int, bool] | None = None
    """By webhook: updates whose tap was answered with an alert; the response to Telegram answers
    every other tap. None while polling: each tap is answered with a call."""
    newest_edit: dict[tuple[int, int], int] = field(default_factory=dict)
    """Per message: the last update whose answer replaces it, while that answer is being sent."""

    def trouble_of(self, update_id: int) -> Trouble:
        """What is remembered of one update; it is empty the first time."""
        if update_id not in self.troubles:
            self.troubles[update_id] = Trouble()
        return self.troubles[update_id]
