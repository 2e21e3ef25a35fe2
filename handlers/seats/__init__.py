"""Signing up for a training, cancelling, approvals and participants."""

from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from handlers.actions import seats as actions
from handlers.actions.seating import letters as letter_actions
from handlers.day_lines import LineNotice, LineNotices
from handlers.notices import Notice, Notices, Sending
from handlers.reception.routes import Look, Right, Route, Routes, joined
from handlers.seats import cancelling, filling, mine, nominations, notices, offers, presses
from handlers.seats.hr import letters, participants, removing, transfers
from handlers.seats.hr import notices as hr_notices

PARTICIPANT_SEEN = Look("participant_seen", "enrolment")

_OWN = Routes(
    commands={
        "saya": Route(mine.coming, Right.LINKED),
    },
    presses={
        actions.OpenOffering: Route(presses.open_offering, Right.LINKED),
        actions.Enrol: Route(presses.enrol, Right.LINKED),
        actions.AskMove: Route(presses.ask_move, Right.LINKED),
        actions.MoveNow: Route(presses.move, Right.LINKED),
        actions.OpenSigned: Route(presses.open_signed, Right.LINKED),
        actions.OpenNotice: Route(presses.open_notice, Right.LINKED),
        actions.Confirm: Route(presses.confirm, Right.LINKED),
        actions.SendCalendar: Route(presses.send_calendar, Right.LINKED),
        actions.CancelAsk: Route(cancelling.ask, Right.LINKED),
        actions.CancelNow: Route(cancelling.cancel, Right.LINKED),
        actions.GiveReason: Route(cancelling.give_reason, Right.LINKED),
        actions.AskCancelReason: Route(cancelling.ask_reason, Right.LINKED),
        actions.SkipReason: Route(cancelling.skip_reason, Right.LINKED),
        actions.TakeOffer: Route(offers.take, Right.LINKED),
        actions.SkipOffer: Route(offers.skip, Right.LINKED),
        actions.OpenHowFilled: Route(filling.how, Right.LINKED),
        actions.DownloadOrder: Route(
            filling.download, Right.HR, Look("seats.order_downloaded", "offering")
        ),
        actions.PickTarget: Route(transfers.pick, Right.HR),
        actions.TransferTo: Route(transfers.transfer, Right.HR),
        actions.UndoTransfer: Route(transfers.undo, Right.HR),
        actions.ListMine: Route(mine.listing, Right.LINKED),
        actions.PickOffering: Route(participants.pick, Right.HR, goes_on="participants"),
        actions.OpenParticipants: Route(
            participants.listing, Right.HR, Look("participants_seen", "offering")
        ),
        actions.DownloadParticipants: Route(
            participants.download, Right.HR, Look("participants_downloaded", "offering")
        ),
        actions.OpenParticipant: Route(removing.one, Right.HR, PARTICIPANT_SEEN, goes_on="staff"),
        actions.AskRemoval: Route(removing.ask_reason, Right.HR, PARTICIPANT_SEEN),
        actions.Remove: Route(removing.remove, Right.HR, PARTICIPANT_SEEN),
        letter_actions.OpenLetters: Route(letters.draft, Right.HR),
        letter_actions.DownloadLetters: Route(
            letters.download, Right.HR, Look("letters.drafted", "offering")
        ),
        letter_actions.ListLetters: Route(letters.listing, Right.HR),
        letter_actions.AskLetterNumber: Route(letters.ask_number, Right.HR),
        letter_actions.RemoveLetterNumber: Route(letters.remove, Right.HR),
    },
    texts={
        (letters.FLOW, letters.NUMBER): Route(letters.typed_number, Right.HR),
        ("cancel", "reason"): Route(cancelling.typed_reason, Right.LINKED),
        ("participants", "search"): Route(participants.search, Right.HR),
        ("removal", "reason"): Route(removing.typed_reason, Right.HR, PARTICIPANT_SEEN),
    },
)

ROUTES = joined((_OWN, nominations.ROUTES))

NOTICES: Notices = {
    **nominations.NOTICES,
    MessageKind.OFFERING_MOVED: Notice(notices.moved),
    MessageKind.OFFERING_CALLED_OFF: Notice(notices.called_off),
    MessageKind.OFFERING_REOPENED: Notice(notices.reopened),
    MessageKind.PROMOTED: Notice(notices.promoted),
    MessageKind.QUEUE_ENDED: Notice(notices.queue_ended),
    MessageKind.APPROVED: Notice(notices.approved),
    MessageKind.NOMINATED: Notice(notices.nominated),
    MessageKind.REFUSED: Notice(notices.refused),
    MessageKind.REMOVED: Notice(notices.removed),
    MessageKind.PRESENCE: Notice(notices.presence),
    MessageKind.PASSED_OVER: Notice(notices.passed_over),
    MessageKind.SEAT_OFFER: Notice(offers.offer),
    MessageKind.SEAT_OFFER_ENDED: Notice(offers.offer_ended, sending=Sending.EDIT),
    MessageKind.SEAT_OFFER_OUT: Notice(offers.offer_out),
    MessageKind.SEAT_TRANSFER: Notice(transfers.told),
    MessageKind.SEATS_ALLOTTED: Notice(filling.outcome),
    MessageKind.SEATS_ALLOTMENT: Notice(filling.allotment, for_hr=True),
    MessageKind.QUEUE_UNREACHED: Notice(hr_notices.queue_unreached, for_hr=True),
    MessageKind.LETTER_CHANGED: Notice(letters.changed, for_hr=True),
    MessageKind.LATE_CANCEL: Notice(hr_notices.late_cancel, for_hr=True),
}

DAY_LINES: LineNotices = {
    DayKind.QUEUE_UNREACHED: LineNotice(hr_notices.unreached_line, for_hr=True),
    DayKind.SEATS_ALLOTMENT: LineNotice(filling.allotment_line, for_hr=True),
}
