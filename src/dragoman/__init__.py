"""Dragoman: a local-first workbench for expert-interview studies."""

from dragoman.notebook import Study, open  # noqa: A004  (said as dragoman.open)

__all__ = ["Study", "open"]
