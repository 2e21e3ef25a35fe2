"""What screens say about a person: the post, and whether the person is told."""

from handlers.screens.words import Html, Words


def told(w: Words, *, linked: bool) -> Html:
    """Whether the person hears of it from us."""
    if linked:
        return w.t("Yang bersangkutan akan diberi tahu.")
    return w.t("Yang bersangkutan belum terhubung; mohon sampaikan langsung.")


UNIT_SHOWN = 45


def post(w: Words, position: str | None, unit: str | None) -> Html | None:
    """`{jabatan}, {unit}`, as far as they are known."""
    if position and unit:
        return w.t("{jabatan}, {unit}", jabatan=position, unit=unit)
    one = position or unit
    return w.t("{jabatan}", jabatan=one) if one else None
