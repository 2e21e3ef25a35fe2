"""Methods that answer taps, and that give files to download."""

from typing import Any

from sandbox import views
from sandbox.rules import limits
from sandbox.rules.markup import units
from sandbox.rules.refusal import bad_request
from sandbox.world import ApiAnswer, World

Params = dict[str, Any]

ALERT = 200


async def answer_callback_query(world: World, params: Params) -> Any:
    text = str(params.get("text") or "")
    if units(text) > ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    window = limits.is_true(params.get("show_alert"))
    world.answer_tap(str(params.get("callback_query_id")), ApiAnswer(text, window))
    return True


async def get_file(world: World, params: Params) -> Any:
    file = world.file_for(params.get("file_id"))
    if len(file.content) > limits.DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**views.file(file), "file_path": f"{file.kind}s/{file.id}"}
