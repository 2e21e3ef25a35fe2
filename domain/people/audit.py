"""What the audit log notes: every event with what it does to data, and what its object is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from domain.announcements.announced import FollowUp
from domain.ids import PersonId

KEPT = timedelta(days=2 * 365)
"""How long an entry of the audit log is kept."""
MOST_LISTED = 500
"""Entries that a search lists; older ones are found by person, event or day."""
MOST_IN_FILE = 10_000
"""Entries in a file that HR downloads."""
SEARCHED = "audit.searched"
BY_RULE = ("seats.allotted",)
"""Events of the program's own: no person did it, nor the command line."""
TIMES_APART = "--"
"""Between start and end of what a changed field names, both in ISO 8601."""


class Access(IntEnum):
    """What an event does to data. The numbers stand in buttons."""

    SEEN = 0
    CHANGED = 1
    DOWNLOADED = 2


class AuditObject(StrEnum):
    """What the object id of an event numbers."""

    PERSON = "person"
    ENROLMENT = "enrolment"
    OFFERING = "offering"
    TRAINING = "training"
    ANNOUNCEMENT = "announcement"
    IMPORT = "import"
    DATA_REQUEST = "data_request"
    FAILURE = "failure"


PERSONS = (
    AuditObject.PERSON,
    AuditObject.ENROLMENT,
    AuditObject.DATA_REQUEST,
    AuditObject.FAILURE,
)
"""Objects that belong to one person: their events are about that person."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One kind of entry."""

    number: int
    """Stands in buttons; never used for another event."""
    access: Access
    about: AuditObject | None
    """None: a list, or nothing that has a number."""


_PERSON, _ENROLMENT = AuditObject.PERSON, AuditObject.ENROLMENT
_OFFERING, _TRAINING = AuditObject.OFFERING, AuditObject.TRAINING
_ANNOUNCEMENT, _IMPORT = AuditObject.ANNOUNCEMENT, AuditObject.IMPORT
_SEEN, _CHANGED, _DOWNLOADED = Access.SEEN, Access.CHANGED, Access.DOWNLOADED

EVENTS: dict[str, AuditEvent] = {
    "person_seen": AuditEvent(1, _SEEN, _PERSON),
    "staff_searched": AuditEvent(2, _SEEN, None),
    "number_set": AuditEvent(3, _CHANGED, _PERSON),
    "linked": AuditEvent(4, _CHANGED, _PERSON),
    "unlinked": AuditEvent(5, _CHANGED, _PERSON),
    "withdrawn": AuditEvent(6, _CHANGED, _PERSON),
    "link_released": AuditEvent(7, _CHANGED, _PERSON),
    "link_code_issued": AuditEvent(8, _CHANGED, _PERSON),
    "link_code_used": AuditEvent(9, _CHANGED, _PERSON),
    "hr_granted": AuditEvent(10, _CHANGED, _PERSON),
    "hr_revoked": AuditEvent(11, _CHANGED, _PERSON),
    "roles.given": AuditEvent(110, _CHANGED, _PERSON),
    "roles.accepted": AuditEvent(111, _CHANGED, _PERSON),
    "roles.revoked": AuditEvent(112, _CHANGED, _PERSON),
    "failures_seen": AuditEvent(12, _SEEN, None),
    "failure_seen": AuditEvent(13, _SEEN, AuditObject.FAILURE),
    "failure_settled": AuditEvent(14, _CHANGED, AuditObject.FAILURE),
    "unlinked_downloaded": AuditEvent(15, _DOWNLOADED, None),
    "data_requests_seen": AuditEvent(16, _SEEN, None),
    "data_request_seen": AuditEvent(17, _SEEN, AuditObject.DATA_REQUEST),
    "data_request_settled": AuditEvent(18, _CHANGED, AuditObject.DATA_REQUEST),
    "requests_seen": AuditEvent(19, _SEEN, None),
    "request_seen": AuditEvent(20, _SEEN, _ENROLMENT),
    "participants_seen": AuditEvent(21, _SEEN, _OFFERING),
    "participant_seen": AuditEvent(22, _SEEN, _ENROLMENT),
    "participants_downloaded": AuditEvent(23, _DOWNLOADED, _OFFERING),
    "catalogue.downloaded": AuditEvent(61, _DOWNLOADED, None),
    "participant_removed": AuditEvent(24, _CHANGED, _ENROLMENT),
    "imported": AuditEvent(25, _CHANGED, _IMPORT),
    "import_undone": AuditEvent(26, _CHANGED, _IMPORT),
    "import_changes_seen": AuditEvent(27, _SEEN, _IMPORT),
    "refused_rows_seen": AuditEvent(28, _SEEN, _IMPORT),
    "refused_rows_downloaded": AuditEvent(29, _DOWNLOADED, _IMPORT),
    "import_comparison_downloaded": AuditEvent(70, _DOWNLOADED, _IMPORT),
    "title_matched": AuditEvent(30, _CHANGED, None),
    "status_matched": AuditEvent(95, _CHANGED, None),
    "audience_seen": AuditEvent(31, _SEEN, _ANNOUNCEMENT),
    "unreached_downloaded": AuditEvent(32, _DOWNLOADED, _ANNOUNCEMENT),
    "announcement_sent": AuditEvent(33, _CHANGED, _ANNOUNCEMENT),
    "announcement_scheduled": AuditEvent(34, _CHANGED, _ANNOUNCEMENT),
    "announcement_cancelled": AuditEvent(35, _CHANGED, _ANNOUNCEMENT),
    "announcement_stopped": AuditEvent(36, _CHANGED, _ANNOUNCEMENT),
    "announcement_changed": AuditEvent(37, _CHANGED, _ANNOUNCEMENT),
    f"announcement_{FollowUp.EDIT}": AuditEvent(38, _CHANGED, _ANNOUNCEMENT),
    f"announcement_{FollowUp.DELETE}": AuditEvent(39, _CHANGED, _ANNOUNCEMENT),
    "announcement_resent": AuditEvent(40, _CHANGED, _ANNOUNCEMENT),
    "offerings.made": AuditEvent(41, _CHANGED, _OFFERING),
    "offerings.changed": AuditEvent(42, _CHANGED, _OFFERING),
    "offerings.opened": AuditEvent(43, _CHANGED, _OFFERING),
    "offerings.closed": AuditEvent(44, _CHANGED, _OFFERING),
    "offerings.called_off": AuditEvent(45, _CHANGED, _OFFERING),
    "offerings.reopened": AuditEvent(46, _CHANGED, _OFFERING),
    "offerings.undone": AuditEvent(47, _CHANGED, _OFFERING),
    "offerings.archived": AuditEvent(48, _CHANGED, _OFFERING),
    "offerings.restored": AuditEvent(62, _CHANGED, _OFFERING),
    "drafts.deleted": AuditEvent(55, _CHANGED, None),
    "offerings.speaker_answered": AuditEvent(80, _CHANGED, _OFFERING),
    "letters.drafted": AuditEvent(134, _DOWNLOADED, _OFFERING),
    "letters.numbered": AuditEvent(135, _CHANGED, _OFFERING),
    "seats.substituted": AuditEvent(136, _CHANGED, _ENROLMENT),
    "nominations.made": AuditEvent(130, _CHANGED, _OFFERING),
    "nominations.answered": AuditEvent(131, _CHANGED, _OFFERING),
    "nominations.seen": AuditEvent(132, _SEEN, _OFFERING),
    "nominations.people_seen": AuditEvent(133, _SEEN, None),
    "seats.taken": AuditEvent(141, _CHANGED, _ENROLMENT),
    "seats.passed": AuditEvent(142, _CHANGED, _ENROLMENT),
    "seats.allotted": AuditEvent(144, _CHANGED, _OFFERING),
    "seats.order_downloaded": AuditEvent(145, _DOWNLOADED, _OFFERING),
    "seats.transferred": AuditEvent(146, _CHANGED, _OFFERING),
    "seats.transfer_undone": AuditEvent(147, _CHANGED, _OFFERING),
    "trainings.made": AuditEvent(49, _CHANGED, _TRAINING),
    "trainings.changed": AuditEvent(50, _CHANGED, _TRAINING),
    "trainings.archived": AuditEvent(51, _CHANGED, _TRAINING),
    "trainings.restored": AuditEvent(52, _CHANGED, _TRAINING),
    "holidays_changed": AuditEvent(75, _CHANGED, None),
    "mandates.set": AuditEvent(120, _CHANGED, _PERSON),
    "mandates.ended": AuditEvent(121, _CHANGED, _PERSON),
    "people.away": AuditEvent(122, _CHANGED, _PERSON),
    SEARCHED: AuditEvent(53, _SEEN, _PERSON),
    "audit.downloaded": AuditEvent(54, _DOWNLOADED, _PERSON),
    "staff_downloaded": AuditEvent(60, _DOWNLOADED, None),
}
"""Stored names, in the order in which HR chooses from them. A stored name keeps its meaning."""


def events(*about: AuditObject, access: Collection[Access] = tuple(Access)) -> tuple[str, ...]:
    """The events about objects of these kinds that do one of these things to data."""
    return tuple(
        name for name, one in EVENTS.items() if one.about in about and one.access in access
    )


def named(number: int | None) -> str | None:
    """The event with this number."""
    return next((name for name, one in EVENTS.items() if one.number == number), None)


def day_of(number: int | None) -> date | None:
    """The day with this number, counted from the year 1; None if there is none."""
    return date.fromordinal(number) if number and number < date.max.toordinal() else None


@dataclass(frozen=True, slots=True)
class AuditChange:
    """One changed field of an object; the values name no person, and a moment is in ISO 8601."""

    field: str
    old: str | None
    new: str | None


def change_of(field: str, old: object, new: object) -> AuditChange:
    """A changed field, its values as they are stored."""
    return AuditChange(field, _stored(old), _stored(new))


def _stored(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What HR looks for in the audit log; a fact that is None does not narrow it."""

    person: PersonId | None = None
    """The person who acted or whose data it was."""
    access: Access | None = None
    event: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that does not count."""
    reader: PersonId | None = None
    """The HR officer who looks; their own searches of the log are left out, unless that is the
    event: else the first page would tell of nothing but the search itself."""
    newest: int | None = None
    """The entry that a list begins with: its pages stay the same while entries are added."""

    @property
    def wanted(self) -> tuple[str, ...] | None:
        """The events that fit; None: all."""
        if self.event is not None:
            return (self.event,)
        if self.access is not None:
            return tuple(name for name, one in EVENTS.items() if one.access is self.access)
        return None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry with the names that it needs to be read."""

    at: datetime
    event: str
    actor: str | None
    """None: the command line."""
    actor_nip: str | None
    about: str | None
    """The person whose data it was."""
    about_nip: str | None
    own: bool
    """Whether the person who acted is the person whose data it was."""
    title: str | None
    """Of the training."""
    label: str | None
    """Of the run of the training."""
    number: int | None
    """Of the object."""
    change: AuditChange | None


@dataclass(frozen=True, slots=True)
class AuditFound:
    """The newest entries that a search found."""

    items: tuple[AuditLine, ...]
    number: int
    """Of the page, from 0."""
    total: int
    """At most MOST_LISTED, even if there are more."""
    more: bool
    """Whether there are entries beyond MOST_LISTED."""
    newest: int | None
    """The entry from which on the list goes back; None if nothing fits."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """One of the last changes of an object, as its card tells it."""

    at: datetime
    event: str
    actor: str | None
    """None: the command line."""
    change: AuditChange | None
