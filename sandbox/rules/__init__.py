"""What Telegram refuses, and how it says so."""
