"""Feedback on a training (Umpan Balik): the forms that participants fill in."""

from domain.outbox.messages import MessageKind
from handlers.actions import evaluation as actions
from handlers.evaluation import notices, presses
from handlers.notices import Notice, Notices
from handlers.reception.routes import Right, Route, Routes

ROUTES = Routes(
    commands={
        "umpanbalik": Route(presses.forms, Right.LINKED),
    },
    presses={
        actions.OpenForms: Route(presses.forms, Right.LINKED),
        actions.OpenForm: Route(presses.open_form, Right.LINKED),
        actions.AskQuestion: Route(presses.ask_question, Right.LINKED),
        actions.Rate: Route(presses.rate, Right.LINKED),
        actions.SkipQuestion: Route(presses.skip, Right.LINKED),
        actions.OpenSummary: Route(presses.summary, Right.LINKED),
        actions.ChooseChange: Route(presses.choose_change, Right.LINKED),
        actions.SubmitForm: Route(presses.submit, Right.LINKED),
        actions.SayAbsent: Route(presses.say_absent, Right.LINKED),
        actions.TakeBackAbsence: Route(presses.take_back_absence, Right.LINKED),
        actions.AnswerLater: Route(presses.later, Right.LINKED),
    },
    texts={
        ("feedback", "scale"): Route(presses.typed_value, Right.LINKED),
        ("feedback", "text"): Route(presses.typed_text, Right.LINKED),
    },
)

NOTICES: Notices = {
    MessageKind.FEEDBACK_INVITE: Notice(notices.invite),
    MessageKind.FEEDBACK_H1: Notice(notices.reminder),
    MessageKind.FEEDBACK_H3: Notice(notices.last_reminder),
}
