"""Speakers of sessions: who they are, what they are asked and told, and what they answer."""
