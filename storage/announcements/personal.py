"""Personal data of the HR officer who wrote an announcement: what is copied and deleted."""

from storage.announcements.tables import announcement
from storage.database.personal import Cleared, NotCopied, Personal, Stays, named_by

_OFFICE = Stays("an announcement is the office's, and stays with its report")

PERSONAL = (
    Personal(
        table=announcement,
        whose=named_by(announcement.c.author_id),
        copied=NotCopied("written for the office; who received it has it under messages"),
        # The chat in which the progress was shown is account data.
        at_unlinking=Cleared(
            (announcement.c.progress_chat_id, announcement.c.progress_message_id)
        ),
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        # Drafts not touched for a month are cancelled, not deleted: storage/upkeep/pruning.py.
        kept=_OFFICE,
    ),
)
