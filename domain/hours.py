"""Hours of learning (JP, 45 minutes each) in a year, against the target for the kind of staff."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LearningHours:
    """Hours of trainings that were attended or passed in one local year."""

    year: int
    hours: int
    target: int | None = None
    """PNS and CPNS: at least so many (PP 11/2017 Pasal 203)."""
    ceiling: int | None = None
    """PPPK: at most so many (Peraturan LAN 15/2020); part-time PPPK have no such figure."""


@dataclass(frozen=True, slots=True)
class PresenceTold:
    """Presences that were recorded, told to their person."""

    titles: tuple[str, ...]
    hours: int
    """Of these trainings."""
    employment: str | None
    hours_of_year: int
    """Of this local year, these trainings included."""


def learning_hours(
    employment: str | None, *, year: int, hours: int, target_pns: int, ceiling_pppk: int
) -> LearningHours:
    """The hours with the target for the kind of staff (JENIS PEGAWAI NAMA: PNS, CPNS or PPPK)."""
    kind = (employment or "").strip().upper()
    if kind in ("PNS", "CPNS"):
        return LearningHours(year, hours, target=target_pns)
    if kind == "PPPK":
        return LearningHours(year, hours, ceiling=ceiling_pppk)
    return LearningHours(year, hours)
