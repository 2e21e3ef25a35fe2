"""Buttons with an effect that need no story in tests/handlers/reception/test_stale.py, and why."""

from handlers.actions import Action, accounts, announcements, catalogue, imports, people, seats

ABSOLUTE: set[type[Action]] = {
    accounts.SetLanguage,
    accounts.SetReminder,
    accounts.SetView,
    announcements.SetEverybody,
    announcements.SetRelated,
    announcements.SetPicked,
    catalogue.PassOver,
    catalogue.SetArchived,
    catalogue.SetDraft,
    catalogue.SetDraftTraining,
    catalogue.SetGoal,
    imports.TeachTitle,
}
"""Their label says the state that they set, so that an old one does what the person reads."""
WITH_REVISION: set[type[Action]] = {
    announcements.SaveChanges,
    announcements.ScheduleAt,
    announcements.SendNow,
    announcements.SendCorrection,
    catalogue.DeleteDraft,
    catalogue.SaveTraining,
    catalogue.StartDraft,
    catalogue.TakeBackOpening,
    imports.KeepSaving,
    imports.SaveImport,
    seats.TakeOffer,
}
"""They name what was previewed, and are refused after a change: see their own tests."""
ONCE: set[type[Action]] = {
    accounts.Agree,
    accounts.Decline,
    accounts.Unlink,
    accounts.Withdraw,
    accounts.ReleaseFailure,
    accounts.SettleFailure,
    accounts.SettleDataRequest,
    announcements.CancelAnnouncement,
    announcements.ClearAudience,
    announcements.StopSending,
    announcements.TakeBack,
    catalogue.MakeCopy,
    imports.CountSheet,
    imports.ImportHeld,
    imports.ReadAsStaff,
    imports.ReadHiddenToo,
    imports.StopReading,
    imports.UndoImport,
    people.SaveNumber,
    people.IssueCode,
    people.Release,
    people.EndLink,
    seats.TransferTo,
    seats.UndoTransfer,
}
"""They end or begin one thing for good, or answer with what they did."""
