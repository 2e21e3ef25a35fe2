"""The operator's quiet hours as a value of the rules."""

from domain.outbox.quiet import Quiet
from handlers.context import HouseSettings


def quiet_hours(settings: HouseSettings) -> Quiet:
    """The quiet hours of the settings: no message that can wait is sent then."""
    hours = settings.quiet_hours
    return Quiet(hours.start, hours.end, settings.timezone)
