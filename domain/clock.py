"""The two clocks: what people see can be moved in the demo, real time cannot."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where `now` comes from; both answers are aware and in UTC."""

    def now(self) -> datetime:
        """For all that people see: what is due, what is closed, what is today."""
        ...

    def real(self) -> datetime:
        """For leases, the rate, retries and pruning."""
        ...
