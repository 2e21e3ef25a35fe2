"""Reminders that a training begins or that its registration closes; only messages."""

from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from handlers.day_lines import LineNotice, LineNotices
from handlers.notices import Notice, Notices
from handlers.reception.routes import Routes
from handlers.reminders import notices

ROUTES = Routes()

NOTICES: Notices = {
    MessageKind.REMINDER_H7: Notice(notices.seven_days),
    MessageKind.REMINDER_H1: Notice(notices.day_before),
    MessageKind.REMINDER_H0: Notice(notices.same_day),
    MessageKind.CLOSING: Notice(notices.closing),
}

DAY_LINES: LineNotices = {
    DayKind.CLOSING: LineNotice(notices.closing_line),
}
