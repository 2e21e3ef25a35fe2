"""An offering and other sign-ups, as input of the rules of signing up."""

from datetime import UTC, datetime, timedelta

from domain.catalogue.offerings import Mode, Offering
from domain.ids import OfferingId, TrainingId
from domain.seats.deciding import BusyTime

START = datetime(2026, 12, 9, 1, tzinfo=UTC)
END = START + timedelta(hours=8)
CLOSES = START - timedelta(days=2)
EARLY = START - timedelta(days=10)


def offering(**facts: object) -> Offering:
    values: dict[str, object] = {
        "id": OfferingId(1),
        "training_id": TrainingId(1),
        "title": "Bimtek Contoh",
        "label": "I",
        "several": False,
        "kind": "bimtek",
        "mode": Mode.ONSITE,
        "hours": 16,
        "starts_at": START,
        "ends_at": END,
        "timezone": "Asia/Jakarta",
        "place": None,
        "url": None,
        "quota": 5,
        "closes_at": CLOSES,
        "needs_approval": False,
        "called_off": False,
        "called_off_reason": None,
        "queue_closed": False,
        **facts,
    }
    return Offering(**values)  # type: ignore[arg-type]


def session(starts_at: datetime, ends_at: datetime, kind: str = "workshop") -> BusyTime:
    return BusyTime(OfferingId(2), "Lain", kind, starts_at, ends_at, "Asia/Jakarta")
