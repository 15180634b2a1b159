"""Sentences: messages that begin with a capital and end once."""

from __future__ import annotations


def ended(message: str) -> str:
    """The message with one full stop, or the question mark that it has."""
    bare = message.rstrip(". ")
    return bare if bare.endswith(("?", "!", "…")) else f"{bare}."


def sentence(message: str) -> str:
    """The message as a sentence of its own."""
    return ended(message[:1].upper() + message[1:])
