"""Offerings made in the chat: what is typed, numbers of runs, copies on other days."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.catalogue.editing import RunField, Unfit, read_typed
from domain.catalogue.labels import next_label, roman
from domain.catalogue.making.answers import AnswerProblem, answered, read_answer, read_start
from domain.catalogue.making.copying import next_mondays, onto, sessions_of
from domain.catalogue.making.drafts import DraftField, OfferingDraft
from domain.catalogue.offerings import Mode
from domain.catalogue.sessions import SessionPlan, TrainingSession
from tests.support.deciding import offering

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
ZONE = "Asia/Jakarta"
NATAL = {date(2026, 12, 24), date(2026, 12, 25)}


def read(field: DraftField, text: str, draft: OfferingDraft | None = None) -> Any:
    return read_answer(field, text, draft or OfferingDraft(), now=NOW, zone=ZONE)


def local(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour - 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        (DraftField.HOURS, "16 JP", {"hours": 16}),
        (DraftField.QUOTA, "1.000 orang", {"quota": 1000}),
        (DraftField.QUOTA, "0", AnswerProblem.UNREAD),
        (DraftField.QUOTA, "dua puluh", AnswerProblem.UNREAD),
        (DraftField.MODE, "Zoom", {"mode": Mode.ONLINE}),
        (DraftField.MODE, "nonklasikal", AnswerProblem.UNREAD),
        (DraftField.URL, "zoom.us/j/1", {"url": "https://zoom.us/j/1"}),
        (DraftField.URL, "di aula", AnswerProblem.UNREAD),
        (DraftField.TITLE, " Bimtek  Arsip ", {"title": "Bimtek Arsip"}),
        (DraftField.TITLE, "x" * 201, AnswerProblem.TOO_LONG),
        (DraftField.TIME, "8/12/2026 19.00", AnswerProblem.UNREAD),
        (DraftField.TIME, "08.00–16.00", AnswerProblem.UNREAD),
        (DraftField.TIME, "8/12/2026 16.00–08.00", AnswerProblem.ORDER),
    ],
)
def test_a_typed_answer(field: DraftField, text: str, found: object):
    assert read(field, text) == found


def test_a_time_with_its_own_zone_and_without_hours():
    assert read(DraftField.TIME, "8–9/12/2026 08.00–16.00 WITA") == {
        "starts_at": datetime(2026, 12, 8, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 9, 8, tzinfo=UTC),
        "timezone": "Asia/Makassar",
    }
    assert read(DraftField.TIME, "8 Desember 2026")["ends_at"] == local(8, 16)


def test_a_deadline_is_to_come_and_not_after_the_start():
    draft = OfferingDraft(starts_at=local(8, 8), timezone=ZONE)
    last_minute = datetime(2026, 12, 7, 16, 59, tzinfo=UTC)
    assert read(DraftField.CLOSES, "7/12/2026", draft) == {"closes_at": last_minute}
    assert read(DraftField.CLOSES, "8/12/2026", draft) == {"closes_at": local(8, 8)}
    assert read(DraftField.CLOSES, "9/12/2026", draft) is AnswerProblem.AFTER_START
    assert read(DraftField.CLOSES, "1/11/2026", draft) is AnswerProblem.PAST


def test_the_day_of_a_copy():
    assert read_start("12/1/2027", now=NOW, zone=ZONE) == date(2027, 1, 12)
    assert read_start("23/11/2026", now=NOW, zone=ZONE) is AnswerProblem.PAST
    assert read_start("12/1/27", now=NOW, zone=ZONE) is AnswerProblem.SHORT_YEAR
    assert next_mondays(date(2026, 11, 23), 2) == (date(2026, 11, 30), date(2026, 12, 7))


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ((), "I"),
        (("I", "II", "IV"), "V"),
        (("1", "2"), "III"),
        (("2026-A",), "I"),
        (("VIII",), "IX"),
        (("2026",), "I"),
    ],
)
def test_the_next_number_of_a_run(labels: tuple[str, ...], found: str):
    assert next_label(labels) == found


def test_every_number_is_read_as_it_is_written():
    assert all(next_label([roman(n)]) == roman(n + 1) for n in range(1, 400))


def test_a_copy_of_given_sessions_keeps_their_hours_and_distances():
    sessions = (
        TrainingSession(local(1, 8), local(1, 12)),
        TrainingSession(local(3, 13), local(3, 16), hours=4),
    )
    draft = OfferingDraft(
        starts_at=local(1, 8),
        ends_at=local(3, 16),
        timezone=ZONE,
        plan=SessionPlan.GIVEN,
        sessions=sessions,
        closes_at=local(1, 8, month=11),
    )
    copied = onto(draft, "Bimtek", date(2026, 12, 22), holidays=NATAL)
    assert copied.shifted == 1
    assert copied.draft.sessions == (
        TrainingSession(local(22, 8), local(22, 12)),
        TrainingSession(local(28, 13), local(28, 16), hours=4),
    )
    assert copied.draft.ends_at == local(28, 16)
    assert copied.draft.closes_at == local(22, 8, month=11)


def test_a_copy_of_e_learning_is_one_span():
    draft = OfferingDraft(starts_at=local(1, 8), ends_at=local(31, 16), timezone=ZONE)
    copied = onto(draft, "e-learning", date(2026, 12, 2), holidays=NATAL)
    assert copied.shifted == 0
    assert copied.draft.plan is SessionPlan.DAILY
    assert len(sessions_of(copied.draft, "e-learning", holidays=NATAL)) == 1


def test_another_time_keeps_given_sessions_only_where_they_fit():
    sessions = (
        TrainingSession(local(1, 8), local(1, 12)),
        TrainingSession(local(2, 13), local(2, 16)),
    )
    draft = OfferingDraft(
        starts_at=local(1, 8),
        ends_at=local(2, 16),
        timezone=ZONE,
        plan=SessionPlan.GIVEN,
        sessions=sessions,
    )
    fits = answered(draft, {"starts_at": local(8, 8), "ends_at": local(9, 16)}, NATAL)
    assert [each.starts_at for each in fits.sessions] == [local(8, 8), local(9, 13)]
    other = answered(draft, {"starts_at": local(8, 8), "ends_at": local(8, 16)}, NATAL)
    assert (other.sessions, other.plan) == ((), SessionPlan.DAILY)


@pytest.mark.parametrize("text", ["30", "30 orang", "1.000 peserta", "24 JP", "8 jam", "0", "8,5"])
def test_a_draft_and_an_offering_read_the_same_figures(text: str):
    asked = read(DraftField.QUOTA, text)
    changed = read_typed(RunField.QUOTA, text, offering(), now=NOW)
    assert asked == changed or (asked, changed) == (AnswerProblem.UNREAD, Unfit.NO_NUMBER)
