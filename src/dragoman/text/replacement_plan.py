"""The plan of replacements for a whole study: every passage read twice, so that no name found once stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from dragoman.engines.entity import Entity, EntityKind, EntityRecogniser
from dragoman.engines.locality import Locality
from dragoman.text.entity_suggestions import DEFAULT_KINDS, KNOWN, SuggestedSpan, suggest
from dragoman.text.known_names import KnownEntity, KnownNames
from dragoman.text.replacements import NAMED, Assigned, ReplacementTable

FOUND_ELSEWHERE = "found elsewhere"
"""The origin of a mention that no model marked here, of a name that one marked in another passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its language (ISO 639-1)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ReplacementPlan:
    """What to replace in each passage, and what the vault has to learn.

    ``look_alikes`` are pairs of entities that may be one person in two spellings; a person decides.
    """

    assigned: tuple[tuple[Assigned, ...], ...]
    new_entities: tuple[KnownEntity, ...]
    grown_entities: tuple[KnownEntity, ...]
    look_alikes: tuple[tuple[str, str], ...]


def plan_replacements(
    passages: Sequence[Passage],
    *,
    recognisers: Iterable[EntityRecogniser],
    known: Sequence[KnownEntity],
    kinds: AbstractSet[EntityKind] = DEFAULT_KINDS,
    actors: KnownNames | None = None,
    progress: Callable[[], None] = lambda: None,
) -> ReplacementPlan:
    """Suggest replacements for all passages of a study, in their order.

    The first reading asks the models and learns who is named; the second looks for these names everywhere, also where
    no model saw them (written as names are, with a capital). Models read each passage once. ``progress`` is called
    after each passage of the first reading.
    """
    remembering = [_Remembering(recogniser) for recogniser in recognisers]
    table = ReplacementTable(known)
    listed = KnownNames(known)
    for passage in passages:
        table.assign(passage.text, _suggest(passage, remembering, listed, kinds, actors))
        progress()
    grown = {entity.entity: entity for entity in table.grown_entities}
    found = [entity for entity in table.new_entities if entity.kind in kinds]
    everyone = KnownNames([*(grown.get(entity.entity, entity) for entity in known), *found])
    new = {entity.entity for entity in found}
    assigned = tuple(
        tuple(
            table.assign(passage.text, _marked(passage, _suggest(passage, remembering, everyone, kinds, actors), new))
        )
        for passage in passages
    )
    used = {each.entity for each_passage in assigned for each in each_passage}
    return ReplacementPlan(
        assigned,
        tuple(entity for entity in table.new_entities if entity.entity in used),
        tuple(table.grown_entities),
        tuple((one, other) for one, other in table.look_alikes() if {one, other} <= used | {e.entity for e in known}),
    )


class _Remembering:
    """A recogniser that reads a text once and remembers what it found."""

    def __init__(self, recogniser: EntityRecogniser) -> None:
        self._recogniser = recogniser
        self._found: dict[tuple[str, str], list[Entity]] = {}

    @property
    def name(self) -> str:
        return self._recogniser.name

    @property
    def locality(self) -> Locality:
        return self._recogniser.locality

    @property
    def version(self) -> str:
        return self._recogniser.version

    @property
    def weights_sha256(self) -> str:
        return self._recogniser.weights_sha256

    @property
    def settings(self) -> Mapping[str, Any]:
        return self._recogniser.settings

    @property
    def languages(self) -> frozenset[str]:
        return self._recogniser.languages

    def find(self, text: str, language: str) -> list[Entity]:
        if (text, language) not in self._found:
            self._found[text, language] = self._recogniser.find(text, language)
        return self._found[text, language]


def _suggest(
    passage: Passage,
    recognisers: Sequence[EntityRecogniser],
    known: KnownNames,
    kinds: AbstractSet[EntityKind],
    actors: KnownNames | None,
) -> list[SuggestedSpan]:
    return suggest(passage.text, passage.language, recognisers=recognisers, known=known, kinds=kinds, actors=actors)


def _marked(passage: Passage, spans: Iterable[SuggestedSpan], new: AbstractSet[str]) -> list[SuggestedSpan]:
    """The spans of the second reading: names that only this study's models found count where they are capitalised."""
    caseless = not any(character.isupper() for character in passage.text)
    marked = []
    for span in spans:
        only_found = span.origin == KNOWN and (span.entity in new or (bool(span.perhaps) and set(span.perhaps) <= new))
        if only_found and not caseless and span.kind in NAMED and passage.text[span.start].islower():
            continue
        marked.append(replace(span, origin=FOUND_ELSEWHERE, score=min(span.score, 0.7)) if only_found else span)
    return marked
