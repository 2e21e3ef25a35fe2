"""Screens about a sign-up that has ended."""

from dataclasses import replace

import pytest

from domain.announcements.audience import Kind
from domain.ids import AnnouncementId, EnrolmentId, OfferingId
from domain.lists import Page
from domain.seats.approvals import Request
from domain.seats.deciding import SeatEndReason, SeatState
from handlers.announcements.screens.audience import pick
from handlers.decisions.screens.one import gone
from handlers.screens.reasons import reason_label
from handlers.screens.words import Words
from tests.support.builders import NOW
from tests.support.requests import decision_view

ENDED = Request(
    enrolment_id=EnrolmentId(1),
    offering_id=OfferingId(1),
    nip="199001012020011991",
    name="Contoh Satu",
    linked=True,
    position=None,
    unit=None,
    title="Bimtek Contoh",
    starts_at=NOW,
    ends_at=NOW,
    timezone="Asia/Jakarta",
    gaps=(),
    left=1,
    quota=1,
    state=SeatState.CANCELLED,
    pending=False,
    place_in_queue=None,
    reason=None,
    decided_by=None,
    decided_at=None,
    waiting=0,
    seen=1,
)


@pytest.mark.parametrize("reason", SeatEndReason)
def test_no_reason_is_shown_as_it_is_kept(w: Words, reason: SeatEndReason):
    assert not reason_label(w, reason).startswith(":")


def test_only_what_the_person_gave_up_is_said_to_be_given_up(w: Words):
    given_up = gone(w, decision_view(ENDED)).text
    for other in (
        replace(ENDED, reason=SeatEndReason.LEFT_SERVICE),
        replace(ENDED, state=SeatState.REQUESTED),
        replace(ENDED, state=SeatState.ENROLLED),
    ):
        assert gone(w, decision_view(other)).text != given_up


def test_a_long_search_leaves_room_for_the_question(w: Words):
    shown = pick(w, AnnouncementId(1), Kind.UNIT, Page((), 0, 0), search="x" * 4096)
    assert len(shown.text) < 300
