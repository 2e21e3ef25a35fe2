"""HR appoints a person who acts for a post: post, kind, holder, days, letter, and a last look.

What was answered stands in the open question until it is saved.
"""

from dataclasses import asdict
from datetime import date
from typing import Any
from zlib import crc32

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH
from domain.decisions.mandates import LONGEST_LETTER, NewMandate, Post
from domain.decisions.states import MandateKind
from domain.ids import PersonId
from domain.imports.dates.day_first import Written, read_written
from domain.office.holidays import YEARS
from domain.people.staff import StaffChoice
from handlers.actions.decisions import mandates as actions
from handlers.context import Context
from handlers.decisions import mandates as listed
from handlers.decisions.screens import appointing as screens
from handlers.reception import asking
from handlers.screens import trouble
from storage.decisions.posts import mandates
from storage.people import staff
from storage.people.finding import search
from storage.process import dialogues

FLOW = "mandate"
KINDS = {
    actions.ActsAs.VACANT: MandateKind.VACANT,
    actions.ActsAs.ABSENT: MandateKind.ABSENT,
    actions.ActsAs.DELEGATE: MandateKind.DELEGATE,
}
_WORDS = {
    "PLT": MandateKind.VACANT,
    "PLH": MandateKind.ABSENT,
    "DELEGASI": MandateKind.DELEGATE,
    "DELEGATE": MandateKind.DELEGATE,
}
_POST = ("position", "unit")


async def ask(update: Update, ctx: Context) -> None:
    """Asks for the post (Tambah Mandat)."""
    await asking.ask(ctx, FLOW, "post")
    await ctx.show(screens.ask_post(ctx.words))


async def search_post(update: Update, ctx: Context) -> None:
    """Searches for posts with the typed words."""
    await _posts(ctx, ctx.text[:LONGEST_SEARCH])


async def turn_posts(update: Update, ctx: Context) -> None:
    """Shows another page of the posts found."""
    data = await _asked(ctx)
    if "post" not in data:
        await _old(ctx)
        return
    await _posts(ctx, data["post"], page=ctx.pressed(actions.ListPosts).page)


async def pick_post(update: Update, ctx: Context) -> None:
    """Takes the post, and asks how the person acts for it."""
    pressed = ctx.pressed(actions.PickPost)
    post = await mandates.post(ctx.store, pressed.position, pressed.unit)
    if post is None:
        await _old(ctx)
        return
    await asking.go_on(ctx, FLOW, "kind", position=post.position, unit=post.unit)
    await ctx.show(screens.ask_kind(ctx.words, post))


async def pick_kind(update: Update, ctx: Context) -> None:
    """Takes the kind of mandate, and asks who acts."""
    await _kind(ctx, KINDS[ctx.pressed(actions.PickMandateKind).kind])


async def typed_kind(update: Update, ctx: Context) -> None:
    """Reads the typed kind of mandate."""
    kind = _WORDS.get(ctx.text.strip().rstrip(".").upper())
    if kind is not None:
        await _kind(ctx, kind)
        return
    data = await _asked(ctx)
    post = await _post(ctx, data)
    if post is None:
        await _old(ctx)
        return
    await asking.go_on(ctx, FLOW, "kind", **data)
    await ctx.show(screens.ask_kind(ctx.words, post))


async def search_holder(update: Update, ctx: Context) -> None:
    """Searches for people with the typed name or number."""
    await _holders(ctx, ctx.text[:LONGEST_SEARCH])


async def turn_holders(update: Update, ctx: Context) -> None:
    """Shows another page of the people found."""
    data = await _asked(ctx)
    if "text" not in data:
        await _old(ctx)
        return
    await _holders(ctx, data["text"], page=ctx.pressed(actions.ListMandateHolders).page)


async def pick_holder(update: Update, ctx: Context) -> None:
    """Takes the person, and asks for the days."""
    data = await _asked(ctx)
    one = await staff.card(ctx.store, ctx.pressed(actions.PickMandateHolder).person)
    if "kind" not in data or one is None:
        await _old(ctx)
        return
    if not one.active:
        await ctx.show(
            screens.ask_holder(ctx.words).under(screens.not_in_service(ctx.words, one.name))
        )
        return
    await asking.go_on(ctx, FLOW, "days", **_but(data, "text"), holder=one.id)
    await ctx.show(screens.ask_days(ctx.words, listed.today(ctx)))


async def days(update: Update, ctx: Context) -> None:
    """Reads the first and the last day, and asks for the number of the letter."""
    data, read = await _asked(ctx), read_days(ctx.text)
    if "holder" not in data:
        await _old(ctx)
        return
    if read is None or read[1] < listed.today(ctx):
        await asking.go_on(ctx, FLOW, "days", **data)
        again = screens.ask_days(ctx.words, listed.today(ctx))
        await ctx.show(again.under(screens.days_wrong(ctx.words, over=read is not None)))
        return
    since, until = (day.isoformat() for day in read)
    await asking.go_on(ctx, FLOW, "letter", **data, since=since, until=until)
    await ctx.show(screens.ask_letter(ctx.words))


async def letter(update: Update, ctx: Context) -> None:
    """Takes the typed number of the letter."""
    data = await _asked(ctx)
    text = " ".join(ctx.text.split())
    if len(text) > LONGEST_LETTER:
        await asking.go_on(ctx, FLOW, "letter", **data)
        again = screens.ask_letter(ctx.words)
        await ctx.show(
            trouble.too_long(ctx.words, length=len(text), most=LONGEST_LETTER, again=again)
        )
        return
    await _look(ctx, {**data, "letter": text})


async def pass_over_letter(update: Update, ctx: Context) -> None:
    """Goes on without the number of a letter (Lewati)."""
    await _look(ctx, {**await _asked(ctx), "letter": None})


async def end_other(update: Update, ctx: Context) -> None:
    """Ends the mandate in the way, and shows the new one again (Akhiri yang Lama)."""
    number = ctx.pressed(actions.EndOtherMandate).mandate
    await mandates.end(ctx.store, ctx.act, number, today=listed.today(ctx))
    await _look(ctx, await _asked(ctx))


async def save(update: Update, ctx: Context) -> None:
    """Saves the mandate that was shown (Simpan)."""
    new = _new(await _asked(ctx))
    if new is None or mark(new) != ctx.pressed(actions.SaveMandate).shown:
        await _old(ctx)
        return
    number = await mandates.add(ctx.store, ctx.act, new, zone=ctx.settings.timezone)
    await asking.end(ctx)
    one = await mandates.one(ctx.store, number) if number is not None else None
    fresh = await listed.list_screen(ctx)
    if one is None:
        await ctx.show(trouble.old_button(ctx.words, fresh))
        return
    await ctx.show(screens.saved(ctx.words, fresh, one, today=listed.today(ctx)))


def read_days(text: str) -> tuple[date, date] | None:
    """The first and last day of a typed span; one day alone is both."""
    read = read_written(text)
    if not isinstance(read, Written) or read.day is None:
        return None
    last = read.last or read.day
    return (read.day, last) if read.day.year in YEARS and last.year in YEARS else None


def mark(new: NewMandate) -> int:
    """A number of what was shown: an older button saves nothing else."""
    return crc32(repr(asdict(new)).encode())


async def _posts(ctx: Context, text: str, *, page: int = 0) -> None:
    found = await mandates.posts(ctx.store, text, page=page)
    await asking.go_on(ctx, FLOW, "post", post=text)
    await ctx.show(screens.posts(ctx.words, found, text))


async def _kind(ctx: Context, kind: MandateKind) -> None:
    data = await _asked(ctx)
    if "position" not in data:
        await _old(ctx)
        return
    await asking.go_on(ctx, FLOW, "holder", **{n: data[n] for n in _POST}, kind=kind.value)
    await ctx.show(screens.ask_holder(ctx.words))


async def _holders(ctx: Context, text: str, *, page: int = 0) -> None:
    data = await _asked(ctx)
    if "kind" not in data:
        await _old(ctx)
        return
    found = await search.find(ctx.store, StaffChoice(text), page=page)
    await asking.go_on(ctx, FLOW, "holder", **_but(data, "text"), text=text)
    await ctx.show(screens.holders(ctx.words, found, text))


async def _look(ctx: Context, data: dict[str, Any]) -> None:
    """Shows the new mandate with what is unusual about it."""
    new, post = _new(data), await _post(ctx, data)
    one = await staff.card(ctx.store, new.holder) if new is not None else None
    if new is None or post is None or one is None:
        await _old(ctx)
        return
    others = await mandates.of_post(ctx.store, post, since=new.since)
    await asking.go_on(ctx, FLOW, "look", **data)
    await ctx.show(
        screens.look(
            ctx.words,
            new,
            post,
            name=one.name,
            linked=one.linked,
            other=new.in_the_way(others),
            shown=mark(new),
        )
    )


def _new(data: dict[str, Any]) -> NewMandate | None:
    if not {"position", "kind", "holder", "since", "until", "letter"} <= data.keys():
        return None
    return NewMandate(
        position=data["position"],
        unit=data["unit"],
        kind=MandateKind(data["kind"]),
        holder=PersonId(data["holder"]),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]),
        letter=data["letter"],
    )


async def _post(ctx: Context, data: dict[str, Any]) -> Post | None:
    if "position" not in data:
        return None
    return await mandates.post(ctx.store, data["position"], data["unit"])


async def _asked(ctx: Context) -> dict[str, Any]:
    """What was answered so far."""
    found = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    return found.data if found and found.flow == FLOW and not found.expired else {}


def _but(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


async def _old(ctx: Context) -> None:
    await ctx.show(trouble.old_button(ctx.words, await listed.list_screen(ctx)))
