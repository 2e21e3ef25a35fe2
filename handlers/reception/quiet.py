"""The operator's quiet hours, as the rules understand them."""

from typing import TYPE_CHECKING

from domain.outbox.quiet import Quiet

if TYPE_CHECKING:
    from bot.program.settings import Settings


def quiet_hours(settings: "Settings") -> Quiet:
    """The hours of the house in which nobody is woken."""
    hours = settings.quiet_hours
    return Quiet(hours.start, hours.end, settings.timezone)
