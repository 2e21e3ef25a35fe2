"""Offerings that HR prepares in the chat, until they are opened for sign-up."""
