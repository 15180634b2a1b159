"""Replacements: one for each entity, the same in the whole study and in both scripts where the vault says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.engines.entity import EntityKind
from dragoman.text.entity_suggestions import SuggestedSpan
from dragoman.text.known_names import KnownEntity
from dragoman.text.name_forms import lemmas, nominatives, words_of
from dragoman.text.person_names import NamePart, PersonName, fits_person, looks_like_surname, person_name, same_person
from dragoman.text.transliteration import Script, comparison_key, script

LABELS = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.PLACE: "place",
    EntityKind.EMAIL: "email",
    EntityKind.PHONE: "phone",
    EntityKind.URL: "web address",
    EntityKind.ID_NUMBER: "id number",
    EntityKind.DATE_OF_BIRTH: "date of birth",
    EntityKind.OTHER: "name",
}
"""What a replacement without a text of its own says: ``[person 1]``."""

NAMED = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER)
"""The kinds that are known by words, not by signs or digits."""

# Endings that Russian names have in other cases, and hardly any in the nominative.
_OBLIQUE = re.compile(r"(?:[ую]|[оеы]м|[оеё]й)$")


@dataclass(frozen=True, slots=True)
class Assigned:
    """A suggested span with its entity and what stands in its place."""

    span: SuggestedSpan
    entity: str
    replacement: str


@dataclass
class _Person:
    """A person of the table: per script, what is known of the name so far."""

    known: KnownEntity
    is_new: bool
    names: dict[Script, list[PersonName]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    grown: dict[Script, PersonName] = field(default_factory=dict)


class ReplacementTable:
    """Who is who in a study, and what each is called there.

    It starts from the vault's entities and grows as mentions are assigned; numbers follow the order of first
    appearance and go on where the vault's end, so that a second run changes none of the first.
    """

    def __init__(self, known: Iterable[KnownEntity] = ()) -> None:
        self._entities: dict[str, KnownEntity] = {}
        self._new: list[str] = []
        self._persons: dict[str, _Person] = {}
        self._by_word: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_key: dict[tuple[EntityKind, str], str] = {}
        self._last: dict[EntityKind, int] = {}
        for entity in known:
            self._add(entity, is_new=False)

    @property
    def new_entities(self) -> list[KnownEntity]:
        """What the vault does not have yet, in order of first appearance; forms are nominatives as far as known."""
        return [self._current(self._entities[entity]) for entity in self._new]

    @property
    def grown_entities(self) -> list[KnownEntity]:
        """Entities of the vault of whom a fuller name was met, with that name among their forms."""
        return [self._current(person.known) for person in self._persons.values() if person.grown and not person.is_new]

    def assign(self, text: str, spans: Sequence[SuggestedSpan]) -> list[Assigned]:
        """The entity and the replacement of each span of a text, known or new.

        Mentions in one script are taken for one person where one name is part of the other and nobody else fits; over
        both scripts only where the vault's entity lists both. A suggestion that names its entity keeps it.
        """
        return [self._assigned(text[span.start : span.end], span) for span in spans]

    def look_alikes(self) -> list[tuple[str, str]]:
        """Pairs of persons that may be one, written in two scripts or romanised in two ways: questions for a person."""
        folded = [
            (entity, [_folded(name) for names in person.names.values() for name in names])
            for entity, person in self._persons.items()
        ]
        return [
            (one, other)
            for place, (one, names) in enumerate(folded)
            for other, others in folded[place + 1 :]
            if any(len(a) == len(b) and same_person(a, b) for a in names for b in others)
        ]

    def _assigned(self, written: str, span: SuggestedSpan) -> Assigned:
        entity = span.entity if span.entity in self._entities else None
        if span.kind is EntityKind.PERSON:
            entity = entity or self._find_person(written)
            entity = entity or self._create(span.kind, written)
            self._learn(entity, written)
        else:
            entity = entity or next(
                (self._by_key[key] for key in _keys(span.kind, written) if key in self._by_key), None
            )
            entity = entity or self._create(span.kind, written)
        return Assigned(span, entity, self._entities[entity].replacement)

    def _find_person(self, written: str) -> str | None:
        """The one person that a name can mean; of several, the one with exactly this name."""
        name = person_name(written)
        near: dict[str, None] = {}
        for part in name:
            for word in part.nominatives if not part.initial else ():
                near.update(self._by_word.get(word, {}))
        fitting = [entity for entity in near if fits_person(self._names(entity, written), name)]
        exact = [
            entity
            for entity in fitting
            if any(len(form) == len(name) and same_person(form, name) for form in self._names(entity, written))
        ]
        chosen = exact if exact else fitting
        return chosen[0] if len(chosen) == 1 else None

    def _names(self, entity: str, written: str) -> list[PersonName]:
        return self._persons[entity].names.get(script(written), [])

    def _learn(self, entity: str, written: str) -> None:
        """Keep what a mention adds to a person's name: a word more, or a reading less."""
        person = self._persons.get(entity)
        if person is None:
            return
        person.written.update({form: word for form, word in _nominatives_met(written) if form not in person.written})
        names = person.names.setdefault(script(written), [])
        merged = fits_person(names, person_name(written))
        if merged is None:
            return
        longest = max(map(len, names))
        if len(merged) > longest or (person.is_new and len(merged) == longest):
            person.grown[script(written)] = merged
            names[:] = [name for name in names if same_person(name, merged) is None or not person.is_new]
            names.append(merged)
            self._index(entity, merged)

    def _create(self, kind: EntityKind, written: str) -> str:
        number = self._last.get(kind, 0) + 1
        while f"{kind.value}-{number}" in self._entities:
            number += 1
        entity = KnownEntity(f"{kind.value}-{number}", kind, (written,), f"[{LABELS[kind]} {number}]")
        self._add(entity, is_new=True)
        self._new.append(entity.entity)
        return entity.entity

    def _add(self, entity: KnownEntity, *, is_new: bool) -> None:
        self._entities[entity.entity] = entity
        numbered = re.fullmatch(rf"\[{LABELS[entity.kind]} (\d+)\]", entity.replacement)
        if numbered:
            self._last[entity.kind] = max(self._last.get(entity.kind, 0), int(numbered.group(1)))
        if entity.kind is not EntityKind.PERSON:
            for form in entity.forms:
                for key in _keys(entity.kind, form):
                    self._by_key.setdefault(key, entity.entity)
            return
        person = self._persons[entity.entity] = _Person(entity, is_new)
        for form in entity.forms:
            name = person_name(form, listed=not is_new)
            person.names.setdefault(script(form), []).append(name)
            self._index(entity.entity, name)

    def _index(self, entity: str, name: PersonName) -> None:
        for part in name:
            for word in part.nominatives if not part.initial else ():
                self._by_word[word][entity] = None

    def _current(self, entity: KnownEntity) -> KnownEntity:
        """The entity with the forms that the table has learnt."""
        person = self._persons.get(entity.entity)
        if person is None or not person.grown:
            return entity
        learnt = [form for name in person.grown.values() for form in _shown(name, person.written)]
        forms = learnt if person.is_new else [*entity.forms, *learnt]
        return KnownEntity(entity.entity, entity.kind, tuple(dict.fromkeys(forms)), entity.replacement)


def _keys(kind: EntityKind, written: str) -> Iterator[tuple[EntityKind, str]]:
    """Under which keys an entity that is no person is found again: telephone numbers by their last ten digits."""
    if kind is EntityKind.PHONE:
        yield kind, re.sub(r"\D", "", written)[-10:]
    elif kind is EntityKind.ID_NUMBER:
        yield kind, re.sub(r"[\W_]", "", written).casefold()
    elif kind is EntityKind.URL:
        yield kind, re.sub(r"^(https?://)?(www\.)?|/+$", "", written.casefold())
    elif kind in NAMED and any(character.isalpha() for character in written):
        yield kind, " ".join(_lemma(word.text) for word in words_of(written))
    else:
        yield kind, " ".join(written.casefold().split())


def _lemma(word: str) -> str:
    found = lemmas(word)
    return min(found - {word.casefold()} or found)


def _nominatives_met(written: str) -> Iterator[tuple[str, str]]:
    """Words of a name that may stand in the nominative as they are written, by their nominative."""
    for word in words_of(written):
        forms = nominatives(word.text)
        if script(word.text) is not Script.CYRILLIC:
            yield min(forms), word.text
        elif word.text.casefold() in forms and (len(forms) == 1 or not _OBLIQUE.search(word.text.casefold())):
            yield word.text.casefold(), word.text


def _folded(name: PersonName) -> PersonName:
    return tuple(NamePart(frozenset(map(comparison_key, part.nominatives)), part.initial) for part in name)


def _shown(name: PersonName, written: dict[str, str]) -> Iterator[str]:
    """A name as it is written in a list: each word as it was met in the nominative, else as it must be. A surname that
    may be a man's or a woman's is given in both forms.
    """
    words = [_shown_word(part, written) for part in name]
    yield " ".join(words)
    for place, part in enumerate(name):
        other = {words[place].casefold() + "а", words[place].casefold().removesuffix("а")} - {words[place].casefold()}
        for form in sorted(other & part.nominatives):
            if looks_like_surname(form):
                yield " ".join([*words[:place], form.capitalize(), *words[place + 1 :]])


def _shown_word(part: NamePart, written: dict[str, str]) -> str:
    met = next((written[form] for form in sorted(part.nominatives, key=len) if form in written), None)
    return met or min(part.nominatives, key=lambda form: (len(form), form)).capitalize()
