"""Handles updates from Telegram: one update in, one call of storage, one screen out.

`capabilities` joins what each capability declares: read it first. Nothing is imported here, since
the child process that reads HR's files imports only the reader.
"""
