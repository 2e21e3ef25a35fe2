"""HR looks through the offerings (Angkatan): by state, by typed words, one at a time."""

from dataclasses import dataclass

from telegram import Update

from domain.catalogue.changes import OfferingState
from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.ids import OfferingId
from handlers.actions import offerings as actions
from handlers.catalogue.screens.hr import runs as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from storage.catalogue.hr import lists
from storage.process import dialogues

FLOW = "offerings"
SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Listed:
    """The list that the officer has open, to which the card of an offering leads back."""

    state: OfferingState = OfferingState.OPEN
    page: int = 0
    text: str | None = None
    """The typed words that the list is about."""
    within: bool = False
    """The words are looked for in this state alone."""

    @property
    def button(self) -> actions.ListRuns:
        """What opens it again."""
        mark = None if self.text is None else search_mark(self.text)
        return actions.ListRuns(screens.CHOICES[self.state], self.page, mark, self.within)


async def first_page(update: Update, ctx: Context) -> None:
    """Shows the offerings that are open for sign-up (/angkatan); a typed text then searches."""
    await _show(ctx, OfferingState.OPEN, 0)


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of a state, or of what the last search found."""
    pressed = ctx.pressed(actions.ListRuns)
    state = screens.STATES[pressed.state]
    if pressed.search is None:
        await _show(ctx, state, pressed.page)
        return
    before = await listed(ctx)
    text = before.text if before is not None else None
    if text is None:
        await _show(ctx, state, 0)
        return
    same = search_mark(text) == pressed.search
    wanted = Listed(state, pressed.page if same else 0, text, pressed.within)
    await _show_found(ctx, wanted, old=not same)


async def search(update: Update, ctx: Context) -> None:
    """Shows the offerings of the list with the typed words; of all, if it has none of them."""
    before = await listed(ctx) or Listed()
    await _show_found(ctx, Listed(before.state, 0, ctx.text[:LONGEST_SEARCH], within=True))


async def one(update: Update, ctx: Context) -> None:
    """Shows the card of an offering; a typed text still searches."""
    await keep(ctx, await listed(ctx))
    await show_card(ctx, ctx.pressed(actions.OpenRun).offering)


async def show_card(ctx: Context, offering: OfferingId) -> None:
    """Shows the card; an unknown offering leads to the list."""
    found = await lists.card(ctx.store, offering, now=ctx.now)
    if found is None:
        await _show(ctx, OfferingState.OPEN, 0)
    else:
        before = await listed(ctx)
        back = before.button if before is not None else None
        await ctx.show(screens.card(ctx.words, found, back=back))


async def listed(ctx: Context) -> Listed | None:
    """The list that the officer has open; None if there is none."""
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    if asked is None or asked.flow != FLOW or asked.expired or "state" not in asked.data:
        return None
    data = asked.data
    return Listed(
        OfferingState(data["state"]),
        data.get("page", 0),
        data.get("text"),
        data.get("within", False),
    )


async def keep(ctx: Context, there: Listed | None, step: str = SEARCH, **asked: object) -> None:
    """Keeps the list that is open; the next text searches, or answers the step that is given."""
    await asking.go_on(ctx, FLOW, step, **stored(there), **asked)


def stored(there: Listed | None) -> dict[str, object]:
    """An open list as the data of a question."""
    if there is None:
        return {}
    return {
        "state": there.state.value,
        "page": there.page,
        "text": there.text,
        "within": there.within,
    }


async def _show(ctx: Context, state: OfferingState, page: int) -> None:
    found = await lists.listing(ctx.store, state=state, page=page, now=ctx.now)
    await keep(ctx, Listed(state, found.page.number))
    await ctx.show(screens.listing(ctx.words, found, state))


async def _show_found(ctx: Context, wanted: Listed, *, old: bool = False) -> None:
    text = wanted.text or ""
    state = wanted.state if wanted.within else None
    found = await lists.found(ctx.store, text, state=state, page=wanted.page, now=ctx.now)
    within = found.within is not None
    await keep(ctx, Listed(wanted.state, found.page.number, text, within))
    fresh = screens.searched(ctx.words, found, wanted.state, text=text)
    await ctx.show(trouble.old_button(ctx.words, fresh) if old else fresh)
