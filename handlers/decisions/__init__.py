"""What waits for a yes or no: mandates, days of absence."""

from domain.outbox.messages import MessageKind
from handlers.decisions import notices
from handlers.notices import Notice, Notices
from handlers.reception.routes import Routes

ROUTES = Routes()

NOTICES: Notices = {
    MessageKind.MANDATE_BEGUN: Notice(notices.mandate_begun),
}
