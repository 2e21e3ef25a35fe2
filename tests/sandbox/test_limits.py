import json
from typing import Any

import pytest

from sandbox.rules import limits
from sandbox.rules.refusal import TelegramRefusal


def words_of(refusal: pytest.ExceptionInfo[TelegramRefusal]) -> str:
    return refusal.value.description.removeprefix("Bad Request: ")


def text(source: str, most: int = limits.TEXT, **params: Any) -> str:
    field = "text" if most == limits.TEXT else "caption"
    return limits.formatted({field: source, **params}, field, "entities", most)[0]


def test_the_length_counts_after_parsing():
    assert len(text("<b>" + "a" * 4096 + "</b>", parse_mode="HTML")) == 4096
    assert len(text("&lt;" * 1024, limits.CAPTION, parse_mode="html")) == 1024


@pytest.mark.parametrize(
    ("source", "most", "words"),
    [
        ("a" * 4097, limits.TEXT, "message is too long"),
        ("😀" * 2049, limits.TEXT, "message is too long"),
        ("a" * 1025, limits.CAPTION, "message caption is too long"),
        (" \n ", limits.TEXT, "message text is empty"),
    ],
)
def test_texts_that_do_not_fit(source: str, most: int, words: str):
    with pytest.raises(TelegramRefusal) as refusal:
        text(source, most)
    assert words_of(refusal) == words


def test_a_caption_may_be_empty():
    assert text("", limits.CAPTION) == ""


def test_entities_may_come_beside_the_text():
    entities = [{"type": "bold", "offset": 0, "length": 2}]
    for given in (entities, json.dumps(entities)):
        formatted = limits.formatted(
            {"text": "ab", "entities": given}, "text", "entities", limits.TEXT
        )
        assert formatted == ("ab", entities)


def inline(*rows: list[Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": list(rows)}}


def button(**facts: Any) -> dict[str, Any]:
    return {"text": "A", "callback_data": "a", **facts}


def test_data_is_measured_in_bytes():
    limits.markup(inline([button(callback_data="é" * 32)]))
    with pytest.raises(TelegramRefusal) as refusal:
        limits.markup(inline([button(callback_data="é" * 33)]))
    assert words_of(refusal) == "BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[button(callback_data="")]], "BUTTON_DATA_INVALID"),
        ([[button(text=" ")]], "inline keyboard button text must be non-empty"),
        ([[{"text": "A"}]], "text buttons are unallowed in the inline keyboard"),
        ([[button(url="https://x.id")]], "text buttons are unallowed in the inline keyboard"),
        ([[button()] * 9], "too many buttons in a row"),
        ([[button()]] * 101, "reply markup is too long"),
        ([[button(style="pink")]], "invalid button style specified"),
        (
            [[{"text": "A", "url": "x"}]],
            "inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
        ),
        ([[{"text": "A", "copy_text": {"text": ""}}]], "BUTTON_COPY_TEXT_INVALID"),
    ],
)
def test_keyboards_that_are_refused(rows: list[list[Any]], words: str):
    with pytest.raises(TelegramRefusal) as refusal:
        limits.markup(inline(*rows))
    assert words_of(refusal) == words


@pytest.mark.parametrize("style", limits.STYLES)
def test_keyboards_that_pass(style: str):
    rows = [[button(style=style)] * 8, [{"text": "B", "copy_text": {"text": "123"}}]]
    assert limits.markup(inline(*rows)) == {"inline_keyboard": rows}


@pytest.mark.parametrize(
    "markup",
    [
        {"keyboard": [["A", {"text": "B", "request_contact": True}]], "resize_keyboard": True},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "Nama"},
    ],
)
def test_other_markups_pass_only_where_a_message_is_new(markup: dict[str, Any]):
    params = {"reply_markup": json.dumps(markup)}
    assert limits.markup(params) == markup
    with pytest.raises(TelegramRefusal) as refusal:
        limits.markup(params, editing=True)
    assert words_of(refusal) == "inline keyboard expected"


@pytest.mark.parametrize("name", ["Start", "a b", "", "a" * 33])
def test_names_of_commands(name: str):
    with pytest.raises(TelegramRefusal) as refusal:
        limits.commands({"commands": [{"command": name, "description": "x"}]})
    assert words_of(refusal) == "BOT_COMMAND_INVALID"


def test_uploads():
    png = b"\x89PNG"
    limits.upload(b"x", photo=False)
    for content, photo, words in (
        (b"", False, "file must be non-empty"),
        (b"text", True, "IMAGE_PROCESS_FAILED"),
        (png.ljust(10_000_001), True, "file of size 10000001 bytes is too big for a photo"),
        (bytes(50_000_001), False, "Request Entity Too Large"),
    ):
        with pytest.raises(TelegramRefusal) as refusal:
            limits.upload(content, photo=photo)
        assert words_of(refusal) == words
