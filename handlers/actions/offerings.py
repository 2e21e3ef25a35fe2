"""Buttons of HR for offerings (Angkatan): the list, the card, and what is changed there."""

from enum import IntEnum

from domain.ids import ChangeId, DraftId, OfferingId, PersonId, SpeakerId
from handlers.codec import Action, action


class RunState(IntEnum):
    """Which offerings HR's list shows."""

    OPEN = 0
    CLOSED = 1
    RUNNING = 2
    OVER = 3
    CALLED_OFF = 4
    ARCHIVED = 5


@action("ol")
class ListRuns(Action):
    """Opens one page of the offerings in a state (Angkatan).

    `search` is the mark of a typed search, whose results have every state.
    """

    state: RunState = RunState.OPEN
    page: int = 0
    search: int | None = None
    within: bool = False
    """The results of the search have this state alone."""


@action("oj")
class DownloadRuns(Action):
    """Sends the offerings in a state as a file that can be loaded again (Unduh)."""

    state: RunState


@action("oc")
class OpenRun(Action):
    """Opens the card of an offering."""

    offering: OfferingId


class FieldNumber(IntEnum):
    """What is changed of an offering."""

    TIME = 0
    PLACE = 1
    LINK = 2
    QUOTA = 3
    CLOSES = 4
    APPROVAL = 5
    HOURS = 6
    TITLE = 7
    DESCRIPTION = 8
    FILLING = 9
    OFFERS = 10
    UNITS = 11


class FillingNumber(IntEnum):
    """How the seats of an offering are given."""

    ORDER = 0
    NEED = 1
    DRAW = 2


class OffReason(IntEnum):
    """Why an offering is called off, as offered by buttons."""

    SPEAKER = 0
    FEW = 1
    BUDGET = 2
    SCHEDULE = 3


@action("oe")
class AskChange(Action):
    """Asks what is to be changed (Ubah)."""

    offering: OfferingId


@action("of")
class AskRunField(Action):
    """Asks for the new value of one field."""

    offering: OfferingId
    field: FieldNumber


@action("oz")
class AskEmptied(Action):
    """Shows what it would mean to leave a field empty (Kosongkan)."""

    offering: OfferingId
    field: FieldNumber


@action("oy")
class ChooseApproval(Action):
    """Shows what it would mean if sign-ups needed approval, or no longer (Persetujuan).

    `by`: who approves, as APPROVERS in handlers/screens/approval.py numbers them.
    """

    offering: OfferingId
    needed: bool
    by: int = 1


@action("xf")
class ChooseFilling(Action):
    """Shows what it would mean if seats were given in another way (Pengisian)."""

    offering: OfferingId
    filling: FillingNumber


@action("ov")
class SaveRun(Action):
    """Saves the change that was shown, known by its mark (Simpan)."""

    offering: OfferingId
    mark: int


@action("ou")
class UndoChange(Action):
    """Takes a change back before people are told of it (Urungkan)."""

    change: ChangeId


@action("oh")
class ListHistory(Action):
    """Lists which officer changed what, one page (Riwayat)."""

    offering: OfferingId
    page: int = 0


@action("os")
class ResumeSignUp(Action):
    """Opens sign-up until the date it had; asks for one if that has passed (Buka Pendaftaran)."""

    offering: OfferingId


@action("od")
class ResumeSignUpUntil(Action):
    """Opens sign-up until the end of a day so many days before the start that was shown."""

    offering: OfferingId
    days: int
    shown: int


@action("ok")
class EndSignUp(Action):
    """Closes sign-up (Tutup Pendaftaran)."""

    offering: OfferingId


@action("ob")
class AskOffReason(Action):
    """Asks why the offering is called off (Batalkan Angkatan)."""

    offering: OfferingId


@action("or")
class ChooseOffReason(Action):
    """Asks once more, with the reason that was chosen."""

    offering: OfferingId
    reason: OffReason


@action("ox")
class CallOff(Action):
    """Calls the offering off for the reason that was shown, known by its mark (Ya, Batalkan)."""

    offering: OfferingId
    shown: int
    mark: int


@action("og")
class HoldAgain(Action):
    """Takes a calling off back after people were told (Buka Lagi)."""

    offering: OfferingId
    shown: int


@action("oa")
class ArchiveRun(Action):
    """Puts the offering out of the lists (Arsipkan)."""

    offering: OfferingId


@action("oi")
class RestoreRun(Action):
    """Takes the offering back into the lists (Aktifkan Lagi)."""

    offering: OfferingId


@action("on")
class DownloadUntold(Action):
    """Sends a file of the people of an offering whom no message reaches (Unduh)."""

    offering: OfferingId


class SessionPart(IntEnum):
    """What is changed of a session."""

    TIME = 0
    PLACE = 1
    HOURS = 2


@action("ja")
class ListSessions(Action):
    """Lists the sessions of an offering, one page (Sesi)."""

    offering: OfferingId
    page: int = 0


@action("jb")
class OpenSession(Action):
    """Opens one session, known by the minute of its start."""

    offering: OfferingId
    start: int


@action("jc")
class AskNewSession(Action):
    """Asks when one more session takes place (Tambah Sesi)."""

    offering: OfferingId


@action("jd")
class AskDivision(Action):
    """Shows what standard sessions on each working day would mean (Bagi per Hari)."""

    offering: OfferingId


@action("je")
class AskSessionPart(Action):
    """Asks for the new time, place or hours of a session."""

    offering: OfferingId
    start: int
    part: SessionPart


@action("jf")
class AskSessionEmptied(Action):
    """Shows what it would mean to say no place or hours of a session (Kosongkan)."""

    offering: OfferingId
    start: int
    part: SessionPart


@action("jg")
class AskSessionRemoval(Action):
    """Shows what it would mean to take a session away (Hapus Sesi)."""

    offering: OfferingId
    start: int


@action("jk")
class AskSpeaker(Action):
    """Asks who speaks in a session (Narasumber)."""

    offering: OfferingId
    start: int


@action("jl")
class ListSpeakersFound(Action):
    """Opens one page of the people that a typed text finds, known by its mark."""

    offering: OfferingId
    start: int
    page: int
    search: int


@action("jm")
class AddSpeaker(Action):
    """Names a person of the roster as a speaker of a session."""

    offering: OfferingId
    start: int
    person: PersonId


@action("jn")
class AddOutsider(Action):
    """Names a speaker from outside, who was typed; known by the mark (Dari Luar)."""

    offering: OfferingId
    start: int
    search: int


@action("jo")
class RemoveSpeaker(Action):
    """Takes a speaker off a session."""

    speaker: SpeakerId


@action("jp")
class GiveAnswer(Action):
    """Answers whether the person will speak in the session that was shown."""

    speaker: SpeakerId
    willing: bool
    shown: int


@action("jq")
class OpenSpeaking(Action):
    """Shows the session in which the person is to speak (Rincian)."""

    speaker: SpeakerId


@action("jr")
class ListDraftSessions(Action):
    """Lists the sessions of a draft, one page (Sesi)."""

    draft: DraftId
    page: int = 0


@action("js")
class OpenDraftSession(Action):
    """Opens one session of a draft, known by the minute of its start."""

    draft: DraftId
    start: int


@action("jt")
class AskDraftSession(Action):
    """Asks for a part of a session of a draft; without a start: when a further one is."""

    draft: DraftId
    start: int | None = None
    part: SessionPart = SessionPart.TIME


@action("ju")
class DropDraftSession(Action):
    """Empties a part of a session of a draft (Kosongkan); without one: the session goes."""

    draft: DraftId
    start: int
    part: SessionPart | None = None


@action("jv")
class DivideDraft(Action):
    """Makes standard sessions on each working day of a draft (Bagi per Hari).

    `revision`: of the draft that was shown when this was confirmed.
    """

    draft: DraftId
    revision: int | None = None
