"""Lexicons: the actors whose mentions are counted, with their names in several languages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import resources

from dragoman.analysis.name_pieces import keys
from dragoman.errors import WrongUse
from dragoman.protocol.faults import Faults
from dragoman.protocol.language_code import is_language
from dragoman.protocol.located_yaml import LocatedMap, located_map
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.text_file import TextFile


class ActorKind(StrEnum):
    """What an entry is."""

    STATE = "state"
    ORGANISATION = "organisation"
    FORMAT = "format"
    REGION = "region"


class MentionKind(StrEnum):
    """By what a text mentions an actor: "Russia", "Russian" (also "Russians"), "the Kremlin"."""

    NAME = "name"
    ADJECTIVE = "adjective"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Term:
    """A name, adjective or metonym of an entry in its basic form, in one language (ISO 639-1).

    ``kind`` None marks a phrase that is no mention of anything, such as "South China Sea". A case-sensitive term counts
    as it is written or in capitals throughout: "Turkey" and "TURKEY", not "turkey".
    """

    text: str
    language: str
    kind: MentionKind | None
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """An actor with everything it is called."""

    id: str
    name: str
    kind: ActorKind
    terms: tuple[Term, ...]

    def texts(self, kind: MentionKind | None, language: str | None = None) -> tuple[str, ...]:
        """The terms of a kind, in one language or in all."""
        return tuple(term.text for term in self.terms if term.kind is kind and language in (None, term.language))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon as its file has it. Two are equal when their files are: ``sha256`` is that of the YAML text."""

    name: str = field(compare=False)
    version: int = field(compare=False)
    languages: tuple[str, ...] = field(compare=False)
    note: str = field(compare=False)
    sources: tuple[str, ...] = field(compare=False)
    entries: tuple[LexiconEntry, ...] = field(compare=False)
    sha256: str

    def entry(self, id_: str) -> LexiconEntry:
        """The entry of this id. Raises ``WrongUse`` where there is none."""
        for entry in self.entries:
            if entry.id == id_:
                return entry
        known = [entry.id for entry in self.entries]
        hint = did_you_mean(id_, known) or f" It has: {listed(known, most=30)}."
        raise WrongUse(f"The lexicon '{self.name}' has no entry '{id_}'.{hint}")


def shipped_lexicon(name: str = "actors") -> str:
    """The YAML text of a lexicon that comes with Dragoman. Raises ``WrongUse`` where there is none of this name."""
    file = resources.files("dragoman.frameworks").joinpath(f"{name}.yaml")
    text = file.read_text(encoding="utf-8") if name.isidentifier() and file.is_file() else ""
    if "\nlexicon:" not in f"\n{text}":
        raise WrongUse(f"No lexicon '{name}' comes with Dragoman. The one that does is 'actors'.")
    return text


def parse_lexicon(yaml_text: str, *, name: str) -> Lexicon:
    """Read a lexicon from YAML: a head ``lexicon`` and a list of ``entries`` (see ``frameworks/actors.yaml``).

    ``name`` is the file's, for messages. Raises ``WrongUse`` with line and field of everything that is wrong.
    """
    faults = Faults(name)
    sha256 = hashlib.sha256(yaml_text.encode()).hexdigest()
    root = located_map(TextFile(name, yaml_text, sha256), faults).only("lexicon", "entries")
    head = root.map("lexicon")
    if head is None:
        raise WrongUse(
            f"{name}, line {root.line}: the head is missing, a field 'lexicon' with name, version and languages. "
            "Nothing was stored. Add it, or check that this is a lexicon."
        )
    head.only("name", "version", "languages", "note", "sources")
    languages = _languages(head)
    lexicon = Lexicon(
        name=head.key("name"),
        version=head.number("version"),
        languages=languages,
        note=head.text("note", default=""),
        sources=head.words("sources"),
        entries=tuple(_entries(root, languages)),
        sha256=sha256,
    )
    faults.raise_any()
    return lexicon


_TERM_FIELDS = {
    "aliases": MentionKind.NAME,
    "adjectives": MentionKind.ADJECTIVE,
    "metonyms": MentionKind.METONYM,
    "not": None,
}


def _languages(head: LocatedMap) -> tuple[str, ...]:
    languages = head.words("languages")
    if not languages:
        head.fault("languages", "Name the languages of the terms, such as [en, ru, kk].")
    for language in languages:
        if not is_language(language):
            head.fault("languages", f"'{language}' is no language code, such as en, ru, kk.")
    return languages


def _entries(root: LocatedMap, languages: tuple[str, ...]) -> Iterator[LexiconEntry]:
    maps = root.maps("entries")
    if not maps:
        root.fault("entries", "A lexicon needs at least one entry.")
    ids: set[str] = set()
    owners: dict[tuple[str, ...], tuple[str, Term]] = {}
    for entry in maps:
        entry.only("id", "name", "kind", *_TERM_FIELDS, "case_sensitive")
        id_ = entry.key()
        if id_ and id_ in ids:
            entry.fault("id", f"There are two entries '{id_}'.")
        ids.add(id_)
        terms = tuple(_terms(entry, languages))
        if not any(term.kind is MentionKind.NAME for term in terms):
            entry.fault("aliases", "An entry needs at least one alias, a name by which it is mentioned.")
        _note_taken_terms(entry, id_, terms, owners)
        yield LexiconEntry(id_, entry.text("name"), entry.choice("kind", ActorKind), terms)


def _terms(entry: LocatedMap, languages: tuple[str, ...]) -> Iterator[Term]:
    sensitive = entry.words("case_sensitive")
    found: set[str] = set()
    for field_, kind in _TERM_FIELDS.items():
        by_language = entry.map(field_)
        if by_language is None:
            continue
        by_language.only(*languages)
        for language in languages:
            for text in by_language.words(language):
                found.add(text)
                _note_unusable(by_language, language, text)
                yield Term(text, language, kind, text in sensitive)
    for text in sensitive:
        if text not in found:
            hint = did_you_mean(text, found) or " Write it exactly as in its list."
            entry.fault("case_sensitive", f"'{text}' is no term of this entry.{hint}")


def _note_unusable(by_language: LocatedMap, language: str, text: str) -> None:
    if not text[0].isalnum():
        by_language.fault(language, f"'{text}' does not begin with a letter or a digit.")
    elif sum(character.isalnum() for character in text) < 2:
        by_language.fault(language, f"'{text}' is too short to be told from other words.")


def _note_taken_terms(
    entry: LocatedMap, id_: str, terms: Iterable[Term], owners: dict[tuple[str, ...], tuple[str, Term]]
) -> None:
    """A term belongs to one entry, and there to one kind; in several languages it may look the same."""
    fields = {kind: name for name, kind in _TERM_FIELDS.items()}
    for term in terms:
        owner, other = owners.setdefault(keys(term.text), (id_, term))
        if (owner, other.kind) == (id_, term.kind):
            continue
        if term.case_sensitive and other.case_sensitive and term.text != other.text:
            continue
        path = fields[term.kind]
        by_language = entry.map(path)
        if by_language is not None:
            by_language.fault(term.language, f"'{term.text}' already stands under {fields[other.kind]} of '{owner}'.")
