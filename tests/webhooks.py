"""Settings of a program that is pushed to."""

import socket

SECRET = "rahasia-contoh"


def hooked() -> dict[str, str]:
    """Webhook mode on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    return {
        "WEBHOOK_URL": "https://bot.example/hook",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
