"""What Telegram refuses, with the texts of its errors."""

import json
import re
from typing import Any

from sandbox.rules.markup import Entity, complaint, parse_html, trimmed, units
from sandbox.rules.refusal import TelegramRefusal, bad_request

TEXT, CAPTION = 4096, 1024
ENTITIES = 100
PHOTO_BYTES, UPLOAD_BYTES, DOWNLOAD_BYTES = 10_000_000, 50_000_000, 20_000_000
COMMANDS = 100
STYLES = ("primary", "success", "danger")

_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "pay",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_PICTURES = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")


def formatted(
    params: dict[str, Any], field: str, entities_field: str, most: int
) -> tuple[str, list[Entity]]:
    """Text and entities of a call, within the limits."""
    source = str(params.get(field) or "")
    mode = str(params.get("parse_mode") or "").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode:
        # Telegram has two kinds of Markdown; a bot that uses this stand-in writes HTML.
        raise complaint(f"unsupported parse_mode {mode}")
    else:
        text, entities = source, _given(params.get(entities_field))
    text, entities = trimmed(text, entities)
    if most == TEXT and not text:
        raise bad_request("message text is empty")
    if units(text) > most:
        raise bad_request("message is too long" if most == TEXT else "message caption is too long")
    return text, entities[:ENTITIES]


def decoded(value: Any) -> Any:
    """A parameter that may have come as JSON in a form."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request("can't parse JSON object") from error
    return value


def whole(value: Any, name: str, default: int = 0) -> int:
    """A number of a call."""
    try:
        return default if value in (None, "") else int(value)
    except (TypeError, ValueError):
        raise bad_request(f"invalid {name} specified") from None


def is_true(value: Any) -> bool:
    """A flag of a call, as JSON or as a form's word."""
    return str(value).lower() in ("true", "1")


def markup(params: dict[str, Any], *, editing: bool = False) -> dict[str, Any] | None:
    """The reply markup of a call, checked."""
    value = decoded(params.get("reply_markup"))
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        _inline(value["inline_keyboard"])
    elif editing and value:
        raise bad_request("inline keyboard expected")
    elif "keyboard" in value:
        _keys(value["keyboard"])
    elif value and not {"remove_keyboard", "force_reply"} & set(value):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return value


def commands(params: dict[str, Any]) -> list[dict[str, str]]:
    """The commands of a menu, checked."""
    given = decoded(params.get("commands")) or []
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in given:
        if not _COMMAND.fullmatch(str(one.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(one.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return [{**one, "command": one["command"].removeprefix("/")} for one in given]


def upload(content: bytes, *, photo: bool) -> None:
    """Size limits of what the bot sends."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > UPLOAD_BYTES:
        raise TelegramRefusal(413, "Request Entity Too Large")
    if photo and len(content) > PHOTO_BYTES:
        raise bad_request(f"file of size {len(content)} bytes is too big for a photo")
    if photo and not content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")


def _given(value: Any) -> list[Entity]:
    entities = decoded(value) or []
    if not isinstance(entities, list):
        raise complaint("expected an Array of MessageEntity")
    for entity in entities:
        if not isinstance(entity, dict) or not {"type", "offset", "length"} <= set(entity):
            raise complaint('Field "type", "offset" or "length" is missing in MessageEntity')
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _keys(rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays of KeyboardButton')
    if any(not _words(button) for row in rows for button in row):
        raise bad_request("keyboard button text must be non-empty")


def _inline(rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    if sum(len(row) for row in rows) > 100:
        raise bad_request("reply markup is too long")
    for row in rows:
        if len(row) > 8:
            raise bad_request("too many buttons in a row")
        for button in row:
            _inline_button(button)


def _inline_button(button: Any) -> None:
    if not isinstance(button, dict) or not _words(button):
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [action for action in _ACTIONS if button.get(action) is not None]
    if len(actions) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not re.match(r"(https?|tg)://[^\s/]+", str(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(str(copied.get("text") or "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.get("style") not in (None, *STYLES):
        raise bad_request("invalid button style specified")


def _words(button: Any) -> str:
    if isinstance(button, str):
        return button.strip()
    return str(button.get("text") or "").strip() if isinstance(button, dict) else ""
