"""HR finds a person of the roster (Cari Pegawai) and changes what belongs to the link."""

from handlers.actions import people as actions
from handlers.notices import Notices
from handlers.people import history
from handlers.people import hr as people_hr
from handlers.reception.routes import Look, Right, Route, Routes

PERSON_SEEN = Look("person_seen", "person")
AUDIT_SEARCHED = Look("audit.searched", "person")

ROUTES = Routes(
    presses={
        actions.FindStaff: Route(people_hr.ask, Right.HR),
        actions.ListStaff: Route(
            people_hr.turn, Right.HR, Look("staff_searched"), goes_on="staff"
        ),
        actions.OpenStaff: Route(people_hr.person, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.AskNumber: Route(people_hr.ask_number, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.SaveNumber: Route(people_hr.save_number, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.AskRelease: Route(people_hr.ask_release, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.Release: Route(people_hr.release, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.AskEndLink: Route(people_hr.ask_unlink, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.EndLink: Route(people_hr.unlink, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.IssueCode: Route(people_hr.issue_code, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.OpenAudit: Route(history.ask, Right.HR),
        actions.FindAudit: Route(history.find, Right.HR, AUDIT_SEARCHED, goes_on="audit"),
        actions.PickDeed: Route(history.pick_deed, Right.HR, goes_on="audit"),
        actions.DownloadAudit: Route(
            history.download, Right.HR, Look("audit.downloaded", "person"), goes_on="audit"
        ),
    },
    texts={
        ("staff", "search"): Route(people_hr.search, Right.HR, Look("staff_searched")),
        ("staff", "number"): Route(people_hr.number, Right.HR, PERSON_SEEN),
        ("audit", "search"): Route(history.typed, Right.HR, Look("audit.searched")),
    },
)

NOTICES: Notices = {}
