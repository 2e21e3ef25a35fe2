"""A decision about a sign-up, as input of screens."""

from domain.decisions.deciders import Via
from domain.decisions.states import DecisionState, DecisionStep
from domain.decisions.views import DecisionView, OfficeNow
from domain.ids import DecisionId
from domain.seats.approvals import Request
from tests.support.builders import NOW


def decision_view(request: Request, **facts: object) -> DecisionView:
    """As an HR officer sees it; closed and decided by none, if nothing else is given."""
    values: dict[str, object] = {
        "id": DecisionId(1),
        "step": DecisionStep.HR,
        "state": DecisionState.WITHDRAWN,
        "request": request,
        "hours": 16,
        "year": 0,
        "target": None,
        "away": 0,
        "colleagues": 0,
        "decide_by": NOW.date(),
        "office": OfficeNow(None, Via.HR),
        "asked_at": NOW,
        "mine": None,
        "open": False,
        "begun": False,
        "decided_by": None,
        "decided_as": None,
        "decided_at": None,
        "undo_until": None,
        "as_officer": True,
        "known": True,
        "forwarded": False,
        "reason": None,
        "history": (),
        **facts,
    }
    return DecisionView(**values)  # type: ignore[arg-type]
