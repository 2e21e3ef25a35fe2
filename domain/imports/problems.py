"""What can be wrong with a file that HR loads, and with one row of it. Values, no sentences."""

from dataclasses import dataclass
from enum import StrEnum

from domain.imports.sheets import NearMiss


class FileProblem(StrEnum):
    """Why a file is refused whole."""

    SIZE = "size"
    KIND = "kind"
    LOCKED = "locked"
    BROKEN = "broken"
    BOMB = "bomb"
    HEADER = "header"
    EMPTY = "empty"
    MERGED = "merged"
    PRESENCE = "attendance list"
    """An attendance list, where HR cannot be asked which offering it belongs to."""
    HIDDEN = "hidden"
    """Everything that could be read is hidden."""


@dataclass(frozen=True, slots=True)
class FileRefusal:
    """Why a file is not loaded."""

    problem: FileProblem
    sheet: str = ""
    """Of merged titles, or the hidden one."""
    cells: str = ""
    """The range of merged titles; the titles that were read, where some are missing."""
    near: NearMiss | None = None
    """What the titles come closest to."""


class Severity(StrEnum):
    """A refused row is not loaded; a warned row is."""

    REFUSED = "refused"
    WARNED = "warned"


class RowProblem(StrEnum):
    """A problem of one cell of a row."""

    NIP_LENGTH = "nip17"
    NIP_SPOILT = "nipsci"
    NIP_SHAPE = "nipshape"
    NIP_TWO = "nip2"
    """Two different NIPs in one row."""
    DUPLICATE = "dup"
    EMPTY = "empty"
    VALUE = "value"
    """Not one of the values a column can have; `hint` says which kind is expected."""
    OVERLAP = "overlap"
    """At the time of another session of the same offering; `other` is its row."""
    ORDER = "order"
    """Ends before it starts."""
    DIFFER = "differ"
    """MULAI and SELESAI contradict each other."""
    UNKNOWN = "unknown"
    """Refers to something that is neither stored nor in the same files."""
    MERGED = "merged"
    """A merged cell gives one value for several columns or people; `value` is its range."""
    SURPLUS = "surplus"
    """A line of a text file with more cells than titles: what it holds has moved to the right."""
    FORMULA = "formula"
    LONG = "long"
    """More than a message could show; `other` says how many characters are allowed."""
    PHONE_TWO = "hp2"
    PHONE_BAD = "hpbad"
    PHONE_SHARED = "hpdup"
    POST = "post"
    """The post has no competency standard yet."""
    TYPE = "type"
    """The form of the NIP does not fit the staff type."""
    STATUS = "status"
    """An unknown legal status: the person keeps the stored one."""
    LEAVING = "leaving"
    """A legal status that may mean that the person has left."""
    ONESELF = "oneself"
    """A person as the own superior."""
    UNIT_OF_POST = "unitofpost"
    """The post exists in several units, and the row names none; `other` is how many."""
    OWN_SUPERIOR = "ownsuperior"
    """The staff sheet names a person as the own superior; it is not used."""
    CIRCLE = "circle"
    """The superiors above a person lead back to that person."""
    LONG_TERM = "longterm"
    """A mandate for a vacant post that lasts longer than is usual."""
    SUPERIOR = "superior"
    """The superior's NIP is not valid and not used."""
    SEATS = "seats"
    """More people hold a seat than the quota has."""
    NAME = "name"
    """Not the name that is stored for this NIP."""
    CALLED_OFF = "calledoff"
    """The offering is called off, so nothing is recorded for it."""
    BEGUN = "begun"
    """The offering has begun, so no person can be asked any more."""
    UNMARKED = "unmarked"
    """An attendance list that does not say whether the person was there."""
    TWO_MARKS = "twomarks"
    """Marked as there and as not there."""
    PARTLY = "partly"
    """There on some days only; `other` says on how many."""
    NO_NAME = "noname"
    """A number, a day or a mark where the name of a person belongs."""
    NO_WORD = "noword"
    """A number, a day or a mark where the name of a post or a unit belongs; it is not used."""
    DITTO = "ditto"
    """A mark that says "as above", below nothing that it could mean; it is not used."""
    CLOSES_LATE = "closeslate"
    """Sign-up would end after the start."""
    EARLY = "early"
    """Attendance at an offering that has not begun."""
    FILLING = "filling"
    """How seats are given is fixed: people are noted as interested, or the seats are given."""
    NO_REASON = "noreason"
    """Called off without saying why."""

    @property
    def severity(self) -> Severity:
        """Whether a row with this problem is refused or warned."""
        return Severity.WARNED if self in _WARNINGS else Severity.REFUSED


_WARNINGS = {
    RowProblem.PHONE_TWO,
    RowProblem.PHONE_BAD,
    RowProblem.PHONE_SHARED,
    RowProblem.POST,
    RowProblem.TYPE,
    RowProblem.STATUS,
    RowProblem.LEAVING,
    RowProblem.OWN_SUPERIOR,
    RowProblem.CIRCLE,
    RowProblem.LONG_TERM,
    RowProblem.SUPERIOR,
    RowProblem.SEATS,
    RowProblem.NAME,
    RowProblem.NO_REASON,
    RowProblem.EARLY,
    RowProblem.NO_WORD,
    RowProblem.CLOSES_LATE,
    RowProblem.DITTO,
}


class Expected(StrEnum):
    """The kind of value a column takes."""

    LEVEL_1_5 = "level15"
    LEVEL_0_5 = "level05"
    DATE = "date"
    YEAR = "year"
    WHOLE_YEAR = "wholeyear"
    """A year of four digits."""
    WEEKDAY = "weekday"
    """The day of the week that the date has."""
    WHOLE = "whole"
    YES_NO = "yesno"
    GROUP = "group"
    MODE = "mode"
    OFFERING_STATUS = "offering"
    ATTENDANCE = "attendance"
    PRESENCE = "attendance list"
    GOALS = "goals"
    WORD = "word"
    """The name of a post or a unit."""
    ADDRESS = "address"
    POLICY = "policy"
    """The name of a policy."""
    UNDO_MINUTES = "undo"
    LARGE_CHANGE = "percent"
    FILLING = "filling"
    UNIT_QUOTA = "unit quota"
    OFFER_HOURS = "offer hours"
    QUEUE_HOURS = "queue hours"
    RESERVE_DAYS = "reserve days"
    SESSION_TIMES = "hours"
    WORK_DAYS = "weekdays"
    DECISION_DAYS = "decision days"
    APPROVAL = "approval"
    """Who approves a sign-up."""
    SUPERIOR = "superior"
    """The kind of a superior."""
    MANDATE = "mandate"
    """The kind of a mandate."""


@dataclass(frozen=True, slots=True)
class Found:
    """One problem of one row."""

    problem: RowProblem
    column: str
    """The title as HR knows it, in capitals."""
    value: str = ""
    """As read."""
    expected: Expected | None = None
    other: int | None = None
    """The other row of a duplicate, how many seats are taken, how many characters are allowed."""
    elsewhere: str = ""
    """The sheet of the other row, where it is another one."""
