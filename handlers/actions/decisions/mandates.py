"""Buttons of mandates: HR's list, the card of one, the questions of a new one."""

from enum import IntEnum

from domain.ids import MandateId, PersonId, PositionId, UnitId
from handlers.codec import Action, action


class ActsAs(IntEnum):
    """The kind of a mandate in a button; the numbers stand in buttons."""

    VACANT = 0
    ABSENT = 1
    DELEGATE = 2


@action("zl")
class ListMandates(Action):
    """Opens one page of the mandates (Mandat)."""

    page: int = 0


@action("zm")
class OpenMandate(Action):
    """Opens the card of a mandate."""

    mandate: MandateId


@action("ze")
class EndMandate(Action):
    """Ends a mandate now (Akhiri)."""

    mandate: MandateId


@action("za")
class AskMandate(Action):
    """Asks for the post of a new mandate (Tambah Mandat)."""


@action("zt")
class ListPosts(Action):
    """Opens one page of the posts that were searched for."""

    page: int


@action("zp")
class PickPost(Action):
    """Takes the post of the new mandate."""

    position: PositionId
    unit: UnitId | None = None


@action("zk")
class PickMandateKind(Action):
    """Takes Plt., Plh. or Delegasi."""

    kind: ActsAs


@action("zu")
class ListMandateHolders(Action):
    """Opens one page of the people who were searched for."""

    page: int


@action("zh")
class PickMandateHolder(Action):
    """Takes the person who acts for the post."""

    person: PersonId


@action("zs")
class PassOverLetter(Action):
    """Goes on without the number of a letter (Lewati)."""


@action("zo")
class EndOtherMandate(Action):
    """Ends the mandate that is in the way of the new one (Akhiri yang Lama)."""

    mandate: MandateId


@action("zv")
class SaveMandate(Action):
    """Saves the new mandate as it was shown (Simpan); `shown` is the mark of what was."""

    shown: int
