"""The installed machines that find names, and the names that are nobody's secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.engines.entity import EntityRecogniser


def entity_engines() -> list[EntityRecogniser]:
    """One of each entity engine that is installed."""
    from dragoman.engines.registry import EngineGroup, engine_names, find_engine

    return [find_engine(EngineGroup.ENTITIES, name)() for name in engine_names(EngineGroup.ENTITIES)]


def actor_names() -> list[str]:
    """The states and organisations of the shipped lexicon: they are what the study is about, and never suggested."""
    from dragoman.analysis.lexicon import parse_lexicon, shipped_lexicon

    lexicon = parse_lexicon(shipped_lexicon(), name="actors")
    return sorted({term.text for entry in lexicon.entries for term in entry.terms})
