"""What a person does that has an effect: who, when, and what makes it happen once."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PersonId, TelegramId, UpdateKey


@dataclass(frozen=True, slots=True)
class Act:
    """The cause of one effect, as every verb of storage takes it."""

    by: PersonId | None
    """The person who acts; None where no person is linked, and on the command line."""
    once: UpdateKey | None
    """What the effect is claimed by: a second delivery finds it claimed. None: nothing delivers it
    a second time, as on the command line."""
    now: datetime
    """The moment that people see."""
    real_now: datetime
    chat: TelegramId | None = None
    """Whose dialogue the effect may open or close."""

    @property
    def person(self) -> PersonId:
        """The person who acts, where only a linked person can."""
        if self.by is None:
            raise ValueError("no linked person acts: the route lacks its guard")
        return self.by

    @property
    def name(self) -> str:
        """Names the act in the key of a message that is promised once for each act."""
        if self.once is None:
            raise ValueError("this act has no name: nothing delivers it a second time")
        return f"{self.once.bot_id}:{self.once.update_id}"
