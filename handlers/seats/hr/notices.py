"""Promised messages to HR about seats: who cannot be told, late cancellations."""

from domain.ids import EnrolmentId
from domain.outbox.messages import Claimed
from domain.seats.approvals import Request
from domain.seats.deciding import SeatState
from handlers.context import Services
from handlers.screens.screen import Said, Screen
from handlers.seats.screens import approvals as screens
from storage.seats import approvals


async def queue_unreached(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person in the queue cannot be told, and was passed over."""
    found = await _queued(services, message)
    return screens.unreached(services.words(message.language), found) if found else None


async def unreached_line(services: Services, message: Claimed) -> Said | None:
    """Renders it as a line of the message of the day."""
    found = await _queued(services, message)
    return screens.unreached_line(services.words(message.language), found) if found else None


async def _queued(services: Services, message: Claimed) -> Request | None:
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await approvals.request(services.store, enrolment, now=services.clock.now())
    return found if found is not None and found.state is SeatState.QUEUED else None


async def late_cancel(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person gave up a seat shortly before the start."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await approvals.late_cancel(services.store, enrolment)
    return screens.late_cancel(services.words(message.language), found) if found else None
