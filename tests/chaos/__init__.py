"""A city that uses the bot while everything that can go wrong does; `make chaos`, not a test."""
