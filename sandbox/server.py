"""The Bot API over HTTP: parameters in every form, answers in Telegram's envelope."""

import asyncio
from contextlib import suppress
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.faults import DropConnection, strike_after, strike_before
from sandbox.methods import METHODS
from sandbox.rules.refusal import TelegramRefusal, bad_request
from sandbox.world import Call, World

KEPT_CALLS = 20_000
"""Calls kept for the page and the tests."""
POLL = "getupdates"
ATTACHED = "attach://"


def routes(world: World) -> list[Route]:
    """Methods at /bot{token}/{method}, files at /file/bot{token}/{path}."""

    async def method(request: Request) -> Response:
        return await _answer(world, request)

    async def file(request: Request) -> Response:
        if request.path_params["token"] != world.token:
            return _refused(TelegramRefusal(401, "Unauthorized"))
        found = world.files.get(request.path_params["path"].rpartition("/")[2])
        if found is None:
            return _refused(TelegramRefusal(404, "Not Found"))
        return Response(found.content, media_type="application/octet-stream")

    async def perform(name: str, params: dict[str, Any]) -> None:
        await _perform(world, name, params)

    world.pushing.perform = perform
    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file, methods=["GET"]),
    ]


async def _answer(world: World, request: Request) -> Response:
    if request.path_params["token"] != world.token:
        return _refused(TelegramRefusal(401, "Unauthorized"))
    name = str(request.path_params["method"])
    try:
        params = await _params(request)
    except TelegramRefusal as refusal:
        _log(world, name, {}, refusal.code, refusal.description, None)
        return _refused(refusal)
    return await _perform(world, name, params)


async def _perform(world: World, name: str, params: dict[str, Any]) -> Response:
    method = METHODS.get(name.lower())
    if method is None:
        return _refused(TelegramRefusal(404, "Not Found: method not found"))
    try:
        fault = world.faults.take(name)
        await strike_before(fault)
        if world.latency:
            await asyncio.sleep(world.latency)
        result = await method(world, params)
        strike_after(fault)
    except TelegramRefusal as refusal:
        _log(world, name, params, refusal.code, refusal.description, None)
        return _refused(refusal)
    except DropConnection:
        _log(world, name, params, 0, "connection dropped", None)
        return _Dropped()
    if name.lower() != POLL:
        _log(world, name, params, 200, None, result)
    return JSONResponse({"ok": True, "result": result})


async def _params(request: Request) -> dict[str, Any]:
    """Parameters from the address, a JSON body, or a form; files as name and content."""
    params: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = await request.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise bad_request("object expected as request body")
        params |= body
    elif kind.startswith(("multipart/", "application/x-www-form-urlencoded")):
        async with request.form() as form:
            for key, value in form.items():
                if isinstance(value, UploadFile):
                    params[key] = (value.filename or key, await value.read())
                else:
                    params[key] = value
    for key, value in params.items():
        if isinstance(value, str) and value.startswith(ATTACHED):
            params[key] = params.get(value.removeprefix(ATTACHED))
    return params


def _refused(refusal: TelegramRefusal) -> Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return JSONResponse(body, status_code=refusal.code)


def _log(
    world: World, name: str, params: dict[str, Any], code: int, error: str | None, result: Any
) -> None:
    chat = None
    with suppress(KeyError, TypeError, ValueError):
        chat = int(params["chat_id"])
    shown = {
        key: f"<{value[0]}, {len(value[1])} bytes>" if isinstance(value, tuple) else value
        for key, value in params.items()
    }
    number = world.calls[-1].number + 1 if world.calls else 1
    ended = asyncio.get_running_loop().time()
    world.calls.append(
        Call(number, world.clock.now(), ended, name, shown, chat, code, error, result)
    )
    if len(world.calls) > KEPT_CALLS:
        del world.calls[: KEPT_CALLS // 2]
    world.touch()


class _Dropped(Response):
    """Closes the socket without an answer."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        scope["sandbox.transport"].abort()
        # The server notices the loss in the loop's next rounds, and then expects no answer.
        await asyncio.sleep(0.01)


class WithTransport:
    """ASGI middleware: lets a fault close the socket, for which ASGI has no message."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            # uvicorn hands over a bound method of the object that holds the connection.
            scope["sandbox.transport"] = send.__self__.transport
        await self.app(scope, receive, send)
