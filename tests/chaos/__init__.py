"""A city of people who use the bot while faults of all kinds occur; run by `make chaos`."""
