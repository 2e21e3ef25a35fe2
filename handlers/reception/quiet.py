"""The operator's quiet hours, as the rules understand them."""

from domain.outbox.quiet import Quiet
from handlers.context import HouseSettings


def quiet_hours(settings: HouseSettings) -> Quiet:
    """The hours of the house in which nobody is woken."""
    hours = settings.quiet_hours
    return Quiet(hours.start, hours.end, settings.timezone)
