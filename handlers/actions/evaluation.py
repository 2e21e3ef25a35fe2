"""Buttons of the feedback forms. `number` is the number of the question in its form."""

from domain.ids import OfferingId
from handlers.codec import Action, action


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
    """Answers with a value of the form's scale.

    `shown`: the answer that the message showed (`FilledForm.shown`), here and in the button below.
    A button of an older version answers only a question that has no answer.
    """

    offering: OfferingId
    number: int
    value: int
    change: bool = False
    shown: int = 0


@action("fs")
class SkipQuestion(Action):
    """Leaves a question unanswered (Lewati)."""

    offering: OfferingId
    number: int
    change: bool = False
    shown: int = 0


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
    """Says that the form is finished (Kirim); `shown`: the answers of the summary."""

    offering: OfferingId
    shown: int | None = None


@action("fa")
class SayAbsent(Action):
    """Says that the person was not there (Saya Tidak Hadir)."""

    offering: OfferingId


@action("fi")
class TakeBackAbsence(Action):
    """Takes that back (Saya Hadir)."""

    offering: OfferingId


@action("fn")
class AnswerLater(Action):
    """Puts the form off (Nanti Saja)."""

    offering: OfferingId
