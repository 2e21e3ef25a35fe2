"""A draft as JSON: moments in ISO form, ids and figures as they are."""

from datetime import UTC, datetime
from typing import Any

from domain.catalogue.making.drafts import DraftField, OfferingDraft
from domain.catalogue.offerings import Mode
from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.decisions.states import ApprovalBy
from domain.ids import CompetencyId, OfferingId, TrainingId

_PLAIN = ("title", "kind", "hours", "description", "timezone", "place", "url", "quota")
_MOMENTS = ("starts_at", "ends_at", "closes_at")


def to_json(draft: OfferingDraft) -> dict[str, Any]:
    """The draft as it is stored; what is not known is left out."""
    facts: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
    facts |= {name: _written(getattr(draft, name)) for name in _MOMENTS}
    facts |= {
        "training": draft.training,
        "mode": draft.mode and draft.mode.value,
        "goals": [list(goal) for goal in draft.goals],
        "needs_approval": draft.needs_approval,
        "approval_by": draft.approval_by.value,
        "plan": draft.plan.value,
        "sessions": [_session(each) for each in draft.sessions],
        "passed": [field.value for field in draft.passed],
        "copied_from": draft.copied_from,
    }
    return {name: value for name, value in facts.items() if value is not None}


def from_json(facts: dict[str, Any]) -> OfferingDraft:
    """The draft that `to_json` wrote."""
    training, copied = facts.get("training"), facts.get("copied_from")
    mode = facts.get("mode")
    plain: dict[str, Any] = {name: facts.get(name) for name in _PLAIN}
    plain |= {name: _read(facts.get(name)) for name in _MOMENTS}
    return OfferingDraft(
        training=None if training is None else TrainingId(training),
        mode=None if mode is None else Mode(mode),
        goals=tuple((CompetencyId(each), level) for each, level in facts.get("goals", ())),
        needs_approval=facts.get("needs_approval", False),
        approval_by=ApprovalBy(facts.get("approval_by", ApprovalBy.HR)),
        plan=SessionPlan(facts.get("plan", SessionPlan.DAILY)),
        sessions=tuple(_read_session(each) for each in facts.get("sessions", ())),
        passed=tuple(DraftField(each) for each in facts.get("passed", ())),
        copied_from=None if copied is None else OfferingId(copied),
        **plain,
    )


def _session(one: TrainingSession) -> dict[str, Any]:
    facts = {"place": one.place, "hours": one.hours}
    moments = {"starts_at": _written(one.starts_at), "ends_at": _written(one.ends_at)}
    return moments | {name: value for name, value in facts.items() if value is not None}


def _read_session(facts: dict[str, Any]) -> TrainingSession:
    starts_at, ends_at = (datetime.fromisoformat(facts[each]) for each in ("starts_at", "ends_at"))
    return TrainingSession(starts_at, ends_at, facts.get("place"), facts.get("hours"))


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
