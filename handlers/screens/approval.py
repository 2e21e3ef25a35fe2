"""Who approves a sign-up, and where it lies, within a line and on a button."""

from domain.decisions.deciders import Via
from domain.decisions.states import ApprovalBy
from domain.decisions.views import OfficeNow
from handlers.screens.words import Html, Words, cut

APPROVERS = (None, ApprovalBy.HR, ApprovalBy.SUPERIOR, ApprovalBy.BOTH)
"""What buttons number; None: nobody has to approve."""
POST_SHOWN = 80


def approver(w: Words, by: ApprovalBy) -> Html:
    """Who approves, within a line."""
    match by:
        case ApprovalBy.SUPERIOR:
            return w.t("atasan langsung")
        case ApprovalBy.BOTH:
            return w.t("atasan langsung, lalu {unit_hr}")
        case _:
            return w.t("{unit_hr}")


def approver_label(w: Words, by: ApprovalBy | None) -> str:
    """The button that chooses who approves."""
    match by:
        case None:
            return w.label("Tidak Perlu")
        case ApprovalBy.SUPERIOR:
            return w.label("Atasan")
        case ApprovalBy.BOTH:
            return w.label("Atasan dan HR")
        case _:
            return w.label("{unit_hr}")


def office(w: Words, one: OfficeNow) -> Html:
    """The office where a decision lies, within a line."""
    if one.via is Via.HR:
        return w.t("{unit_hr}")
    if one.post is None:
        return w.t("atasan langsung")
    if one.via is Via.UNIT_OFFICER:
        return w.t("pengelola {unit}", unit=cut(one.post, POST_SHOWN))
    return w.t("{jabatan}", jabatan=cut(one.post, POST_SHOWN))
