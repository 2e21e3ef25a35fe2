"""What the person sees after reminding the office."""

from domain.decisions.views import WhereItLies
from domain.ids import OfferingId
from handlers.actions.seats import OpenOffering
from handlers.screens.approval import office
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words


def nudged(w: Words, offering: OfferingId, where: WhereItLies | None) -> Screen:
    """The office is reminded with its next message; or the request waits no more."""
    text = (
        w.t("✓ {pejabat} akan diingatkan.", pejabat=office(w, where.office))
        if where is not None
        else w.t("Pendaftaran ini tidak lagi menunggu keputusan.")
    )
    details = Button(w.label("Rincian"), OpenOffering(offering))
    return Screen(text, ((details, *menu_row(w)),))
