"""People in service who are not linked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnlinkedSummary:
    """How many people in service are not linked, and where most of them work."""

    total: int
    biggest: tuple[tuple[str, int], ...]
