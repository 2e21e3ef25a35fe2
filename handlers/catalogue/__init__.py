"""Finding a training (Cari Pelatihan)."""

from handlers.actions import catalogue as actions
from handlers.catalogue import hr, presses
from handlers.notices import Notices
from handlers.reception.routes import Look, Outside, Right, Route, Routes

ROUTES = Routes(
    commands={
        "pelatihan": Route(presses.first_page, Right.LINKED),
    },
    presses={
        actions.ListTrainings: Route(presses.listing, Right.LINKED),
        actions.ListFound: Route(presses.found, Right.LINKED),
        actions.SearchMeant: Route(presses.meant, Right.LINKED),
        actions.ListOthers: Route(presses.others, Right.LINKED),
        actions.OpenFilter: Route(presses.open_filter, Right.LINKED),
        actions.ChooseMonth: Route(presses.months, Right.LINKED),
        actions.ChooseMode: Route(presses.modes, Right.LINKED),
        actions.ChooseCompetency: Route(presses.competencies, Right.LINKED),
        actions.CatalogueFile: Route(hr.download, Right.HR, Look("catalogue_downloaded")),
    },
    outside={
        Outside.TEXT: Route(presses.search, Right.LINKED),
    },
)

NOTICES: Notices = {}
