"""HR imports workbooks that are sent in the chat (Impor Data)."""

from domain.outbox.messages import MessageKind
from handlers.actions import imports as actions
from handlers.imports import choosing, history, notices, presses, rereading, statuses
from handlers.notices import Notice, Notices
from handlers.reception.routes import Look, Outside, Right, Route, Routes

ROUTES = Routes(
    commands={
        "impor": Route(presses.ask, Right.HR),
    },
    presses={
        actions.OpenImport: Route(presses.ask, Right.HR),
        actions.DownloadTemplates: Route(presses.templates, Right.HR),
        actions.StopReading: Route(presses.stop, Right.HR),
        actions.OpenPreview: Route(presses.preview, Right.HR),
        actions.SaveImport: Route(presses.save, Right.HR),
        actions.ListImports: Route(history.listing, Right.HR),
        actions.AskUndo: Route(history.ask, Right.HR),
        actions.UndoImport: Route(history.undo, Right.HR),
        actions.KeepSaving: Route(presses.keep_saving, Right.HR),
        actions.OpenChanges: Route(presses.changes, Right.HR, Look("import_changes_seen", "run")),
        actions.DownloadComparison: Route(
            presses.comparison, Right.HR, Look("import_comparison_downloaded", "run")
        ),
        actions.ListOfferings: Route(choosing.which, Right.HR),
        actions.ChooseOffering: Route(choosing.chosen, Right.HR),
        actions.ReadHiddenToo: Route(rereading.hidden_too, Right.HR),
        actions.ReadAsStaff: Route(rereading.as_staff, Right.HR),
        actions.ImportHeld: Route(rereading.held, Right.HR),
        actions.CountSheet: Route(rereading.sheet_first, Right.HR),
        actions.OpenTitles: Route(rereading.titles, Right.HR),
        actions.OpenTitle: Route(rereading.title, Right.HR),
        actions.TeachTitle: Route(rereading.teach, Right.HR),
        actions.OpenStatuses: Route(statuses.listing, Right.HR),
        actions.TeachStatus: Route(statuses.teach, Right.HR),
        actions.OpenRows: Route(presses.rows, Right.HR, Look("refused_rows_seen", "run")),
        actions.DownloadRows: Route(
            presses.download, Right.HR, Look("refused_rows_downloaded", "run")
        ),
    },
    outside={
        Outside.FILE: Route(presses.received, Right.LINKED),
    },
)

NOTICES: Notices = {
    MessageKind.IMPORT_ENDED: Notice(notices.ended, for_hr=True),
}
