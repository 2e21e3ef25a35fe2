"""The cause of an effect: which person acts, when, and what makes the effect happen once."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PersonId, TelegramId, UpdateKey


@dataclass(frozen=True, slots=True)
class Act:
    """The cause of one effect; every verb of storage takes one."""

    by: PersonId | None
    """The person who acts; None where no person is linked, and on the command line."""
    once: UpdateKey | None
    """The update by which the effect is claimed: its second delivery finds the claim. None where
    nothing is delivered a second time, as on the command line."""
    now: datetime
    """The moment on the clock that people see."""
    real_now: datetime
    chat: TelegramId | None = None
    """The chat whose dialogue the effect may open or close."""

    @property
    def person(self) -> PersonId:
        """The person who acts. Raises ValueError if no person is linked."""
        if self.by is None:
            raise ValueError("no linked person acts: the route lacks its guard")
        return self.by

    @property
    def name(self) -> str:
        """Identifies the act in the key of a message that is promised once per act."""
        if self.once is None:
            raise ValueError("this act has no name: nothing delivers it a second time")
        return f"{self.once.bot_id}:{self.once.update_id}"
