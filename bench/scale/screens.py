"""The calls of storage behind what people and HR press."""

from typing import Any

from bench.scale.city import OFFERINGS
from bench.scale.measure import INFORMED, SCREEN, Path, Site
from domain.announcements.audience import Audience, Kind
from domain.catalogue.listing import Filter, Tab
from domain.ids import CompetencyId, EnrolmentId, OfferingId, PersonId, TelegramId
from domain.people.staff import StaffChoice
from storage.announcements import audience_lists, audiences
from storage.catalogue import listing, offerings
from storage.catalogue.finding import search as catalogue_search
from storage.competencies import profiles
from storage.decisions.lists import views as decisions
from storage.desk import figures as desk_figures
from storage.desk import unlinked as desk_unlinked
from storage.home import menu
from storage.people import actors as people_actors
from storage.people import learning, staff
from storage.people.finding import search as finding
from storage.seats import approvals, mine, signing_up
from tests.support.acts import act
from tests.support.builders import NOW

ZONE = "Asia/Jakarta"
YEAR = (NOW.replace(month=1, day=1), NOW.replace(year=NOW.year + 1, month=1, day=1))
DEEP = 40
HR = PersonId(1)


def account(person: PersonId) -> TelegramId:
    """The Telegram account of a person of the city."""
    return TelegramId(5_000_000_000 + person)


def any_offering(site: Site) -> OfferingId:
    return OfferingId(site.luck.randint(1, OFFERINGS))


async def resolve(site: Site) -> None:
    await people_actors.resolve(site.store, account(site.anybody()), NOW.date())


async def open_menu(site: Site, person: PersonId | None = None) -> None:
    who = person or site.anybody()
    await menu.facts(
        site.store,
        person_id=who,
        hr=person is not None,
        now=site.now,
        today=NOW.replace(hour=0),
        year=YEAR,
    )


async def open_hr_menu(site: Site) -> None:
    await open_menu(site, HR)


async def gap(site: Site) -> None:
    await profiles.profile(site.store, person_id=site.anybody())


async def one_competency(site: Site) -> None:
    which = CompetencyId(site.luck.randint(1, 19))
    await profiles.detail(site.store, person_id=site.anybody(), competency_id=which, now=site.now)


async def _listing(site: Site, tab: Tab, page: int = 0) -> None:
    await listing.listing(
        site.store,
        person=site.anybody(),
        tab=tab,
        chosen=Filter(),
        page=page,
        zone=ZONE,
        now=site.now,
    )


async def for_me(site: Site) -> None:
    await _listing(site, Tab.MINE)


async def everything(site: Site) -> None:
    await _listing(site, Tab.ALL)


async def deep_page(site: Site) -> None:
    await _listing(site, Tab.ALL, DEEP)


async def search(site: Site) -> None:
    who = site.anybody()
    await catalogue_search.remember(site.store, person=who, text="contoh 17")
    await catalogue_search.results(site.store, person=who, page=0, zone=ZONE, now=site.now)


async def detail(site: Site) -> None:
    await offerings.detail(
        site.store, person=site.anybody(), offering=any_offering(site), now=site.now
    )


async def sign_up(site: Site) -> Any:
    return await signing_up.enrol(
        site.store, act(site.anybody(), now=site.now), offering=any_offering(site)
    )


async def coming(site: Site) -> None:
    await _mine(site, past=False)


async def past(site: Site) -> None:
    await _mine(site, past=True)


async def _mine(site: Site, *, past: bool) -> None:
    who = site.anybody()
    await mine.mine(site.store, person_id=who, past=past, page=0, year=YEAR, now=site.now)


async def figures(site: Site) -> None:
    await desk_figures.figures(site.store, now=site.now, zone=ZONE)


async def open_card(site: Site) -> None:
    who = site.anybody()
    await staff.card(site.store, who)
    await learning.of_person(
        site.store, who, year=NOW.year, bounds=YEAR, targets=(20, 24), now=site.now
    )


async def trainings_of_one(site: Site) -> None:
    await learning.trainings(site.store, site.anybody(), page=0)


async def find_by_name(site: Site) -> None:
    await finding.find(site.store, StaffChoice("contoh 7"), page=0)


async def find_one(site: Site) -> None:
    await finding.find(site.store, StaffChoice(f"contoh {site.anybody()}"), page=0)


async def find_by_number(site: Site) -> None:
    await finding.find(site.store, StaffChoice("0840-0000-0017"), page=0)


async def narrow(site: Site) -> None:
    await finding.narrowing(site.store, StaffChoice("contoh 7"), page=0)


async def unlinked(site: Site) -> None:
    await desk_unlinked.unlinked_summary(site.store)


async def waiting(site: Site) -> None:
    await decisions.waiting(
        site.store, PersonId(50), hr=True, page=0, now=site.now, zone="Asia/Jakarta"
    )


async def one_request(site: Site) -> None:
    await approvals.request(site.store, EnrolmentId(1), now=site.now)


async def choose_unit(site: Site) -> None:
    await audience_lists.options(
        site.store, Kind.UNIT, audience=Audience(), about=None, search="", page=0
    )


async def choose_competency(site: Site) -> None:
    await audience_lists.options(
        site.store, Kind.COMPETENCY, audience=Audience(), about=None, search="", page=0
    )


async def count_everybody(site: Site) -> None:
    await audiences.seen(site.store, Audience(everybody=True), about=None)


async def count_related(site: Site) -> None:
    # Offering 3 is in the future; the people are chosen by the competency that it leads to.
    await audiences.seen(site.store, Audience(related=True), about=OfferingId(3))


SCREENS = (
    Path("who is it (every update)", SCREEN, resolve),
    Path("menu", SCREEN, open_menu),
    Path("gap", SCREEN, gap),
    Path("one competency", SCREEN, one_competency),
    Path("catalogue, Untuk Saya", SCREEN, for_me),
    Path("catalogue, Semua", SCREEN, everything),
    Path("catalogue, page 41", SCREEN, deep_page),
    Path("catalogue, search", SCREEN, search),
    Path("offering", SCREEN, detail),
    Path("Daftar", SCREEN, sign_up),
    Path("Pelatihan Saya", SCREEN, coming),
    Path("Pelatihan Saya, past", SCREEN, past),
)
DESK = (
    Path("menu of HR", SCREEN, open_hr_menu),
    Path("HR desk", SCREEN, figures, share=0.2),
    Path("card of a person", SCREEN, open_card),
    Path("trainings of a person", SCREEN, trainings_of_one),
    Path("search: a common name", SCREEN, find_by_name),
    Path("search: one person", SCREEN, find_one),
    Path("search: a phone number", INFORMED, find_by_number),
    Path("search: narrowed", INFORMED, narrow, share=0.05),
    Path("requests", SCREEN, waiting, share=0.5),
    Path("one request", SCREEN, one_request, share=0.2),
    Path("not linked, by unit", INFORMED, unlinked, share=0.1),
    Path("audience: units", INFORMED, choose_unit, share=0.1),
    Path("audience: competencies", INFORMED, choose_competency, share=0.02),
    Path("audience: everybody, preview", INFORMED, count_everybody, share=0.1),
    Path("audience: related, preview", INFORMED, count_related, share=0.05),
)
