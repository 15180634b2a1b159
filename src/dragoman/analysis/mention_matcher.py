"""Finding mentions: a lexicon compiled into a tree of pieces, walked once along a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.analysis.inflection import inflected_forms
from dragoman.analysis.kazakh_inflection import kazakh_forms, kazakh_relationals
from dragoman.analysis.lexicon import Lexicon, LexiconEntry, MentionKind, Term
from dragoman.analysis.name_pieces import HYPHEN, folded, keys, pieces, runs, surface


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entry (its id): ``form`` stands at ``start`` to ``end`` of the text, in code points."""

    entry: str
    form: str
    start: int
    end: int
    kind: MentionKind


def find_mentions(text: str, lexicon: Lexicon, language: str) -> list[Mention]:
    """The mentions of a lexicon's entries in a text, in their order and without overlaps.

    Names of all languages of the lexicon are found in any text, in their inflected forms, because speakers mix
    languages; ``language`` (ISO 639-1) decides where a form could be of two languages, and in Kazakh texts Russian
    names are found with Kazakh endings too. Only whole words count; a hyphen or an apostrophe ends a word. Where two
    forms overlap the one that begins first counts, of those that begin together the longest; a phrase that the lexicon
    lists under ``not`` takes its words and is no mention. Time grows with the text's length, not with the lexicon.
    """
    return list(matcher(lexicon, language).find(text))


@lru_cache(maxsize=8)
def matcher(lexicon: Lexicon, language: str) -> Matcher:
    """The compiled lexicon for texts in a language; compiled once in a process."""
    return Matcher(lexicon, language)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Who claims a form. ``surfaces``: the spellings that count, empty where case does not matter. ``trailing``: how
    many pieces at its end the form needs but does not cover (the hyphen of "Sino-").
    """

    entry: str
    kind: MentionKind | None
    surfaces: frozenset[str]
    trailing: int


class _Node:
    """A place in the tree: the pieces that may follow, and who claims the form that ends here."""

    __slots__ = ("claims", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.claims: list[_Claim] = []


class Matcher:
    """All forms of a lexicon's terms as a tree of pieces."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._root = _Node()
        self.forms = 0
        """How many forms the tree holds."""
        own_first = sorted({*lexicon.languages}, key=lambda other: other != language)
        for term_language in own_first:
            for entry in lexicon.entries:
                for term in entry.terms:
                    if term.language == term_language:
                        self._add_term(entry, term, text_language=language)

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a text (see ``find_mentions``)."""
        free_from = 0
        for run in runs(text):
            start = run.start()
            if folded(run.group()) not in self._root.following or start < free_from:
                continue
            claim, end = self._longest(text, start)
            if claim is None:
                continue
            free_from = end
            if claim.kind is not None:
                yield Mention(claim.entry, text[start:end], start, end, claim.kind)

    def _longest(self, text: str, start: int) -> tuple[_Claim | None, int]:
        """The claim on the longest form that begins at a run, and where the form ends."""
        node, best, best_end = self._root, None, start
        ends: list[int] = []
        for piece in pieces(text, start):
            following = node.following.get(piece.key)
            if following is None:
                break
            node = following
            ends.append(piece.end)
            for claim in node.claims:
                end = ends[-1 - claim.trailing]
                if not claim.surfaces or surface(text[start:end]) in claim.surfaces:
                    best, best_end = claim, end
                    break
        return best, best_end

    def _add_term(self, entry: LexiconEntry, term: Term, *, text_language: str) -> None:
        for form, kind in term_forms(term, text_language):
            *front, last = keys(form)
            trailing = 1 if form.endswith("-") else 0
            node = self._root
            for key in (*front, HYPHEN if trailing else last):
                node = node.following.setdefault(key, _Node())
            claim = _Claim(entry.id, kind, _surfaces(form) if term.case_sensitive else frozenset(), trailing)
            if claim not in node.claims:
                node.claims.append(claim)
                self.forms += 1


def term_forms(term: Term, text_language: str) -> Iterator[tuple[str, MentionKind | None]]:
    """The forms under which a term is found in texts of a language, and what each mentions by (None: it is no mention).

    Kazakh makes adjectives of any name; Kazakh texts have Russian names with Kazakh endings.
    """
    for form in inflected_forms(term.text, term.language, adjective=term.kind is MentionKind.ADJECTIVE):
        yield form, term.kind
    if term.language == "ru" and text_language == "kk" and not term.text.endswith("-"):
        yield from ((form, term.kind) for form in kazakh_forms(term.text))
    if term.language == "kk" and term.kind is MentionKind.NAME:
        for adjective in kazakh_relationals(term.text):
            yield from ((form, MentionKind.ADJECTIVE) for form in kazakh_forms(adjective))


def _surfaces(form: str) -> frozenset[str]:
    """The spellings of a case-sensitive form: as it is written, and in capitals throughout."""
    covered = form.removesuffix("-")
    return frozenset({surface(covered), surface(covered.upper())})
