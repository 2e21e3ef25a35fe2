"""Renders messages about a seat from present facts; one that is no longer true is dropped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.catalogue.offerings import Mode, Offering, Schedule
from domain.catalogue.timetable import SessionSpans, spans
from domain.hours import learning_hours
from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from domain.seats.deciding import SeatEndReason, SeatState
from domain.seats.mine import local_year
from domain.seats.standing import SeatStanding
from handlers.context import Services
from handlers.reception.quiet import quiet_hours
from handlers.screens.screen import Document, Screen
from handlers.screens.words import Words
from handlers.seats import calendar
from handlers.seats.screens import notices as screens
from storage.catalogue import offerings
from storage.evaluation import presence as presences
from storage.seats import queue


async def end_queues(services: Services) -> None:
    """Ends queues a day before the start and promises a message to the people still in them."""
    if await queue.end_queues(services.store, now=services.clock.now()):
        services.wake.set()


async def move_queues_up(services: Services) -> None:
    """Gives free seats to people in the queue, whatever made the seats free."""
    quiet = quiet_hours(services.settings)
    if await queue.move_queues_up(services.store, now=services.clock.now(), quiet=quiet):
        services.wake.set()


async def moved(services: Services, message: Claimed) -> Screen | None:
    """Renders a change of date or place; None if both are back to what the person knew."""
    found = await concerned(services, message, lambda there, mine: mine.open)
    if found is None:
        return None
    _, there, mine = found
    old = message.facts["old"]
    days = spans(there.sessions, there.starts_at, there.ends_at, there.timezone)
    before = Schedule(
        starts_at=datetime.fromisoformat(old["starts_at"]),
        ends_at=datetime.fromisoformat(old["ends_at"]),
        place=old["place"],
        # On site no link is shown; and a message of an older version says nothing about it.
        url=there.url if there.mode is Mode.ONSITE else old.get("url", there.url),
        sessions=_sessions(old["sessions"]) if "sessions" in old else days,
    )
    present = Schedule(there.starts_at, there.ends_at, there.place, there.url, days)
    if before == present or there.called_off:
        return None
    words, seated = services.words(message.language), mine.state is SeatState.ENROLLED
    clash = None
    if seated and message.person_id is not None:
        detail = await offerings.detail(
            services.store,
            person=message.person_id,
            offering=there.id,
            now=services.clock.now(),
        )
        clash = detail.clash if detail is not None else None
    file = calendar_file(services, words, there) if seated else None
    told = screens.moved(words, there, before, seated=seated, clash=clash, notice=message.id)
    return replace(told, document=file)


def _sessions(kept: list[list[str | None]]) -> SessionSpans:
    return tuple(
        (datetime.fromisoformat(str(opens)), datetime.fromisoformat(str(closes)), place)
        for opens, closes, place in kept
    )


async def called_off(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that the offering was called off."""
    found = await concerned(services, message, lambda there, mine: there.called_off)
    if found is None:
        return None
    name, there, mine = found
    words = services.words(message.language)
    seated = mine.state is SeatState.ENROLLED
    file = calendar_file(services, words, there) if seated else None
    return replace(screens.called_off(words, name, there), document=file)


async def reopened(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that an offering that was called off takes place after all."""

    def goes_on(there: Offering, mine: SeatStanding) -> bool:
        return mine.open and not there.called_off

    found = await concerned(services, message, goes_on)
    if found is None:
        return None
    _, there, mine = found
    words, seated = services.words(message.language), mine.state is SeatState.ENROLLED
    file = calendar_file(services, words, there) if seated else None
    told = screens.reopened(words, there, seated=seated, notice=message.id)
    return replace(told, document=file)


def calendar_file(services: Services, words: Words, there: Offering) -> Document:
    """The file by which the calendar of a person with a seat follows the change."""
    entry = calendar.entry(words, there, bot_id=services.settings.bot_id)
    return calendar.document(entry, there, now=services.clock.now())


async def promoted(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person in the queue has got a seat."""
    found = await concerned(services, message, _holds_seat)
    if found is None:
        return None
    words = services.words(message.language)
    return screens.promoted(words, found[0], found[1], notice=message.id)


async def queue_ended(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that no seat became free in time."""

    def ended(there: Offering, mine: SeatStanding) -> bool:
        return mine.reason == SeatEndReason.QUEUE_CLOSED and not there.called_off

    found = await concerned(services, message, ended)
    if found is None:
        return None
    return screens.queue_ended(services.words(message.language), found[0], found[1])


async def approved(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that HR has approved the sign-up."""
    found = await concerned(services, message, _holds_seat)
    if found is None:
        return None
    words = services.words(message.language)
    return screens.approved(words, found[0], found[1], notice=message.id)


async def nominated(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that HR has named the person as a participant."""
    found = await concerned(services, message, _holds_seat)
    if found is None:
        return None
    words = services.words(message.language)
    return screens.nominated(words, found[0], found[1], notice=message.id)


async def refused(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that HR has refused the sign-up."""
    found = await concerned(services, message, lambda there, mine: mine.state is SeatState.REFUSED)
    if found is None:
        return None
    name, there, mine = found
    return screens.refused(services.words(message.language), name, there, mine.reason)


async def removed(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that HR has removed the person."""
    found = await concerned(
        services, message, lambda there, mine: mine.state is SeatState.CANCELLED
    )
    if found is None:
        return None
    name, there, mine = found
    return screens.removed(services.words(message.language), name, there, mine.reason)


async def passed_over(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a free seat was not given, since the person is elsewhere then."""
    if message.person_id is None:
        return None
    now = services.clock.now()
    there = OfferingId(message.facts["offering"])
    found = await offerings.detail(
        services.store, person=message.person_id, offering=there, now=now
    )
    mine = found.mine if found else None
    queued = mine is not None and mine.state is SeatState.QUEUED
    if found is None or mine is None or not queued:
        return None
    words = services.words(message.language)
    if message.facts.get("blocked"):
        return screens.missed(words, found.offering, mine.position or 1, notice=message.id)
    clash = found.clash if found.can_move(now) else None
    return screens.passed_over(words, found, clash, notice=message.id) if clash else None


async def presence(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that HR has recorded a presence, with the hours of the year."""
    if message.person_id is None:
        return None
    now, settings = services.clock.now(), services.settings
    told = await presences.presence_told(
        services.store,
        message.person_id,
        [OfferingId(each) for each in message.facts["offerings"]],
        year=local_year(now, settings.timezone),
    )
    if told is None:
        return None
    hours = learning_hours(
        told.employment,
        year=now.astimezone(ZoneInfo(settings.timezone)).year,
        hours=told.hours_of_year,
        target_pns=settings.jp_target_pns,
        ceiling_pppk=settings.jp_ceiling_pppk,
    )
    return screens.presence(services.words(message.language), told, hours)


def _holds_seat(there: Offering, mine: SeatStanding) -> bool:
    return mine.state is SeatState.ENROLLED and not there.called_off


async def concerned(
    services: Services, message: Claimed, still: Callable[[Offering, SeatStanding], bool]
) -> tuple[str, Offering, SeatStanding] | None:
    """Name, offering and enrolment, if `still` holds and the person is in service.

    None once the training is over: a message may be late, as for a person who unblocks the bot.
    """
    found = await offerings.concerned(services.store, enrolment_id=message.facts["enrolment"])
    if found is None:
        return None
    name, there, mine, active = found
    told = active and there.ends_at > services.clock.now() and still(there, mine)
    return (name, there, mine) if told else None
