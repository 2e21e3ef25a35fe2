"""What screens say about a person: post, hours of learning, whether a message reaches them."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from domain.hours import LearningHours
from domain.people.identity import mask_nip
from handlers.screens.words import Html, Words, cut

UNIT_SHOWN = 45
NAME_SHOWN = 45


def told(w: Words, *, linked: bool) -> Html:
    """Whether the bot tells the person, or HR has to."""
    if linked:
        return w.t("Yang bersangkutan akan diberi tahu.")
    return w.t("Yang bersangkutan belum terhubung; mohon sampaikan langsung.")


def post(w: Words, position: str | None, unit: str | None) -> Html | None:
    """`{jabatan}, {unit}`, as far as they are known."""
    if position and unit:
        return w.t("{jabatan}, {unit}", jabatan=position, unit=unit)
    one = position or unit
    return w.t("{jabatan}", jabatan=one) if one else None


class Named(Protocol):
    """A person in a list: a name alone does not tell one from another."""

    @property
    def nip(self) -> str: ...
    @property
    def name(self) -> str: ...


def who(w: Words, one: Named, *, among: Sequence[Named] = ()) -> Html:
    """`{nama} · NIP 1990…007`; the whole NIP for those of `among` whom that leaves alike."""
    alike = Counter((each.name, mask_nip(each.nip)) for each in among)
    same = alike[one.name, mask_nip(one.nip)] > 1
    nip = one.nip if same else short_nip(one.nip)
    return w.t("{nama} · NIP {nip}", nama=cut(one.name, NAME_SHOWN), nip=nip)


def short_nip(nip: str) -> str:
    """`1990…007`: the masked NIP in the room of a list."""
    return mask_nip(nip).replace("********", "…")


CELLS = 10


def hours_bar(w: Words, hours: LearningHours) -> Html:
    """The hours of the year as a bar towards the target; without a target as plain figures."""
    if not hours.target:
        return hours_line(w, hours)
    full = min(CELLS, CELLS * hours.hours // hours.target)
    return w.t(
        "JP {tahun}: {bar} <b>{jp} dari {target}</b>",
        tahun=hours.year,
        bar="█" * full + "░" * (CELLS - full),
        jp=w.number(hours.hours),
        target=w.number(hours.target),
    )


def hours_line(w: Words, hours: LearningHours) -> Html:
    """The hours of the year: towards the target (PNS, permanent staff), below the ceiling
    (PPPK, contract staff), or the bare figure.
    """
    so_far = w.number(hours.hours)
    if hours.target is not None:
        return w.t(
            "JP tahun {tahun}: {jp} dari {target} JP",
            tahun=hours.year,
            jp=so_far,
            target=w.number(hours.target),
        )
    if hours.ceiling is not None:
        return w.t(
            "JP tahun {tahun}: {jp} JP (paling banyak {batas_jp} JP)",
            tahun=hours.year,
            jp=so_far,
            batas_jp=w.number(hours.ceiling),
        )
    return w.t("JP tahun {tahun}: {jp} JP", tahun=hours.year, jp=so_far)
