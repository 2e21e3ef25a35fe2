"""Every kind of promised message: how often it is tried, and how it is rendered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.messages import Claimed
from handlers import feedback_notices, reminder_notices
from handlers.screens.screen import Screen

if TYPE_CHECKING:
    from bot.context import Services

Render = Callable[["Services", Claimed], Awaitable[Screen | None]]


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of message. `render` answers None when it is no longer relevant."""

    render: Render
    tries: int = 2
    """How often an unknown outcome is tried in all: a rare double beats silence."""


KINDS: dict[str, Notice] = {
    # linking, privacy
    # training: seats, queue, approval, moved, called off
    # reminders
    "rem.h7": Notice(reminder_notices.seven_days),
    "rem.h1": Notice(reminder_notices.day_before),
    "rem.h0": Notice(reminder_notices.same_day),
    "rem.closing": Notice(reminder_notices.closing),
    # feedback
    "fb.invite": Notice(feedback_notices.invite),
    "fb.rem.h1": Notice(feedback_notices.reminder),
    "fb.rem.h3": Notice(feedback_notices.last_reminder),
    # announcements
}


def tries(kind: str) -> int:
    """How often a message of this kind may be tried."""
    return KINDS[kind].tries


async def render(services: "Services", message: Claimed) -> Screen | None:
    """The screen as it has to look now, in the recipient's language; None drops the message."""
    return await KINDS[message.kind].render(services, message)
