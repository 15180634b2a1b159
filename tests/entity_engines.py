"""The real engines for entities, loaded once for all tests that ask them."""

from functools import cache

from dragoman.engines.natasha_entities import NatashaEntities
from dragoman.engines.presidio_entities import PresidioEntities


@cache
def english_entities() -> PresidioEntities:
    return PresidioEntities()


@cache
def russian_entities() -> NatashaEntities:
    return NatashaEntities()
