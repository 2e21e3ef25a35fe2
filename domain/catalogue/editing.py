"""What HR types to change an offering in the chat: read into values, or refused with a reason."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from domain.catalogue.changes import OfferingState
from domain.catalogue.offerings import LONGEST_TITLE, Mode, Offering
from domain.imports.cells import CLOSING_HOUR, MOST_HOURS, MOST_SEATS, YEARS, figure, web_address
from domain.imports.dates.day_first import Unread, Written, read_written
from domain.imports.training import LONGEST_DESCRIPTION, LONGEST_LINK
from domain.office.policies import MOST_OFFER_HOURS
from domain.seats.quotas import read_quota


class RunField(StrEnum):
    """What HR can change of an offering; the words are kept in open questions."""

    TIME = "time"
    PLACE = "place"
    LINK = "link"
    QUOTA = "quota"
    CLOSES = "closes"
    APPROVAL = "approval"
    HOURS = "hours"
    TITLE = "title"
    DESCRIPTION = "description"
    FILLING = "filling"
    OFFERS = "offers"
    """For how long a free seat is offered."""
    UNITS = "units"
    """The quota by unit."""
    SESSIONS = "sessions"
    """Changed one by one: domain/catalogue/timetable.py."""


COLUMNS: dict[RunField, tuple[str, ...]] = {
    RunField.TIME: ("starts_at", "ends_at", "timezone"),
    RunField.PLACE: ("place",),
    RunField.LINK: ("url",),
    RunField.QUOTA: ("quota",),
    RunField.CLOSES: ("closes_at",),
    RunField.APPROVAL: ("needs_approval", "approval_by"),
    RunField.HOURS: ("hours",),
    RunField.TITLE: ("title",),
    RunField.DESCRIPTION: ("description",),
    RunField.FILLING: ("filling",),
    RunField.OFFERS: ("offer_hours",),
    RunField.UNITS: ("unit_quota",),
    RunField.SESSIONS: ("sessions",),
}
"""The columns of offering or training that a field stands for."""
OF_TRAINING = (RunField.HOURS, RunField.TITLE, RunField.DESCRIPTION)
"""What all offerings of a training share."""
ERASABLE = (RunField.PLACE, RunField.LINK, RunField.DESCRIPTION, RunField.UNITS)
"""What an offering can do without."""
EDITABLE = (OfferingState.OPEN, OfferingState.CLOSED, OfferingState.RUNNING)
"""States in which an offering can be changed."""


class Unfit(StrEnum):
    """Why a typed value is not taken."""

    NO_TIME = "no time"
    SHORT_YEAR = "short year"
    WEEKDAY = "weekday"
    ORDER = "order"
    """It ends before it begins."""
    PAST = "past"
    AFTER_START = "after start"
    """Sign-up would close after the start."""
    NO_DATE = "no date"
    NO_NUMBER = "no number"
    NO_LINK = "no link"
    LONG = "long"
    EMPTY = "empty"
    SAME = "same"
    TITLE_TAKEN = "title taken"
    """Another training has this title."""
    FAR = "far"
    """A session is too far from the others."""
    NO_QUOTA = "no quota"
    """Not a quota by unit, or with a unit that is not known."""
    FIXED = "fixed"
    """People are noted as interested, or the seats are given: the way stays as it is."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that an officer has typed and not saved yet, by column."""

    field: RunField
    before: dict[str, Any]
    """What the officer saw."""
    after: dict[str, Any]


def fields_of(there: Offering) -> tuple[RunField, ...]:
    """What can be changed: people are shown no place of an online training, nor a link on site."""
    hidden = {Mode.ONLINE: RunField.PLACE, Mode.ONSITE: RunField.LINK}.get(there.mode)
    return tuple(field for field in RunField if field not in (hidden, RunField.SESSIONS))


def read_typed(
    field: RunField, text: str, there: Offering, *, now: datetime
) -> dict[str, Any] | Unfit:
    """The columns that a typed text changes, with their values."""
    words = " ".join(text.split())
    match field:
        case RunField.TIME:
            return _time(words, there, now=now)
        case RunField.CLOSES:
            return _closing(words, there, now=now)
        case RunField.QUOTA:
            return _whole("quota", words, least=1, most=MOST_SEATS)
        case RunField.HOURS:
            return _whole("hours", words, least=0, most=MOST_HOURS)
        case RunField.LINK:
            address = web_address(words)
            if address is None:
                return Unfit.NO_LINK
            return {"url": address} if len(address) <= LONGEST_LINK else Unfit.LONG
        case RunField.PLACE:
            return _text("place", words, LONGEST_TITLE)
        case RunField.TITLE:
            return _text("title", words, LONGEST_TITLE)
        case RunField.DESCRIPTION:
            return _text("description", text.strip(), LONGEST_DESCRIPTION)
        case RunField.OFFERS:
            return _whole("offer_hours", words, least=0, most=MOST_OFFER_HOURS)
        case RunField.UNITS:
            # The names of units are looked up where they are stored.
            return {"unit_quota": words} if read_quota(words) is not None else Unfit.NO_QUOTA
        case RunField.APPROVAL | RunField.SESSIONS | RunField.FILLING:
            return Unfit.EMPTY


def unfit_now(new: dict[str, Any], there: Offering, *, now: datetime) -> Unfit | None:
    """Why these values can no longer be taken, if the time has passed in the meantime."""
    starts_at = new.get("starts_at", there.starts_at)
    if "starts_at" in new and starts_at != there.starts_at and starts_at <= now:
        return Unfit.PAST
    if "ends_at" in new and new["ends_at"] <= now:
        return Unfit.PAST
    if "closes_at" in new and new["closes_at"] > starts_at:
        return Unfit.AFTER_START
    return None


def _time(text: str, there: Offering, *, now: datetime) -> dict[str, Any] | Unfit:
    read = read_written(text)
    if isinstance(read, Unread):
        unread = {Unread.SHORT_YEAR: Unfit.SHORT_YEAR, Unread.WEEKDAY: Unfit.WEEKDAY}
        return unread.get(read, Unfit.NO_TIME)
    zone = read.zone or there.timezone
    if read.day is None and read.opens is None:
        return Unfit.NO_TIME
    starts_at, ends_at = _span(read, there, zone)
    if not {starts_at.year, ends_at.year} <= set(YEARS):
        return Unfit.NO_TIME
    if ends_at <= starts_at:
        return Unfit.ORDER
    new = {"starts_at": starts_at, "ends_at": ends_at, "timezone": zone}
    return unfit_now(new, there, now=now) or new


def _span(read: Written, there: Offering, zone: str) -> tuple[datetime, datetime]:
    """Start and end; hours that are not typed stay as they are, and so do days."""
    old = ZoneInfo(there.timezone)
    first, last = (each.astimezone(old) for each in (there.starts_at, there.ends_at))
    days = (first.date(), last.date()) if read.day is None else (read.day, read.last or read.day)
    opens, closes = read.opens or first.time(), read.closes or last.time()
    new = ZoneInfo(zone)
    return (
        datetime.combine(days[0], opens, new).astimezone(UTC),
        datetime.combine(days[1], closes, new).astimezone(UTC),
    )


def _closing(text: str, there: Offering, *, now: datetime) -> dict[str, Any] | Unfit:
    read = read_written(text)
    if isinstance(read, Unread):
        unread = {Unread.SHORT_YEAR: Unfit.SHORT_YEAR, Unread.WEEKDAY: Unfit.WEEKDAY}
        return unread.get(read, Unfit.NO_DATE)
    if read.day is None or read.is_range or read.day.year not in YEARS:
        return Unfit.NO_DATE
    zone = ZoneInfo(read.zone or there.timezone)
    closes_at = datetime.combine(read.day, read.opens or CLOSING_HOUR, zone).astimezone(UTC)
    if read.opens is None and closes_at - there.starts_at < timedelta(days=1):
        # On the day of the start, which is typed without an hour, it closes at the start.
        closes_at = min(closes_at, there.starts_at)
    if closes_at <= now:
        return Unfit.PAST
    return unfit_now({"closes_at": closes_at}, there, now=now) or {"closes_at": closes_at}


def _whole(column: str, text: str, *, least: int, most: int) -> dict[str, Any] | Unfit:
    number = figure(text, least=least, most=most)
    return Unfit.NO_NUMBER if number is None else {column: number}


def _text(column: str, text: str, most: int) -> dict[str, Any] | Unfit:
    if not text:
        return Unfit.EMPTY
    return {column: text} if len(text) <= most else Unfit.LONG


def changed(there: Offering, edit: Edit) -> Offering:
    """The offering as it will be."""
    known = {"starts_at", "ends_at", "timezone", "place", "url", "quota", "closes_at", "hours"}
    return replace(there, **{name: edit.after[name] for name in known & edit.after.keys()})
