"""What happens to announcements with the HR officer who wrote them."""

from storage.announcements.tables import announcement
from storage.database.personal import Cleared, NotCopied, Personal, Stays, named_by

_OFFICE = Stays("an announcement is the office's, and stays with its report")

PERSONAL = (
    Personal(
        table=announcement,
        whose=named_by(announcement.c.author_id),
        copied=NotCopied("written for the office; who received it has it under messages"),
        # Where its progress was shown is account data.
        at_unlinking=Cleared(
            (announcement.c.progress_chat_id, announcement.c.progress_message_id)
        ),
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        # Drafts that were left are given up after a month, not deleted: storage/upkeep/pruning.py.
        kept=_OFFICE,
    ),
)
