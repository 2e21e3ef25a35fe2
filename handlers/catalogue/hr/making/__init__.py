"""HR makes offerings and trainings in the chat (Buat Angkatan, Katalog)."""

from domain.catalogue.making.drafts import DraftField
from domain.catalogue.trainings import TrainingField
from handlers.actions import catalogue as actions
from handlers.actions import offerings
from handlers.catalogue.hr.making import (
    changing,
    copying,
    drafts,
    goals,
    sessions,
    trainings,
    wizard,
)
from handlers.reception.routes import Right, Route, Routes

ROUTES = Routes(
    presses={
        actions.NewOffering: Route(drafts.new, Right.HR),
        actions.ListDrafts: Route(drafts.listing, Right.HR),
        actions.OpenDraft: Route(drafts.open_one, Right.HR),
        actions.StartDraft: Route(drafts.start_sign_up, Right.HR),
        actions.TakeBackOpening: Route(drafts.take_back, Right.HR),
        actions.AskDeleteDraft: Route(drafts.ask_delete, Right.HR),
        actions.DeleteDraft: Route(drafts.delete, Right.HR),
        actions.NewTraining: Route(wizard.new_training, Right.HR),
        actions.AskRun: Route(wizard.run, Right.HR),
        actions.AskDraft: Route(wizard.ask_again, Right.HR),
        actions.AskNext: Route(wizard.ask_next, Right.HR),
        actions.SetDraft: Route(wizard.choose, Right.HR),
        actions.PassOver: Route(wizard.pass_over, Right.HR),
        actions.SetDraftTraining: Route(wizard.use_training, Right.HR),
        actions.EditDraft: Route(wizard.edit, Right.HR),
        offerings.ListDraftSessions: Route(sessions.listing, Right.HR),
        offerings.OpenDraftSession: Route(sessions.one, Right.HR),
        offerings.AskDraftSession: Route(sessions.ask, Right.HR),
        offerings.DropDraftSession: Route(sessions.emptied, Right.HR),
        offerings.DivideDraft: Route(sessions.divide, Right.HR),
        actions.PickGoal: Route(goals.pick, Right.HR, goes_on=goals.FLOW),
        actions.OpenGoal: Route(goals.open_one, Right.HR, goes_on=goals.FLOW),
        actions.SetGoal: Route(goals.choose, Right.HR),
        actions.PickCopied: Route(copying.pick, Right.HR, goes_on=copying.FLOW),
        actions.OpenCopy: Route(copying.ask_day, Right.HR),
        actions.MakeCopy: Route(copying.make, Right.HR),
        actions.ListCatalogue: Route(trainings.listing, Right.HR, goes_on=trainings.FLOW),
        actions.OpenTraining: Route(trainings.open_one, Right.HR),
        actions.ListRunsOf: Route(trainings.runs, Right.HR),
        actions.SetArchived: Route(trainings.archive, Right.HR),
        actions.EditTraining: Route(changing.edit, Right.HR),
        actions.AskTraining: Route(changing.ask, Right.HR),
        actions.ChooseForTraining: Route(changing.choose, Right.HR),
        actions.SaveTraining: Route(changing.save, Right.HR, goes_on=changing.FLOW),
    },
    texts={
        (trainings.FLOW, "search"): Route(trainings.search, Right.HR),
        (sessions.FLOW, sessions.STEP): Route(sessions.typed, Right.HR),
        (copying.FLOW, "search"): Route(copying.search, Right.HR),
        (copying.FLOW, "day"): Route(copying.typed_day, Right.HR),
        **{(changing.FLOW, f.value): Route(changing.typed, Right.HR) for f in TrainingField},
        **{(goals.FLOW, f.value): Route(wizard.typed, Right.HR) for f in DraftField},
    },
)
