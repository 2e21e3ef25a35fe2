import pytest

from sandbox.phones.typed import command, formatted


def test_marks_become_entities():
    assert formatted("a **b __c__** 😀 ~~d~~ `e**`") == (
        "a b c 😀 d e**",
        [
            {"type": "bold", "offset": 2, "length": 3},
            {"type": "italic", "offset": 4, "length": 1},
            {"type": "strikethrough", "offset": 9, "length": 1},
            {"type": "code", "offset": 11, "length": 3},
        ],
    )


@pytest.mark.parametrize("text", ["2 ** 3 ** 4", "a__b", "**", "****", "~~ a ~~"])
def test_marks_that_mark_nothing_stay(text: str):
    assert formatted(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "length"), [("/start p-1", 6), ("/menu", 5), ("/menu@bangkom_bot x", 17)]
)
def test_a_command_at_the_beginning(text: str, length: int):
    assert command(text) == [{"type": "bot_command", "offset": 0, "length": length}]


@pytest.mark.parametrize("text", ["a /menu", "/ menu", "menu", "/menu."])
def test_no_command(text: str):
    assert command(text) == []
