"""Known names: the study's own list of what must not be read, found in a text in every form that it may take."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from dragoman.engines.entity import EntityKind
from dragoman.text.name_forms import Word, is_everyday_word, lemmas, nominatives, words_of
from dragoman.text.name_runs import ListedForm, Run, name_runs
from dragoman.text.person_names import person_name, same_person, surname_places
from dragoman.text.transliteration import Script, comparison_key, script


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """One entry of the list: its identifier, the ways it is written, and what readers see instead.

    Forms are nominatives, in one script or in both; a person's full name covers "surname alone", "name and
    patronymic" and initials by itself.
    """

    entity: str
    kind: EntityKind
    forms: tuple[str, ...]
    replacement: str


class Match(IntEnum):
    """How sure a match is, the surest highest."""

    OTHER_SPELLING = 0
    """The name as it may be written in the other alphabet or romanised another way: a question to a person."""
    GIVEN_NAME = 1
    """A given name or patronymic of a listed person, alone."""
    PART = 2
    """A surname alone, or several words of a person's name."""
    FULL = 3
    """A listed form, inflected or not."""


@dataclass(frozen=True, slots=True)
class KnownMention:
    """Where a known name stands (code points, end exclusive); several ``entities`` where it may be any of them."""

    start: int
    end: int
    entities: tuple[KnownEntity, ...]
    match: Match

    @property
    def entity(self) -> KnownEntity | None:
        """The entity, where it can only be one."""
        return self.entities[0] if len(self.entities) == 1 else None


_LITERAL = (EntityKind.EMAIL, EntityKind.URL, EntityKind.PHONE, EntityKind.ID_NUMBER, EntityKind.DATE_OF_BIRTH)


class KnownNames:
    """The list, made ready for searching. Building reads every form once; searching a text is one pass over it."""

    def __init__(self, entities: Iterable[KnownEntity]) -> None:
        self.entities = tuple(entities)
        self._forms: list[ListedForm] = []
        self._owners: list[KnownEntity] = []
        self._literals: list[tuple[re.Pattern[str], KnownEntity]] = []
        self._places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        self._spellings: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for entity in self.entities:
            for form in entity.forms:
                self._add(entity, form)
        self._beginnings = {key[:2] for key in self._places}
        self._spelling_beginnings = {key[:2] for key in self._spellings}

    @classmethod
    def of_forms(cls, forms: Iterable[str]) -> KnownNames:
        """A bare list of names that are nobody's secret, such as the actors of a lexicon."""
        return cls(KnownEntity(form, EntityKind.OTHER, (form,), form) for form in forms)

    def __bool__(self) -> bool:
        return bool(self._forms or self._literals)

    def find(self, text: str) -> list[KnownMention]:
        """All known names of a text in the order in which they stand, without overlaps: the longer wins, then the
        surer, then the one written exactly as listed. Upper and lower case do not matter, but everyday words ("вера",
        "will") count only where they are capitalised.
        """
        kept: list[KnownMention] = []
        left = text
        while found := [*self._literal_mentions(left), *self._word_mentions(left)]:
            kept += _settled(left, found)
            if all(any(winner.start <= lost.start and lost.end <= winner.end for winner in kept) for lost in found):
                break
            # A name that overlapped a longer one may have left a part of itself: look again at what is left.
            left = "".join(_masked(left, kept))
        return sorted(kept, key=lambda mention: mention.start)

    def _add(self, entity: KnownEntity, form: str) -> None:
        words = tuple(word.text for word in words_of(form))
        if entity.kind in _LITERAL or any(character.isdecimal() for character in form) or not words:
            if any(character.isalnum() for character in form):
                self._literals.append((_literal_pattern(form, entity.kind), entity))
            return
        person = entity.kind is EntityKind.PERSON
        number = len(self._forms)
        strong = surname_places(form) if person else frozenset(range(len(words)))
        self._owners.append(entity)
        self._forms.append(ListedForm(number, form, words, person, strong))
        listed = [part.nominatives for part in person_name(form, listed=True)] if person else [lemmas(w) for w in words]
        for place, keys in enumerate(listed):
            if len(words[place]) == 1 and person:
                continue
            for key in keys:
                self._places[key].add((number, place))
                if not _is_acronym(form):
                    self._spellings[comparison_key(key)].add((number, place))

    def _literal_mentions(self, text: str) -> Iterator[KnownMention]:
        for pattern, entity in self._literals:
            for match in pattern.finditer(text):
                yield KnownMention(match.start(), match.end(), (entity,), Match.FULL)

    def _word_mentions(self, text: str) -> Iterator[KnownMention]:
        words = list(words_of(text))
        for respelt in (False, True):
            hits: defaultdict[int, dict[int, set[int]]] = defaultdict(dict)
            for index, word in enumerate(words):
                for number, place in self._refs(word.text, respelt=respelt):
                    hits[number].setdefault(index, set()).add(place)
            for number, places in hits.items():
                form = self._forms[number]
                for run in name_runs(text, words, form, places):
                    match = _strength(text, words, form, run, respelt=respelt)
                    if match is not None:
                        yield KnownMention(words[run.first].start, words[run.last].end, (self._owners[number],), match)

    def _refs(self, word: str, *, respelt: bool) -> Iterable[tuple[int, int]]:
        """The words of forms that a word of a text may be: (form, place in the form)."""
        if respelt:
            return self._spelling_refs(word)
        if len(word) < 2 or (script(word) is Script.CYRILLIC and word.casefold()[:2] not in self._beginnings):
            return ()
        found: set[tuple[int, int]] = set()
        for key in nominatives(word):
            found |= {ref for ref in self._places.get(key, ()) if self._forms[ref[0]].person}
        for key in lemmas(word):
            found |= {ref for ref in self._places.get(key, ()) if not self._forms[ref[0]].person}
        return found

    def _spelling_refs(self, word: str) -> Iterable[tuple[int, int]]:
        if not self._spellings or len(word) < 2 or comparison_key(word)[:2] not in self._spelling_beginnings:
            return ()
        return {ref for key in nominatives(word) | lemmas(word) for ref in self._spellings.get(comparison_key(key), ())}


def _strength(text: str, words: Sequence[Word], form: ListedForm, run: Run, *, respelt: bool) -> Match | None:
    """How sure a run of words is, None where it is no mention of the form."""
    match = _completeness(text, words, form, run, respelt=respelt)
    if match is None or (respelt and match is Match.GIVEN_NAME):
        return None
    match = Match.OTHER_SPELLING if respelt else match
    alone = run.first == run.last
    return match if not alone or _written_as_name(text, words[run.first].text, form, match) else None


def _completeness(text: str, words: Sequence[Word], form: ListedForm, run: Run, *, respelt: bool) -> Match | None:
    if not form.person:
        return Match.FULL
    if not respelt:
        written = text[words[run.first].start : words[run.last].end]
        if same_person(person_name(form.text, listed=True), person_name(written)) is None:
            return None
    spelt = [place for place in run.parts if len(form.words[place]) > 1]
    if len(run.parts) == len(form.words):
        return Match.FULL
    if form.strong & set(spelt) or len(run.parts) > 1:
        return Match.PART
    return Match.GIVEN_NAME


def _written_as_name(text: str, word: str, form: ListedForm, match: Match) -> bool:
    """Whether the case of a single word allows that it is a name."""
    if not word.islower():
        return True
    if _is_acronym(form.text) and len(word) <= 3:
        return False
    has_capitals = any(character.isupper() for character in text)
    if has_capitals and (_is_acronym(form.text) or match < Match.PART):
        return False
    return not is_everyday_word(word) or form.text.islower()


def _is_acronym(form: str) -> bool:
    return form.isupper() and len(form) <= 5


def _literal_pattern(form: str, kind: EntityKind) -> re.Pattern[str]:
    """A form with digits or signs as it may be written: telephone numbers with any separators and any first digit."""
    digits = re.sub(r"\D", "", form)
    if kind in (EntityKind.PHONE, EntityKind.ID_NUMBER) and len(digits) >= 5:
        body = r"[ \u00a0().-]{0,2}".join(digits[-10:] if kind is EntityKind.PHONE else digits)
        before = r"(?:\+?\d{1,3}[ \u00a0().-]{0,2})?" if kind is EntityKind.PHONE and len(digits) >= 10 else ""
        return re.compile(rf"(?<!\d)\(?{before}{body}(?!\d)")
    spaced = r"\s+".join(re.escape(part) for part in form.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _masked(text: str, mentions: Iterable[KnownMention]) -> Iterator[str]:
    done = 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        yield text[done : mention.start] + "\0" * (mention.end - mention.start)
        done = mention.end
    yield text[done:]


def _settled(text: str, found: Iterable[KnownMention]) -> list[KnownMention]:
    """Mentions without overlaps; those of equal claim to one stretch become one with several entities."""
    claims: defaultdict[tuple[int, int], list[KnownMention]] = defaultdict(list)
    for mention in found:
        claims[mention.start, mention.end].append(mention)
    best = [_best(text[start:end], mentions) for (start, end), mentions in claims.items()]
    kept: list[KnownMention] = []
    for mention in sorted(best, key=lambda mention: (mention.start - mention.end, -mention.match, mention.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _best(written: str, mentions: Sequence[KnownMention]) -> KnownMention:
    def claim(mention: KnownMention) -> tuple[int, bool]:
        return mention.match, any(form.casefold() == written.casefold() for form in mention.entities[0].forms)

    highest = max(claim(mention) for mention in mentions)
    entities = {m.entities[0].entity: m.entities[0] for m in mentions if claim(m) == highest}
    return KnownMention(mentions[0].start, mentions[0].end, tuple(entities.values()), Match(highest[0]))
