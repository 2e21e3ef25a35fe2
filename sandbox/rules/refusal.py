"""The errors with which Telegram refuses a call."""


class TelegramRefusal(Exception):  # noqa: N818 - it is an answer, not a failure of ours
    """An error of the Bot API: code, text, and seconds to wait."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(words: str) -> TelegramRefusal:
    """400 with Telegram's prefix."""
    return TelegramRefusal(400, f"Bad Request: {words}")
