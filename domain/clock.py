"""The two clocks: what people see can be moved in the demo, real time cannot."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Source of the current time; both methods return aware moments in UTC."""

    def now(self) -> datetime:
        """The movable time, for all that people see: what is due or closed, and what day it is."""
        ...

    def real(self) -> datetime:
        """The machine's time, for leases, the send rate, retries and pruning."""
        ...
