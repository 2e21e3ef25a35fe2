"""What an officer types as the answer to a question about an offering."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from domain.catalogue.making.drafts import DraftField, OfferingDraft
from domain.catalogue.modes import mode_of
from domain.catalogue.offerings import LONGEST_TITLE, Mode
from domain.catalogue.sessions import SessionPlan, moved
from domain.decisions.states import ApprovalBy
from domain.imports.cells import (
    CLOSING_HOUR,
    END_HOUR,
    MOST_HOURS,
    MOST_SEATS,
    START_HOUR,
    figure,
    web_address,
)
from domain.imports.dates.day_first import Unread, read_written
from domain.imports.training import LONGEST_DESCRIPTION, LONGEST_LINK

KINDS = ("Bimtek", "Teknis", "Workshop", "Seminar", "E-Learning")
"""The kinds that are offered; any other may be typed."""
MODES = (Mode.ONSITE, Mode.ONLINE, Mode.BLENDED)
FIGURES = {DraftField.HOURS: (8, 16, 24, 32, 40), DraftField.QUOTA: (20, 30, 40, 50)}
DAYS_BEFORE = (7, 1)
"""Days before the start that are offered as the last day of sign-up."""
LATEST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp()) // 60
"""A minute later than any that a genuine button names."""
LONGEST = {
    DraftField.TITLE: LONGEST_TITLE,
    DraftField.KIND: 60,
    DraftField.PLACE: LONGEST_TITLE,
    DraftField.URL: LONGEST_LINK,
    DraftField.DESCRIPTION: LONGEST_DESCRIPTION,
}
"""Characters of what is kept as it was typed."""


class AnswerProblem(StrEnum):
    """Why a typed answer is not taken."""

    UNREAD = "unread"
    SHORT_YEAR = "short year"
    WEEKDAY = "weekday"
    ORDER = "order"
    """It ends before it starts."""
    PAST = "past"
    AFTER_START = "after start"
    """Sign-up cannot close after the start."""
    TOO_LONG = "too long"


Changes = dict[str, Any]
"""New values of a draft, by the names of its fields."""


def read_answer(
    field: DraftField, text: str, draft: OfferingDraft, *, now: datetime, zone: str
) -> Changes | AnswerProblem:
    """The values that a typed answer gives; `zone` holds where neither text nor draft names one.

    Competencies are not typed: a text searches for them.
    """
    text = " ".join(text.split()) if field is not DraftField.DESCRIPTION else text.strip()
    if not text or len(text) > LONGEST.get(field, LONGEST_TITLE):
        return AnswerProblem.TOO_LONG if text else AnswerProblem.UNREAD
    match field:
        case DraftField.HOURS | DraftField.QUOTA:
            return _figure(field, text)
        case DraftField.MODE:
            mode = mode_of(text)
            return AnswerProblem.UNREAD if mode is None else {"mode": mode}
        case DraftField.TIME:
            return _time(text, now=now, zone=zone)
        case DraftField.CLOSES:
            return _closes(text, draft, now=now, zone=zone)
        case DraftField.URL:
            address = web_address(text)
            return AnswerProblem.UNREAD if address is None else {"url": address}
        case DraftField.TITLE | DraftField.KIND | DraftField.PLACE | DraftField.DESCRIPTION:
            return {field.value: text}
        case _:
            return AnswerProblem.UNREAD


def chosen(
    field: DraftField, value: int, draft: OfferingDraft, *, now: datetime
) -> Changes | AnswerProblem:
    """The values that a button gives; made-up ones are not taken."""
    match field:
        case DraftField.KIND if value < len(KINDS):
            return {"kind": KINDS[value]}
        case DraftField.MODE if value < len(MODES):
            return {"mode": MODES[value]}
        case DraftField.HOURS | DraftField.QUOTA:
            return _figure(field, str(value))
        case DraftField.CLOSES if value < LATEST:
            closes_at = datetime.fromtimestamp(value * 60, UTC)
            return checked_deadline(closes_at, draft, now=now)
        case DraftField.APPROVAL:
            # 0: no approval; then the offices in the order of ApprovalBy.
            by = list(ApprovalBy)[max(value - 1, 0) % len(ApprovalBy)]
            return {"needs_approval": value > 0, "approval_by": by}
        case _:
            return AnswerProblem.UNREAD


def deadlines(draft: OfferingDraft, *, now: datetime, zone: str) -> tuple[datetime, ...]:
    """The last minutes of the days that are offered as a deadline."""
    if draft.starts_at is None:
        return ()
    there = ZoneInfo(draft.timezone or zone)
    first = draft.starts_at.astimezone(there).date()
    ends = (
        datetime.combine(first - timedelta(days=each), CLOSING_HOUR, there).astimezone(UTC)
        for each in DAYS_BEFORE
    )
    return tuple(each for each in ends if each > now)


def answered(draft: OfferingDraft, changes: Changes, holidays: Collection[date]) -> OfferingDraft:
    """The draft with new values; sessions that HR gave move with it, if they still fit."""
    new = replace(draft, **changes)
    start, end, zone = new.starts_at, new.ends_at, new.timezone
    same = (start, end, zone) == (draft.starts_at, draft.ends_at, draft.timezone)
    if not draft.sessions or start is None or zone is None or same:
        return new
    sessions = moved(draft.sessions, start, zone, holidays=holidays)
    if sessions[-1].ends_at == end:
        return replace(new, sessions=sessions)
    return replace(new, sessions=(), plan=SessionPlan.DAILY)


def read_start(text: str, *, now: datetime, zone: str) -> date | AnswerProblem:
    """The day from which a copy takes place."""
    read = read_written(text)
    if isinstance(read, Unread):
        return _unread(read)
    if read.day is None or read.is_range:
        return AnswerProblem.UNREAD
    return AnswerProblem.PAST if read.day <= _today(now, zone) else read.day


def _figure(field: DraftField, text: str) -> Changes | AnswerProblem:
    most = MOST_HOURS if field is DraftField.HOURS else MOST_SEATS
    number = figure(text, most=most)
    return AnswerProblem.UNREAD if number is None else {field.value: number}


def _time(text: str, *, now: datetime, zone: str) -> Changes | AnswerProblem:
    read = read_written(text)
    if isinstance(read, Unread):
        return _unread(read)
    if read.day is None:
        return AnswerProblem.UNREAD
    there = read.zone or zone
    opens, closes = read.opens or START_HOUR, read.closes or END_HOUR
    if read.closes is None and opens >= END_HOUR:
        # From 19.00 on: nothing says until when.
        return AnswerProblem.UNREAD
    starts_at = datetime.combine(read.day, opens, ZoneInfo(there)).astimezone(UTC)
    ends_at = datetime.combine(read.last or read.day, closes, ZoneInfo(there)).astimezone(UTC)
    if ends_at <= starts_at:
        return AnswerProblem.ORDER
    if starts_at <= now:
        return AnswerProblem.PAST
    return {"starts_at": starts_at, "ends_at": ends_at, "timezone": there}


def _closes(
    text: str, draft: OfferingDraft, *, now: datetime, zone: str
) -> Changes | AnswerProblem:
    read = read_written(text)
    if isinstance(read, Unread):
        return _unread(read)
    if read.day is None or read.is_range:
        return AnswerProblem.UNREAD
    there = ZoneInfo(read.zone or draft.timezone or zone)
    closes_at = datetime.combine(read.day, read.opens or CLOSING_HOUR, there).astimezone(UTC)
    start = draft.starts_at
    if read.opens is None and start is not None and closes_at - start < timedelta(days=1):
        # On the day of the start, which is typed without an hour, it closes at the start.
        closes_at = min(closes_at, start)
    return checked_deadline(closes_at, draft, now=now)


def checked_deadline(
    closes_at: datetime, draft: OfferingDraft, *, now: datetime
) -> Changes | AnswerProblem:
    """A time until which people can sign up, if it is to come and not after the start."""
    if closes_at <= now:
        return AnswerProblem.PAST
    if draft.starts_at is not None and closes_at > draft.starts_at:
        return AnswerProblem.AFTER_START
    return {"closes_at": closes_at}


def _unread(read: Unread) -> AnswerProblem:
    known = {
        Unread.SHORT_YEAR: AnswerProblem.SHORT_YEAR,
        Unread.WEEKDAY: AnswerProblem.WEEKDAY,
    }
    return known.get(read, AnswerProblem.UNREAD)


def _today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
