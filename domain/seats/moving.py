"""Moving from one training to another at the same time: the old seat goes when the new is sure."""

from collections.abc import Iterable
from datetime import datetime
from zlib import crc32

from domain.catalogue.offerings import Offering
from domain.seats.deciding import BusyTime, clashing
from domain.seats.seen import SHOWN, seen


def all_clashing(there: Offering, own: Iterable[BusyTime]) -> tuple[BusyTime, ...]:
    """The trainings at the time of an offering, the first one first."""
    found = [one for one in own if clashing(there, [one])]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.offering_id)))


def seen_of_move(there: Offering, since: datetime | None, own: Iterable[BusyTime]) -> int:
    """What the question showed: the new training and those that the person would leave."""
    left = [f"{one.offering_id} {seen(one)}" for one in all_clashing(there, own)]
    return crc32(f"{seen(there, since)} {left}".encode()) % SHOWN
