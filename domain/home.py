"""What the menu tells at a glance."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NextSession:
    """The training that comes next, or takes place today."""

    title: str
    starts_at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """One person's menu, as it stands."""

    employment: str | None
    """JENIS PEGAWAI NAMA: decides what the hours are measured against."""
    hours: int
    """Of this local year, attended or passed."""
    next_session: NextSession | None
    feedback: int
    """Forms that wait for this person."""
    requests: int
    """Sign-ups that wait for HR's decision; 0 for everybody else."""
