"""The figures of the HR menu."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """The figures that the HR menu shows."""

    active: int
    linked: int
    offerings: int
    """Open for sign-up."""
    seats: int
    taken: int
    requests: int
    """Sign-ups that wait for a decision."""
    data_requests: int
    failed: int
    took_part: int
    """In offerings that ended during the last year."""
    answered: int

    @property
    def unlinked(self) -> int:
        return self.active - self.linked

    @property
    def waiting(self) -> int:
        """How many requests wait for HR in the list that Permintaan opens."""
        return self.requests + self.data_requests
