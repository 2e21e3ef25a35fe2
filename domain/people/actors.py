"""The linked person who sent an update."""

from dataclasses import dataclass

from domain.ids import PersonId, TelegramId


def full_name(title_before: str | None, name: str, title_after: str | None) -> str:
    """The name with its titles as in the roster: `{gelar_depan} {nama}, {gelar_belakang}`."""
    front = f"{title_before} {name}" if title_before else name
    return f"{front}, {title_after}" if title_after else front


@dataclass(frozen=True, slots=True)
class Actor:
    """The linked person who sent an update; the role is read anew for every update."""

    telegram_id: TelegramId
    person_id: PersonId
    name: str
    """With titles."""
    active: bool
    hr: bool
    officer: bool
    """Has accepted the role of a unit officer; which people that person sees is read apart."""
    language: str | None
    """None: the default language until changed."""
    picture: bool
    """Kompetensi Saya as a picture (else as text)."""
    awaits_text: bool
    """Whether a question waits for what this person types."""
