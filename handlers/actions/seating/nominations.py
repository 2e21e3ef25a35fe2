"""Buttons of nominations: who is named for an offering, the answer, the list of answers."""

from enum import IntEnum

from domain.announcements.audience import Kind
from domain.ids import EnrolmentId, NominationDraftId, NominationId, OfferingId, PersonId
from domain.seats.nominations import NominatorNumber
from handlers.actions.seats import CancelReason
from handlers.codec import Action, action


class ReasonNumber(IntEnum):
    """Why people are named, as offered by buttons."""

    GAP = 0
    POST = 1
    QUOTA = 2


@action("pk")
class PickNominated(Action):
    """Asks for which offering people are named, one page (Calonkan).

    `search` is the mark of a typed search.
    """

    office: NominatorNumber
    page: int = 0
    search: int | None = None


@action("po")
class BeginNomination(Action):
    """Opens the choice of people for an offering (Calonkan)."""

    offering: OfferingId
    office: NominatorNumber


@action("pw")
class OpenNominated(Action):
    """Opens who is chosen so far."""

    draft: NominationDraftId


@action("pr")
class SetRelatedNominated(Action):
    """Adds people whose gap the training answers, or takes them out (Kesenjangan Terkait)."""

    draft: NominationDraftId
    on: bool


@action("pl")
class PickGroup(Action):
    """Opens one page of units or posts.

    `fresh`: pressed on the screen before, so that an earlier search is dropped.
    """

    draft: NominationDraftId
    kind: Kind
    page: int
    fresh: bool


@action("pt")
class SetGroup(Action):
    """Chooses a unit or a post, or no longer."""

    draft: NominationDraftId
    kind: Kind
    chosen: int
    on: bool
    page: int


@action("pn")
class AskNips(Action):
    """Asks for numbers of people, or for a part of a name (Tempel NIP)."""

    draft: NominationDraftId


@action("pp")
class ListPeople(Action):
    """Opens one page of the people who can be named."""

    draft: NominationDraftId
    page: int
    fresh: bool = False


@action("pi")
class SetPerson(Action):
    """Ticks a person, or takes the tick away."""

    draft: NominationDraftId
    person: PersonId
    on: bool
    page: int


@action("pa")
class AskNominationReason(Action):
    """Asks why these people are named (Lanjut)."""

    draft: NominationDraftId


@action("pe")
class ChooseNominationReason(Action):
    """Chooses an offered reason, and shows the message as it will be received."""

    draft: NominationDraftId
    reason: ReasonNumber


@action("pq")
class PreviewNomination(Action):
    """Shows the message as it will be received."""

    draft: NominationDraftId


@action("pu")
class AskAnswerTime(Action):
    """Asks until when the answer is awaited (Ubah Batas)."""

    draft: NominationDraftId


@action("pd")
class SetAnswerTime(Action):
    """Chooses until when the answer is awaited, in minutes since 1970."""

    draft: NominationDraftId
    minute: int


@action("ps")
class NominatePeople(Action):
    """Asks the people as previewed (Kirim Pencalonan)."""

    draft: NominationDraftId
    revision: int


@action("py")
class SayWilling(Action):
    """Answers a nomination (Bersedia, Berhalangan)."""

    nomination: NominationId
    willing: bool
    shown: int


@action("pz")
class OpenAnswer(Action):
    """Opens the nomination with both answers (Ubah Jawaban)."""

    nomination: NominationId


@action("pf")
class GiveRefusal(Action):
    """Chooses why the person cannot take part."""

    nomination: NominationId
    reason: CancelReason


@action("pg")
class AskRefusalText(Action):
    """Asks for another reason, which is typed (Alasan Lain)."""

    nomination: NominationId


@action("pv")
class OpenNominations(Action):
    """Opens one page of the people named for an offering, with their answers."""

    offering: OfferingId
    office: NominatorNumber
    page: int = 0


@action("px")
class OpenNominee(Action):
    """Opens one person named."""

    nomination: NominationId


@action("pm")
class RemindNominees(Action):
    """Reminds those who have not answered (Ingatkan)."""

    offering: OfferingId
    office: NominatorNumber


@action("qc")
class OpenSubstitutes(Action):
    """Opens one page of colleagues who could take a seat that was given up (Usulkan Pengganti)."""

    enrolment: EnrolmentId
    page: int = 0


@action("qe")
class NameSubstitute(Action):
    """Names a colleague for a seat that was given up."""

    enrolment: EnrolmentId
    person: PersonId
