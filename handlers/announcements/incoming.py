"""The message in which HR sends the text of an announcement, as it is to go out."""

from pathlib import Path

from telegram import Document, Message

from domain.announcements.letter import Letter, kept

SHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")
"""Files that HR imports: one that is sent while the text is asked is no announcement."""
MOST_BYTES = 20 * 1024 * 1024
"""Of a file that Telegram gives to a bot."""


def fits(message: Message) -> bool:
    """Whether it is one picture or one document, which an announcement can carry."""
    if message.photo:
        return True
    document = message.document
    # Telegram sends a short film without sound as a document, too.
    if document is None or message.animation is not None:
        return False
    return not _named(document).endswith(SHEETS)


def importable(message: Message) -> Document | None:
    """The file, if it is one that HR imports."""
    document = message.document
    if document is None or (document.file_size or 0) > MOST_BYTES:
        return None
    return document if _named(document).endswith(SHEETS) else None


def shown_name(document: Document) -> str:
    """The name of a file, never used as a path."""
    return Path(document.file_name or "").name[:100] or "berkas"


def _named(document: Document) -> str:
    return (document.file_name or "").lower()


def letter(message: Message) -> Letter:
    """The text or the caption with its formatting, and the picture or document it came with."""
    entities = message.entities if message.text else message.caption_entities
    return Letter(
        message.text or message.caption or "",
        kept([entity.to_dict() for entity in entities]),
        photo=message.photo[-1].file_id if message.photo else None,
        document=message.document.file_id if message.document else None,
    )
