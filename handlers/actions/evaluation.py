"""Buttons of the feedback forms. The number is the question's in its form."""

from domain.ids import OfferingId
from handlers.actions.codec import Action, action


@action("fl")
class OpenForms(Action):
    """Umpan Balik: the forms that wait; a single one opens directly."""


@action("fo")
class OpenForm(Action):
    """Isi Umpan Balik: goes on at the first unanswered question."""

    offering: OfferingId


@action("fq")
class AskQuestion(Action):
    """One certain question: Kembali, or the one to change."""

    offering: OfferingId
    number: int
    change: bool = False


@action("fr")
class Rate(Action):
    """A value on the form's scale."""

    offering: OfferingId
    number: int
    value: int
    change: bool = False


@action("fs")
class SkipQuestion(Action):
    """Lewati."""

    offering: OfferingId
    number: int
    change: bool = False


@action("fm")
class OpenSummary(Action):
    """Kembali, to the summary."""

    offering: OfferingId


@action("fc")
class ChooseChange(Action):
    """Ubah: which answer?"""

    offering: OfferingId


@action("fk")
class SubmitForm(Action):
    """Kirim."""

    offering: OfferingId


@action("fn")
class AnswerLater(Action):
    """Nanti Saja."""

    offering: OfferingId
