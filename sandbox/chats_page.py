"""The chat page in the browser, and the calls it makes."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.model import Message
from sandbox.phone import Phone

if TYPE_CHECKING:
    from sandbox.desk import Sandbox

FOLDER = Path(__file__).parent / "page"
SHOWN_CALLS = 60
HEARTBEAT_SECONDS = 5.0


def routes(sandbox: "Sandbox") -> list[Route | Mount]:
    """/ is the page; /desk/… is what it asks and tells."""
    desk = Desk(sandbox)
    return [
        Route("/", lambda request: RedirectResponse("/page/index.html")),
        Route("/desk/state", desk.state),
        Route("/desk/events", desk.events),
        Route("/desk/clock", desk.clock, methods=["POST"]),
        Route("/desk/file/{file_id}", desk.file),
        Route("/desk/phones/{phone:int}/{deed}", desk.act, methods=["POST"]),
        Mount("/page", StaticFiles(directory=FOLDER)),
    ]


class Desk:
    """Shows the sandbox to the page and passes on what is done there."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox = sandbox

    async def state(self, request: Request) -> Response:
        """Everything that changed since a version, as JSON."""
        return JSONResponse(self._state(int(request.query_params.get("since", 0))))

    async def events(self, request: Request) -> Response:
        """The same as server-sent events, whenever something changes."""
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def clock(self, request: Request) -> Response:
        """Moves the clock forward by seconds, or to a local moment."""
        asked = await request.json()
        now = self.sandbox.clock.now()
        if "to" in asked:
            by = datetime.fromisoformat(asked["to"]).astimezone(now.tzinfo) - now
        else:
            by = timedelta(seconds=float(asked["seconds"]))
        if by < timedelta(0):
            return JSONResponse({"error": "Jam hanya dapat dimajukan."}, status_code=400)
        await self.sandbox.clock.move(by)
        self.sandbox.world.touch()
        return JSONResponse({"now": self.sandbox.clock.now().isoformat()})

    async def file(self, request: Request) -> Response:
        """A picture or document of a message."""
        file = self.sandbox.world.files.get(request.path_params["file_id"])
        if file is None:
            return Response(status_code=404)
        headers = {}
        if file.kind == "document":
            name = json.dumps(file.name)
            headers["content-disposition"] = f"attachment; filename={name}"
        kind = "image/png" if file.kind == "photo" else file.mime
        return Response(file.content, media_type=kind, headers=headers)

    async def act(self, request: Request) -> Response:
        """One deed of one person."""
        phone = self._phone(request.path_params["phone"])
        if phone is None:
            return JSONResponse({"error": "no such phone"}, status_code=404)
        deed = request.path_params["deed"]
        if deed == "file":
            async with request.form() as form:
                upload: Any = form["file"]
                content = await upload.read()
                caption = str(form.get("caption", ""))
                if str(upload.content_type).startswith("image/"):
                    await phone.send_photo(content, caption)
                else:
                    await phone.send_file(upload.filename or "berkas", content, caption)
            return JSONResponse({"ok": True})
        asked = await request.json()
        try:
            await self._do(phone, deed, asked)
        except LookupError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return JSONResponse({"ok": True})

    async def _do(self, phone: Phone, deed: str, asked: dict[str, Any]) -> None:
        match deed:
            case "start":
                await phone.start(str(asked.get("payload", "")))
            case "text":
                await phone.send(str(asked["text"]))
            case "contact":
                await phone.share_contact()
            case "press":
                await phone.press(int(asked["message"]), str(asked["data"]))
            case "block":
                phone.block()
            case "unblock":
                phone.unblock()
            case _:
                raise LookupError(f"no such deed: {deed}")

    def _phone(self, telegram_id: int) -> Phone | None:
        return next((p for p in self._visible() if p.telegram_id == telegram_id), None)

    def _visible(self) -> list[Phone]:
        return [phone for phone in self.sandbox.phones.values() if phone.visible]

    async def _stream(self) -> AsyncIterator[str]:
        version = 0
        while not self.sandbox.world.closing:
            state = self._state(version)
            version = state["version"]
            yield f"data: {json.dumps(state)}\n\n"
            await self.sandbox.world.changed(HEARTBEAT_SECONDS)
            # Several changes of one moment travel together.
            await asyncio.sleep(0.03)

    def _state(self, since: int) -> dict[str, Any]:
        world = self.sandbox.world
        return {
            "version": world.version,
            "now": world.clock.now().isoformat(),
            "bot": world.bot["first_name"],
            "username": world.bot["username"],
            "phones": [self._shown(phone, since) for phone in self._visible()],
            "calls": [
                {
                    "number": call.number,
                    "method": call.method,
                    "chat": call.chat_id,
                    "error": call.error,
                    "text": str(call.params.get("text") or call.params.get("caption") or "")[:80],
                }
                for call in world.calls[-SHOWN_CALLS:]
            ],
        }

    def _shown(self, phone: Phone, since: int) -> dict[str, Any]:
        world = self.sandbox.world
        waiting = [t.message_id for t in world.taps.values() if t.telegram_id == phone.telegram_id]
        return {
            "id": phone.telegram_id,
            "name": phone.name,
            "number": phone.number,
            "role": phone.role,
            "blocked": phone.chat.blocked,
            "started": phone.chat.started,
            "waiting": waiting,
            "keyboard": phone.chat.keyboard,
            "alerts": phone.alerts,
            "commands": self._commands(phone),
            "messages": [_message(m) for m in phone.chat.messages.values() if m.change > since],
        }

    def _commands(self, phone: Phone) -> list[dict[str, str]]:
        commands = self.sandbox.world.commands
        language = phone.user.language
        for scope in (f"chat:{phone.telegram_id}", "all_private_chats:", "default:"):
            for key in (f"{scope}:{language}", f"{scope}:"):
                if commands.get(key):
                    return commands[key]
        return []


def _message(message: Message) -> dict[str, Any]:
    document = message.document_file
    return {
        "id": message.id,
        "outgoing": message.outgoing,
        "text": message.text,
        "entities": message.entities,
        "date": message.date.isoformat(),
        "edited": message.edited,
        "deleted": message.deleted,
        "protected": message.protected,
        "photo": message.photo_file_id,
        "document": document and {"id": document.id, "name": document.name},
        "contact": message.contact,
        "sticker": message.sticker,
        "buttons": [
            [{"label": b.label, "data": b.data, "url": b.url, "style": b.style} for b in row]
            for row in message.buttons
        ],
    }
