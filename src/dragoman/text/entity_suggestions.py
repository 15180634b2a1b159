"""Suggestions: every stretch of a text that may identify somebody, from the study's own list, rules and models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import IntEnum

from dragoman.engines.entity import Entity, EntityKind, EntityRecogniser
from dragoman.text.known_names import KnownEntity, KnownMention, KnownNames, Match
from dragoman.text.name_forms import words_of
from dragoman.text.name_shapes import find_name_shapes
from dragoman.text.patterns import find_patterns
from dragoman.text.person_names import fits_person, person_name, same_script
from dragoman.text.person_spans import person_span, surname_span

DEFAULT_KINDS = frozenset(
    {
        EntityKind.PERSON,
        EntityKind.EMAIL,
        EntityKind.PHONE,
        EntityKind.URL,
        EntityKind.ID_NUMBER,
        EntityKind.DATE_OF_BIRTH,
    }
)
"""What is suggested unless more is asked for: who somebody is and how to reach them, not what they talk about."""

KNOWN = "known names"
_SCORES = {Match.FULL: 1.0, Match.PART: 0.95, Match.GIVEN_NAME: 0.7, Match.OTHER_SPELLING: 0.6}
_ADDRESSES = (EntityKind.EMAIL, EntityKind.URL)


@dataclass(frozen=True, slots=True)
class SuggestedSpan:
    """A stretch of a text to replace, as a suggestion: code points, end exclusive.

    ``entity`` is the identifier of a known entity where it can only be that one. ``perhaps`` names the known entities
    that it may be, for a person to confirm.
    """

    start: int
    end: int
    kind: EntityKind
    score: float
    origin: str
    entity: str | None = None
    perhaps: tuple[str, ...] = ()


class _Claim(IntEnum):
    """Who wins where stretches overlap, the strongest highest."""

    MODEL = 0
    DOUBTFUL_NAME = 1
    RULE = 2
    KNOWN_NAME = 3
    ADDRESS = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: SuggestedSpan
    claim: _Claim


def suggest(
    text: str,
    language: str,
    *,
    recognisers: Iterable[EntityRecogniser],
    known: KnownNames,
    kinds: AbstractSet[EntityKind] = DEFAULT_KINDS,
    actors: KnownNames | None = None,
) -> list[SuggestedSpan]:
    """What of a text should be replaced, without overlaps, in the order in which it stands.

    Known names win over rules, rules over models; among equals the longer wins. Names of the study's own list are
    always suggested, whatever their kind; everything else only if its kind is among ``kinds``. ``actors`` are names
    that are never suggested (the countries, capitals and organisations of a lexicon), unless the study's own list has
    them. ``language`` is an ISO 639-1 code; recognisers that do not read it are left out.
    """
    mentions = known.find(text)
    models = list(_model_spans(text, language, recognisers, kinds, actors))
    wider, mentions = _wider_names(text, mentions, models)
    candidates = [
        *(_Candidate(_known_span(mention), _known_claim(mention)) for mention in mentions),
        *(_Candidate(_span(entity), _rule_claim(entity)) for entity in find_patterns(text) if entity.kind in kinds),
        *(_Candidate(span, _Claim.KNOWN_NAME) for span in wider),
        *(_Candidate(_span(entity), _Claim.MODEL) for entity in models),
    ]
    return _settled(text, candidates)


def _model_spans(
    text: str,
    language: str,
    recognisers: Iterable[EntityRecogniser],
    kinds: AbstractSet[EntityKind],
    actors: KnownNames | None,
) -> Iterator[Entity]:
    """What the models and the shapes of names say, trimmed, without actors and without kinds not asked for."""
    found = [entity for engine in recognisers if language in engine.languages for entity in engine.find(text, language)]
    found += find_name_shapes(text, language)
    free = actors.find(text) if actors else []
    for entity in found:
        for cleaned in _cleaned(text, entity):
            if cleaned.kind in kinds and not _only_actors(text, cleaned, free):
                yield cleaned


def _cleaned(text: str, entity: Entity) -> Iterator[Entity]:
    if entity.kind is EntityKind.PERSON:
        person = person_span(text, entity)
        if person is not None:
            yield person
        return
    surname = surname_span(text, entity) if entity.kind is EntityKind.ORGANISATION else None
    yield surname or entity


def _only_actors(text: str, entity: Entity, actors: Sequence[KnownMention]) -> bool:
    """Whether every word of a stretch belongs to names that are nobody's secret."""
    words = list(words_of(text[entity.start : entity.end]))
    return bool(words) and all(
        any(actor.start <= entity.start + word.start and entity.start + word.end <= actor.end for actor in actors)
        for word in words
    )


def _wider_names(
    text: str, mentions: Sequence[KnownMention], models: Sequence[Entity]
) -> tuple[list[SuggestedSpan], list[KnownMention]]:
    """Model spans that hold a known person's name and more of a name ("Bolat Tulegenov" around "Tulegenov").

    They take the place of the known mention: as the same person where the words allow it, else as somebody else.
    """
    wider: list[SuggestedSpan] = []
    left = list(mentions)
    persons = (model for model in models if model.kind is EntityKind.PERSON)
    for model in sorted(persons, key=lambda model: model.start - model.end):
        held = [mention for mention in left if model.start <= mention.start and mention.end <= model.end]
        if held and _is_wider_name(text, model, held, left):
            wider.append(_wider_span(text, model, held))
            left = [mention for mention in left if mention not in held]
    return wider, left


def _is_wider_name(text: str, model: Entity, held: Sequence[KnownMention], mentions: Sequence[KnownMention]) -> bool:
    """Whether a model's span is one name, wider than the known names in it: every word is capitalised, at most one of
    the known names is certain, none is cut.
    """
    if any((mention.start, mention.end) == (model.start, model.end) for mention in held):
        return False
    overlapping = [mention for mention in mentions if mention.start < model.end and model.start < mention.end]
    if len(overlapping) > len(held) or any(mention.entities[0].kind is not EntityKind.PERSON for mention in held):
        return False
    if sum(mention.match >= Match.PART for mention in held) > 1:
        return False
    return all(word.text[0].isupper() for word in words_of(text[model.start : model.end]))


def _wider_span(text: str, model: Entity, held: Sequence[KnownMention]) -> SuggestedSpan:
    written = text[model.start : model.end]
    entities = dict.fromkeys(entity for mention in held for entity in mention.entities)
    same = tuple(entity.entity for entity in entities if _fits(written, entity))
    certain = len(same) == 1 and any(mention.match is not Match.OTHER_SPELLING for mention in held)
    span = _span(model)
    return replace(span, entity=same[0]) if certain else replace(span, perhaps=same)


def _fits(written: str, entity: KnownEntity) -> bool:
    """Whether a name as written can be the entity's fullest name in that script."""
    forms = [person_name(form, listed=True) for form in entity.forms if same_script(form, written)]
    return fits_person(forms, person_name(written)) is not None


def _known_span(mention: KnownMention) -> SuggestedSpan:
    certain = mention.entity if mention.match is not Match.OTHER_SPELLING else None
    return SuggestedSpan(
        mention.start,
        mention.end,
        mention.entities[0].kind,
        _SCORES[mention.match],
        KNOWN,
        certain.entity if certain else None,
        () if certain else tuple(entity.entity for entity in mention.entities),
    )


def _known_claim(mention: KnownMention) -> _Claim:
    return _Claim.KNOWN_NAME if mention.match >= Match.PART else _Claim.DOUBTFUL_NAME


def _rule_claim(entity: Entity) -> _Claim:
    return _Claim.ADDRESS if entity.kind in _ADDRESSES else _Claim.RULE


def _span(entity: Entity) -> SuggestedSpan:
    return SuggestedSpan(entity.start, entity.end, entity.kind, entity.score, entity.origin)


def _settled(text: str, candidates: Iterable[_Candidate]) -> list[SuggestedSpan]:
    """Stretches without overlaps; what sticks out of a beaten person's name stays a suggestion of its own."""
    kept: list[SuggestedSpan] = []
    order = sorted(candidates, key=lambda each: (-each.claim, each.span.start - each.span.end, each.span.start))
    for candidate in order:
        kept += _what_is_left(text, candidate.span, kept)
    return sorted(kept, key=lambda span: span.start)


def _what_is_left(text: str, span: SuggestedSpan, kept: Sequence[SuggestedSpan]) -> list[SuggestedSpan]:
    beaten_by = sorted((k for k in kept if k.start < span.end and span.start < k.end), key=lambda k: k.start)
    if not beaten_by:
        return [span]
    if span.kind is not EntityKind.PERSON:
        return []
    edges = [span.start, *(edge for winner in beaten_by for edge in (winner.start, winner.end)), span.end]
    pieces = (
        Entity(a, b, span.kind, span.score, span.origin) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b
    )
    cleaned = (person_span(text, piece) for piece in pieces)
    return [_span(piece) for piece in cleaned if piece is not None and text[piece.start].isupper()]
