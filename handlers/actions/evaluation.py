"""Buttons of the feedback forms. `number` is the number of the question in its form."""

from domain.ids import OfferingId
from handlers.actions.codec import Action, action


@action("fl")
class OpenForms(Action):
    """Opens the list of open forms, or the form if there is only one (Umpan Balik)."""


@action("fo")
class OpenForm(Action):
    """Opens a form at its first unanswered question (Isi Umpan Balik)."""

    offering: OfferingId


@action("fq")
class AskQuestion(Action):
    """Opens a certain question: the previous one (Kembali), or the one to change."""

    offering: OfferingId
    number: int
    change: bool = False


@action("fr")
class Rate(Action):
    """Answers with a value of the form's scale."""

    offering: OfferingId
    number: int
    value: int
    change: bool = False


@action("fs")
class SkipQuestion(Action):
    """Leaves a question unanswered (Lewati)."""

    offering: OfferingId
    number: int
    change: bool = False


@action("fm")
class OpenSummary(Action):
    """Returns to the summary (Kembali)."""

    offering: OfferingId


@action("fc")
class ChooseChange(Action):
    """Asks which answer to change (Ubah)."""

    offering: OfferingId


@action("fk")
class SubmitForm(Action):
    """Says that the form is finished (Kirim)."""

    offering: OfferingId


@action("fn")
class AnswerLater(Action):
    """Puts the form off (Nanti Saja)."""

    offering: OfferingId
