"""HR finds a person of the roster (Cari Pegawai) and changes what belongs to the link."""

from domain.outbox.messages import MessageKind
from handlers.actions import people as actions
from handlers.notices import Notice, Notices
from handlers.people import history, roles, searching
from handlers.people import hr as people_hr
from handlers.reception.routes import Look, Right, Route, Routes

PERSON_SEEN = Look("person_seen", "person")
AUDIT_SEARCHED = Look("audit.searched", "person")
STAFF_SEARCHED = Look("staff_searched")

ROUTES = Routes(
    presses={
        actions.FindStaff: Route(searching.ask, Right.HR),
        actions.ListStaff: Route(searching.turn, Right.HR, STAFF_SEARCHED, goes_on="staff"),
        actions.OpenNarrowing: Route(
            searching.open_narrowing, Right.HR, STAFF_SEARCHED, goes_on="staff"
        ),
        actions.ListNarrowedStaff: Route(
            searching.narrow, Right.HR, STAFF_SEARCHED, goes_on="staff"
        ),
        actions.DownloadStaff: Route(
            searching.download, Right.HR, Look("staff_downloaded"), goes_on="staff"
        ),
        actions.OpenStaff: Route(people_hr.person, Right.HR, PERSON_SEEN, goes_on="staff"),
        actions.ListStaffTrainings: Route(
            people_hr.trainings, Right.HR, PERSON_SEEN, goes_on="staff"
        ),
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
        actions.ListRoles: Route(roles.listing, Right.HR),
        actions.AskRolePerson: Route(roles.ask_person, Right.HR),
        actions.ListRolePeople: Route(roles.turn, Right.HR, STAFF_SEARCHED, goes_on=roles.FLOW),
        actions.PickRoleUnit: Route(roles.pick_unit, Right.HR, PERSON_SEEN, goes_on=roles.FLOW),
        actions.AskRole: Route(roles.ask, Right.HR, PERSON_SEEN, goes_on=roles.FLOW),
        actions.GiveRole: Route(roles.give, Right.HR, PERSON_SEEN),
        actions.OpenRole: Route(roles.open_one, Right.HR),
        actions.RevokeRole: Route(roles.revoke, Right.HR),
        actions.AskRoleCode: Route(roles.ask_code, Right.LINKED),
        actions.DeclineRole: Route(roles.decline, Right.LINKED),
    },
    texts={
        ("staff", "search"): Route(searching.search, Right.HR, STAFF_SEARCHED),
        ("staff", "number"): Route(people_hr.number, Right.HR, PERSON_SEEN),
        ("role", "person"): Route(roles.search, Right.HR, STAFF_SEARCHED),
        ("role", "until"): Route(roles.until, Right.HR, PERSON_SEEN),
        ("role", "code"): Route(roles.code, Right.LINKED),
        ("audit", "search"): Route(history.typed, Right.HR, Look("audit.searched")),
    },
)

NOTICES: Notices = {
    MessageKind.ROLE_OFFERED: Notice(roles.offered),
    MessageKind.ROLE_ENDED: Notice(roles.ended),
}
