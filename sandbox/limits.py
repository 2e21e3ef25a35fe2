"""What Telegram refuses, in its own words."""

import json
from typing import Any

from sandbox.markup import Entity, complaint, parse_html, units
from sandbox.refusal import Refusal, bad_request

TEXT, CAPTION = 4096, 1024
PHOTO_BYTES, UPLOAD_BYTES, DOWNLOAD_BYTES = 10_000_000, 50_000_000, 20_000_000
STYLES = ("primary", "success", "danger")
_BUTTON_DEEDS = ("callback_data", "url", "copy_text", "switch_inline_query_current_chat")


def formatted(
    params: dict[str, Any], field: str, entities_field: str, most: int
) -> tuple[str, list[Entity]]:
    """Text and entities of a call, within the limits."""
    source = str(params.get(field) or "")
    mode = params.get("parse_mode")
    if mode and str(mode).upper() == "HTML":
        text, entities = parse_html(source)
    elif mode:
        raise complaint(f"the stand-in speaks HTML only, got {mode}")
    else:
        text, entities = source, list(decoded(params.get(entities_field)) or [])
    stripped = text.strip()
    if most == TEXT and not stripped:
        raise bad_request("message text is empty")
    if units(text) > most:
        raise bad_request("message is too long" if most == TEXT else "message caption is too long")
    if len(entities) > 100:
        entities = entities[:100]
    return text, entities


def decoded(value: Any) -> Any:
    """A parameter that may have come as JSON in a form."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request("can't parse JSON object") from error
    return value


def markup(params: dict[str, Any]) -> dict[str, Any] | None:
    """The reply markup of a call, checked."""
    value = decoded(params.get("reply_markup"))
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        _inline(value["inline_keyboard"])
    elif "keyboard" in value:
        for row in value["keyboard"]:
            for button in row:
                if not _words(button):
                    raise bad_request("keyboard button text must be non-empty")
    elif not {"remove_keyboard", "force_reply"} & set(value):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return value


def upload(name: str, content: bytes, *, photo: bool) -> None:
    """Size limits of what the bot sends."""
    if not content:
        raise bad_request("file must be non-empty")
    if photo and len(content) > PHOTO_BYTES:
        raise bad_request("file is too big for a photo")
    if len(content) > UPLOAD_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    if photo and not content.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")):
        raise bad_request("IMAGE_PROCESS_FAILED")


def _inline(rows: Any) -> None:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
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
    deeds = [deed for deed in _BUTTON_DEEDS if button.get(deed) is not None]
    if len(deeds) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    style = button.get("style")
    if style is not None and style not in STYLES:
        raise bad_request("button style is invalid")


def _words(button: Any) -> str:
    if isinstance(button, str):
        return button.strip()
    return str(button.get("text") or "").strip() if isinstance(button, dict) else ""
