"""The chat page in the browser, and the HTTP calls that it makes."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.chats_view import news, visible
from sandbox.chats_view import state as sandbox_state
from sandbox.phones.phone import Phone

if TYPE_CHECKING:
    from sandbox.desk import Sandbox

FOLDER = Path(__file__).parent / "page"
HEARTBEAT_SECONDS = 5.0
GATHER_SECONDS = 0.03
"""Seconds: changes within this time are sent to the page together."""

Asked = dict[str, Any]


def routes(sandbox: "Sandbox") -> list[Route | Mount]:
    """/ is the page; under /desk/ it reads the state and sends what people do."""
    desk = Desk(sandbox)
    return [
        Route("/", lambda request: FileResponse(FOLDER / "index.html")),
        Route("/desk/state", desk.state),
        Route("/desk/events", desk.events),
        Route("/desk/clock", desk.clock, methods=["POST"]),
        Route("/desk/file/{file_id}", desk.file),
        Route("/desk/phones/{phone:int}/{action}", desk.act, methods=["POST"]),
        Mount("/page", StaticFiles(directory=FOLDER)),
    ]


class Desk:
    """Shows the sandbox on the page and carries out what people do there."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox = sandbox
        self._walking = asyncio.Lock()

    async def state(self, request: Request) -> Response:
        """Everything that changed since a version, as JSON."""
        return JSONResponse(sandbox_state(self.sandbox, int(request.query_params.get("since", 0))))

    async def events(self, request: Request) -> Response:
        """The same as server-sent events, whenever something changes."""
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def clock(self, request: Request) -> Response:
        """Moves the clock forward, and says what came of it.

        {"seconds": 3600} or {"to": "2026-12-09T08:00:00+07:00"}.
        """
        asked = await request.json()
        clock = self.sandbox.clock
        try:
            if "to" in asked:
                by = datetime.fromisoformat(asked["to"]).astimezone(clock.now().tzinfo)
                by_how_much = by - clock.now()
            else:
                by_how_much = timedelta(seconds=float(asked["seconds"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            return _refused("Waktu tidak terbaca.")
        if by_how_much < timedelta(0):
            return _refused("Jam hanya dapat dimajukan.")
        newest = self.sandbox.world.newest_message
        # The page shows each hour; two jumps at once would walk between each other's hours.
        async with self._walking:
            await clock.walk(by_how_much)
        self.sandbox.world.touch()
        return JSONResponse({"now": clock.now().isoformat(), "news": news(self.sandbox, newest)})

    async def file(self, request: Request) -> Response:
        """A picture or document of a message."""
        file = self.sandbox.world.files.get(request.path_params["file_id"])
        if file is None:
            return Response(status_code=404)
        if file.kind == "photo":
            return Response(file.content, media_type="image/png")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return Response(file.content, media_type=file.mime, headers=headers)

    async def act(self, request: Request) -> Response:
        """Carries out one action of one person: typing, tapping, sending a file …"""
        wanted = request.path_params["phone"]
        phone = next((p for p in visible(self.sandbox) if p.telegram_id == wanted), None)
        if phone is None:
            return _refused("Ponsel tidak ditemukan.", 404)
        action = request.path_params["action"]
        if action == "file":
            await _take_file(phone, request)
            return JSONResponse({"ok": True})
        do = ACTIONS.get(action)
        if do is None:
            return _refused("Tindakan tidak dikenal.", 404)
        try:
            await do(self.sandbox, phone, await request.json())
        except (LookupError, TypeError, ValueError) as error:
            return _refused(str(error))
        return JSONResponse({"ok": True})

    async def _stream(self) -> AsyncIterator[str]:
        version = call = 0
        while not self.sandbox.world.closing:
            news = sandbox_state(self.sandbox, version, call)
            version = news["version"]
            call = news["calls"][-1]["number"] if news["calls"] else call
            yield f"data: {json.dumps(news)}\n\n"
            await self.sandbox.world.changed(HEARTBEAT_SECONDS)
            await asyncio.sleep(GATHER_SECONDS)


async def _take_file(phone: Phone, request: Request) -> None:
    async with request.form() as form:
        upload: Any = form["file"]
        content = await upload.read()
        caption = str(form.get("caption", ""))
    if str(upload.content_type).startswith("image/"):
        await phone.send_photo(content, caption)
    else:
        await phone.send_file(upload.filename or "berkas", content, caption)


async def _start(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    await phone.start(str(asked.get("payload") or ""))


async def _text(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    text = str(asked.get("text") or "").strip()
    if not text:
        raise ValueError("Pesan kosong.")
    reply_to = int(asked["reply"]) if asked.get("reply") else None
    await phone.send_formatted(text, reply_to=reply_to)


async def _edit(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    text = str(asked.get("text") or "").strip()
    if not text:
        raise ValueError("Pesan kosong.")
    await phone.edit(int(asked["message"]), text)


async def _voice(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    await phone.send_voice()


async def _location(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    await phone.send_location(float(asked["latitude"]), float(asked["longitude"]))


async def _contact(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    """Shares the phone's own contact, or the contact of another phone."""
    known = {p.telegram_id: p for p in visible(sandbox)}
    await phone.share_contact(of=known[int(asked["of"])] if asked.get("of") else None)


async def _press(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    await phone.press(int(asked["message"]), str(asked["data"]))


async def _key(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    await phone.press_key(str(asked["label"]))


async def _sticker(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    await phone.send_sticker()


async def _block(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    phone.block()


async def _unblock(sandbox: "Sandbox", phone: Phone, asked: Asked) -> None:
    phone.unblock()


ACTIONS: dict[str, Callable[["Sandbox", Phone, Asked], Awaitable[None]]] = {
    "start": _start,
    "text": _text,
    "edit": _edit,
    "voice": _voice,
    "location": _location,
    "contact": _contact,
    "press": _press,
    "key": _key,
    "sticker": _sticker,
    "block": _block,
    "unblock": _unblock,
}


def _refused(words: str, code: int = 400) -> Response:
    return JSONResponse({"error": words}, status_code=code)
