"""People of an offering that is called off are offered seats in another one."""

from dataclasses import dataclass
from datetime import datetime

from domain.catalogue.offerings import Offering


@dataclass(frozen=True, slots=True)
class Target:
    """Another offering, with its free seats."""

    offering: Offering
    left: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """What moving people to another offering has done."""

    to: Offering
    number: int
    """By which it can be taken back."""
    offered: int
    queued: int
    until: datetime | None
    """Until when the seats are held."""
    clashes: int
    """People with another training at that time; they are asked all the same."""
    unlinked: int
    told_at: datetime | None
    """When people are told; until then it can be taken back."""
