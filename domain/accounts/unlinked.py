"""People in service without a linked Telegram account."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnlinkedSummary:
    """How many people in service are not linked, and in which units most of them work."""

    total: int
    biggest: tuple[tuple[str, int], ...]
