"""Finding a training (Cari Pelatihan), and HR's offerings (Angkatan)."""

from handlers.actions import catalogue as actions
from handlers.actions import offerings
from handlers.catalogue import presses
from handlers.catalogue.hr import lists, making, whole
from handlers.notices import Notices
from handlers.reception.routes import Look, Outside, Right, Route, Routes, joined

_OWN = Routes(
    commands={
        "pelatihan": Route(presses.first_page, Right.LINKED),
        "angkatan": Route(lists.first_page, Right.HR),
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
        actions.CatalogueFile: Route(whole.download, Right.HR, Look("catalogue.downloaded")),
        offerings.ListRuns: Route(lists.listing, Right.HR, goes_on=lists.FLOW),
        offerings.OpenRun: Route(lists.one, Right.HR, goes_on=lists.FLOW),
    },
    texts={
        (lists.FLOW, lists.SEARCH): Route(lists.search, Right.HR),
    },
    outside={
        Outside.TEXT: Route(presses.search, Right.LINKED),
    },
)

ROUTES = joined((_OWN, making.ROUTES))

NOTICES: Notices = {}
