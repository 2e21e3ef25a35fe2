"""The HR desk (Menu HR): figures, the groups of what HR does, one search for all."""

from handlers.actions import desk as actions
from handlers.desk import presses, unit
from handlers.notices import Notices
from handlers.reception.routes import Look, Right, Route, Routes

SEARCHED = Look("staff_searched")

ROUTES = Routes(
    commands={
        "hr": Route(unit.open_either, Right.OFFICER),
    },
    presses={
        actions.OpenDesk: Route(presses.open_desk, Right.HR, goes_on="staff"),
        actions.OpenGroup: Route(presses.open_group, Right.HR, goes_on="staff"),
        actions.FindAgain: Route(presses.find_again, Right.HR, SEARCHED, goes_on="staff"),
        actions.ListFoundOfferings: Route(
            presses.found_offerings, Right.HR, SEARCHED, goes_on="staff"
        ),
        actions.OpenFoundRun: Route(presses.open_found, Right.HR, goes_on="staff"),
        actions.OpenUnitDesk: Route(unit.open_desk, Right.OFFICER),
        actions.FindUnitStaff: Route(unit.find, Right.OFFICER, SEARCHED),
        actions.ListUnitStaff: Route(unit.turn, Right.OFFICER, SEARCHED, goes_on=unit.FLOW),
        actions.OpenUnitPerson: Route(
            unit.person, Right.OFFICER, Look("person_seen", "person"), goes_on=unit.FLOW
        ),
        actions.ListUnitTrainings: Route(
            unit.trainings, Right.OFFICER, Look("person_seen", "person"), goes_on=unit.FLOW
        ),
        actions.ListUnitUnlinked: Route(
            unit.not_linked, Right.OFFICER, SEARCHED, goes_on=unit.FLOW
        ),
        actions.DownloadUnitUnlinked: Route(
            unit.download, Right.OFFICER, Look("unlinked_downloaded"), goes_on=unit.FLOW
        ),
        actions.ListUnitRuns: Route(unit.runs, Right.OFFICER, goes_on=unit.FLOW),
        actions.OpenUnitRun: Route(
            unit.run, Right.OFFICER, Look("participants_seen", "offering"), goes_on=unit.FLOW
        ),
    },
    texts={
        ("unit", "search"): Route(unit.search, Right.OFFICER, SEARCHED, gives_way=True),
        ("staff", "everything"): Route(presses.find, Right.HR, SEARCHED, gives_way=True),
    },
)

NOTICES: Notices = {}
