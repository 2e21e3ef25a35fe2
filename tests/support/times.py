"""Points in time and quiet hours in short notation."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain.outbox.quiet import Quiet

NONE = Quiet(time(0), time(0), "Asia/Jakarta")
WIB = "Asia/Jakarta"


def at(text: str, zone: str = WIB) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


NIGHT = Quiet(time(20), time(7), "Asia/Jakarta")
clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))
zones = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
quiets = st.builds(Quiet, clocks, clocks, zones)
moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis wants it naive
    max_value=datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
