"""The one message a day that joins what can wait; only messages."""

from domain.outbox.messages import MessageKind
from handlers.notices import Notice, Notices
from handlers.outbox import notices
from handlers.reception.routes import Routes

ROUTES = Routes()

NOTICES: Notices = {
    MessageKind.DAY_BUNDLE: Notice(notices.bundle),
}
