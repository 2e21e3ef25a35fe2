"""Promised messages to HR about seats: who cannot be told, late cancellations."""

from domain.ids import EnrolmentId
from domain.outbox.messages import Claimed
from domain.seats.deciding import SeatState
from handlers.context import Services
from handlers.screens.screen import Screen
from handlers.seats.screens import approvals as screens
from storage.seats import approvals


async def queue_unreached(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person in the queue cannot be told, and was passed over."""
    found = await approvals.request(
        services.store, EnrolmentId(message.facts["enrolment"]), now=services.clock.now()
    )
    if found is None or found.state is not SeatState.QUEUED:
        return None
    return screens.unreached(services.words(message.language), found)


async def late_cancel(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person gave up a seat shortly before the start."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await approvals.late_cancel(services.store, enrolment)
    return screens.late_cancel(services.words(message.language), found) if found else None
