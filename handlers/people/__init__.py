"""HR finds a person of the roster (Cari Pegawai) and changes what belongs to the link."""

from handlers.actions import people as actions
from handlers.notices import Notices
from handlers.people import hr
from handlers.reception.routes import Look, Right, Route, Routes

PERSON_SEEN = Look("person_seen", "person")

ROUTES = Routes(
    presses={
        actions.FindStaff: Route(hr.ask, Right.HR),
        actions.ListStaff: Route(hr.turn, Right.HR, Look("staff_searched"), goes_on="staff"),
        actions.OpenStaff: Route(hr.person, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.AskNumber: Route(hr.ask_number, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.SaveNumber: Route(hr.save_number, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.AskRelease: Route(hr.ask_release, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.Release: Route(hr.release, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.AskUnlink: Route(hr.ask_unlink, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.Unlink: Route(hr.unlink, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.IssueCode: Route(hr.issue_code, Right.HR, PERSON_SEEN, goes_on="staff"),
    },
    texts={
        ("staff", "search"): Route(hr.search, Right.HR, Look("staff_searched")),
        ("staff", "number"): Route(hr.number, Right.HR, PERSON_SEEN),
    },
)

NOTICES: Notices = {}
