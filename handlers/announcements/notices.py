"""Renders announcements for sending, and the message in which HR watches the sending.

Thousands of people get the same announcement within minutes: its content is read once a second,
not once a message.
"""

import logging
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, TelegramError

from domain.announcements.announced import Announcement, AnnouncementState, Content, FollowUp
from domain.announcements.broadcast import progress
from domain.ids import AnnouncementId
from domain.outbox.messages import Claimed
from handlers.actions.seats import OpenNotice
from handlers.announcements.screens import checking as checking_screens
from handlers.announcements.screens import recalling, scheduling, sending
from handlers.announcements.screens import writing as screens
from handlers.context import Services
from handlers.reception.quiet import quiet_hours
from handlers.screens.screen import Screen
from handlers.screens.words import Html, Words
from handlers.seats.screens import signed
from storage.announcements import (
    audiences,
    broadcasts,
    checking,
    drafts,
    fan_out,
    reading,
    recalls,
    resending,
)
from storage.catalogue import offerings
from storage.seats import signing_up

log = logging.getLogger("bangkom.announcements")

FRESH = timedelta(seconds=1)


async def announcement(services: Services, message: Claimed) -> Screen | None:
    """Renders what people get; None once it was stopped or the sign-up has closed."""
    content = await _content(services, message)
    found = content.announcement
    if found is None or found.state not in (AnnouncementState.SENDING, AnnouncementState.DONE):
        return None
    if found.offering_id is None:
        return screens.free_text(found.letter)
    if content.opening is None or not content.opening.open(services.clock.now()):
        return None
    return screens.invitation(services.words(message.language), content.opening, notice=message.id)


async def corrected(services: Services, message: Claimed) -> Screen | None:
    """Renders the corrected version of a message that was sent."""
    content = await _content(services, message)
    found = content.announcement
    if found is None:
        return None
    if found.offering_id is None:
        return screens.free_text(found.letter)
    if content.opening is None:
        return None
    w = services.words(message.language)
    screen = screens.invitation(w, content.opening, notice=message.id)
    return await _with_seat(services, message, w, screen)


async def told_of_correction(services: Services, message: Claimed) -> Screen | None:
    """Tells a person that an announcement was corrected; None once it was taken back."""
    found = (await _content(services, message)).announcement
    if found is None or found.follow_up is not FollowUp.EDIT:
        return None
    words = services.words(message.language)
    return recalling.told(words, found, message=int(message.facts["message"]))


async def taken_back(services: Services, message: Claimed) -> Screen | None:
    """A message that is deleted needs no content."""
    return Screen(Html(""))


async def watch(services: Services, message: Claimed) -> Screen | None:
    """The message in which the author watches a scheduled announcement that is now being sent."""
    found = await reading.read(services.store, AnnouncementId(message.facts["announcement"]))
    if found is None:
        return None
    screen, _ = await standing(services, services.words(message.language), found)
    return screen


async def held(services: Services, message: Claimed) -> Screen | None:
    """Asks what is to become of an announcement that was not sent at its time."""
    draft = await drafts.look(services.store, AnnouncementId(message.facts["announcement"]))
    if draft is None or not draft.announcement.waits_for_hr:
        return None
    return scheduling.held(services.words(message.language), draft)


async def check(services: Services, message: Claimed) -> Screen | None:
    """Asks another officer to check; tells the author what that officer has answered."""
    number = AnnouncementId(message.facts["announcement"])
    draft = await drafts.look(services.store, number)
    if draft is None:
        return None
    words, found = services.words(message.language), draft.announcement
    if found.author_id == message.person_id:
        name = await checking.checker(services.store, number)
        return checking_screens.answered(words, found, name)
    if found.state is not AnnouncementState.CHECKING:
        return None
    if found.revision != message.facts["revision"]:
        return None
    letter = await _as_received(services, words, found)
    return checking_screens.check(words, letter, draft) if letter is not None else None


async def _as_received(services: Services, w: Words, found: Announcement) -> Screen | None:
    if found.offering_id is None:
        return screens.free_text(found.letter)
    opening = await reading.opening(services.store, found.offering_id)
    return screens.invitation(w, opening) if opening is not None else None


async def advance(services: Services) -> None:
    """Starts, continues and finishes every broadcast that is due, and shows HR the progress."""
    now, real_now = services.clock.now(), services.clock.real()
    quiet = quiet_hours(services.settings)
    if not quiet.holds(now):
        await fan_out.start_due(
            services.store, now=now, real_now=real_now, zone=services.settings.timezone
        )
    for found in await broadcasts.watched(services.store):
        while await fan_out.pour(services.store, found.id, now=now, real_now=real_now):
            services.wake.set()
        services.wake.set()
        if quiet.holds(now) and not found.in_quiet:
            await broadcasts.hold(services.store, found.id, until=quiet.over(now), now=now)
        after = await broadcasts.finish(services.store, found.id, real_now=real_now)
        if after is not None:
            await _show(services, after)


async def standing(services: Services, w: Words, found: Announcement) -> tuple[Screen, bool]:
    """The screen of HR from the start of sending to the report, and whether it is the report."""
    real_now = services.clock.real()
    recall = await recalls.outcome(services.store, found) if found.follow_up else None
    if found.over and recall is not None and recall.waiting:
        return recalling.recalling(w, found, recall), False
    tally = await broadcasts.tally(services.store, found.id, real_now=real_now)
    if found.over:
        seen = await audiences.named(services.store, found.audience)
        rest = await left_out(services, found)
        return sending.report(w, found, seen, tally, recall=recall, left_out=rest), True
    if found.state is AnnouncementState.STOPPED:
        return sending.stopping(w), False
    now, quiet = services.clock.now(), quiet_hours(services.settings)
    figures = progress(
        tally,
        expected=found.previewed.linked if found.previewed else 0,
        elapsed=real_now - (found.started_at or real_now),
        send_rate=services.settings.send_rate,
        fanned_out=found.fanned_out,
    )
    held = quiet.over(now) if quiet.holds(now) and not found.in_quiet else None
    return sending.progress(w, found, figures, held_until=held), False


async def left_out(services: Services, found: Announcement) -> int:
    """How many people could still get it: none once it was taken back, or sign-up has closed."""
    if not resending.can_go_on(found):
        return 0
    if found.offering_id is not None:
        opening = await reading.opening(services.store, found.offering_id)
        if opening is None or not opening.open(services.clock.now()):
            return 0
    return await resending.left_out(services.store, found)


async def _show(services: Services, found: Announcement) -> None:
    """Edits the message in which HR watches; if it is gone, promises the report anew."""
    place, language = await broadcasts.place(services.store, found)
    screen, final = await standing(services, services.words(language), found)
    shown = await _edited(services, place, screen) if place is not None else False
    if final and shown is not None:
        if place is not None:
            services.progress_shown.pop(place, None)
        now, real_now = services.clock.now(), services.clock.real()
        await broadcasts.reported(
            services.store, found, anew=not shown, now=now, real_now=real_now
        )


async def _edited(services: Services, place: tuple[int, int], screen: Screen) -> bool | None:
    """True if no further edit is needed, False if the message is gone, None to try again later."""
    if services.progress_shown.get(place) == screen.text:
        return True
    try:
        shown = await services.presenter.edit_text(*place, screen)
    except Forbidden:
        return True
    except BadRequest:
        return False
    except TelegramError as error:
        log.info("progress not shown", extra={"reason": type(error).__name__})
        return None
    services.progress_shown[place] = screen.text
    return shown


async def _with_seat(services: Services, message: Claimed, w: Words, screen: Screen) -> Screen:
    """The announcement with its line about the seat, if the person has signed up under it."""
    offering = signed.announces(screen)
    if offering is None or message.person_id is None:
        return screen
    detail = await offerings.detail(
        services.store, person=message.person_id, offering=offering, now=services.clock.now()
    )
    if detail is None or detail.mine is None or not detail.mine.open:
        return screen
    outcome = signing_up.standing_outcome(detail.mine)
    back = OpenNotice(message.id)
    return signed.with_seat(w, screen, there=detail.offering, outcome=outcome, back=back)


async def _content(services: Services, message: Claimed) -> Content:
    number = AnnouncementId(message.facts["announcement"])
    real_now = services.clock.real()
    kept = services.announced.get(number)
    if kept is not None and real_now - kept.read_at < FRESH:
        return kept
    found = await reading.read(services.store, number)
    opening = None
    if found is not None and found.offering_id is not None:
        opening = await reading.opening(services.store, found.offering_id)
    content = services.announced[number] = Content(found, opening, real_now)
    return content
